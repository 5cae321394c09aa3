"""People and officers who go on working while things break, and write down every answer they were given."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Lock, Thread

from tests.config.processes import eventually
from tests.faults.calling import Answer, Call, Json
from tests.faults.installation import Installation

HERE = "440106"
TOUR, CARD = "exit_entry.endorsement_tour_group", "household.id_card_cross_province"
FAR = "430102"  # where the identity card is decided: its moves have jobs
CLIENTS = 6  # of which one takes in identity cards
THINKING = 0.2  # seconds between two cases, so that what was killed finds a core to start on
PATIENCE = 90.0  # seconds for the crowd to get something done, on a busy machine
CARD_FACTS = {
    "reason": "expired", "face_match": True, "identity_document": {}, "settled_here": {}, "old_card": {},
    "photo": "taken", "hardship": False,
}  # fmt: skip


@dataclass(frozen=True)
class Acknowledged:
    """A success that somebody was shown: `move` is what was done, `begin` for a new case."""

    call: Call
    answer: Answer
    move: str

    @property
    def case(self) -> str:
        found: str = self.answer.json["id"]
        return found


@dataclass
class Ledger:
    """What was acknowledged, and what was answered that nobody should be answered."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock, repr=False)

    def note(self, call: Call, answer: Answer, move: str) -> bool:
        """Whether it was a success."""
        with self.lock:
            if answer.status in {200, 201}:
                self.acknowledged.append(Acknowledged(call, answer, move))
                return True
            self.strange.append(f"{move}: {answer.status} {answer.body.decode()[:300]}")
            return False

    def cases(self) -> set[str]:
        return {one.case for one in self.acknowledged}

    def begun(self) -> set[str]:
        """Of the cases: each was begun under a key, which stands in the case as its reason too."""
        return {one.call.key for one in self.acknowledged if one.move == "begin"}


@dataclass(frozen=True)
class Client:
    """Somebody who applies, and the officer who accepts: again and again, one case after the other."""

    running: Installation
    name: str
    applicant: str  # tokens
    officer: str
    service: str = TOUR
    person: str = ""  # whom an officer takes in

    def work(self, ledger: Ledger, told_to_stop: Event) -> None:
        for n in count():
            if told_to_stop.is_set():
                return
            self._one_case(ledger, f"{self.name}-{n}")
            time.sleep(THINKING)

    def _one_case(self, ledger: Ledger, key: str) -> None:
        begun = self.begin(key)
        answer = begun.until_answered()
        if not ledger.note(begun, answer, "begin"):
            return
        case = answer.json["id"]
        for move, token in (("accept", self.officer), ("withdraw", self.applicant)):
            taken = self.move(case, move, token, f"{key}-{move}")
            if not ledger.note(taken, taken.until_answered(), move):
                return

    def begin(self, key: str, *, keyed: bool = True) -> Call:
        """An application; its reason allows that the same person has another one open, so only the key protects from a second."""
        token, body = (self.officer, card(self.person)) if self.person else (self.applicant, tour())
        return self.running.call("/api/v1/cases", body=body | {"reason": key}, token=token, key=key if keyed else "")

    def move(self, case: str, move: str, token: str, key: str) -> Call:
        return self.running.call(f"/api/v1/cases/{case}/moves/{move}", body={"says": {}}, token=token, key=key)


def tour() -> Json:
    facts = {"destinations": ["HKG"], "entries": {"HKG": "HKG1Y1"}}
    return {"service": TOUR, "facts": facts, "region": HERE, "channel": "portal", "submit": True, "anyway": True}


def card(person: str) -> Json:
    return {
        "service": CARD, "facts": CARD_FACTS, "region": HERE, "channel": "hall", "submit": True, "anyway": True,
        "person": person,
    }  # fmt: skip


def token(running: Installation, role: str, person: str) -> str:
    asked = running.call("/api/v1/demo/tokens", body={"as": role, "person": person}).until_answered().must(200)
    found: str = asked.json["token"]
    return found


def clients(running: Installation) -> list[Client]:
    """Grown people of the demo at home here, and one from the other province at a window."""
    found = running.rows(
        "select id::text from people_person where region like '4401%%' and born_on < '1995-01-01' order by id limit %s",
        CLIENTS - 1,
    )
    window, counter = token(running, "window", "gd1001"), token(running, "window", "gd1101")
    at_home = [Client(running, f"c{n}", token(running, "citizen", person), window) for n, (person,) in enumerate(found)]
    return [*at_home, Client(running, "card", token(running, "citizen", "liu"), counter, CARD, "430102198805069975")]


@dataclass
class Crowd:
    """Clients at work. `more` waits until so many more answers were acknowledged."""

    ledger: Ledger = field(default_factory=Ledger)
    told_to_stop: Event = field(default_factory=Event)

    def more(self, n: int) -> None:
        wanted = len(self.ledger.acknowledged) + n
        came = eventually(lambda: len(self.ledger.acknowledged) >= wanted or bool(self.ledger.strange), PATIENCE)
        assert came, f"{n} more answers did not come in {PATIENCE} s"


@contextmanager
def at_work(some: list[Client], storm: str) -> Iterator[Crowd]:
    """The crowd, until the block ends; then everybody finishes what was begun, so that nothing is left unknown."""
    crowd = Crowd()
    named = [Client(c.running, f"{storm}-{c.name}", c.applicant, c.officer, c.service, c.person) for c in some]
    threads = [Thread(target=one.work, args=(crowd.ledger, crowd.told_to_stop), daemon=True) for one in named]
    for thread in threads:
        thread.start()
    try:
        yield crowd
    finally:
        crowd.told_to_stop.set()
        until = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
    assert not any(thread.is_alive() for thread in threads), "somebody was never answered"
