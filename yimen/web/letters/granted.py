"""What is granted, by its names in the edition to which the case is pinned."""

from yimen.core.services.editions import Edition
from yimen.core.services.published import NotPublished, edition_by_digest
from yimen.web.words import choose, text


def edition_pinned(digest: str) -> Edition | None:
    """The edition to which a case is pinned; a case of another node may be pinned to one that was never published here."""
    try:
        return edition_by_digest(digest)
    except NotPublished:
        return None


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
