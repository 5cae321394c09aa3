"""/sign/<code>/ – a guardian signs a child's application on the own phone: what is signed in plain words, and a button.

The address comes from a window, as a QR code or as six digits. Looking changes nothing; the button signs once.
"""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal import known
from yimen.channels.portal.drafts import Draft, draft_of
from yimen.channels.portal.matter import own
from yimen.channels.portal.refusals import explained, lines
from yimen.core.cases.cosigning import second
from yimen.core.cases.cosigning_by_code import ToSign, shown, sign
from yimen.core.cases.errors import NotNow
from yimen.core.cases.handing_over import NotTaken, clean
from yimen.web.formats import yuan
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.language import now
from yimen.web.laws import cited
from yimen.web.signing_in import sure
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
TOO_MANY = 429
DONE = "signed_for"  # of the session


@require_http_methods(["GET", "HEAD", "POST"])
@own("sign_with")
def typed(request: Request) -> HttpResponse:
    """Six digits lead to what they open; after signing, that it is done."""
    ask = Question("code", "text", text("signing.code"), hint=text("signing.code_hint"), longest=200)
    if request.method == "POST":
        answer = read(ask, Sent(request.POST))
        if answer.right and (code := clean(answer.value)):
            return HttpResponseRedirect(f"/sign/{code}/")
        return asked(request, ask, answer, status=422)
    done = request.session.pop(DONE, "")
    return asked(request, ask, blank(), {"state": "ok", "text": done} if done else None)


def asked(request: Request, ask: Question, answer: Answer, told: Json | None = None, status: int = 200) -> HttpResponse:
    context: Json = {
        "back": "/",
        "title": text("signing.title"),
        "lead": text("signing.lead"),
        "notices": [told] if told else [],
        "asks": [{"ask": ask, "answer": answer}],
        "wrongs": answer.wrongs,
        "action": "/sign/",
        "act": text("signing.look"),
    }
    return render(request, "portal/act.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@own("sign_with")
@sure("apply")
@explained
def scanned(request: Request, code: str) -> HttpResponse:
    try:
        found = shown(code, request.actor, now())
        draft = draft_of(request, found.case.id)
        return signed(request, code, draft, found) if request.method == "POST" else page(request, draft, found)
    except NotTaken as refused:
        told: Json = {"lines": [text(f"signing.not.{refused.key}")], "case": "/cases/"}
        return render(request, "portal/not_now.html", told, status=TOO_MANY if refused.key == "too_many" else 409)


def signed(request: Request, code: str, draft: Draft, found: ToSign) -> HttpResponse:
    """Raises NotTaken; what has changed since the page was made is shown, and the code stays good."""
    try:
        sign(code, request.POST.get("as_read", "")[:100].strip() or "?", request.actor, now())
    except NotNow as refused:
        return page(request, draft, found, told=lines(refused), status=409)
    request.session[DONE] = text("signing.done", who=whose(draft), service=named(draft))
    return HttpResponseRedirect("/sign/")


def page(
    request: Request, draft: Draft, found: ToSign, *, told: list[str] | None = None, status: int = 200
) -> HttpResponse:
    law = second(draft.edition, draft.advice)
    context: Json = {
        "who": whose(draft),
        "service": named(draft),
        "rows": rows(draft),
        "files": [one.filename for one in draft.case.documents if one.usable],
        "law": cited(law),
        "told": told or [],
        "as_read": found.digest,
        "action": request.path,
    }
    return render(request, "portal/signing.html", context, status=status)


def rows(draft: Draft) -> list[Json]:
    """Who it is for, what was answered, and what it costs: everything that the signature covers, and what follows from it."""
    told = [
        {"label": text("signing.child"), "value": whose(draft)},
        {"label": text("signing.service"), "value": named(draft)},
    ]
    given = [{name: value for name, value in row.items() if name != "change"} for row in known.answers(draft)]
    fee = draft.advice["fee"]
    cost = [{"label": text("signing.fee"), "value": yuan(fee["yuan"])}] if fee else []
    return [*told, *given, *cost]


def whose(draft: Draft) -> str:
    return draft.case.case.applicant_name


def named(draft: Draft) -> str:
    return choose(draft.edition.service.name)
