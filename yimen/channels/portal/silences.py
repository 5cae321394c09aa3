"""Registers that are silent: which, why, and the choice that the law gives meanwhile – wait, bring the paper, or owe it."""

from typing import Any

from yimen.channels.portal.checklist import owing
from yimen.channels.portal.drafts import Draft
from yimen.web.sources import source_name
from yimen.web.words import knows, text

Json = dict[str, Any]


def down(draft: Draft) -> list[str]:
    """The names of the registers that did not answer, each once; of secret facts nothing is told."""
    names = (name for name in draft.facts if name not in draft.edition.tainted)
    found = (draft.facts[name].silence for name in names)
    return list(dict.fromkeys(source_name(silence.source) for silence in found if silence))


def why(silence: Json) -> str:
    """{register}现在没有回应 … or that it will answer later by itself."""
    key = "later" if silence.get("ticket") else silence["why"]
    return text(f"silence.{key if knows(f'silence.{key}') else 'down'}", register=source_name(silence["source"]))


def choices(material: Json, advice: Json) -> list[str]:
    """What the person can do about a material, in sentences."""
    said = [text("silence.wait")] if material.get("silence") else []
    said += [text(f"silence.bring_{way}") for way in material["get"] if knows(f"silence.bring_{way}")]
    if material["may_be_owed"] and owing(advice):
        said.append(text("silence.owe"))
    return said
