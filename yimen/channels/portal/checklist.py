"""What to bring and what not, from the materials of an advice: asked with how, spared with the register that saves it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from yimen.core.cases.rulebook import NoProcedure, procedure
from yimen.core.exchange.lookups import is_register
from yimen.core.people.powers import reaches
from yimen.core.services.editions import Edition
from yimen.core.services.facts import root
from yimen.web.language import spoken
from yimen.web.laws import cited
from yimen.web.sources import source_name
from yimen.web.words import choose, text

Json = dict[str, Any]


def bring(edition: Edition, advice: Json, *, known: bool) -> list[Json]:
    """What is asked. Before anybody was looked up, what a register may save is not in this list: `may_be_saved`."""
    asked = [one for one in advice["materials"] if one["status"] == "asked"]
    return [brought(one, advice) for one in asked if known or not registers(edition, one)]


def may_be_saved(edition: Edition, advice: Json, *, known: bool) -> list[Json]:
    """What registers will be asked for before anybody asks the person, once it is known who asks."""
    asked = [one for one in advice["materials"] if one["status"] == "asked"]
    note = text("saved.if_begun" if known else "saved.if_found")
    return [
        {"title": choose(one), "source": found[0], "note": note} for one in asked if (found := registers(edition, one))
    ]


def spared(advice: Json) -> list[Json]:
    """What will not be asked, each with the register that saves it or the reform that dropped it."""
    fetched = [one for one in advice["materials"] if one["status"] == "fetched"]
    found = [{"title": choose(one), "source": source_name(one["source"] or "")} for one in fetched]
    dropped = [one for one in advice["materials"] if one["status"] == "not_needed" and one.get("pack")]
    found += [{"title": choose(one), "note": text("saved.by_pack", law=cited(one["law"]))} for one in dropped]
    return [*found, {"title": text("saved.form"), "note": text("saved.form_why")}]


def before(edition: Edition, advice: Json) -> str:
    """What used to be asked, beside what is asked now at most."""
    old = edition.service.before_2016
    if not old:
        return ""
    now = len([one for one in advice["materials"] if one["status"] == "asked"])
    if spoken() == "en":  # the old names are Chinese
        return text("saved.before_short", n=len(old), now=now)
    return text("saved.before", n=len(old), list=text("list.comma").join(choose(one) for one in old), now=now)


def registers(edition: Edition, material: Json) -> list[str]:
    """The names of the registers of this installation that may prove it."""
    if not material["proves"]:
        return []
    facts = edition.service.facts
    ladder = facts[root(facts, material["proves"])].from_
    return list(dict.fromkeys(source_name(source) for source in ladder if is_register(source)))


def brought(material: Json, advice: Json) -> Json:
    owed = material["may_be_owed"] and owing(advice)
    return {
        "title": choose(material),
        "how": ways(material["get"]),
        "owed": text("need.owed") if owed else "",
        "law": cited(material["law"]),
    }


def ways(get: Iterable[str]) -> str:
    """拍照上传，或者到窗口现场办; Upload a photo, or at the window."""
    first, *others = [text(f"need.get.{way}") for way in get] or [""]
    return text("saved.or").join([first, *(one[:1].lower() + one[1:] for one in others)])


def owing(advice: Json) -> bool:
    """May something be accepted as owed here and now? The procedure says so (容缺受理)."""
    on = date.fromisoformat(advice["on"])
    try:
        rows = procedure(advice["procedure"] or "", on).rows("accept_owed", on)
    except NoProcedure:
        return False
    return any(row.region is None or reaches(row.region, advice["region"]) for row in rows)
