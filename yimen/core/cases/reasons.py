"""Reasons of what is refused or taken back: each in words, each under an article of its own (许可法§38, §69, 处罚法§44).

A standard reason of the rules may lack one where the rule itself says that its article is not found yet (待核).
"""

from yimen.core.cases.errors import Why
from yimen.core.cases.situation import Situation
from yimen.core.cases.vocabulary import Act, Json
from yimen.core.places.law import UnknownArticle
from yimen.core.places.law_book import law_book
from yimen.core.places.sentences import SHORTEST, says_something

REASONED: frozenset[Act] = frozenset({"refusal", "not_accept", "revocation"})


def reasons_cited(now: Situation) -> Why | None:
    """Of an act that takes something away from somebody: enough words, and an article that is in force on its day."""
    if now.says is None or now.row.remedy not in REASONED:
        return None
    for one in now.says.get("reasons", ()):
        if not says_something(one["text"]):
            return Why("reason_too_short", {"text": one["text"], "letters": SHORTEST})
        if wrong := citation(now, one):
            return wrong
    return None


def citation(now: Situation, one: Json) -> Why | None:
    law = one.get("law")
    if law is None:
        return None if one.get("key") in law_book().reasons else Why("reasons_cited", {"text": one["text"]})
    try:
        law_book().article(law, now.today)
    except UnknownArticle:
        return Why("reason_of_no_article", {"law": law})
    return None
