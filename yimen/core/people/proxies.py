"""Who may act for whom, in what, until when. A proxy ends by itself; it is never deleted, so that one can say who acted when."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.core.people.models import EVERY_SERVICE, Organisation, Person, Proxy
from yimen.core.people.scope import actor_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """What a proxy covers: codes of services or ("*",), from `since` to the end of `until` (None: as long as the relation lasts)."""

    kind: str
    since: date
    services: tuple[str, ...] = field(default=(EVERY_SERVICE,))
    until: date | None = None
    evidence: str = ""


def in_force(on: date) -> "QuerySet[Proxy]":
    return Proxy.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


def may_act_for(agent: UUID, principal: UUID, service: str, on: date) -> Proxy | None:
    """The proxy by which `agent` may act for a person or an organisation in a service on a day; None when there is none."""
    whose = Q(principal_person_id=principal) | Q(principal_organisation_id=principal)
    covers = Q(services__contains=[EVERY_SERVICE]) | Q(services__contains=[service])
    return in_force(on).filter(whose, covers, agent_id=agent).order_by("since").first()


def principals(agent: UUID, service: str, on: date) -> frozenset[UUID]:
    """All persons and organisations for whom `agent` may act in a service on a day; one query, for powers.relation."""
    covers = Q(services__contains=[EVERY_SERVICE]) | Q(services__contains=[service])
    rows = in_force(on).filter(covers, agent_id=agent).values_list("principal_person_id", "principal_organisation_id")
    return frozenset(whose for row in rows for whose in row if whose)


def entrust(principal: Person | Organisation, agent: UUID, mandate: Mandate) -> Proxy:
    """Enter a proxy in the name of whoever acts now. The policies decide who may: for family the person, else staff and the system."""
    person = principal if isinstance(principal, Person) else None
    organisation = principal if isinstance(principal, Organisation) else None
    return Proxy.objects.create(
        principal_person=person,
        principal_organisation=organisation,
        agent_id=agent,
        kind=Proxy.Kind(mandate.kind),
        services=list(mandate.services),
        since=mandate.since,
        until=mandate.until,
        region=principal.region,
        evidence=mandate.evidence,
        made_by=actor_now().id,
    )


def end(proxy: UUID, last_day: date) -> bool:
    """Let a proxy end with a day, at the earliest its first; False when it is not visible or ends before anyway."""
    rows = Proxy.objects.filter(pk=proxy).filter(Q(until__isnull=True) | Q(until__gt=last_day), since__lte=last_day)
    return bool(rows.update(until=last_day))
