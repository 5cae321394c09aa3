"""Materials: nothing is asked that a register tells (国令716号§7), nothing is asked of everybody for no reason, no catch-alls."""

import re

from yimen.core.services.linter.subject import Fault, Faults, Subject

CATCH_ALL = re.compile(
    r"其他|其它|等材料|等文件|有关材料|相关材料|另行要求|需要的材料|other (documents|materials|papers)", re.I
)


def sources(subject: Subject) -> Faults:
    """Every material says which fact it proves, so that a register can spare it, or when it is needed."""
    for path, one in subject.materials():
        supplied = [name for name, fact in subject.service.facts.items() if fact.from_ and one.id == name]
        if one.proves is None and supplied:
            yield Fault(path, f"the ladder of `{supplied[0]}` supplies it: say `proves: {supplied[0]}`")
        elif one.proves is None and not one.when:
            yield Fault(path, "asked of everybody: say which fact it `proves`, or `when` it is needed")
        if not one.get:
            yield Fault(f"{path}.get", "say how a person can hand it over")


def catch_alls(subject: Subject) -> Faults:
    """“其他材料” asks for anything: each paper is named."""
    for path, one in subject.materials():
        for text in (one.zh.zh, one.zh.en or ""):
            if CATCH_ALL.search(text):
                yield Fault(f"{path}.zh", f"“{text}” asks for anything: name the paper")


def names(subject: Subject) -> Faults:
    """Each material and each option has a name of its own."""
    seen: set[str] = set()
    for path, one in subject.materials():
        if one.id in seen:
            yield Fault(f"{path}.id", f"`{one.id}` stands there twice")
        seen.add(one.id)
    codes: set[str] = set()
    for path, option in subject.options():
        if option.code in codes:
            yield Fault(f"{path}.code", f"`{option.code}` stands there twice")
        codes.add(option.code)


RULES = [sources, catch_alls, names]
