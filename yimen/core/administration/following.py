"""What follows from posts: the office and roles of the day, and whether somebody serves at all. Whoever lost something is signed out."""

from collections.abc import Iterable
from datetime import date

from yimen.core.people.acting_as import STAFF_ROLES
from yimen.core.people.actors import RULE
from yimen.core.people.models import Post, Staff
from yimen.core.people.models_access import Visit
from yimen.core.people.scope import acting

Stands = tuple[str, list[str], bool]  # office, roles, active


def in_force(posts: Iterable[Post], day: date) -> list[Post]:
    """From its first day up to the day before it ends."""
    return [one for one in posts if one.since <= day and (one.until is None or day < one.until)]


def stands(staff: Staff, posts: Iterable[Post], day: date) -> Stands:
    """Without a post one keeps the last office, and may do nothing there."""
    here = in_force(posts, day)
    roles = {one.role for one in here}
    return here[0].office if here else staff.office, [role for role in STAFF_ROLES if role in roles], bool(here)


def follow(badges: Iterable[str], day: date) -> int:
    """Let members stand as their posts say; how many stood otherwise."""
    moved = [
        staff for staff in Staff.objects.filter(id__in=set(badges)).prefetch_related("posts") if _follow(staff, day)
    ]
    with acting(RULE):
        for staff in moved:
            lost = Visit.objects.filter(whose=staff.id, kind="staff")
            kept = {"role__in": staff.roles, "office": staff.office} if staff.active else {"role__in": []}
            lost.exclude(**kept).delete()
    return len(moved)


def _follow(staff: Staff, day: date) -> bool:
    said = stands(staff, staff.posts.all(), day)
    if said == (staff.office, staff.roles, staff.active):
        return False
    staff.office, staff.roles, staff.active = said
    staff.save(update_fields=["office", "roles", "active"])
    return True


def turning(day: date) -> set[str]:
    """Whose posts begin or end on a day or did shortly before: a night without a worker is made up for."""
    begun = Post.objects.filter(since__lte=day).exclude(until__lte=day)
    wrong = {one.staff_id for one in begun.exclude(staff__active=True)}
    ended = Post.objects.filter(until__lte=day, staff__active=True).values_list("staff_id", flat=True)
    fresh = Post.objects.filter(since=day).values_list("staff_id", flat=True)
    return wrong | set(ended) | set(fresh)
