"""Names of regions, and the table of regions of today for questions that choose one."""

from yimen.core.places.law_book import law_book
from yimen.core.places.regions import Region, UnknownRegion
from yimen.web.forms.regions import TableOn
from yimen.web.language import in_script, spoken, today


def shown(region: Region) -> str:
    return region.en if spoken() == "en" and region.en else in_script(region.zh)


def place_name(code: str) -> str:
    """示例省示例市示例区; the code itself for a region that nobody knows."""
    try:
        around = [law_book().regions.region(one) for one in reversed(law_book().regions.around(code))]
    except UnknownRegion:
        return code
    return (", " if spoken() == "en" else "").join(shown(one) for one in around)


def table() -> TableOn:
    return TableOn(today())
