"""Who acts: a member of staff in an office, the applicant, a rule, the clock, or another node."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal[
    "visitor", "applicant", "window", "examiner", "decider", "head", "supervisor", "administrator", "rule", "clock", "node"
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)
STAFF: frozenset[Role] = frozenset({"window", "examiner", "decider", "head", "supervisor", "administrator"})
SYSTEM: frozenset[Role] = frozenset({"rule", "clock", "node"})


@dataclass(frozen=True, slots=True)
class Actor:
    """`reach` is the region whose matters this actor may see (a GB/T 2260 code), `serves` the authorities (keys) whose matters; both
    are empty for applicants and visitors."""

    role: Role
    id: str
    name: str = ""
    office: str = ""
    reach: str = ""
    node: str = ""
    serves: tuple[str, ...] = ()


VISITOR = Actor("visitor", "")
RULE = Actor("rule", "rule", "规则")
CLOCK = Actor("clock", "clock", "法定时限")

INSTEAD_OF = "（代"


def for_another(name: str, absent: str) -> str:
    """Who acts, and for whom: 王示例（代陈示例）."""
    return f"{name}{INSTEAD_OF}{absent}）"


def own_name(name: str) -> str:
    """Who acted, whoever it was for."""
    return name.partition(INSTEAD_OF)[0]
