"""Who sits at a desk of the crowd: the officers of officers.yaml where the office has some, else drawn ones with badges of their own."""

from functools import cache

from yimen.channels.demo.cast import cast
from yimen.config.demo.crowd.lives import crowd
from yimen.config.demo.files import folk_plan
from yimen.config.demo.offices import office_of
from yimen.core.people.acting_as import served
from yimen.core.people.actors import Actor, Role
from yimen.core.people.models import Staff

SEATS: dict[str, tuple[Role, int]] = {
    "window": ("window", 0), "examiner": ("examiner", 0), "second": ("examiner", 1), "decider": ("decider", 0), "head": ("head", 0),
}  # fmt: skip


@cache
def officer(desk: str, seat: str, place: str) -> Actor:
    """The officer in this seat of the desk around a place; `second` is another examiner."""
    code = crowd().desks[desk].office(place)
    role, which = SEATS[seat]
    badge, name = _known(code, role, which) or _drawn(code, seat)
    return Actor(role, badge, name, code, code[:6], serves=served(office_of(code), role))


def _known(code: str, role: Role, which: int) -> tuple[str, str] | None:
    found = [(badge, one.name) for badge, one in cast().officers.items() if one.office == code and role in one.roles]
    return found[which] if which < len(found) else None


def _drawn(code: str, seat: str) -> tuple[str, str]:
    names, place = folk_plan().names, list(SEATS).index(seat)
    chance = int(code[:8]) * 31 + place * 7
    name = names.family[chance % len(names.family)] + names.given[chance % len(names.given)]
    return f"{code[:9]}{place + 1}", name


def staff_of(actor: Actor) -> Staff:
    return Staff(id=actor.id, name=actor.name, office=actor.office, reach=actor.reach, roles=[actor.role], active=True)


def is_drawn(actor: Actor) -> bool:
    return actor.id not in cast().officers
