"""To whom a case has fallen by the draw, in one line that says how it can be drawn again."""

from yimen.core.cases.dossier import Dossier
from yimen.core.people.models import Staff
from yimen.core.work.assigning import assigned_to
from yimen.web import days
from yimen.web.words import text


def fallen(case: Dossier) -> str:
    """Nothing where nobody was drawn; before a case is accepted nobody is, so nothing is asked."""
    one = assigned_to(case.id) if any(event.state_after == "accepted" for event in case.events) else None
    if one is None:
        return ""
    names = dict(Staff.objects.filter(id__in=one.roster).values_list("id", "name"))
    stands_for = text("leave.assigned.for", name=names.get(one.stands_for, "")) if one.stands_for else ""
    passed = [text(f"leave.assigned.{why}", name=names.get(key, key)) for key, why in one.passed.items()]
    out = text("leave.assigned.passed", who=text("list.comma").join(passed)) if passed else ""
    name, at = names.get(one.officer, one.officer), days.moment(one.at)
    return text("leave.assigned.to", name=name, at=at, n=len(one.roster), seed=one.seed[:12]) + stands_for + out
