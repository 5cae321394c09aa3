"""What the buttons on the page of a member do."""

from uuid import UUID

from django.http import HttpResponse

from yimen.channels.hall.administration.asking import HOUSE, Form, done, reason
from yimen.core.administration import entering
from yimen.core.administration.columns import COLUMNS, Misread
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.tables import Change
from yimen.core.people.models import Post, Staff
from yimen.core.people.staff_keys import agree_to_reset, ask_reset, give_enrolment
from yimen.core.work.models import Leave
from yimen.web.language import now, today
from yimen.web.visits import Request

NIL = UUID(int=0)  # nobody's


class Sheet:
    """The forms of one page, and the code that stands on this one answer and nowhere else."""

    def __init__(self, staff: Staff):
        self.staff = staff
        self.form = Form("staff", ("name", "reach")).standing(vars(staff))
        self.post = Form("post", ("office", "role", "since", "until")).standing(
            {"office": staff.office, "since": today()}
        )
        self.leave = Form("leave", ("since", "until", "delegate"), "leave.").standing({"since": today()})
        self.code = ""


def altered(request: Request, sheet: Sheet) -> HttpResponse | None:
    """Raises NotAltered, and NotYours for a way in that is another's to give."""
    staff, back = sheet.staff, f"{HOUSE}staff/{sheet.staff.id}/"
    match request.POST.get("do", ""):
        case "member" if sheet.form.read(request):
            return done(request, [entering.member({"id": staff.id, **sheet.form.values})], back)
        case "post" if sheet.post.read(request):
            return done(request, [entering.post({"staff_id": staff.id, **sheet.post.values})], back)
        case "end":
            return done(request, [ended(request, staff)], back)
        case "leave" if sheet.leave.read(request):
            return done(request, [entering.leave(staff, sheet.leave.values, request.actor.id, now())], back)
        case "back":
            return done(request, [taken_back(request, staff)], back)
        case "enrol" | "ask" | "agree" as wanted:
            way_in(request, sheet, wanted)
    return None


def ended(request: Request, staff: Staff) -> Change:
    """A post ends on the day that was typed; one that would not have begun by then is taken away. Raises NotAltered."""
    post = Post.objects.filter(staff=staff, pk=uuid_of(request.POST.get("id", "")) or NIL).first()
    if post is None:
        raise NotAltered("gone")
    try:
        until = COLUMNS["post"][-1].read(request.POST.get("last", "")[:40]) or today()
    except Misread as wrong:
        raise NotAltered("day", wrong.found) from wrong
    if until <= post.since:
        return Change("post", str(post.id), None)
    return Change("post", str(post.id), {"until": until})


def taken_back(request: Request, staff: Staff) -> Change:
    leave = Leave.objects.filter(officer=staff.id, pk=uuid_of(request.POST.get("id", "")) or NIL, ended_at=None).first()
    if leave is None:
        raise NotAltered("gone")
    return Change("leave", str(leave.id), {"ended_at": now()})


def way_in(request: Request, sheet: Sheet, wanted: str) -> None:
    """Codes and resets are no alterations: they stand in the book of access, which the member reads. Raises NotYours, NotAltered."""
    if wanted == "enrol":
        sheet.code = give_enrolment(sheet.staff.id)
    elif wanted == "agree" and (which := uuid_of(request.POST.get("id", ""))):
        sheet.code = agree_to_reset(which)
    elif wanted == "ask":
        if not (why := reason(request)):
            raise NotAltered("why")
        ask_reset(sheet.staff.id, why)


def uuid_of(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
