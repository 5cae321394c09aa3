"""The second screen asks how the person wants to be recognised: the same texts as in the portal, the way without a face first.

The person chooses there, the officer sees what was chosen; a child under the age of consent is not asked.
"""

from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.channels.hall.before_me import open_again
from yimen.channels.hall.draft_form import Sheet
from yimen.channels.hall.face import TOPIC
from yimen.core.people.actors import Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.rights.consents import agree, decides_alone
from yimen.core.rights.rules import Two, rights
from yimen.core.work.models import Reading
from yimen.core.work.readings import NotAnswered, answer, put_up
from yimen.core.work.screens import as_screen, screen_of
from yimen.web.language import now, today
from yimen.web.laws import cited
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
KIND = "consent"


def ask(request: Request, sheet: Sheet) -> str:
    """Put the question on the screen before this officer; why not, where it cannot be asked."""
    case, here = sheet.case.case, screen_of(request.actor)
    person = case.applicant_id or case.agent_id
    if here is None or person is None:
        return text("screen.consent.no_screen")
    open_again(person)
    someone = Person.objects.get(pk=person)
    if not decides_alone(someone.born_on, today()):
        return text("screen.consent.child", law=cited(rights().child.law))
    put_up(here, sheet.case.id, someone.id, question(someone.name), by=request.actor)
    return ""


def question(name: str) -> Json:
    topic = rights().consents[TOPIC]
    text_now = topic.text(today())
    return {
        "kind": KIND,
        "topic": TOPIC,
        "version": text_now.from_.isoformat(),
        "title": text("screen.consent.title"),
        "who": name,
        "without": {"title": said(topic.instead), "more": said(topic.instead_more)},
        "with": {"title": said(topic.by_it), "more": choose({"zh": text_now.zh, "en": text_now.en})},
        "law": cited(topic.law),
    }


def said(words: Two) -> str:
    return choose({"zh": words.zh, "en": words.en})


def chosen(shown: Reading, *, given: bool) -> None:
    """What the person has pressed: one line of consent in the person's own name, and the answer of the screen. Raises NotAnswered."""
    told = shown.shown
    if shown.person_id is None or shown.screen_id is None or told["kind"] != KIND:
        raise NotAnswered("gone")
    if told["version"] != rights().consents[told["topic"]].text(today()).from_.isoformat():
        raise NotAnswered("gone")
    person: UUID = shown.person_id
    with transaction.atomic():
        with acting(as_screen(shown.screen_id)):
            answer(shown.screen_id, shown.id, {"answer": "right", "signature": {"way": "tap", "chose": given}}, now())
        with acting(citizen := Actor("applicant", str(person))):
            agree(person, told["topic"], given, by=citizen)


def agreed_here(asked: Reading | None) -> bool:
    """Has the person agreed on this screen? The consent itself is the person's, and an officer beyond reach does not see it."""
    return bool(asked and asked.answer and (asked.signature or {}).get("chose"))


def line(asked: Reading | None) -> str:
    """For the officer: that the person is choosing, and then what."""
    if asked is None or not (asked.answer or asked.up):
        return ""
    if asked.answer:
        return text("screen.consent.chose_with" if agreed_here(asked) else "screen.consent.chose_without")
    return text("screen.consent.waiting")
