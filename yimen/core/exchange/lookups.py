"""Asking registers: with a purpose, a line in the book of look-ups, and a limit of time. Whatever goes wrong is an answer.

A register that will answer later leaves a ticket; asked again it says so, and once answered it is told from the ticket.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from uuid import UUID

import structlog
from django.conf import settings

from yimen.core.exchange import tickets
from yimen.core.people.lookups import Look, record
from yimen.core.ports.registers import Answer, Down, Known, Later, Register, Subject
from yimen.core.ports.wires import wire

WITHIN = 3.0  # seconds that a person waits for all registers of one page
GRACE = 0.2  # seconds for an adapter to come back by itself
TOGETHER = ThreadPoolExecutor(8, thread_name_prefix="registers")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """One look-up: whom about, why, under which terms, and how long it may take. `look.sources` is filled in here."""

    subject: Subject
    look: Look
    terms: Mapping[str, str] = field(default_factory=dict)
    within: float = WITHIN


def look_up(source: str, asked: Asked) -> Answer:
    """What the register before the dot says to the query behind it, for whoever acts now.

    Raises NoPurpose and NobodyActs; every fault of the wire is a Down."""
    return look_up_many([source], asked)[source]


def look_up_many(sources: Sequence[str], asked: Asked) -> dict[str, Answer]:
    """Ask several registers at once, under one line for each subject; each answers in time or is Down."""
    answerable = {source: _register(source) for source in sources if _number(_register(source), asked.subject)}
    _write_lines(answerable, asked)
    keys = {source: _key(source, register, asked) for source, register in answerable.items()}
    standing = tickets.standing(keys.values(), asked.look.at)
    told = {source: standing[key] for source, key in keys.items() if key in standing}
    fresh = _ask({source: register for source, register in answerable.items() if source not in told}, asked)
    for source, answer in fresh.items():
        if isinstance(answer, Later):
            tickets.park(keys[source], answer, source, asked.look.case_id)
    return {source: {**told, **fresh}.get(source) for source in sources}


class Sources(Mapping[str, Callable[[], Answer]]):
    """The registers among `names` as rungs of the ladders of facts; pass `at_once` to Facts.prefetch to ask several in parallel.

    `asked` says whom about and why, when a register is first asked.
    """

    def __init__(self, names: Iterable[str], asked: Callable[[], Asked]) -> None:
        self.asked = asked
        self.rungs = {name: partial(self._one, name) for name in names if is_register(name)}

    def _one(self, name: str) -> Answer:
        return look_up(name, self.asked())

    def __getitem__(self, name: str) -> Callable[[], Answer]:
        return self.rungs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rungs)

    def __len__(self) -> int:
        return len(self.rungs)

    def at_once(self, ask_one: Callable[[str], Answer], names: Sequence[str]) -> list[Answer]:
        """Registers are asked together; what is none, such as our own cases, is asked by itself."""
        wanted = [name for name in names if name in self.rungs]
        told = look_up_many(wanted, self.asked()) if wanted else {}
        return [told[name] if name in told else ask_one(name) for name in names]


def is_register(source: str) -> bool:
    """Is the source a query to a register of this installation (and not a device, a person, or our own cases)?"""
    return source.partition(".")[0] in settings.ADAPTERS["registers"]


def _register(source: str) -> Register:
    register: Register = wire("registers", source.partition(".")[0])
    return register


def _number(register: Register, subject: Subject) -> str:
    """The number under which the register keeps the subject; without one there can be no record, and nobody is asked."""
    return subject.organisation if register.about == "organisation" else subject.id_number


def _key(source: str, register: Register, asked: Asked) -> str:
    return tickets.question(source, _number(register, asked.subject), asked.terms, asked.look.case_id)


def _write_lines(registers: Mapping[str, Register], asked: Asked) -> None:
    for about, subject in (("person", asked.subject.person), ("organisation", asked.subject.organisation_id)):
        sources = [source for source, register in registers.items() if register.about == about]
        if sources:
            record(_look(asked.look, sources), **{about: UUID(subject)})


def _look(look: Look, sources: Sequence[str]) -> Look:
    return Look(look.purpose, look.at, look.case_id, look.note, sources)


def _ask(registers: Mapping[str, Register], asked: Asked) -> dict[str, Answer]:
    """Those far away in threads, meanwhile those in this database one after the other."""
    end = monotonic() + asked.within
    far = {
        source: TOGETHER.submit(_one, register, source, asked, asked.within)
        for source, register in registers.items()
        if not register.local
    }
    near = {
        source: _one(register, source, asked, max(end - monotonic(), 0))
        for source, register in registers.items()
        if register.local
    }
    wait(far.values(), timeout=max(end - monotonic(), 0) + GRACE)
    return near | {source: _in_time(future) for source, future in far.items()}


def _in_time(future: "Future[Answer]") -> Answer:
    return future.result() if future.done() else Down("slow")


def _one(register: Register, source: str, asked: Asked, within: float) -> Answer:
    """One register, whatever it does: what it raises and what is no answer is Down."""
    try:
        answer = register.look_up(source.partition(".")[2], asked.subject, asked.terms, within)
    except Exception as error:  # noqa: BLE001 – the rim of a wire; the text may name a person, so only its type is logged
        log.error("a register failed", source=source, error=type(error).__name__)
        return Down("failed")
    return answer if answer is None or isinstance(answer, Known | Down | Later) else Down("failed")
