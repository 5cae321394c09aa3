"""Wrong tries: tight for an account, wide for an address, and apart for a browser that signed in with the account before.

A hall shares one address, and a stranger who guesses somebody's password must not lock the owner out: the owner's own browser has a
bucket of its own, and a passkey is not guessed at all. Each try is counted before anything is compared; what went well is given back.
"""

from dataclasses import dataclass
from datetime import timedelta

from yimen.core.people.secrecy import blind
from yimen.core.people.sign_in_rules import RULES
from yimen.core.ports.statements import ask_row


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was counted: `open` says whether anything may be compared at all."""

    buckets: tuple[bytes, ...]
    open: bool


def begin(account: str, address: str, browser: str = "") -> Try:
    """Count a try. `browser` is the proof that this browser signed in with this account before; empty for one that did not."""
    own = blind("try browser", f"{account} {browser}") if browser else blind("try account", account)
    buckets = (own, blind("try address", address or "-"))
    row = ask_row("select people_attempt_count(%s, %s)", [list(buckets), timedelta(minutes=RULES.tries.within)])
    mine, around = row[0] if row else (0, 0)
    most = RULES.tries.browser if browser else RULES.tries.account
    return Try(buckets, mine <= most and (around <= RULES.tries.address or bool(browser)))


def went_well(one: Try) -> None:
    """The account begins anew, and the address gets its one back: two hundred people may sign in from one hall."""
    ask_row("select people_attempt_forgive(%s)", [list(one.buckets)])
