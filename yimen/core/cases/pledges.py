"""Pledges (告知承诺): what is told and signed, who signs, the check afterwards, the order to mend, and revocation (消防法§15, §58).

The text is the edition's: its conditions with their articles, told before and signed as told. Nobody's own words take its place.
"""

import hashlib
from datetime import date

from django.db.models import Q

from yimen.core.cases.dossier import Event
from yimen.core.cases.errors import Why
from yimen.core.cases.situation import Situation
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.wording import told
from yimen.core.people import names
from yimen.core.people.models import Person, Staff
from yimen.core.places.law_book import law_book
from yimen.core.services.language import Pledged, Service

STATE = "中华人民共和国"  # begins the full title of every act of the state; people leave it away


def conditions(service: Service, on: date) -> list[Pledged]:
    """What has to be so, and is pledged, on a day."""
    return [one for one in service.pledge.conditions if one.holds(on)] if service.pledge else []


def text_of(service: Service, on: date) -> str:
    """The whole text that is signed, in Chinese, for ever; a service that names no conditions has the general one."""
    points = [f"{n}. {one.zh.zh}（{article(one.law)}）。" for n, one in enumerate(conditions(service, on), 1)]
    return "\n".join(
        [told("pledge", "opening", params={"service": service.name.zh}), *points, told("pledge", "closing")]
    )


def article(law: str) -> str:
    """《消防法》第15条; what the law book lacks as it is written."""
    found = law_book().article(law)
    if found.act is None or found.article is None:
        return law
    return f"《{found.act.title.removeprefix(STATE)}》第{found.article}条{found.part}"


def digest(text: str) -> str:
    """SHA-256 of the text: by it a door says which text it has shown."""
    return hashlib.sha256(text.encode()).hexdigest()


def signed(says: Json, now_text: str, signer: str) -> Json:
    """What is kept of a pledge: the edition's text, and who signed it."""
    return {"text": now_text, "signed_by": says.get("signed_by") or signer, "read": True}


def pledge_as_told(now: Situation) -> Why | None:
    """Whoever sends a text, or the digest of one, has shown the edition's own."""
    promise = (now.says or {}).get("pledge")
    if promise is None:
        return None
    text = now.dossier.terms.pledge
    other = promise.get("text") and squeezed(promise["text"]) != squeezed(text)
    older = promise.get("digest") and promise["digest"] != digest(text)
    return Why("pledge_as_told", {"text": text}) if other or older else None


def squeezed(text: str) -> str:
    return "".join(text.split())


def pledge_signer(now: Situation) -> Why | None:
    """The person signs, or whoever acts for the person or the organisation; at a window the one who stands there."""
    promise = (now.says or {}).get("pledge")
    if promise is None or not promise.get("signed_by"):
        return None
    name = promise["signed_by"]
    if any(names.compare(one, name) == "equal" for one in signers(now)):
        return None
    return Why("pledge_signer", {"name": name})


def signers(now: Situation) -> list[str]:
    if now.by.role == "applicant":
        return [now.by.name]
    case = now.dossier.case
    agent = Person.objects.filter(pk=case.agent_id).values_list("name", flat=True) if case.agent_id else []
    return [case.applicant_name, *agent]


def checked_by_now(now: Situation) -> Why | None:
    """A check has been made: not in the future, and not before the grant."""
    if now.says is None:
        return None
    on, granted = date.fromisoformat(now.says["on"]), now.dossier.last("approve")
    early = granted is not None and on < granted.dated
    return Why("checked_by_now") if on > now.today or early else None


def checked_by_staff(now: Situation) -> Why | None:
    """Those who verify are officers: named by badge or by name, each of them known here and on duty."""
    said = ["".join(name.split()) for name in (now.says or {}).get("officers", ())]
    if len({*said}) < 2:
        return None  # two_names says so
    known = Staff.objects.filter(Q(id__in=said) | Q(name__in=said), active=True).values_list("id", "name")
    strangers = sorted({*said} - {one for both in known for one in both})
    if strangers:
        return Why("checked_by_staff", {"names": strangers})
    return None if len({badge for badge, _ in known}) > 1 else Why("two_names")


def found_otherwise(now: Situation) -> Why | None:
    """An order to mend follows a check that found something else than was pledged."""
    check = last_check(now)
    return None if check and result(check) == "not_as_pledged" else Why("found_otherwise")


def mend_ahead(now: Situation) -> Why | None:
    if now.says is None or date.fromisoformat(now.says["mend_by"]) > now.today:
        return None
    return Why("expected_ahead")


def not_mended(now: Situation) -> Why | None:
    """“Not as pledged” is a ground only after a check that found so; where the law wants an order to mend first, only after one whose
    day has passed, and a check after that day (消防法§58)."""
    if now.says is None or now.says["ground"] != "not_as_pledged":
        return None
    check, order = last_check(now), now.dossier.last("order_to_mend")
    if check is None or result(check) != "not_as_pledged":
        return Why("found_otherwise")
    if not now.dossier.terms.broken:
        return None
    mend_by = date.fromisoformat((order.said or {})["mend_by"]) if order else None
    if mend_by and mend_by < date.fromisoformat((check.said or {})["on"]):
        return None
    return Why("not_mended", {"law": article(now.dossier.terms.broken)})


def last_check(now: Situation) -> Event | None:
    return now.dossier.last("after_check")


def result(check: Event) -> str:
    return str((check.said or {}).get("result", ""))
