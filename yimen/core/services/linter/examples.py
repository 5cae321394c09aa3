"""Examples: all come true, each refusing row and each option has one, and a synthetic applicant walks through every remote door."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yimen.core.places.law_book import LawBook
from yimen.core.places.working_days import WorkingDays
from yimen.core.ports.registers import Answer, Known
from yimen.core.services.absent import NONE, UNKNOWN
from yimen.core.services.advice import advise
from yimen.core.services.doors import DOORS, remote, takes
from yimen.core.services.editions import Edition
from yimen.core.services.examples import all_examples, applicant, failures, ordinary, run, value
from yimen.core.services.facts import Facts, Source
from yimen.core.services.language import Channel
from yimen.core.services.linter.doors import device_of
from yimen.core.services.linter.subject import Fault, Faults, Subject
from yimen.core.services.walk import Json

PATIENCE = 40  # questions after which a dialogue is taken for endless


def untrue(subject: Subject) -> Faults:
    """What an example expects is what it finds."""
    for failed in failures(subject.edition, subject.book, subject.days):
        path = f"examples[{failed.number}].{failed.word}"
        inside = f"changes.{subject.service.service}.{path}" if failed.pack else path
        yield Fault(inside, failed.said, failed.pack)


def unshown(subject: Subject) -> Faults:
    """Each refusing row decides in one example, and each option is open in one."""
    refused, opened = shown(subject.edition, subject.book, subject.days)
    for number, row in enumerate(subject.service.may_apply):
        if row.then == "refuse" and number + 1 not in refused:
            yield Fault(f"may_apply[{number}]", f"no example shows {row.why}")
    for path, option in subject.options():
        if option.code not in opened:
            yield Fault(path, f"no example offers {option.code}")


def shown(edition: Edition, book: LawBook, days: WorkingDays) -> tuple[set[int], set[str]]:
    """The rows of may_apply that decide an example, and the options that are open in one."""
    rows: set[int] = set()
    codes: set[str] = set()
    for one in all_examples(edition):
        answer = run(one.edition, one.example, book, days, eyes="officer")
        rows |= {
            step["row"] for step in answer["path"]
            if step["table"] == "may_apply" and step["verdict"] == "true" and not step["pack"]
        }  # fmt: skip
        codes |= {option["code"] for listed in answer["options"].values() for option in flat(listed) if option["open"]}
    return rows, codes


def flat(listed: Any) -> list[Json]:
    return [one for part in listed.values() for one in part] if isinstance(listed, dict) else listed


def online(subject: Subject) -> Faults:
    """Whoever comes through a remote door with nothing but their registers, answers and files reaches the end."""
    for door, channel in subject.service.channels.items():
        if door in DOORS and remote(door) and takes(channel):
            said = stuck(subject, door, channel)
            if said:
                yield Fault(f"channels.{door}", f"the synthetic applicant cannot apply here: {said}")


def stuck(subject: Subject, door: str, channel: Channel) -> str | None:
    """Why the ordinary applicant cannot come to the end at a door; None if all goes well."""
    usual = ordinary(subject.edition)
    supplied: set[str] = set()
    answered: dict[str, Any] = {}
    for _ in range(PATIENCE):
        facts = visitor(subject, channel, answered, supplied)
        answer = advise(
            subject.edition, facts, on=usual.on, region=usual.region, channel=door, at=facts.at, days=subject.days, book=subject.book
        )  # fmt: skip
        if not answer["ask"]:
            return None if answer["may_apply"] else "no table says whether one may apply"
        ask = answer["ask"][0]
        if ask["how"] == "material":
            if not {"upload", "post"} & set(ask["get"]) and "owe" not in ask["offers"]:
                return f"{ask['material']} can only be handed in by {' or '.join(ask['get'])}"
            supplied.add(ask["material"])
            continue
        if ask["fact"] not in usual.given or ask["fact"] in answered:
            return f"the ordinary applicant has no answer to `{ask['fact']}`"
        answered[ask["fact"]] = usual.given[ask["fact"]]
    return "the questions never end"


def visitor(subject: Subject, channel: Channel, answered: Mapping[str, Any], supplied: set[str]) -> Facts:
    """A person whose registers know what is given, at a door with these devices."""
    usual, declared = ordinary(subject.edition), subject.service.facts
    known = applicant(declared, usual.given, usual.on)
    sources: dict[str, Source] = {}
    for name, fact in declared.items():
        for rung in fact.from_:
            device = device_of(rung)
            if name in known and (device is None or device in channel.devices):
                sources.setdefault(rung, told(known[name].value, known.at))
    facts = Facts(declared, sources, usual.on, known.at, identified=True, supplied=supplied)
    for name, text in usual.given.items():
        if declared[name].derivation or name in answered:
            facts.put(name, value(declared, name, text, usual.on), "example")
    return facts


def told(what: Any, at: datetime) -> Source:
    def answer() -> Answer:
        return None if what in (NONE, UNKNOWN) else Known(what, at)

    return answer


FIRST = [untrue]
RULES = [unshown, online]
