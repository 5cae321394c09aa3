"""What the registers of the demo say about its people and organisations, written into their books."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from yimen.config.demo.files import Says, books, companies, dated
from yimen.config.demo.folk import Soul
from yimen.config.demo.invented import credit_code
from yimen.core.ports.rehearsals import Entry, Fillable
from yimen.core.ports.wires import wire


def load_registers(souls: Sequence[Soul], on: date) -> int:
    """How many entries there are. Raises ImproperlyConfigured for a register that the switchboard does not name."""
    return fill_registers(said(souls, on))


def fill_registers(told: Iterable[tuple[str, str, object]]) -> int:
    """(source, number, value) of each entry, into the book of its register."""
    by_register: dict[str, list[Entry]] = defaultdict(list)
    for source, number, value in told:
        register, _, query = source.partition(".")
        by_register[register].append(Entry(query, number, value))
    for name, entries in by_register.items():
        register = wire("registers", name)
        if isinstance(register, Fillable):  # a real register keeps its own book
            register.fill(entries)
    return sum(map(len, by_register.values()))


def said(souls: Sequence[Soul], on: date) -> Iterator[tuple[str, str, object]]:
    """(source, number, value) of every entry."""
    yield from said_of_people(souls, on)
    for key, says in books().organisations.items():
        company = companies().organisations[key]
        for source, value in says.items():
            yield source, credit_code(company.region, company.code), dated(value, on)


def said_of_people(souls: Sequence[Soul], on: date) -> Iterator[tuple[str, str, object]]:
    for soul in souls:
        for source, value in about(soul, on).items():
            yield source, soul.number, dated(value, on)


def about(soul: Soul, on: date) -> Says:
    born = soul.born.isoformat()
    known: Says = (
        {}
        if soul.foreign
        else {"population.person": {"region": soul.region, "born_on": born}, "population.born_on": born}
    )
    return (
        known
        | ({} if soul.foreign else books().everybody)
        | (books().children if soul.is_child(on) else {})
        | soul.says
    )
