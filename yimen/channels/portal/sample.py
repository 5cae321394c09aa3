"""/services/<code>/sample/ – how the result looks: the drawing that stands with the service."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from yimen.channels.portal.shelf import edition_or_404
from yimen.core.services.editions import Edition
from yimen.core.services.files import VERTICALS
from yimen.web.visits import Request

DAY = 24 * 3600


def drawing(edition: Edition) -> bytes | None:
    """The drawing, if this release has it."""
    service = edition.service
    file = VERTICALS / service.vertical / "samples" / (service.sample or "")
    return file.read_bytes() if service.sample and file.is_file() else None


@require_safe
def sample(_request: Request, code: str) -> HttpResponse:
    found = drawing(edition_or_404(code))
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="image/svg+xml", headers={"Cache-Control": f"public, max-age={DAY}"})
