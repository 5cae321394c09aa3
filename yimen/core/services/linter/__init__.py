"""The linter: a service that is unlawful, incomplete or contradicts itself is not published. Each rule is a small function.

A later stage needs what an earlier one has shown: facts exist, cells fit, tables answer; only then can examples run.
"""

from yimen.core.services.linter import (
    articles,
    declared,
    doors,
    examples,
    forms,
    materials,
    packs,
    secrets,
    tables,
    texts,
    times,
)
from yimen.core.services.linter.counts import Counts, counts
from yimen.core.services.linter.subject import Fault, Rule, Subject

__all__ = ["STAGES", "Counts", "Fault", "Subject", "counts", "lint"]

STAGES: list[list[Rule]] = [
    [*declared.FIRST],
    [*declared.RULES],
    [*forms.RULES, *texts.RULES, *articles.RULES, *materials.RULES, *secrets.RULES],
    [*tables.RULES, *doors.RULES, *packs.RULES],
    [*times.RULES, *examples.FIRST],
    [*examples.RULES],
]


def lint(subject: Subject) -> list[Fault]:
    """The faults of an edition, all of one stage at once; empty when it may be published."""
    for stage in STAGES:
        if faults := list(dict.fromkeys(fault for rule in stage for fault in rule(subject))):
            return faults
    return []
