"""/desk/cases/<id>/ – one case: what the law does if nobody does anything, evidence beside rules, acts with their keys, the course."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall import acts, evidence as proofs, holding
from yimen.channels.hall.ahead import loading_ahead
from yimen.channels.hall.asked import asked
from yimen.channels.hall.documents import chosen, shown, thumbs
from yimen.channels.hall.fallen import fallen
from yimen.channels.hall.materials import materials
from yimen.channels.hall.matter import has, needs, whole_of
from yimen.channels.hall.opened import masked_number
from yimen.channels.hall.proceedings.links import links
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.room import room
from yimen.channels.hall.rows import in_pane
from yimen.channels.hall.story import story
from yimen.channels.hall.waiting import listed, page_of
from yimen.channels.hall.warning import seen, warning
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.sheets import WholeCase
from yimen.web import days, lost, parties
from yimen.web.formats import reference
from yimen.web.language import now
from yimen.web.running import Running
from yimen.web.served import service
from yimen.web.visits import Request
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
BESIDE = 12  # cases of the queue that stand beside this one
STATES = {"submitted": "us", "correcting": "hold", "accepted": "us", "suspended": "hold", "approved": "ok", "rejected": "bad",
          "closed": "ok", "not_accepted": "bad", "withdrawn": "hold", "draft": "turn"}  # fmt: skip


@require_safe
@needs("see_case")
@explained
def case(request: Request, case_id: UUID) -> HttpResponse:
    return loading_ahead(render(request, "desk/case.html", page(request, whole_of(request, case_id))))


def page(request: Request, whole: WholeCase) -> Json:
    found = whole.dossier
    running = Running(found)
    can = acts.offered(found, request.actor, now())
    return {
        "desk": room(request, "cases"),
        **beside(request, found),
        "case": heading(request, found),
        "held": holding.notice(request, found),
        "lost": lost.for_staff(found),
        "warning": warning(found, running),
        "fallen": fallen(found),
        "acts": acts.buttons(found, can),
        "blocked": acts.blocked(found, request.actor, can),
        "asked": asked(found),
        "parties": parties.listed(found),
        "proceedings": links(found, can),
        "service": service(found),
        "money": f"/desk/cases/{found.id}/money/" if found.fees and has(request, "ask_refund", found) else "",
        "story": story(found, proofs.edition_of(found) if has(request, "see_facts", found) else None),
        "seen": seen(found),
        **(known(request, whole) if has(request, "see_facts", found) else NOTHING),
    }


NOTHING: Json = {"rules": [], "facts": [], "registers": [], "documents": [], "shown": None, "materials": []}


def known(request: Request, whole: WholeCase) -> Json:
    """What the power see_facts opens; secret facts only with see_secret."""
    found = whole.dossier
    of = proofs.evidence_of(whole, secret=has(request, "see_secret", found))
    return {
        "rules": proofs.rules(of),
        "facts": proofs.facts(of),
        "registers": proofs.registers(of),
        "documents": thumbs(request, found),
        "viewing": f"/desk/cases/{found.id}/documents/"
        + (f"?left={here.id}" if (here := chosen(request, found)) else ""),
        "shown": shown(request, found),
        "materials": materials(of),
    }


def beside(request: Request, found: Dossier) -> Json:
    rows, following = page_of(listed(request.actor, "turn"), "", BESIDE)
    return {"queue": [in_pane(one, found.id) for one in rows], "queue_more": "/desk/" if following else ""}


def heading(request: Request, found: Dossier) -> Json:
    """Service and applicant, the number, whose number it is (masked), when and where it came in."""
    case = found.case
    at = case.submitted_at or case.created_at
    door = text(f"hall.door.{case.channel}") if knows(f"hall.door.{case.channel}") else case.channel
    parts = [
        reference(found.number or ""),
        masked_number(request, found),
        text("hall.came", moment=days.moment(at), door=door),
        case.reason and text("hall.second", why=case.reason),
    ]
    return {
        "title": f"{case.applicant_name}　{name(found)}",
        "line": " · ".join(part for part in parts if part),
        "tag": tag(found),
        "archive": f"/desk/cases/{found.id}/archive/" if has(request, "see_facts", found) else "",
    }


def tag(found: Dossier) -> Json:
    """Where it stands; a grant of which nothing is left is no success."""
    if found.certificates and all(one.state == "revoked" for one in found.certificates):
        return {"text": text("hall.state.revoked"), "state": "bad"}
    return {"text": text(f"hall.state.{found.state}"), "state": STATES[found.state]}


def name(found: Dossier) -> str:
    return choose({"zh": found.terms.name.get("zh") or found.case.service, "en": found.terms.name.get("en") or ""})


def short_heading(found: Dossier) -> Json:
    """The same for pages of one act, without looking at the person again."""
    return {
        "title": f"{found.case.applicant_name} · {name(found)}",
        "line": reference(found.number or ""),
        "tag": tag(found),
    }
