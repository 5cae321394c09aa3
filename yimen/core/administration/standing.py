"""What must hold once the house was altered: checked inside the transaction, so that what contradicts it never was."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from django.db.models import Q

from yimen.core.administration.errors import NotAltered
from yimen.core.people.acting_as import BLIND
from yimen.core.people.models import Post, Staff
from yimen.core.places.models import Counter, Office, OfficeDay
from yimen.core.ports.statements import ask_row


def make_sense(badges: Iterable[str]) -> None:
    """Nobody serves in two offices on one day, holds a post twice, or administers beside another role. Raises NotAltered."""
    posts: dict[str, list[Post]] = {badge: [] for badge in badges}
    for post in Post.objects.filter(staff_id__in=posts):
        posts[post.staff_id].append(post)
    there = set(
        Office.objects.filter(code__in={one.office for all_ in posts.values() for one in all_}).values_list(
            "code", flat=True
        )
    )
    for badge, mine in posts.items():
        if any(one.office not in there for one in mine):
            raise NotAltered("no_office", badge)
        for one, other in combinations(mine, 2):
            _agree(one, other, badge)


def _agree(one: Post, other: Post, badge: str) -> None:
    if not overlap(one, other):
        return
    if one.office != other.office:
        raise NotAltered("two_offices", badge)
    if one.role == other.role:
        raise NotAltered("twice_in_post", badge)
    if BLIND in (one.role, other.role):
        raise NotAltered("administrator_alone", badge)


def overlap(one: Post, other: Post) -> bool:
    return (other.until is None or one.since < other.until) and (one.until is None or other.since < one.until)


def administrators(on: date) -> set[str]:
    """Who administers on a day."""
    begun = Post.objects.filter(role=BLIND, since__lte=on).exclude(until__lte=on)
    return set(begun.values_list("staff_id", flat=True))


def somebody_administers(on: date) -> None:
    """The last administrator does not end: nobody could name another one. Raises NotAltered."""
    had = Post.objects.filter(role=BLIND).exists()
    if had and not administrators(on):
        raise NotAltered("last_administrator")


def nobody_is_in(code: str) -> None:
    """An office with counters, days of its own, members, posts or cases stays. Raises NotAltered."""
    used = (
        Counter.objects.filter(office_id=code).exists()
        or OfficeDay.objects.filter(office_id=code).exists()
        or Staff.objects.filter(Q(office=code) | Q(posts__office=code)).exists()
        or (ask_row("select administration_office_in_use(%s)", [code]) or (True,))[0]
    )
    if used:
        raise NotAltered("in_use", code)
