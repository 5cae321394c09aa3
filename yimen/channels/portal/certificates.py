"""What a case resulted in: each certificate with its item, its kind and how long it is valid."""

from typing import Any

from yimen.core.cases.attached import Certificate
from yimen.core.cases.dossier import Dossier
from yimen.core.services.editions import Edition
from yimen.core.services.published import NotPublished, edition_by_digest
from yimen.web.days import long_day
from yimen.web.words import choose, knows, text

Json = dict[str, Any]


def edition_of_case(case: Dossier) -> Edition | None:
    return edition_pinned(case.case.edition)


def edition_pinned(digest: str) -> Edition | None:
    """The edition to which a case is pinned; a case of another node may be pinned to one that was never published here."""
    try:
        return edition_by_digest(digest)
    except NotPublished:
        return None


def certificates(case: Dossier) -> list[Json]:
    """One card a certificate."""
    edition = edition_of_case(case)
    return [{"title": title(edition, one.item), "rows": rows(edition, one)} for one in case.certificates]


def title(edition: Edition | None, item: str) -> str:
    """The name of what is handed over, with its item: 往来港澳签注：香港."""
    result = edition.service.result if edition else None
    name = choose(result.zh) if result and result.zh else text("certificate.name")
    return text("ask.of_item", question=item_name(edition, item), item=name) if item else name


def option_name(edition: Edition | None, code: str) -> str:
    """The kind that was chosen: 三个月一次."""
    return next((choose(one.zh) for _, one, _ in edition.options if one.code == code), "") if edition and code else ""


def item_name(edition: Edition | None, item: str) -> str:
    for fact in edition.service.facts.values() if edition else ():
        if fact.item_of and edition and item in (known := edition.choices(fact.item_of)):
            return choose(known[item])
    return text("ask.nth", n=int(item)) if item.isdecimal() else item


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
