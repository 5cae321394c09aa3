"""Guards of acceptance and grant: the papers are here, the place was seen, the rules agree or are departed from in writing, what is
granted was worked out before, and what is handed out still stands."""

from decimal import Decimal

from django.conf import settings
from django.utils.module_loading import import_string

from yimen.core.cases.errors import Why
from yimen.core.cases.situation import Situation
from yimen.core.cases.terms import Terms

SENT = frozenset({"post", "electronic"})  # what reaches a person without anybody who hands it over
AGREES = ("ok", "officer")  # `officer` leaves the judgement to whoever decides


def materials_here(now: Situation) -> Why | None:
    """No officer accepts without a main material (许可法§32(四) (五)): it is asked for in one notice; only others may be owed."""
    main = [] if now.by_rule else [material.zh for material in now.lacking if not material.may_be_owed]
    return Why("main_material_lacking", {"materials": main}) if main else None


def site_visited(now: Situation) -> Why | None:
    """Where two officers verify on site (许可法§34, 消防法§15), nothing is decided before; what no rule lets through needs no visit."""
    if now.dossier.terms.lane not in ("two_officers", "joint") or any(
        event.move == "verify_on_site" for event in now.events
    ):
        return None
    return None if now.row.move == "reject" and now.dossier.terms.then == "refuse" else Why("site_visited")


def way_offered(now: Situation) -> Why | None:
    """Who says to have received it names a way in which it is sent; what is handed over at a window the window records."""
    sent = SENT & set(now.dossier.terms.deliver)
    return None if sent and (now.says is None or now.says["way"] in sent) else Why("way_offered")


def only_prechecked(now: Situation) -> Why | None:
    """What was handed in at a door that only prechecks may fail there; once the person has come, it is accepted or not (许可法§32)."""
    return Why("only_prechecked") if now.dossier.terms.do != "precheck" or now.dossier.last("attend") else None


def post_offered(now: Situation) -> Why | None:
    """An address is confirmed only where something goes by post."""
    return None if "post" in now.dossier.terms.deliver else Why("post_offered")


def rules_agree(now: Situation) -> Why | None:
    """Who grants what the table refuses, or what it could not yet answer, writes why and under which article (许可法§38)."""
    if agrees(now.dossier.terms) or now.says is None or now.says.get("departs"):
        return None
    terms = now.dossier.terms
    return Why("rules_open", {"facts": terms.ask}) if terms.ask or not terms.then else Why("rules_agree")


def agrees(terms: Terms) -> bool:
    return terms.then in AGREES and not terms.ask


def options_open(now: Situation) -> Why | None:
    """What the rules do not open to a person is granted to nobody; another choice is a change of the application."""
    closed = [one.option for one in now.dossier.terms.certificates if one.option and not one.open]
    return Why("options_open", {"options": closed}) if closed else None


def validity_known(now: Situation) -> Why | None:
    """Nothing is granted for ever because a fact was missing."""
    unknown = [one.item or one.kind for one in now.dossier.terms.certificates if not one.valid_for]
    return Why("validity_known", {"certificates": unknown}) if unknown else None


def fee_paid(now: Situation) -> Why | None:
    """Nothing is handed out before its fee is paid; the decision itself never waits for money (许可法§59)."""
    fee = now.dossier.terms.fee
    if now.dossier.fees or (fee is not None and Decimal(fee) == 0):
        return None
    return Why("fee_open") if fee is None else Why("fee_paid", {"yuan": fee})


def fee_due(now: Situation) -> Why | None:
    """A fee that was not worked out is not free: the window works it out and records what its bill says."""
    fee = now.dossier.terms.fee
    if now.dossier.fees or (fee is not None and Decimal(fee) == 0):
        return Why("no_fee_due")
    if now.says is None or fee is None or Decimal(now.says["yuan"]) == Decimal(fee):
        return None
    return Why("fee_due", {"yuan": fee})


def fee_to_ask(now: Situation) -> Why | None:
    """A notice of payment says a sum: one that was worked out and is still open."""
    fee = now.dossier.terms.fee
    return None if fee is not None and Decimal(fee) > 0 and not now.dossier.fees else Why("no_fee_due")


def nothing_being_paid(now: Situation) -> Why | None:
    """Nobody pays twice: what may still be paid at a gateway is closed there first (config.switchboard.BEING_PAID)."""
    if now.says is None or not import_string(settings.BEING_PAID)(now.dossier.id):
        return None
    return Why("nothing_being_paid")


def certificate_stands(now: Situation) -> Why | None:
    stands = any(certificate.state in ("valid", "suspended") for certificate in now.dossier.certificates)
    return None if stands else Why("certificate_stands")


def nothing_taken_back(now: Situation) -> Why | None:
    """What was revoked, suspended or replaced meanwhile is not handed out; what ends in no certificate has none to stand."""
    given = now.dossier.certificates
    return None if not given or any(one.state == "valid" for one in given) else Why("nothing_taken_back")


def names_a_certificate(now: Situation) -> Why | None:
    known = [str(certificate.id) for certificate in now.dossier.certificates]
    if not known:
        return Why("certificate_stands")
    return None if now.says is None or now.says["certificate"] in known else Why("names_a_certificate")
