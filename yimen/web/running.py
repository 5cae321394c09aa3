"""The clocks of a case as pages need them: drawn on one row, and the last day of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yimen.core.cases.clocks import Clock, clocks
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.effective import effective
from yimen.core.cases.limits import limits
from yimen.core.cases.standstill import suspensions
from yimen.core.cases.vocabulary import ClockKind
from yimen.core.places.notices import working_days
from yimen.web.clock_drawing import Drawing, draw
from yimen.web.language import today


@dataclass(frozen=True)
class Running:
    """What runs for a case today; a copy of another node's case as well."""

    case: Dossier

    @cached_property
    def clocks(self) -> Sequence[Clock]:
        if self.case.state == "draft":
            return []
        return clocks(self.case.events, limits(self.case.terms, today()), working_days(), today())

    @cached_property
    def drawn(self) -> Drawing | None:
        stopped = suspensions(effective(self.case.events), today())
        return draw(self.clocks, today(), working_days(), stopped)

    def clock(self, kind: ClockKind) -> Clock | None:
        return next((clock for clock in self.clocks if clock.kind == kind), None)

    def due(self, kind: ClockKind) -> date | None:
        found = self.clock(kind)
        return found.due if found else None
