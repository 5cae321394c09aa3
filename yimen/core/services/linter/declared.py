"""Facts: everything that is used is declared, and every derivation has something to derive from."""

import re
from collections.abc import Iterator
from typing import get_args

from yimen.core.services.facts import ancestry
from yimen.core.services.items import dimensions
from yimen.core.services.language import Declared, Device
from yimen.core.services.linter.subject import Fault, Faults, Subject

RUNG = re.compile(r"chip|device\.(\w+)|[a-z][a-z_0-9]*\.[a-z][a-z_0-9]*")
PARENTS = {
    "of": ("record",),
    "days_until": ("date",),
    "months_since": ("date",),
    "years_since": ("date",),
    "age_of": ("date", "id_number"),
    "count_of": ("records",),
    "ends": ("date",),
    "item_of": ("choices", "records"),
}
WHOLE_CASE = ("time.", "decided_by", "procedure")


def undeclared(subject: Subject) -> Faults:
    """Every fact that a row, a material or a derivation uses is declared."""
    facts = subject.service.facts
    for table, one in subject.rows:
        for name, _ in one.conditions:
            if name not in facts:
                yield subject.fault(table, one, f"fact `{name}` is not declared", "when")
    for path, material in subject.materials():
        if material.proves and material.proves not in facts:
            yield Fault(f"{path}.proves", f"fact `{material.proves}` is not declared")
    renewed = subject.service.result.renews if subject.service.result else None
    if renewed and (renewed not in facts or facts[renewed].type != "date" or facts[renewed].secret):
        yield Fault("result.renews", f"expected a fact of type date that is not secret; found {renewed}")
    for name, declared in facts.items():
        if declared.parent and declared.parent not in facts:
            yield Fault(f"facts.{name}", f"fact `{declared.parent}` is not declared")
        if isinstance(declared.choices, str) and declared.choices not in subject.service.options:
            yield Fault(f"facts.{name}.choices", f"there is no list `{declared.choices}` under options")


def derivations(subject: Subject) -> Faults:
    """A derivation starts from a fact of the right type and does not run in a circle."""
    facts = subject.service.facts
    for name, declared in facts.items():
        if declared.derivation is None or declared.parent not in facts:
            continue
        if facts[ancestry(facts, name)[-1]].derivation:
            yield Fault(f"facts.{name}", "derived in a circle")
            continue
        word, parent = declared.derivation[0], facts[declared.parent]
        if parent.type not in PARENTS[word]:
            yield Fault(
                f"facts.{name}.{word}", f"expected a fact of type {' or '.join(PARENTS[word])}; found {parent.type}"
            )
        yield from item_type(name, declared, parent)
        for column in declared.where.keys() - parent.fields.keys():
            yield Fault(f"facts.{name}.where.{column}", f"`{declared.parent}` has no field `{column}`")


def item_type(name: str, declared: Declared, parent: Declared) -> Iterator[Fault]:
    """One of several choices is a choice, one of several records is a record."""
    expected = {"choices": "choice", "records": "record"}.get(parent.type)
    if declared.item_of and expected and declared.type != expected:
        yield Fault(f"facts.{name}.type", f"one item of {parent.type} is a {expected}; found {declared.type}")


def ladders(subject: Subject) -> Faults:
    """A rung is `chip`, `device.face` or like `exit_entry.permit`."""
    devices = get_args(Device)
    for name, declared in subject.service.facts.items():
        for number, rung in enumerate(declared.from_):
            match = RUNG.fullmatch(rung)
            if not match or (match[1] and match[1] not in devices):
                expected = "chip, device.<one of " + " ".join(devices) + ">, or register.query"
                yield Fault(f"facts.{name}.from[{number}]", f"expected {expected}; found {rung}")


def items(subject: Subject) -> Faults:
    """A fact depends on one list of items, and what holds for the whole case on none."""
    found = dimensions(subject.service)
    for name, several in found.items():
        if len(several) > 1:
            yield Fault(f"facts.{name}", f"depends on more than one list of items: {', '.join(sorted(several))}")
    for table, rows in subject.edition.tables.items():
        read = {item for one in rows for name, _ in one.conditions for item in found.get(name, ())}
        if len(read) > 1:
            yield subject.fault(table, rows[0], f"reads items of more than one list: {', '.join(sorted(read))}")
        if read and table.startswith(WHOLE_CASE):
            yield subject.fault(
                table, rows[0], f"holds for the whole case, but reads an item of {', '.join(sorted(read))}"
            )


FIRST = [undeclared]
RULES = [derivations, ladders, items]
