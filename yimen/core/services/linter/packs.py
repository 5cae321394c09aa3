"""Packs only lighten: a shorter promise, a lower fee, fewer materials, more options, doors, regions or people."""

from collections.abc import Callable
from itertools import product
from typing import get_args

from yimen.core.places.working_days import FIRST
from yimen.core.services.doors import DOING
from yimen.core.services.language import THEN, Area, Change, Pack
from yimen.core.services.linter.combinations import places, turning_days
from yimen.core.services.linter.subject import Fault, Faults, Subject
from yimen.core.services.linter.tables import live
from yimen.core.services.linter.times import later
from yimen.core.services.tables import Standing
from yimen.core.services.terms import yuan

Heavier = Callable[[Subject, Standing, Standing], str | None]


def changes(subject: Subject) -> Faults:
    """What a pack changes is there, and each change is one of those that lighten."""
    for pack, change in subject.edition.changes:
        for path, said in (*missing(subject, change), *heavier_parts(subject, change)):
            yield Fault(f"changes.{subject.service.service}.{path}", said, pack.pack)


def missing(subject: Subject, change: Change) -> list[tuple[str, str]]:
    service = subject.service
    found = [(f"drop[{n}]", f"there is no material `{one}`") for n, one in enumerate(change.drop)
             if one not in {material.id for material in service.materials}]  # fmt: skip
    found += [(f"fee.{item}", f"there is no fee `{item}` to lower") for item in change.fee if item not in service.fee]
    found += [
        (f"options.{name}", f"there is no list `{name}`") for name in change.options if name not in service.options
    ]
    return found


def heavier_parts(subject: Subject, change: Change) -> list[tuple[str, str]]:
    """Parts that are no table: times set by law, doors and the area."""
    service, areas = subject.service, get_args(Area)
    found = [
        (f"time.{kind}", "the law sets it; a pack promises")
        for kind in ("statute", "extension")
        if getattr(change.time, kind)
    ]
    found += [(f"may_apply[{n}].then", "a pack only lets more people in: expected ok")
              for n, row in enumerate(change.may_apply) if row.then != "ok"]  # fmt: skip
    for name, door in change.channels.items():
        before = service.channels.get(name)
        if before and DOING.index(door.do) < DOING.index(before.do):
            found.append((f"channels.{name}.do", f"does less than `{before.do}`"))
        if before and set(door.devices) - set(before.devices):
            found.append((f"channels.{name}.devices", "asks for devices that were not needed"))
        if before and set(before.deliver) - set(door.deliver):
            found.append((f"channels.{name}.deliver", "hands over in fewer ways"))
    if change.accepted_in and areas.index(change.accepted_in) < areas.index(service.accepted_in):
        found.append(("accepted_in", f"narrower than {service.accepted_in}"))
    return found


def rows(subject: Subject) -> Faults:
    """Each row of a pack is compared with every row of the file that it may stand in front of, on each turning day."""
    for pack, _ in subject.edition.changes:
        for start, heavier in COMPARED.items():
            for table in (one for one in subject.edition.tables if one.startswith(start)):
                yield from compared(subject, pack, table, heavier)


def compared(subject: Subject, pack: Pack, table: str, heavier: Heavier) -> Faults:
    told: set[int] = set()
    for day, here in product(turning_days(subject, table), places(subject, table)):
        standing = live(subject, table, day, here)
        own = [one for one in standing if one.pack == pack.pack]
        below = [one for one in standing if one.pack is None and may_meet(one, own)]
        for one, other in product(own, below):
            said = heavier(subject, one, other) if compatible(one, other) else None
            if said and one.number not in told:
                told.add(one.number)
                yield subject.fault(table, one, f"{said} on {day} in {here}", "then")


def may_meet(one: Standing, own: list[Standing]) -> bool:
    return bool(own) and one.pack is None


def compatible(one: Standing, other: Standing) -> bool:
    """Two rows that want different plain values of the same fact never meet in one applicant."""
    wanted = dict(one.conditions)
    return all(name not in wanted or not apart(wanted[name], cell) for name, cell in other.conditions)


def apart(one: object, other: object) -> bool:
    """Plain values or lists of them without a common one."""
    mine, theirs = ((cell if isinstance(cell, list) else [cell]) for cell in (one, other))
    plain = all(str(value).isalnum() and value != "none" for value in (*mine, *theirs))
    return plain and not any(value in theirs for value in mine)


def dearer(_: Subject, one: Standing, other: Standing) -> str | None:
    return f"{one.row.then} is more than {other.row.then}" if yuan(one.row.then) > yuan(other.row.then) else None


def slower(subject: Subject, one: Standing, other: Standing) -> str | None:
    start = max(subject.service.valid.from_, FIRST, *(span.from_ for span in one.spans))
    late = later(one.row.then, other.row.then, start, subject.days)
    return f"{one.row.then} ends after {other.row.then} when it begins on {late}," if late else None


def shorter(subject: Subject, one: Standing, other: Standing) -> str | None:
    """Time to correct is the applicant's: more of it lightens."""
    late = slower(subject, other, one)
    return f"{one.row.then} to correct is less than {other.row.then}" if late else None


def harder(_: Subject, one: Standing, other: Standing) -> str | None:
    ranks = THEN["lane"]
    heavier = ranks.index(one.row.then) > ranks.index(other.row.then)
    return f"{one.row.then} is more than {other.row.then}" if heavier else None


COMPARED: dict[str, Heavier] = {"fee.": dearer, "time.promise": slower, "time.correction": shorter, "lane": harder}
RULES = [changes, rows]
