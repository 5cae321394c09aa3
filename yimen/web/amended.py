"""What an amendment put right, in words: 落户人数：2 → 3. For the desk, the person's page and the notice alike."""

from typing import Any

from yimen.core.services.editions import Edition
from yimen.web.values import worded
from yimen.web.words import choose, text


def put_right(edition: Edition | None, changes: dict[str, Any]) -> list[str]:
    """One line a fact; what the edition does not name or does not show to the applicant is left out."""
    if edition is None:
        return []
    facts = edition.service.facts
    return [
        text(
            "value.put_right",
            name=choose(facts[name].zh),
            before=worded(edition, name, change["before"]),
            after=worded(edition, name, change["after"]),
        )
        for name, change in changes.items()
        if name in facts and name not in edition.tainted
    ]
