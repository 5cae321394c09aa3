"""/desk/house/staff/ – the members of the own reach, one of them with posts, leave and ways in, and a new one."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.administration import member_acts, said
from yimen.channels.hall.administration.asking import HOUSE, WHY, Form, done, done_before, reason, why_not
from yimen.channels.hall.administration.listing import listing
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import office as name_of_office, role_name, room
from yimen.core.administration import entering
from yimen.core.administration.altering import history
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.following import in_force
from yimen.core.administration.scope import within
from yimen.core.people.acting_as import BLIND
from yimen.core.people.models import Post, Staff
from yimen.core.people.models_access import KeyReset, Passkey
from yimen.core.people.staff_keys import NotYours
from yimen.core.work.models import Leave
from yimen.web import days
from yimen.web.language import in_script, today
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
MEMBERS = f"{HOUSE}staff/"


@require_safe
@needs("administer")
def staff(request: Request) -> HttpResponse:
    found = Staff.objects.filter(within(request.actor, "reach"))
    return listing(request, found, tab="members", what="staff", line=line, search=meant, longest=32)


def meant(query: str) -> dict[str, str]:
    return {"id__startswith": query} if query.isascii() else {"name__contains": query}


def line(one: Staff) -> Json:
    roles = text("list.comma").join(role_name(role) for role in one.roles)  # type: ignore[arg-type]  # the rows hold roles only
    more = text("list.comma").join(filter(None, (one.id, office_name(one.office), roles)))
    tag = None if one.active else {"state": "hold", "text": text("house.no_post")}
    return {"href": f"{MEMBERS}{one.id}/", "title": one.name, "more": more, "tag": tag}


def office_name(code: str) -> str:
    found = name_of_office(code)
    return in_script(found[0]) if found else code


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def new_member(request: Request) -> HttpResponse:
    """With the first post: somebody without one could do nothing."""
    form, post, refused = (
        Form("staff", ("id", "name", "reach")),
        Form("post", ("office", "role", "since", "until")),
        None,
    )
    if request.method != "POST":
        post.standing({"since": today()})
    elif all([form.read(request), post.read(request)]):
        badge = form.values["id"]
        try:
            if Staff.objects.filter(pk=badge).exists():
                raise NotAltered("there", badge)
            changes = [
                entering.member(form.values, post.values["office"]),
                entering.post({"staff_id": badge, **post.values}),
            ]
            return done(request, changes, f"{MEMBERS}{badge}/")
        except NotAltered as why:
            refused = why
    context = {
        "desk": room(request, "members"),
        "form": form,
        "post": post,
        "refused": why_not(refused),
        WHY: reason(request),
        "what": "new_member",
    }
    return render(request, "desk/house_new.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def member(request: Request, badge: str) -> HttpResponse:
    found = Staff.objects.filter(within(request.actor, "reach"), pk=badge).first()
    if found is None:
        raise Http404
    sheet = member_acts.Sheet(found)
    if request.method != "POST":
        return page(request, sheet)
    try:
        response = member_acts.altered(request, sheet)
    except NotAltered as refused:
        return page(request, sheet, refused=why_not(refused), status=422)
    except NotYours:
        return page(request, sheet, refused=text("house.not.two_names"), status=422)
    return response or page(request, sheet, status=200 if sheet.code else 422)


def page(request: Request, sheet: member_acts.Sheet, *, refused: str = "", status: int = 200) -> HttpResponse:
    one = sheet.staff
    context = {
        "desk": room(request, "members"),
        "member": line(one) | {"name": one.name, "badge": one.id},
        "sheet": sheet,
        "posts": [post_line(post) for post in one.posts.order_by("-since", "role")],
        "leaves": [
            leave_line(leave)
            for leave in Leave.objects.filter(officer=one.id, ended_at=None, until__gte=today()).order_by("since")
        ],
        "access": access(request, one),
        "refused": refused,
        "done": done_before(request),
        WHY: reason(request),
        "history": [said.line(line_) for line_ in of_member(one)],
    }
    return render(request, "desk/house_member.html", context, status=status)


def of_member(one: Staff) -> list[Any]:
    """What was altered about the member and the posts, the newest first."""
    lines = {line_.id: line_ for line_ in history("staff", one.id, limit=10)}
    for post in one.posts.all():
        lines |= {line_.id: line_ for line_ in history("post", str(post.id), limit=5)}
    return sorted(lines.values(), key=lambda line_: line_.id, reverse=True)[:10]


def post_line(post: Post) -> Json:
    now = bool(in_force([post], today()))
    over = post.until is not None and post.until <= today()
    state = "ok" if now else "hold" if over else "us"
    return {
        "id": str(post.id),
        "title": text("house.post", role=role_name(post.role), office=office_name(post.office)),  # type: ignore[arg-type]
        "more": span(post.since, post.until),
        "tag": {"state": state, "text": text(f"house.post_{'now' if now else 'over' if over else 'later'}")},
        "ends": not over,
    }


def span(since: date, until: date | None) -> str:
    return text("house.span", since=since, until=until) if until else text("house.span_open", since=since)


def leave_line(leave: Leave) -> Json:
    delegate = text("house.delegate", badge=leave.delegate) if leave.delegate else ""
    return {
        "id": str(leave.id),
        "title": text("leave.span", since=days.day(leave.since), until=days.day(leave.until)),
        "more": delegate,
    }


def access(request: Request, one: Staff) -> Json:
    """How the member comes in, and what an administrator may do about it."""
    waits: KeyReset | None = KeyReset.objects.filter(staff=one, agreed_by="").order_by("asked_at").first()
    return {
        "key": Passkey.objects.filter(staff=one).exists(),
        "mine": one.id == request.actor.id,
        "two": BLIND in one.roles,
        "active": one.active,
        "reset": {
            "id": str(waits.id),
            "reason": waits.reason,
            "by": waits.asked_by,
            "mine": waits.asked_by == request.actor.id,
        }
        if waits
        else None,
    }
