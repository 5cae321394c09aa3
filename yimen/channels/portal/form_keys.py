"""Keys of forms: a form sent twice – two taps, the back button, a broken line – is done once and answered the same."""

import hashlib
from uuid import UUID

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import Once
from yimen.core.ports.ids import new_id
from yimen.web.visits import Request

UNSIGNED = ("csrfmiddlewaretoken", "key")
SEE_OTHER = 303


def new_key() -> str:
    return str(new_id())


def once(request: Request, then: str = "have/") -> Once | None:
    """What take() and begin() need; the answer is the address to go on at, `then` under the case. None for a form without a key."""
    key = request.POST.get("key") or request.GET.get("key", "")
    if not is_key(key):
        return None
    return Once(key=f"portal:{key}", digest=digest(request), answer=lambda case: (SEE_OTHER, address(case, then)))


def address(case: Dossier, then: str) -> bytes:
    return f"/cases/{case.id}/{then}".encode()


def is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def digest(request: Request) -> bytes:
    """Of everything that was sent except what protects the form itself."""
    body = hashlib.sha256(request.path.encode())
    for name in sorted(set(request.POST) - set(UNSIGNED)):
        for value in request.POST.getlist(name):
            body.update(f"\0{name}\0{value}".encode("utf-8", "surrogatepass"))
    return body.digest()
