"""“识别到的，请核对”: what was made out in the files of a draft, offered beside the question that it might answer.

Nothing is filled in before the person presses the link, and nothing is an answer before the person sends the form.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from yimen.channels.portal.drafts import Draft
from yimen.core.cases.reading_pictures import MadeOut, made_out
from yimen.web.forms import Answer, Question
from yimen.web.made_out import shown
from yimen.web.visits import Request

Json = dict[str, Any]
TYPED = ("text", "id_number")  # questions that are answered by typing what stands on a paper


def offers(draft: Draft, ask: Question, answer: Answer) -> list[Json]:
    """A card for each picture that could answer something here and has not."""
    if not fillable(ask):
        return []
    here = {typed for texts in answer.sent.values() for typed in texts}
    found = [(document, made, inputs(ask, made)) for document, made in made_out(draft.case.id).items()]
    return [
        shown(made) | {"picture": f"{draft.at}documents/{document}/", "fill": f"?fill={document}"}
        for document, made, typed in found
        if typed and not set(typed.values()) <= here
    ]


def fillable(ask: Question) -> dict[str, str]:
    """By the name of a field of a paper the input that it may fill."""
    if ask.kind == "records":
        return {one.name: f"{ask.name}.new.{one.name}" for one in ask.fields if one.kind in TYPED}
    return {ask.name: ask.name} if ask.kind in TYPED else {}


def inputs(ask: Question, made: MadeOut) -> dict[str, str]:
    wanted = fillable(ask)
    return {wanted[one.name]: one.text for one in made.fields if one.name in wanted}


def filled(request: Request, draft: Draft, ask: Question, answer: Answer) -> Answer:
    """The answer with what the picture named in the address says, typed into the form and not sent."""
    try:
        made = made_out(draft.case.id).get(UUID(request.GET.get("fill", "")))
    except ValueError:
        return answer
    return (
        replace(answer, sent=dict(answer.sent) | {name: [text] for name, text in inputs(ask, made).items()})
        if made
        else answer
    )
