"""Doors: what a service claims of a door can really be done there."""

from collections.abc import Iterator

from yimen.core.services.doors import DOORS, remote, takes
from yimen.core.services.facts import root
from yimen.core.services.language import Channel
from yimen.core.services.linter.subject import Fault, Faults, Subject
from yimen.core.services.tables import Standing


def known(subject: Subject) -> Faults:
    """Each door is one of doors.yaml, and where applications are taken there is something to decide them by."""
    for door in subject.service.channels:
        if door not in DOORS:
            yield Fault(f"channels.{door}", f"no such door; expected one of {', '.join(DOORS)}")
    if subject.service.informs_only:
        return
    for part in ("may_apply", "procedure", "lane", "decided_by", "result", "visits", "ordinary"):
        if not getattr(subject.service, part):
            yield Fault(part, "missing; a service that takes applications needs it")


def reachable(subject: Subject) -> Faults:
    """Each fact that a row reads can be learnt at every door that takes applications, or a later row decides without it."""
    for door, channel in subject.service.channels.items():
        if takes(channel):
            yield from unreachable(subject, door, channel)


def unreachable(subject: Subject, door: str, channel: Channel) -> Faults:
    told: set[str] = set()
    lost = {name for name in subject.service.facts if not learnable(subject, name, channel)}
    for table, rows in subject.edition.tables.items():
        for one, name in needed(rows, lost):
            if name not in told:
                told.add(name)
                said = f"`{name}` cannot be learnt at the {door}: no rung, question or material, and no later row decides without it"
                yield subject.fault(table, one, said, "when")


def needed(rows: list[Standing], lost: set[str]) -> Iterator[tuple[Standing, str]]:
    """Rows that read a lost fact while no later row does without one."""
    for number, one in enumerate(rows):
        later = any(lost.isdisjoint(name for name, _ in other.conditions) for other in rows[number + 1 :])
        yield from ((one, name) for name, _ in one.conditions if name in lost and not later)


def learnable(subject: Subject, name: str, channel: Channel) -> bool:
    if name not in subject.edition.unaskable:
        return True
    ladder = subject.service.facts[root(subject.service.facts, name)].from_
    return any(device_of(rung) is None or device_of(rung) in channel.devices for rung in ladder)


def device_of(rung: str) -> str | None:
    """The device behind a rung; None for a register."""
    if rung == "chip":
        return "chip"
    return rung.removeprefix("device.") if rung.startswith("device.") else None


def visits(subject: Subject) -> Faults:
    """A visit has its reason, and no visit has none; what is wholly online needs none; without either there is the post."""
    said, channels = subject.service.visits, subject.service.channels
    if said is None:
        return
    if said.times and not said.why:
        yield Fault("visits.why", "a visit needs its reason")
    if not said.times and said.why:
        yield Fault("visits.why", "no visit, so no reason for one")
    online = [door for door, channel in channels.items() if door in DOORS and remote(door) and takes(channel)]
    wholly = [door for door in online if channels[door].do == "all"]
    if wholly and said.times:
        yield Fault("visits.times", f"the {wholly[0]} claims to do all, so there can be no visit")
    if not said.times and not online and not any(door == "post" and takes(one) for door, one in channels.items()):
        yield Fault("channels", "no visit and not online: offer the post")


def payment(subject: Subject) -> Faults:
    """What costs nothing is paid nowhere."""
    if any(one.row.then != "0 yuan" for table, one in subject.rows if table.startswith("fee.")):
        return
    for door, channel in subject.service.channels.items():
        if "payment" in channel.devices:
            yield Fault(f"channels.{door}.devices", "there is no fee, so nothing is paid here")


def precheck(subject: Subject) -> Faults:
    """Who submits elsewhere must be able to attend at a hall."""
    hall = subject.service.channels.get("hall")
    for door, channel in subject.service.channels.items():
        if channel.do == "precheck" and (hall is None or not takes(hall)):
            yield Fault(f"channels.{door}.do", "a precheck is accepted at a hall, which this service has not")


RULES = [known, reachable, visits, payment, precheck]
