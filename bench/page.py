"""Python CPU of “my case”, from the case in memory to its bytes, beside Jinja alone filling the same template with the same rows.

The goal is told in microseconds of a core that does nothing else; the ratio says what our own work adds to the template engine's.
A whole request adds Django, the session and two questions to the database, whose driver is not ours; it is shown beside it.
"""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING, Any

from bench._ground import ground
from bench._telling import asked, tell

if TYPE_CHECKING:
    from uuid import UUID

    from bench._folk import Team

GOAL = 600  # microseconds
TEMPLATE = "portal/case.html"


@dataclass(frozen=True)
class Ways:
    """The same page made in three ways."""

    page: Callable[[], Any]
    jinja: Callable[[], Any]
    request: Callable[[], Any]


def handed_in(team: "Team") -> "UUID":
    from yimen.channels.api.tokens import actor_of  # noqa: PLC0415 – Django must be set up before models are imported
    from yimen.core.cases.begin import begin  # noqa: PLC0415
    from yimen.core.cases.take import take  # noqa: PLC0415
    from yimen.core.people.scope import acting  # noqa: PLC0415

    citizen = actor_of(team.citizen)
    facts = {"destinations": ["HKG"], "entries": {"HKG": "HKG1Y1"}}
    with acting(citizen):
        case = begin(
            "exit_entry.endorsement_tour_group",
            by=citizen,
            channel="portal",
            region="440106",
            applicant=team.uuid,
            facts=facts,
        )
        take(case.id, "submit", by=citizen, channel="portal")
    return case.id


def case_of(team: "Team") -> "UUID":
    """A case as most are when somebody looks: handed in and accepted, with its receipt and its clock."""
    from yimen.channels.api.tokens import actor_of  # noqa: PLC0415
    from yimen.core.cases.take import take  # noqa: PLC0415
    from yimen.core.people.scope import acting  # noqa: PLC0415

    case, window = handed_in(team), actor_of(team.window)
    with acting(window):
        take(case, "accept", by=window)
    return case


def applied() -> tuple[Any, Any, "UUID"]:
    """A citizen who has applied and been accepted: the signed-in client, the actor, and the case."""
    from django.conf import settings  # noqa: PLC0415

    from bench._folk import publish, registers, sign_in, team  # noqa: PLC0415
    from yimen.channels.api.tokens import actor_of  # noqa: PLC0415

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"  # addresses are kept
    )
    publish()
    registers(1)
    one = team(0)
    citizen = actor_of(one.citizen)
    return sign_in(citizen), citizen, case_of(one)


def ways() -> Ways:
    from django.shortcuts import render  # noqa: PLC0415
    from django.template.loader import get_template  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415

    from yimen.channels.portal.case import page  # noqa: PLC0415
    from yimen.core.cases.store import read_case  # noqa: PLC0415
    from yimen.core.people.scope import acting  # noqa: PLC0415
    from yimen.web.context import frame  # noqa: PLC0415
    from yimen.web.preferences import Preferences  # noqa: PLC0415

    client, citizen, case_id = applied()
    with acting(citizen):
        dossier = read_case(case_id)
    request: Any = RequestFactory().get(f"/cases/{case_id}/")
    request.actor, request.preferences = citizen, Preferences()
    rows = {**page(request, dossier), "rating": None}
    template = get_template(TEMPLATE).template  # type: ignore[attr-defined]
    ready = {**frame(request), **rows, "request": request}
    return Ways(
        page=spoken(lambda: render(request, TEMPLATE, {**page(request, dossier), "rating": None})),
        jinja=spoken(lambda: template.render(ready)),
        request=lambda: client.get(f"/cases/{case_id}/"),
    )


def spoken(way: Callable[[], Any]) -> Callable[[], Any]:
    """As the middleware of pages does: the clock is asked once a page."""
    from yimen.web.language import SOURCE, speaking  # noqa: PLC0415

    def said() -> Any:
        with speaking(SOURCE):
            return way()

    return said


def cost(way: Callable[[], Any], times: int) -> float:
    """Microseconds of CPU for one page."""
    began = process_time()
    for _ in range(times):
        way()
    return (process_time() - began) / times * 1e6


def measured(rounds: int) -> dict[str, float]:
    """The best of each, in turns after a first round that compiles: other work on the machine only ever adds."""
    found = ways()
    answer = found.request()
    assert answer.status_code == 200, answer.status_code
    made = {name: getattr(found, name) for name in ("page", "jinja", "request")}
    times: dict[str, list[float]] = {name: [] for name in made}
    for _ in range(rounds + 1):
        for name, way in made.items():
            times[name].append(cost(way, 20 if name == "request" else 100))
    return {name: min(listed[1:]) for name, listed in times.items()} | {"median": statistics.median(times["page"][1:])}


def main() -> None:
    options = asked(__doc__)
    with ground():
        found = measured(2 if options.quick else 30)
    ratio, ok = found["page"] / found["jinja"], found["page"] <= GOAL
    if options.json:
        tell("page", ratio=round(ratio, 2), goal=GOAL, ok=ok, microseconds=round(found["page"]))
        return
    print(f"{'“my case”':40}{'µs of CPU':>12}")
    print(f"{'Jinja alone, the same rows':40}{found['jinja']:>12,.0f}")
    print(f"{'the page, from the case in memory':40}{found['page']:>12,.0f}   (median {found['median']:,.0f})")
    print(f"{'the whole request':40}{found['request']:>12,.0f}")
    print(f"ratio {ratio:.2f}, goal {GOAL} µs: {'reached' if ok else 'not reached'}")


if __name__ == "__main__":
    main()
