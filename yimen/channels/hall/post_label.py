"""/desk/post/<letter>/label/ – the label of a letter as a PDF, from the address that the person confirmed. Who printed it is written into
the book of look-ups, which the person reads."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.post import page
from yimen.channels.hall.refusals import explained
from yimen.core.cases.models import Paper
from yimen.core.cases.sources import purpose
from yimen.core.notices import letters
from yimen.core.papers.labels import Json, Label, Undrawn, confirmed_address, printed
from yimen.core.people.lookups import Look, record
from yimen.core.places.models import Office
from yimen.core.ports.typesetting import CannotSet
from yimen.web.formats import code_points
from yimen.web.language import now, speaking
from yimen.web.letters.composing import sender
from yimen.web.visits import Request
from yimen.web.words import text


@require_POST
@needs("post_letters")
@explained
def label(request: Request, delivery_id: UUID) -> HttpResponse:
    row = letters.delivery_of(delivery_id)
    if row is None:
        raise Http404
    case = case_of(request, row.case_id, "post_letters")
    paper = issued(row.notice.paper_id)
    address = confirmed_address(case.id)
    if address is None or paper is None:
        return page(request, row, case.case.applicant_name, told=text("post.label_no_address"))
    record(
        Look(purpose(request.actor), now(), case.id, text("post.label_title")),
        person=case.case.applicant_id,
        organisation=case.case.organisation_id,
    )
    try:
        pdf = printed(label_of(paper, address))
    except Undrawn as missing:
        told = text("post.label_undrawn", list=code_points(missing.characters))
        return page(request, row, case.case.applicant_name, told=told)
    except CannotSet:
        return page(request, row, case.case.applicant_name, told=text("post.label_unset"))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="label.pdf"'
    return response


def issued(paper_id: UUID | None) -> Paper | None:
    return Paper.objects.filter(id=paper_id).select_related("case").first() if paper_id else None


def label_of(paper: Paper, address: Json) -> Label:
    """In Chinese, which is what the post reads."""
    with speaking("zh-Hans"):
        office = Office.objects.filter(code=paper.office).first()
        lines = [sender(paper.data, paper), *([office.name_zh, office.address, office.phone] if office else [])]
        return Label(
            title=text("post.label_title"),
            sender=[line for line in lines if line],
            to=[[text(f"post.label_{part}"), address[part]] for part in ("to", "phone", "line") if address.get(part)],
            number=text("post.label_number", number=paper.number),
        )
