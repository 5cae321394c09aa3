"""The purposes for which a person's data may be looked at, as dated data: what the person reads, and when a line may wait."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from yimen.core.people.actors import SYSTEM, Role
from yimen.core.places.law import Dated, Mark, UnknownArticle
from yimen.core.places.law_book import law_book
from yimen.core.places.reading import read

FILE = Path(__file__).parent / "data/purposes.yaml"


@dataclass(frozen=True, kw_only=True)
class Withholding(Dated):
    """In force on a day, it lets a line of that day be shown only `days` later; the days have their own article and mark."""

    law: str
    days: int
    days_law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Purpose:
    zh: str
    en: str
    case: bool = False
    note: bool = False
    by: tuple[Role, ...] = ()
    withhold: tuple[Withholding, ...] = ()

    def open_to(self, role: Role) -> bool:
        """May somebody in this role look for this purpose? A rule, the clock and other nodes may for any."""
        return role in self.by or role in SYSTEM

    def withheld(self, on: date) -> tuple[date | None, str]:
        """The day from which the person reads a line written on `on`, and the article; (None, "") when at once."""
        for rule in self.withhold:
            if rule.holds(on):
                return on + timedelta(days=rule.days), rule.law
        return None, ""


PURPOSES: dict[str, Purpose] = read(dict[str, Purpose], FILE)


def uncited() -> list[str]:
    """What the law book cannot confirm, for `manage.py check`."""
    found: list[str] = []
    for name, rule in ((name, rule) for name, purpose in PURPOSES.items() for rule in purpose.withhold):
        for text in (rule.law, rule.days_law):
            try:
                law_book().article(text, max(rule.from_, date(1949, 10, 1)))
            except UnknownArticle as unknown:
                found.append(f"purposes.yaml: {name}.withhold: {unknown}")
    return found
