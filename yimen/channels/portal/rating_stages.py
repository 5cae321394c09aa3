"""Which stage of a case can be rated now."""

from collections.abc import Collection

from yimen.core.cases.dossier import Dossier
from yimen.core.ratings.rating import AFTER, Stage
from yimen.web.words import text

STAGES: tuple[Stage, ...] = ("completion", "receipt")


def open_stage(case: Dossier, given: Collection[str]) -> Stage | None:
    """The stage that can be rated and was not: the end before the receipt."""
    return next((stage for stage in STAGES if case.state in AFTER[stage] and stage not in given), None)


def stage_title(stage: Stage) -> str:
    return text(f"rated.stage.{stage}")
