"""Secrets: a secret fact, or one derived from it, may only send a case to an officer, and no public text speaks of it."""

from collections.abc import Iterator

from yimen.core.services.language import Words
from yimen.core.services.linter.subject import Fault, Faults, Subject
from yimen.core.services.reasons import reason

SENDING = ("may_apply", "lane")


def rows(subject: Subject) -> Faults:
    """A row that reads a secret gives only `officer`; options, materials, fees and times read none."""
    tainted = subject.edition.tainted
    for table, one in subject.rows:
        read = sorted(tainted.intersection(name for name, _ in one.conditions))
        if read and table not in SENDING:
            yield subject.fault(
                table, one, f"reads the secret fact `{read[0]}`; the officer asks for the paper", "when"
            )
        elif read and one.row.then != "officer":
            yield subject.fault(
                table, one, f"a row that reads the secret fact `{read[0]}` may only give officer", "then"
            )
    for name in subject.edition.tainted:
        declared = subject.service.facts[name]
        if declared.ask:
            yield Fault(f"facts.{name}.ask", "a secret fact is never asked")
        if declared.item_of:
            yield Fault(f"facts.{name}.item_of", "items are shown; a secret list has none")
    for path, material in subject.materials():
        if material.proves in tainted:
            yield Fault(f"{path}.proves", f"asking for it would tell of the secret fact `{material.proves}`")
    for table, one in subject.rows:
        if one.row.then in tainted:
            yield subject.fault(table, one, f"the outcome would tell the secret fact `{one.row.then}`", "then")


def texts(subject: Subject) -> Faults:
    """No text that a person reads names a secret fact."""
    hidden = {name: subject.service.facts[name].zh for name in subject.edition.tainted}
    for path, text in public(subject):
        for name, spoken in hidden.items():
            if any(word and word in text for word in (spoken.zh, spoken.en, f"{{{name}}}")):
                yield Fault(path, f"speaks of the secret fact `{name}`")
    for table, one in subject.rows:
        found = reason(subject.book, one.row.why) if one.row.why else None
        if found and not found.lists and not subject.edition.tainted.isdisjoint(found.show):
            yield subject.fault(table, one, f"reason `{one.row.why}` shows a secret fact", "why")
        if found and found.lists in subject.edition.tainted:
            yield subject.fault(
                table, one, f"reason `{one.row.why}` lists records of the secret fact `{found.lists}`", "why"
            )


def public(subject: Subject) -> Iterator[tuple[str, str]]:
    service = subject.service
    for table, one in subject.rows:
        found = reason(subject.book, one.row.why) if one.row.why else None
        if found:
            path = f"{subject.path(table, one)}.why"
            yield path, " ".join((found.zh, found.en, found.next.zh, found.next.en))
    yield from ((path, both(one.zh)) for path, one in subject.options())
    yield from ((path, both(one.zh)) for path, one in subject.materials())
    yield from ((f"faq[{number}]", f"{both(one.q)} {both(one.a)}") for number, one in enumerate(service.faq))
    for name, declared in service.facts.items():
        if declared.ask:
            yield f"facts.{name}.ask", both(declared.ask)
    if service.visits and service.visits.why:
        yield "visits.why", both(service.visits.why)


def both(text: Words) -> str:
    return f"{text.zh} {text.en or ''}"


RULES = [rows, texts]
