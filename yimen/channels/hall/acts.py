"""What this officer may do with the case now, each with its key; and why the next thing that one would want is not possible yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from yimen.channels.hall.refusals import reason
from yimen.channels.hall.room import role_name
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import Why
from yimen.core.cases.procedure import Procedure, Row
from yimen.core.cases.requests import ASKABLE, ROLES, named_abroad
from yimen.core.cases.situation import Situation, look
from yimen.core.cases.table import PossibleMove, here, possible, problems
from yimen.core.cases.wording import words
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.powers import UnknownPower, may, power_of, relation
from yimen.core.places.notices import working_days
from yimen.web.language import now
from yimen.web.words import choose, text

Json = dict[str, Any]
KEYS = {
    "accept": "A", "correct": "C", "accept_owed": "D", "not_accept": "N", "not_preaccept": "B", "amend": "E", "attend": "T", "forward": "F",
    "correct_again": "C", "withdraw_notice": "U", "withdraw_defect": "O", "supply": "Y", "settle_owed": "Y", "withdraw": "W",
    "examine": "E", "verify_on_site": "V", "suspend": "S", "resume": "R", "extend": "X", "approve": "P", "reject": "N",
    "pay": "M", "deliver": "L", "answer_review": "Q", "after_check": "V", "order_to_mend": "T", "revoke": "B", "suspend_certificate": "S",
    "reinstate_certificate": "R", "replace_certificate": "G", "tell": "T", "hear": "I", "transfer": "F", "decide_on_the_spot": "D",
    "certificate_here": "Z",
}  # fmt: skip
USUAL = ("accept", "examine", "approve", "deliver", "pay", "attend", "resume", "answer_review", "after_check")
IDLE = frozenset(
    {"once", "no_fee_due", "only_prechecked", "post_offered", "nothing_may_be_owed", "extension_given", "open_review"}
)  # not in the way of anything
ORDER = (
    "examine",
    "accept",
    "correct",
    "approve",
    "deliver",
    "pay",
    "resume",
    "answer_review",
    "after_check",
    "correct_again",
)
GRAVE = ("not_accept", "not_preaccept", "reject", "revoke")
ELSEWHERE = ("submit",)  # said at the counter, on a page of its own


@dataclass(frozen=True)
class Offered:
    """Moves that may be taken, and the reasons against the others that belong to this role."""

    moves: list[PossibleMove]
    blocked: list[tuple[str, list[Why]]]


def is_copy(case: Dossier) -> bool:
    return case.case.owner != settings.NODE["code"]


def offered(case: Dossier, by: Actor, at: datetime) -> Offered:
    """Of a copy only what may be asked of the node that owns the case."""
    actor = named_abroad(by) if is_copy(case) else by
    moves = [one for one in possible(case, actor, at) if allowed(case, by, one.move)]
    names = {one.move for one in moves}
    here_ = look(case, actor, at, working_days())
    hindered = [
        (row.move, why)
        for row in here_.procedure.from_state(case.state)
        if fits(here_, row) and row.move not in names and allowed(case, by, row.move)
        if (why := list(problems(here_.on(row))))
    ]
    return Offered(moves, list(dict(hindered).items()))


def fits(seen: Situation, row: Row) -> bool:
    return seen.by.role in row.by and row.holds(seen.today) and here(row, seen.dossier)


def allowed(case: Dossier, by: Actor, move: str) -> bool:
    if move in ELSEWHERE or (is_copy(case) and not (move in ASKABLE and by.role in ROLES)):
        return False
    try:
        return may(by, power_of(move), relation(by, case.case))
    except UnknownPower:
        return False


def look_at(case: Dossier, by: Actor) -> Procedure:
    """The procedure of the case as it is in force today."""
    return look(case, by, now(), working_days()).procedure


def move_name(move: str) -> str:
    return choose(words("moves", move))


def buttons(case: Dossier, found: Offered) -> list[Json]:
    """The usual one first; grave ones stand apart by their colour."""
    ranked = sorted(found.moves, key=lambda one: rank(case, one.move))
    taken: set[str] = {"J", "K", "H"}
    return [
        button(case, one, main=n == 0 and one.move in (*USUAL, "correct"), taken=taken) for n, one in enumerate(ranked)
    ]


def rank(case: Dossier, move: str) -> tuple[bool, int]:
    """Grave acts last; to attend comes first only where nothing goes on before."""
    if move == "attend" and case.terms.do == "precheck":
        return False, -1
    return move in GRAVE, ORDER.index(move) if move in ORDER else len(ORDER)


def button(case: Dossier, one: PossibleMove, *, main: bool, taken: set[str]) -> Json:
    key = KEYS.get(one.move, "")
    key = "" if key in taken else key
    taken.add(key)
    name = move_name(one.move)
    return {
        "href": f"/desk/cases/{case.id}/{one.move}/",
        "text": text("hall.ask_owner", move=name) if is_copy(case) else name,
        "key": key,
        "main": main,
        "bad": one.move in GRAVE,
    }


def blocked(case: Dossier, by: Actor, found: Offered) -> list[Json]:
    """The nearest impossible moves: the usual ones of this role, and what belongs to another role."""
    told = [
        {"title": text("hall.not_yet", move=move_name(move)), "text": "".join(reason(one) for one in why)}
        for move, why in sorted(found.blocked, key=lambda one: one[0] not in USUAL)
        if {one.key for one in why} - IDLE and move in (*USUAL, "reject", "accept_owed", "extend")
    ]
    return [*told[:3], *asked_once(found)] or others(case, by)


def asked_once(found: Offered) -> list[Json]:
    """Everything missing has been told once: a second notice is not this officer's."""
    keys = {one.key for move, why in found.blocked if move == "correct" for one in why}
    title = text("hall.not_yet", move=move_name("correct_again"))
    return [{"title": title, "text": text("hall.asked_once")}] if "once" in keys else []


def others(case: Dossier, by: Actor) -> list[Json]:
    """Whose turn it is instead."""
    of = look_at(case, by)
    roles = [role for row in of.from_state(case.state) if row.move in USUAL for role in row.by]
    wanted = [role for role in dict.fromkeys(roles) if role in STAFF and role != by.role]
    if by.role in roles or not wanted:
        return []
    named = text("list.comma").join(role_name(role) for role in wanted)
    return [{"title": text("hall.others"), "text": text("hall.others_turn", roles=named)}]
