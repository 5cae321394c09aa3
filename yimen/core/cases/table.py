"""The move table at a moment: which row applies, what stands in its way, and what may be done now with what must be said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yimen.core.cases.bodies import of_another_authority
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import Why
from yimen.core.cases.guards import GUARDS
from yimen.core.cases.procedure import Procedure, Row
from yimen.core.cases.reasons import reasons_cited
from yimen.core.cases.rulebook import remedies
from yimen.core.cases.says import FIELDS
from yimen.core.cases.situation import Situation, look
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import STAFF, SYSTEM, Actor
from yimen.core.people.powers import reaches
from yimen.core.places.notices import working_days
from yimen.core.places.working_days import WorkingDays

FREE_OF_HOLDS = SYSTEM | {"applicant", "head", "supervisor"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing to be said, for forms: `choices` by code where it is a choice, `parts` where it is a list of several things."""

    name: str
    type: str
    required: bool
    choices: dict[str, dict[str, str | None]]
    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PossibleMove:
    move: str
    law: str
    mark: str
    then: str | None
    says: tuple[Field, ...]
    notice: tuple[str, ...]


def possible(dossier: Dossier, by: Actor, at: datetime, days: WorkingDays | None = None) -> list[PossibleMove]:
    """What this actor may do with the case now, in the order of the procedure, with what must be said."""
    now = look(dossier, by, at, days or working_days())
    return [told(row, now.procedure) for row in doable(now)]


def doable(now: Situation) -> Iterator[Row]:
    """The first row of each move that fits state, place and role, if nothing stands in its way."""
    seen: set[str] = set()
    for row in now.procedure.from_state(now.dossier.state):
        fits = now.by.role in row.by and row.move not in seen and row.holds(now.today) and here(row, now.dossier)
        if fits:
            seen.add(row.move)
            if next(problems(now.on(row)), None) is None:
                yield row


def how_to_submit(procedure_name: str, dossier: Dossier, by: Actor, at: datetime) -> PossibleMove | None:
    """What submitting a draft would ask for under the procedure that the newest advice names (a pledge must be signed)."""
    now = look(dossier.head(procedure=procedure_name), by, at, working_days())
    row = row_for(now, "submit")
    return told(row, now.procedure) if row else None


def row_for(now: Situation, move: str) -> Row | None:
    """The first row of a move that fits state and place; one for this actor's role before others."""
    rows = [
        row for row in now.procedure.rows(move, now.today) if now.dossier.state in row.in_ and here(row, now.dossier)
    ]
    return next((row for row in rows if now.by.role in row.by), rows[0] if rows else None)


def here(row: Row, dossier: Dossier) -> bool:
    return row.region is None or reaches(row.region, dossier.case.region)


def problems(now: Situation) -> Iterator[Why]:
    """Why the row may not be taken: by whom, once, held by another, and its guards."""
    row, dossier = now.row, now.dossier
    if dossier.state not in row.in_:
        yield Why("not_from", {"state": dossier.state})
    if now.by.role not in row.by:
        yield Why("not_by", {"roles": row.by})
    if row.once and any(event.move == row.move for event in now.events):
        yield Why("once", {"law": row.law})
    if held := holder(now):
        yield Why("held", held)
    if recused(now):
        yield Why("recused", {"name": now.by.name})
    if why := of_another_authority(now):
        yield why
    for guard in (remedies_told, reasons_cited, *(GUARDS[name] for name in row.guards)):
        if why := guard(now):
            yield why


def remedies_told(now: Situation) -> Why | None:
    """An act that can be contested tells how, as the law has it on its day; whoever names the ways names all of them."""
    if now.row.remedy is None:
        return None
    ways = sorted({one.way for one in remedies(now.row.remedy, now.today)})
    named = sorted(set((now.says or {}).get("remedies", ways)))
    return None if ways and named == ways else Why("all_remedies", {"ways": ways})


def holder(now: Situation) -> Json | None:
    """Another officer is at work on it; heads and supervisors may step in, and the person and the law never wait for a desk."""
    hold = now.dossier.hold
    if hold is None or hold.until <= now.at or hold.by == now.by.id or now.by.role in FREE_OF_HOLDS:
        return None
    return {"name": hold.name, "since": hold.since, "until": hold.until}


def recused(now: Situation) -> bool:
    """Whoever has declared a conflict does nothing more with this case, in whatever role."""
    mine = (event for event in now.dossier.events if event.move == "recuse" and event.actor_id == now.by.id)
    return now.by.role in STAFF and any(mine)


def told(row: Row, of: Procedure) -> PossibleMove:
    return PossibleMove(
        move=row.move, law=row.law, mark=row.mark, then=row.then, notice=tuple(row.notice),
        says=tuple(
            Field(
                name=said.name, type="choice" if said.type in of.choices else said.type, required=said.required,
                choices={code: {"zh": words.zh, "en": words.en} for code, words in of.choices.get(said.type, {}).items()},
                parts=FIELDS.get(said.type, ()),  # type: ignore[call-overload]
            )
            for said in row.said
        ),
    )  # fmt: skip
