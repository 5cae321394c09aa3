"""What the programs do with a database that was made by the ones before: verified, opened, gone on with. Told as one line of JSON."""

import io
import json
import sys
from typing import Any

from django.core.management import call_command
from django.test import Client

from tests.channels.api.ground import LI, SUPERVISOR, WINDOW
from tests.core.cases.people import as_applicant
from tests.visiting import signed_in
from yimen.core.cases.models import Case
from yimen.core.cases.take import take
from yimen.core.people.actors import RULE
from yimen.core.people.registry import find_person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.rights.keeping import list_ending


def main() -> None:
    verified = io.StringIO()
    call_command("verify_chain", stdout=verified)
    told = {"verified": verified.getvalue(), "kept": list_ending(now()), "pages": pages()} | gone_on()
    sys.stdout.write(json.dumps(told) + "\n")


def pages() -> dict[str, int]:
    with acting(RULE):
        case = Case.objects.get(state="correcting")
        li = case.applicant
    assert li
    desk, own, board = (signed_in(Client(), one) for one in (WINDOW, as_applicant(li), SUPERVISOR))
    return {
        "the case": own.get(f"/cases/{case.id}/").status_code,
        "her cases": own.get("/cases/").status_code,
        "the case at the desk": desk.get(f"/desk/cases/{case.id}/").status_code,
        "the queue": desk.get("/desk/").status_code,
        "what ends": board.get("/desk/keeping/").status_code,
    }


def gone_on() -> dict[str, Any]:
    """She is found by her number, and her case takes its next step."""
    with acting(RULE):
        case = Case.objects.get(state="correcting")
        found, li = find_person(LI), case.applicant
    assert li
    with acting(as_applicant(li)):
        after = take(case.id, "withdraw", by=as_applicant(li), says={}, at=now())
    call_command("verify_chain", stdout=io.StringIO())
    return {"state": after.state, "found": found == li.id}
