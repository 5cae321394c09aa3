"""Times: no promise is later than the statute, on whatever day of the year it begins (优化营商条例§36)."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from yimen.core.places.times import parse_time
from yimen.core.places.working_days import FIRST, WorkingDays, due
from yimen.core.services.linter.combinations import TooMany, applicants, facts_of, places, samples, turning_days
from yimen.core.services.linter.subject import Fault, Faults, Subject
from yimen.core.services.linter.tables import live
from yimen.core.services.tables import Place, Standing

YEAR = 366
Pair = tuple[Standing, Standing]


def promise(subject: Subject) -> Faults:
    """Seven working days can be longer than ten calendar days: every start day of a year is tried."""
    tables = subject.edition.tables
    if "time.promise" not in tables or "time.statute" not in tables:
        return
    told: set[tuple[int, str]] = set()
    for day in turning_days(subject, "time.promise", "time.statute"):
        for here in places(subject, "time.promise", "time.statute"):
            for promised, limit in pairs(subject, day, here):
                late = later(promised.row.then, limit.row.then, max(day, FIRST), subject.days)
                if late and (promised.number, limit.row.then) not in told:
                    told.add((promised.number, limit.row.then))
                    said = f"{promised.row.then} ends after the statute's {limit.row.then} when it begins on {late}"
                    yield subject.fault("time.promise", promised, said, "then")


def pairs(subject: Subject, day: date, here: str) -> Iterable[Pair]:
    """The promise and the statute that meet in one case: by trying every applicant, or any two where facts are open."""
    both = [live(subject, f"time.{kind}", day, here) for kind in ("promise", "statute")]
    names = {name for rows in both for one in rows for name, _ in one.conditions}
    if any(not samples(subject, name) for name in names):
        return [(promised, limit) for promised in both[0] for limit in both[1]]
    try:
        decides = [
            subject.edition.decide(f"time.{kind}", Place(subject.book, day, here)) for kind in ("promise", "statute")
        ]
        met = [
            [decide(facts_of(one, day))[0].tried[-1].standing for decide in decides]
            for one in applicants(subject, names)
        ]
    except (TooMany, LookupError):
        return [(promised, limit) for promised in both[0] for limit in both[1]]
    return list({(id(one[0]), id(one[1])): (one[0], one[1]) for one in met}.values())


@lru_cache(maxsize=4096)
def later(promised: str, limit: str, first: date, days: WorkingDays) -> date | None:
    """The first start day of a year on which a promise ends after a limit."""
    if limit == "none":
        return None
    starts = (first + timedelta(days=n) for n in range(YEAR))
    mine, theirs = parse_time(promised), parse_time(limit)
    return next((start for start in starts if due(start, mine, days).day > due(start, theirs, days).day), None)


def both_clocks(subject: Subject) -> Faults:
    """Who takes applications says what the statute allows, even if it is `none`, and what is promised."""
    if subject.service.informs_only:
        return
    for kind in ("statute", "promise"):
        if not getattr(subject.service.time, kind):
            yield Fault(
                "time", f"say the {kind}" + (", `then: none` where no act sets one" if kind == "statute" else "")
            )


def at_once(subject: Subject) -> Faults:
    """A promise “at once” is kept by deciding at once: whoever gets it is in the instant lane, and the other way round."""
    lane = subject.edition.tables.get("lane", [])
    for one in subject.edition.tables.get("time.promise", []):
        if one.row.then == "at once" and not any(other.row.then == "instant" for other in lane):
            yield subject.fault("time.promise", one, "`at once` needs an instant lane", "then")
    first = lane[0] if lane else None
    promised = subject.edition.tables.get("time.promise", [])
    always = first and not first.conditions and first.row.then == "instant"
    if first and always and promised and not any(one.row.then == "at once" for one in promised):
        yield subject.fault("lane", first, "whoever is decided at once is promised `at once`", "then")


RULES = [promise, both_clocks, at_once]
