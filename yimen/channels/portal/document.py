"""/cases/<id>/documents/<document>/ – a file that was handed in, shown to those who see its case and to nobody's cache."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from yimen.channels.portal.matter import case_of, needs
from yimen.core.cases.documents import opened
from yimen.core.cases.errors import BadDocument
from yimen.web import errors
from yimen.web.files import as_response
from yimen.web.visits import Request


@require_safe
@needs("see_documents")
def document(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    dossier = case_of(request, case_id, "see_documents")
    if document_id not in {one.id for one in dossier.documents}:
        raise Http404
    try:
        found = opened(document_id, request.actor)
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    except BadDocument:
        return errors.refusal(request, 403)
    return as_response(found, as_attachment=found.media_type == "application/pdf")
