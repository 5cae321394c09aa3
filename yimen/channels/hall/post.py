"""/desk/post/ – papers that go by post: what to post, what is on its way, what came back, and what no way has reached."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.post_rows import line, story
from yimen.channels.hall.room import room
from yimen.core.cases.errors import NoSuchCase
from yimen.core.notices import letters
from yimen.core.notices.models import Delivery
from yimen.core.people.actors import Actor
from yimen.web.forms import Answer, Question, Sent, blank, read, summary
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
Act = Callable[[UUID, list[Any], Actor], None]
ACTS: dict[str, Act] = {
    "posted": lambda one, said, by: letters.posted(one, *said, by=by, at=now()),
    "arrived": lambda one, said, by: letters.arrived(one, *said, by=by, at=now()),
    "returned": lambda one, said, by: letters.returned(one, *said, by=by, at=now()),
    "handed": lambda one, said, by: letters.handed(one, *said, by=by, at=now()),
}


@require_safe
@needs("post_letters")
def post(request: Request) -> HttpResponse:
    rows = letters.waiting()
    context = {"desk": room(request, "post"), "title": text("post.title"), "rows": [line(row) for row in rows]}
    return render(request, "desk/post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("post_letters")
def letter(request: Request, delivery_id: UUID) -> HttpResponse:
    row = letters.delivery_of(delivery_id)
    if row is None:
        raise Http404
    try:
        case = case_of(request, row.case_id, "post_letters")
    except NoSuchCase as unknown:
        raise Http404 from unknown
    who = case.case.applicant_name
    wanted = request.POST.get("act", "") if request.method == "POST" else ""
    if wanted not in possible(row):
        return page(request, row, who, told=text("post.not.not_posted") if wanted in ACTS else "")
    answers = [read(one, Sent(request.POST)) for one in ask(wanted)]
    if not all(answer.right for answer in answers):
        return page(request, row, who, wanted, answers)
    try:
        ACTS[wanted](row.id, [answer.value for answer in answers], request.actor)
    except letters.CannotBe as refused:
        return page(request, row, who, wanted, answers, told=text(f"post.not.{refused.why}"))
    return HttpResponseRedirect(f"/desk/post/{row.id}/")


def possible(row: Delivery) -> list[str]:
    """What an officer may write down now, the usual first."""
    latest = row.letters[0].state if row.letters else ""  # type: ignore[attr-defined]
    if row.state == Delivery.State.SERVED:
        return ["returned"] if row.way == "post" else []
    return {"waiting": ["posted", "handed"], "sent": ["arrived", "returned", "handed"]}.get(latest, ["handed"])


def ask(name: str) -> list[Question]:
    """Each act says one thing: the carrier's number, a day, or why it came back; what is handed over also who signed for it."""
    label, hint, key = text(f"post.{name}_ask"), text(f"post.{name}_hint"), f"{name}.said"
    if name in ("arrived", "handed"):
        today: date = now().date()
        first = Question(key, "date", label, hint=hint, latest=today)
        return [first, signer()] if name == "handed" else [first]
    return [Question(key, "text", label, hint=hint, longest=40 if name == "posted" else 200)]


def asked(name: str, answers: list[Answer] | None) -> list[Json]:
    asks = ask(name)
    return [
        {"ask": one, "answer": answer} for one, answer in zip(asks, answers or [blank() for _ in asks], strict=True)
    ]


def signer() -> Question:
    return Question(
        "handed.signed_by", "text", text("post.handed_by_ask"), hint=text("post.handed_by_hint"), longest=60
    )


def page(
    request: Request, row: Delivery, who: str, at: str = "", answers: list[Answer] | None = None, *, told: str = ""
) -> HttpResponse:
    """`at` is the act whose answer was not right; it stands first again with what was typed."""
    wrongs = summary(answers or ())
    context: Json = {
        "desk": room(request, "post"),
        "title": text("post.one", paper=text(f"post.paper.{row.paper}")),
        "facts": line(row, who)["facts"],
        "paper": f"/papers/{row.notice.paper_id}/" if row.notice.paper_id else "",
        "case": f"/desk/cases/{row.case_id}/",
        "label": f"/desk/post/{row.id}/label/" if row.notice.paper_id else "",
        "action": f"/desk/post/{row.id}/",
        "told": told,
        "wrongs": wrongs,
        "story": story(row),
        "acts": [
            {"name": name, "asks": asked(name, answers if name == at else None), "text": text(f"post.{name}_act")}
            for name in possible(row)
        ],
    }  # fmt: skip
    return render(request, "desk/letter.html", context, status=422 if wrongs else 409 if told else 200)
