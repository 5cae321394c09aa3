"""A plain upload: one photo or PDF, of limited size, told by its content and not by its name."""

from typing import Any

from yimen.core.cases.file_limits import limits
from yimen.web.forms.answers import Wrong
from yimen.web.forms.characters import excerpt
from yimen.web.forms.questions import Question
from yimen.web.words import text

KINDS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png", b"%PDF-": "pdf"}


def read(ask: Question, file: Any) -> Any:
    """The uploaded file (Django's UploadedFile), rewound. Raises Wrong: file_missing, file_empty, file_size, file_kind."""
    if file is None:
        if ask.optional:
            return None
        raise Wrong("file_missing")
    name = excerpt(file.name or "")
    if not file.size:
        raise Wrong("file_empty", name=name)
    if file.size > limits().bytes:
        raise Wrong("file_size", name=name, size=f"{file.size / 1024 / 1024:.1f}", most=limits().megabytes)
    if not kind(file):
        raise Wrong("file_kind", name=name)
    return file


def hint() -> str:
    """What may be handed in, beside the input."""
    return text("field.hint.file", most=limits().megabytes)


def kind(file: Any) -> str:
    """jpeg, png, pdf, or nothing."""
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    found = next((name for magic, name in KINDS.items() if head.startswith(magic)), "")
    return found or ("pdf" if b"%PDF-" in head else "")  # ISO 32000-1 Annex H: the header may come within 1024 bytes
