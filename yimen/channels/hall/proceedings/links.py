"""Which pages of proceedings a case has: a link each where something was done there, or may be done next."""

from typing import Any

from yimen.channels.hall.acts import Offered
from yimen.channels.hall.documents import SITE
from yimen.core.cases.dossier import Dossier
from yimen.web.parties import SHOWN
from yimen.web.words import text

Json = dict[str, Any]
PAGES = {
    "site": ("verify_on_site", "after_check"),
    "hearing": ("tell_hearing", "ask_hearing", "call_hearing", "record_hearing"),
}


def links(case: Dossier, can: Offered) -> list[Json]:
    done, may_be = {event.move for event in case.events}, {one.move for one in can.moves}
    found = [name for name, moves in PAGES.items() if (done | may_be) & {*moves}]
    if "site" not in found and any(one.material == SITE for one in case.documents):
        found.append("site")
    if any(one.kind in SHOWN for one in case.parties):
        found.append("bodies")
    return [{"href": f"/desk/cases/{case.id}/{name}/", "text": text(f"proceedings.{name}.link")} for name in found]
