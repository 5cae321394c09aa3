"""Files of a case at a door: why one is not taken, in the person's words, and one as it is looked at."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from markupsafe import Markup, escape

from yimen.core.cases.documents import Content
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.file_limits import limits
from yimen.core.cases.wording import words
from yimen.web.forms.answers import Wrong
from yimen.web.words import choose


class Unfit(Wrong):
    """A file that the trunk does not take, with the trunk's reason."""

    def __init__(self, bad: BadDocument, at: str):
        super().__init__("file_kind", at)
        self.bad = bad

    @property
    def words(self) -> Markup:
        return escape(why_not(self.bad))


def why_not(bad: BadDocument) -> str:
    """The trunk's reason with its figures, as a sentence."""
    return choose(words("files", bad.why)).format_map(bad.params)


def unfit(why: str) -> str:
    """The reason that was written beside a file."""
    most = limits()
    return choose(words("files", why)).format(most=most.megapixels if why == "too_many_pixels" else most.megabytes)


def as_response(found: Content, *, as_attachment: bool = False) -> HttpResponse:
    """The file alone in a sandbox: nothing in it runs, loads or is taken for another kind."""
    response = HttpResponse(found.data, content_type=found.media_type)
    disposition = content_disposition_header(as_attachment=as_attachment, filename=found.filename)
    response["Content-Disposition"] = disposition or ("attachment" if as_attachment else "inline")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
