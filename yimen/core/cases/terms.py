"""What the edition lays down for one case, frozen at submission: the times, the lane, the materials, the fee, what approval brings."""

from msgspec import Struct


class Material(Struct, frozen=True, kw_only=True):
    id: str
    zh: str
    status: str  # asked | fetched | not_needed
    may_be_owed: bool = False
    get: list[str] = []
    law: str = ""
    mark: str = "S"
    signs: str = ""  # who signs the application beside the applicant: guardian


class TimeTerm(Struct, frozen=True, kw_only=True):
    """A time that the edition gives to this case: `5 working days`, from submission or acceptance, to decision or delivery."""

    time: str
    starts: str = "accept"
    stops: str = "decide"
    law: str = ""
    mark: str = "S"


class Granted(Struct, frozen=True, kw_only=True):
    """A certificate that approval brings: one an item. `valid_for` is a period like “6 years”, a day, or none: no end."""

    kind: str
    item: str = ""
    option: str = ""
    valid_for: str = ""  # empty: not worked out yet
    open: bool = True  # the rules open the chosen option to this person
    replaces: list[str] = []  # kinds of certificates that end when this one is issued


class Body(Struct, frozen=True, kw_only=True):
    """Another authority that is asked, and where."""

    authority: str
    region: str
    law: str = ""
    mark: str = "S"


class Terms(Struct, frozen=True, kw_only=True):
    """What the edition lays down for this case, frozen at submission. No facts about the person are in it."""

    name: dict[str, str | None] = {}
    procedure: str = ""
    then: str = ""  # ok | officer | refuse: the advice when it was handed in
    why: str = ""
    ask: list[str] = []
    lane: str = "officer"
    do: str = "apply"  # what the door may do: precheck waits for attendance
    statute: TimeTerm | None = None
    promise: TimeTerm | None = None
    extension: TimeTerm | None = None
    correction: TimeTerm | None = None
    region: str = ""  # who decides
    within: TimeTerm | None = None
    first_region: str = ""  # the lower level that examines before (许可法§43)
    first_within: TimeTerm | None = None
    bodies: list[Body] = []  # authorities that are asked (许可法§26)
    bodies_within: TimeTerm | None = None
    authority: str = ""
    law: list[str] = []
    materials: list[Material] = []
    fee: str | None = "0.00"  # None: not worked out yet, which is not free
    certificates: list[Granted] = []
    renews_until: str = ""  # the last day of the licence that is to be renewed: the new one follows it (许可法§50)
    letter: str = ""
    pledge: str = ""  # the whole text that is told and signed
    broken: str = ""  # under which article a broken pledge is ordered to be mended, and then revoked
    deliver: list[str] = []
