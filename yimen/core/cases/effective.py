"""What a case would be without the correction notices that were withdrawn: the events that clocks count."""

from collections.abc import Sequence

from yimen.core.cases.dossier import Event

CORRECTS = ("correct", "correct_again")


def effective(events: Sequence[Event]) -> list[Event]:
    """The events without every notice of which nothing is left, its reminder and its answer.

    A notice is withdrawn whole (`withdraw_notice`, the latest sent) or defect by defect (`withdraw_defect`).
    """
    if not any(event.move in CORRECTS for event in events):
        return list(events)
    void = withdrawn_notices(events)
    if not void:
        return list(events)
    kept, inside = [], False
    for event in events:
        if event.move in CORRECTS:
            inside = event.n in void
        answers = inside and event.move in ("supply", "remind", "withdraw_notice")
        if not (event.n in void or answers):
            kept.append(event)
        if event.move in ("supply", "withdraw_notice"):
            inside = False
    return kept


def withdrawn_notices(events: Sequence[Event]) -> set[int]:
    """The numbers of the correction events that count as never sent."""
    left: dict[int, set[str]] = {}
    latest = 0
    for event in events:
        if event.move in CORRECTS:
            latest = event.n
            left[latest] = {defect["id"] for defect in (event.said or {}).get("defects", ())}
        elif event.move == "withdraw_notice" and latest:
            left[latest] = set()
        elif event.move == "withdraw_defect":
            for defects in left.values():
                defects.discard((event.said or {}).get("defect", ""))
    erased = {event.n for event in events if event.move in CORRECTS and event.said is None}
    return {n for n, defects in left.items() if not defects and n not in erased}
