"""The canonical form of a service with its packs: the file's own words as JSON, without comments, blanks and defaults.

The strict reader reads it back, so there is one loader for files and for editions; its SHA-256 is the edition's identity.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any

from yimen.core.places.reading import read_text
from yimen.core.services.language import Pack, Service, Words


@dataclass(frozen=True, kw_only=True)
class Whole:
    """What an edition consists of: a service and the packs that were on when it was published."""

    service: Service
    packs: list[Pack] = field(default_factory=list)


def canonical(service: Service, packs: Sequence[Pack] = ()) -> str:
    """JSON text; the order of the lawyer's rows, facts and doors is kept, for it is what people will see."""
    return json.dumps(plain(Whole(service=service, packs=list(packs))), ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def from_canonical(text: str) -> Whole:
    """The service and packs behind a canonical form. Raises NotTheLanguage for any other text."""
    return read_text(Whole, text, "edition")


def plain(value: Any) -> Any:
    """The plain words from which the reader would build the value again."""
    if isinstance(value, Words):
        return value.zh if value.en is None else {"zh": value.zh, "en": value.en}
    if is_dataclass(value):
        said = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name.removesuffix("_"): plain(part) for one, part in said if part != default(one)}
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def default(one: Field[Any]) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default
