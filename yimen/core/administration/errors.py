"""Why the house was not altered; each key has words at every door."""

from typing import Literal, get_args

WhyNot = Literal[
    "nothing", "there", "why", "gone", "undone", "changed_since", "in_use", "not_in_reach", "oneself", "two_names",
    "two_offices", "administrator_alone", "twice_in_post", "no_office", "last_administrator",
    "leave_over", "notice_stays", "day", "delegate",
]  # fmt: skip
WHY_NOTS: tuple[WhyNot, ...] = get_args(WhyNot)


class NotAltered(ValueError):
    """Nothing was altered; `about` names whom or what it is about, where that helps."""

    def __init__(self, key: WhyNot, about: str = ""):
        super().__init__(key)
        self.key: WhyNot = key
        self.about = about
