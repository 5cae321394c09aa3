"""Explained decisions a second on one core: may_apply of the group-tour endorsement, against zen-engine on the same table.

Both are asked the same applicants – every example of the service file – in turn, and must answer alike. The path of our
answer is its prepared outcome; zen-engine answers without a trace, by whichever of its two calls is faster.
"""

import json
import os
import tempfile
from collections.abc import Callable
from time import process_time
from typing import Any

import django
import zen

os.environ["DJANGO_SETTINGS_MODULE"] = "yimen.config.settings"
os.environ.setdefault("YIMEN_HOME", tempfile.mkdtemp(prefix="yimen-bench-"))
os.environ.setdefault("DATABASE_URL", "postgresql:///never_connected")
django.setup()  # before anything of ours is imported
# ruff: noqa: E402

from bench._telling import asked, tell
from yimen.core.places.law_book import law_book
from yimen.core.services.absent import Absent
from yimen.core.services.editions import Edition
from yimen.core.services.examples import applicant, ordinary
from yimen.core.services.facts import Facts
from yimen.core.services.files import shelf
from yimen.core.services.language import Service
from yimen.core.services.tables import Decide, Place

SERVICE, TABLE = "exit_entry.endorsement_tour_group", "may_apply"
GOAL, FLOOR = 100, 1_000_000
ROUNDS, SECONDS = 9, 0.3


def edition() -> Edition:
    said = shelf().find(SERVICE).said
    assert isinstance(said, Service)
    return Edition(said)


def applicants(edition: Edition, decide: Decide) -> list[Facts]:
    """Those of the examples of whom the table knows enough to decide."""
    usual = ordinary(edition)
    everybody = [
        applicant(edition.service.facts, {**usual.given, **one.given}, one.on or usual.on)
        for one in edition.service.examples
    ]
    return [facts for facts in everybody if decide(facts)[0].ask is None]


def unary(cell: Any) -> str:
    """One of our cells as zen-engine writes it; a missing record is its null, which is not less than anything."""
    if cell == "none":
        return "null"
    if isinstance(cell, str) and cell[0] in "<>":
        return f"$ != null and $ {cell}"
    return json.dumps(cell)


def peer(edition: Edition) -> str:
    """The same rows as a decision table of zen-engine: first hit wins, and its row number is the answer."""
    rows = edition.tables[TABLE]
    names = sorted(edition.facts_of(TABLE))
    cells = [dict(row.conditions) for row in rows]
    rules = [
        {"_id": str(n), "row": str(n)} | {name: unary(row[name]) if name in row else "" for name in names}
        for n, row in enumerate(cells)
    ]
    inputs = [{"id": name, "name": name, "type": "expression", "field": name} for name in names]
    outputs = [{"id": "row", "name": "row", "type": "expression", "field": "row"}]
    content = {"hitPolicy": "first", "inputs": inputs, "outputs": outputs, "rules": rules}
    place = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": place},
        {"id": "table", "type": "decisionTableNode", "name": "table", "position": place, "content": content},
        {"id": "out", "type": "outputNode", "name": "out", "position": place},
    ]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in (("in", "table"), ("table", "out"))
    ]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def context(edition: Edition, facts: Facts) -> dict[str, Any]:
    values = {name: facts[name].value for name in edition.facts_of(TABLE)}
    return {name: as_peer(value) for name, value in values.items()}


def as_peer(value: Any) -> Any:
    """A record is just there; what is missing or unknown is null, which no row that decides here looks at."""
    if isinstance(value, Absent):
        return None
    return {} if isinstance(value, dict) else value


def rate(once: Callable[[], None], count: int) -> float:
    """Decisions in a second of processor time, `count` of which `once` makes: what others do on the machine does not count."""
    start, made = process_time(), 0
    while (took := process_time() - start) < SECONDS:
        once()
        made += count
    return made / took


def ours(decide: Decide, people: list[Facts], times: int) -> Callable[[], None]:
    def once() -> None:
        for _ in range(times):
            for facts in people:
                decide(facts)

    return once


def theirs(graph: str, contexts: list[dict[str, Any]]) -> list[Callable[[], None]]:
    engine = zen.ZenEngine({"loader": lambda _key: graph})
    decision = engine.create_decision(graph)
    requests = [{"key": "table", "context": one} for one in contexts]

    def singly() -> None:
        for one in contexts:
            decision.evaluate(one)

    def together() -> None:
        engine.evaluate_batch(requests)

    return [singly, together]


def agree(edition: Edition, decide: Decide, people: list[Facts], graph: str) -> None:
    """The two answer alike, or their speeds say nothing."""
    decision = zen.ZenEngine().create_decision(graph)
    for facts in people:
        row = decide(facts)[0].tried[-1].standing.number
        other = decision.evaluate(context(edition, facts))["result"]["row"]
        assert row == other, f"row {row} here, row {other} there, for {context(edition, facts)}"


def main() -> None:
    options = asked(__doc__)
    here = edition()
    usual = ordinary(here)
    decide = here.decide(TABLE, Place(law_book(), usual.on, usual.region))
    people, graph = applicants(here, decide), peer(here)
    agree(here, decide, people, graph)
    mine, others = ours(decide, people, 200), theirs(graph, [context(here, facts) for facts in people])
    best, peers = 0.0, [0.0] * len(others)
    for _ in range(2 if options.quick else ROUNDS):
        best = max(best, rate(mine, 200 * len(people)))
        peers = [max(known, rate(once, len(people))) for known, once in zip(peers, others, strict=True)]
    ratio = best / max(peers)
    ok = ratio >= GOAL and best >= FLOOR
    if options.json:
        tell("evaluation", ratio=round(ratio, 1), goal=GOAL, ok=ok, per_second=round(best))
        return
    print(f"{SERVICE} {TABLE}: {len(here.tables[TABLE])} rows, {len(people)} applicants in turn")
    print(f"  here                     {best:12,.0f} decisions a second of one core, goal {FLOOR:,}")
    for name, found in zip(("evaluate", "evaluate_batch"), peers, strict=True):
        print(f"  zen-engine {name:14}{found:12,.0f}")
    print(f"  ratio {ratio:,.0f}, goal {GOAL}: {'reached' if ok else 'not reached'}")


if __name__ == "__main__":
    main()
