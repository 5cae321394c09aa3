"""The two ways in which a fact may have no value."""

from enum import Enum


class Absent(Enum):
    NONE = "none"  # the register answered: there is no such record
    UNKNOWN = "unknown"  # nobody has answered yet, or the register is silent


NONE, UNKNOWN = Absent.NONE, Absent.UNKNOWN
