"""What a rule of the linter looks at, and what it says: a fault with its path in the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from yimen.core.places.law_book import LawBook
from yimen.core.places.working_days import WorkingDays
from yimen.core.services.editions import Edition
from yimen.core.services.language import Material, Option, Row, Service
from yimen.core.services.tables import Standing

DECIDING = ("may_apply", "lane", "decided_by", "procedure", "valid_for", "fee.", "time.")


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` stands in the service file, or in the file of `pack`."""

    path: str
    said: str
    pack: str | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.said}"


Faults = Iterator[Fault]


@dataclass(frozen=True)
class Subject:
    """An edition that wants to be published, with the law it must agree with and the services that exist."""

    edition: Edition
    book: LawBook
    days: WorkingDays
    services: frozenset[str] = field(default=frozenset())

    @property
    def service(self) -> Service:
        return self.edition.service

    @cached_property
    def rows(self) -> list[tuple[str, Standing]]:
        """Every row that somebody wrote, with the name of its table."""
        return [(table, one) for table, rows in self.edition.tables.items() for one in rows if written(one)]

    @cached_property
    def deciding(self) -> list[str]:
        """The tables that must answer everybody."""
        return [table for table in self.edition.tables if table.startswith(DECIDING)]

    def fault(self, table: str, one: Standing, said: str, word: str = "") -> Fault:
        return Fault(self.path(table, one) + (f".{word}" if word else ""), said, one.pack)

    def path(self, table: str, one: Standing) -> str:
        """The place of a row in its file."""
        inside = (
            self._small(table) if table.startswith(("options.", "materials.", "bodies.")) else f"{table}[{one.number}]"
        )
        return f"changes.{self.service.service}.{inside}" if one.pack else inside

    def _small(self, table: str) -> str:
        """options.LIST.CODE, materials.ID and bodies.AUTHORITY are small tables of one entry of a list."""
        kind, _, name = table.partition(".")
        if kind == "materials":
            return f"materials[{[one.id for one in self.service.materials].index(name)}]"
        if kind == "bodies":
            return f"bodies[{[one.authority for one in self.service.bodies].index(name)}]"
        listed, _, code = name.rpartition(".")
        own = [one.code for one in self.service.options.get(listed, [])]
        return f"options.{listed}[{own.index(code) if code in own else 0}]"

    def options(self) -> Iterator[tuple[str, Option]]:
        for name, listed in self.service.options.items():
            yield from ((f"options.{name}[{number}]", one) for number, one in enumerate(listed))

    def materials(self) -> Iterator[tuple[str, Material]]:
        yield from ((f"materials[{number}]", one) for number, one in enumerate(self.service.materials))


Rule = Callable[[Subject], Faults]


def written(one: Standing) -> bool:
    """Not one of the closing rows that the machine adds to options and materials."""
    return one.row.then not in ("hide", "spare")


def burdens(table: str, row: Row) -> bool:
    """Rows that refuse, charge or set a statutory time, and every material, owe an article (许可法§30, §38)."""
    if table.startswith("fee."):
        return row.then != "0 yuan"
    if table in ("time.statute", "time.extension"):
        return row.then != "none"
    return table.startswith("materials.") or (table == "may_apply" and row.then == "refuse")
