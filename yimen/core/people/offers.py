"""“Act for me”: offered by number and name, accepted by whoever has them, ended by either side. Nobody learns whether a person exists.

Family is offered by the person; who speaks for an organisation offers it for the organisation. A guardian is not offered: the ward could
not say so. The population register or an officer who sees the evidence enters it (entrust).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from yimen.core.people import names
from yimen.core.people.access_book import note_down
from yimen.core.people.guardians import last_day, of_age
from yimen.core.people.models import Organisation, Person, Proxy
from yimen.core.people.models_access import Offer
from yimen.core.people.proxies import Mandate, entrust, in_force
from yimen.core.people.registry import id_index
from yimen.core.people.scope import actor_now
from yimen.core.people.secrecy import seal
from yimen.core.ports.ids import new_id
from yimen.core.ports.statements import ask_row

EVIDENCE = "people_proxy.evidence"
MOST_OPEN = 20


class NotOffered(ValueError):
    """Why an offer cannot be made: `oneself`, `too_many`, `not_yours`, `no_services`. Each has words."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Who shall act, in which services, to the end of which day."""

    id_number: str = field(repr=False)
    name: str = field(repr=False)
    services: Sequence[str]
    until: date


def offer(terms: Terms, organisation: Organisation | None = None) -> Offer:
    """Offer in the name of the person who acts, for oneself or for an organisation one speaks for. Raises NotOffered."""
    me = Person.objects.get(pk=actor_now().id)
    index = id_index(terms.id_number)
    if bytes(me.id_index) == index:
        raise NotOffered("oneself")
    if not terms.services:
        raise NotOffered("no_services")
    if Offer.objects.filter(made_by=me, answer="").count() >= MOST_OPEN:
        raise NotOffered("too_many")
    made = Offer.objects.create(
        kind="employer" if organisation else "family",
        principal_person=None if organisation else me,
        principal_organisation=organisation,
        principal_name=organisation.name if organisation else me.name,
        agent_index=index,
        agent_name=terms.name,
        services=list(terms.services),
        until=terms.until,
        made_by=me,
    )
    note_down("offer_made", str(me.id))
    return made


def spoken_for(agent: UUID, on: date) -> list[Organisation]:
    """The organisations that somebody speaks for by law on a day."""
    ids = in_force(on).filter(agent_id=agent, kind="representative").values("principal_organisation_id")
    return list(Organisation.objects.filter(id__in=ids).order_by("name"))


def made_by_me() -> list[Offer]:
    """What I offered and nobody has answered yet."""
    return list(Offer.objects.filter(made_by_id=UUID(actor_now().id), answer="").order_by("-at", "id"))


def offered_to_me(me: Person) -> list[Offer]:
    """What waits for my answer: my number, and my name as far as names can tell. A number with another's name is a mistyped number."""
    found = Offer.objects.filter(agent_index=me.id_index, answer="").exclude(made_by=me).order_by("-at", "id")
    return [one for one in found if names.compare(one.agent_name, me.name) != "different"]


def accept(one: Offer) -> UUID | None:
    """The proxy that comes of it; None when it was withdrawn, answered, ran out, or is not mine."""
    row = ask_row("select people_offer_accept(%s, %s, %s)", [one.id, new_id(), seal(b"", EVIDENCE)])
    if row and row[0]:
        note_down("offer_accepted", actor_now().id)
        return UUID(str(row[0]))
    return None


def decline(one: Offer) -> bool:
    return _answer(one, "declined", "offer_declined")


def withdraw(one: Offer) -> bool:
    return _answer(one, "withdrawn", "offer_withdrawn")


def _answer(one: Offer, answer: str, what: str) -> bool:
    mine = Q(made_by_id=UUID(actor_now().id))  # who offered takes back, who was asked declines
    found = Offer.objects.filter(mine if answer == "withdrawn" else ~mine, pk=one.pk, answer="")
    changed = found.update(answer=answer, answered_at=timezone.now())
    if changed:
        note_down("offer_declined" if what == "offer_declined" else "offer_withdrawn", actor_now().id)
    return bool(changed)


def end_now(proxy: UUID) -> bool:
    """End a proxy at once, from either side; False when it is not mine to end, or has ended."""
    row = ask_row("select people_proxy_end(%s)", [proxy])
    if row and row[0]:
        note_down("proxy_ended", actor_now().id)
        return True
    return False


def acting_for_me(me: UUID, on: date) -> list[Proxy]:
    """Who may act for me, and for organisations I speak for, on a day."""
    spoken = [one.id for one in spoken_for(me, on)]
    mine = Q(principal_person_id=me) | Q(principal_organisation_id__in=spoken, kind="employer")
    return list(in_force(on).filter(mine).order_by("since", "id"))


def i_act_for(me: UUID, on: date) -> list[Proxy]:
    found = in_force(on).filter(agent_id=me).select_related("principal_person", "principal_organisation")
    return list(found.order_by("since", "id"))


def enter_guardian(ward: Person, guardian: UUID, *, since: date, evidence: str) -> Proxy:
    """An officer who saw the paper says that somebody is the guardian: of a child until it is of age, of others as long as it lasts."""
    until = None if of_age(ward.born_on, since) else last_day(ward.born_on, since)
    made = entrust(ward, guardian, Mandate(kind="guardian", since=since, until=until, evidence=evidence))
    for whose in (str(guardian), str(ward.id)):
        note_down("guardian_entered", whose, note=evidence[:200])
    return made
