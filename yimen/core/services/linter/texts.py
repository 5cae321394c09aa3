"""Texts: every reason has words with a next step, `instead` leads somewhere, and a complete service lacks nothing people need."""

import re

from yimen.core.services.doors import TOPICS
from yimen.core.services.linter.subject import Fault, Faults, Subject
from yimen.core.services.reasons import reason

PHONE = re.compile(r"0\d{2,3}-\d{7,8}")
CERTIFICATES = re.compile(r"(证|证书|签注)$")
DOCUMENTS = re.compile(r"(批复|公文|复函)$")


def reasons(subject: Subject) -> Faults:
    """Who is refused, or sent to an officer, is told why and what to do now."""
    for table, one in subject.rows:
        if table == "may_apply" and one.row.then != "ok" and not one.row.why:
            yield subject.fault(table, one, f"`{one.row.then}` needs a `why`", "why")
        if one.row.why and reason(subject.book, one.row.why) is None:
            yield subject.fault(table, one, f"no public words for `{one.row.why}` in reasons.yaml", "why")
    for path, option in subject.options():
        if option.open_when and not option.why:
            yield Fault(f"{path}.why", "an option that may be closed says why")


def lists(subject: Subject) -> Faults:
    """A reason that lists records names a count of this service, and fields that its records have."""
    facts = subject.service.facts
    for table, one in subject.rows:
        found = reason(subject.book, one.row.why) if one.row.why else None
        counted = facts.get(found.lists) if found and found.lists else None
        unknown = sorted(set(found.show) - facts.keys()) if found and not found.lists else []
        if unknown:
            yield subject.fault(
                table, one, f"reason `{one.row.why}` shows {', '.join(unknown)}, which is no fact here", "why"
            )
        if found and found.lists and (counted is None or not counted.count_of):
            yield subject.fault(
                table, one, f"reason `{one.row.why}` lists `{found.lists}`, which is no count here", "why"
            )
        elif found and counted and (lost := set(found.show) - facts[counted.count_of or ""].fields.keys()):
            yield subject.fault(
                table, one, f"reason `{one.row.why}` shows {', '.join(sorted(lost))}, which is no field", "why"
            )


def instead(subject: Subject) -> Faults:
    """Nobody is sent to a service that does not exist."""
    for table, one in subject.rows:
        if one.row.instead and one.row.instead not in subject.services:
            yield subject.fault(
                table, one, f"there is no service `{one.row.instead}`, not even one that informs", "instead"
            )
        if one.row.instead == subject.service.service:
            yield subject.fault(table, one, "leads back to itself", "instead")


def topics(subject: Subject) -> Faults:
    """For whom a service is agrees with the topics under which it is found."""
    service = subject.service
    for number, topic in enumerate(service.topics):
        if topic not in TOPICS:
            yield Fault(f"topics[{number}]", f"no such topic; expected one of {'、'.join(TOPICS)}")
        elif service.for_ != "either" and service.for_ not in TOPICS[topic]:
            yield Fault(
                f"topics[{number}]", f"{topic} is for {' and '.join(TOPICS[topic])}, the service for {service.for_}"
            )


def contacts(subject: Subject) -> Faults:
    """A number to ask and another to complain, both with area code."""
    said = subject.service.contacts
    if said is None:
        return
    for word in ("consult", "complain"):
        if not PHONE.fullmatch(getattr(said, word)):
            yield Fault(f"contacts.{word}", "expected a number with area code like 020-12345001")
    if said.consult == said.complain:
        yield Fault("contacts.complain", "expected another number than for questions")


def result(subject: Subject) -> Faults:
    """What is called a certificate is one, what is called a reply is none."""
    said = subject.service.result
    if said is None:
        return
    name = said.zh.zh if said.zh else ""
    if CERTIFICATES.search(name) and not said.certificate:
        yield Fault("result.certificate", f"“{name}” is a certificate: name it")
    if DOCUMENTS.search(name) and said.certificate:
        yield Fault("result.certificate", f"“{name}” is a document, not a certificate")
    if not said.deliver:
        yield Fault("result.deliver", "say how it is handed over")


def lacking(subject: Subject) -> list[str]:
    """What a complete service has and this one has not; an opening one may lack it, and it is counted."""
    service = subject.service
    lacks = [part for part in ("contacts", "topics") if not getattr(service, part)]
    if service.kind == "licence" and not service.faq:
        lacks.append("faq")
    if service.result and not service.sample:
        lacks.append("sample")
    if service.result and not service.result.zh:
        lacks.append("result.zh")
    if not service.informs_only and not service.before_2016:
        lacks.append("before_2016")
    return lacks


def complete(subject: Subject) -> Faults:
    """Contacts, topics, questions, a sample: a service that lacks one is `opening`."""
    if subject.service.status == "complete":
        yield from (
            Fault(part, "a complete service has it; `status: opening` may lack it") for part in lacking(subject)
        )


def code(subject: Subject) -> Faults:
    """vertical.name, in small letters."""
    if not re.fullmatch(r"[a-z][a-z_0-9]*\.[a-z][a-z_0-9]*", subject.service.service):
        yield Fault("service", "expected vertical.name in small letters")


RULES = [reasons, lists, instead, topics, contacts, result, complete, code]
