"""What a case resulted in: each certificate with its item, its kind and how long it is valid."""

from typing import Any

from yimen.core.cases.attached import Certificate
from yimen.core.cases.dossier import Dossier
from yimen.core.services.editions import Edition
from yimen.web.days import long_day
from yimen.web.letters.granted import edition_pinned, title
from yimen.web.words import choose, knows, text

Json = dict[str, Any]


def edition_of_case(case: Dossier) -> Edition | None:
    return edition_pinned(case.case.edition)


def pinned_title(digest: str, item: str) -> str:
    """What a certificate is called, by the edition under which it was given."""
    return title(edition_pinned(digest), item)


def certificates(case: Dossier) -> list[Json]:
    """One card a certificate."""
    edition = edition_of_case(case)
    return [{"title": title(edition, one.item), "rows": rows(edition, one)} for one in case.certificates]


def rows(edition: Edition | None, one: Certificate) -> list[Json]:
    option = (
        next((choose(o.zh) for _, o, _ in edition.options if o.code == one.option), "")
        if edition and one.option
        else ""
    )
    found = [{"label": text("certificate.kind"), "value": option}] if option else []
    span = {"first": long_day(one.valid_from)} | ({"last": long_day(one.valid_to)} if one.valid_to else {})
    said = text("certificate.span" if one.valid_to else "certificate.endless", **span)
    found.append({"label": text("certificate.valid"), "value": said})
    state = f"certificate.state.{one.state}"
    return [*found, {"label": text("certificate.now"), "value": text(state) if knows(state) else one.state}]
