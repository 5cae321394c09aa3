"""Receiving: what is genuine is stored, the answer says up to where everything is here, and a job applies it."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.conf import settings

from yimen.core.exchange.answer import Answered, write_answer
from yimen.core.exchange.keys import key_of
from yimen.core.exchange.letter import KeyOf, Letter, Refused, unseal
from yimen.core.exchange.models import Counter, Inbox
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.parts import PART
from yimen.core.exchange.peers import node_actor, received_up_to, this_node
from yimen.core.exchange.tasks import apply_letters
from yimen.core.people.scope import acting

AHEAD = 1000  # numbers: what is further ahead than this waits at its sender
LINES = 200  # a post


def receive(post: bytes) -> bytes:
    """Keep the letters of a post, one a line, and return the signed answer. A letter that is here already changes nothing.

    Raises Refused with the first reason when no line of it is a letter for us from a peer."""
    lines = post.split(b"\n")
    if len(lines) > LINES:
        raise Refused("too_large", f"at most {LINES} letters a post")
    kept, refused = _sorted(lines)
    if not kept:
        raise refused[0]
    sender = kept[0][0].sender
    answered = _store(sender, kept)
    return write_answer(sender, answered.up_to, (*(problem.reason for problem in refused), *answered.refused))


def _sorted(lines: Sequence[bytes]) -> tuple[list[tuple[Letter, bytes]], list[Refused]]:
    """Genuine letters of one sender with their lines, and what is wrong with the rest."""
    kept: list[tuple[Letter, bytes]] = []
    refused: list[Refused] = []
    find = cache(key_of(wall_clock()))
    for line in lines:
        try:
            letter = _genuine(line, find)
            if kept and letter.sender != kept[0][0].sender:
                raise Refused("mixed_senders")
            kept.append((letter, line))
        except Refused as problem:
            refused.append(problem)
    return kept, refused


def _genuine(line: bytes, find: KeyOf) -> Letter:
    letter = unseal(line, find)
    if letter.to != this_node():
        raise Refused("wrong_addressee", f"this node is {this_node()}")
    if letter.kind not in settings.LETTERS and letter.kind != PART:
        raise Refused("unknown_kind", letter.kind)
    return letter


def _store(sender: str, kept: Sequence[tuple[Letter, bytes]]) -> Answered:
    """Store in one transaction; the counter's lock lets two posts of one peer follow one another."""
    with acting(node_actor(sender)):
        counter = received_up_to(sender)
        near = [(letter, line) for letter, line in kept if letter.seq <= counter.last + AHEAD]
        new = _insert(sender, near)
        refused = ["too_far_ahead"] * (len(kept) - len(near)) + ["number_taken"] * _taken(sender, near)
        if new:
            counter.last = _contiguous(sender, counter)
            counter.save(update_fields=["last"])
            apply_letters.defer(peer=sender)
    return Answered(counter.last, tuple(refused))


def _insert(sender: str, near: Iterable[tuple[Letter, bytes]]) -> bool:
    known = set(
        Inbox.objects.filter(peer=sender, seq__in=[letter.seq for letter, _ in near]).values_list("seq", flat=True)
    )
    rows = {
        letter.seq: Inbox(
            id=letter.id,
            peer_id=sender,
            seq=letter.seq,
            kind=letter.kind,
            letter=line.decode(),
            received_at=wall_clock(),
        )
        for letter, line in near
        if letter.seq not in known
    }
    Inbox.objects.bulk_create(rows.values(), ignore_conflicts=True)
    return bool(rows)


def _taken(sender: str, near: Iterable[tuple[Letter, bytes]]) -> int:
    """How many of these letters are not the ones stored under their number: their sender began to count anew."""
    stored = dict(
        Inbox.objects.filter(peer=sender, seq__in=[letter.seq for letter, _ in near]).values_list("seq", "id")
    )
    return sum(stored.get(letter.seq) != letter.id for letter, _ in near)


def _contiguous(sender: str, counter: Counter) -> int:
    up_to = counter.last
    for seq in Inbox.objects.filter(peer=sender, seq__gt=up_to).order_by("seq").values_list("seq", flat=True):
        if seq != up_to + 1:
            break
        up_to = seq
    return up_to
