"""Names of regions as pages write them."""

from yimen.core.places.law_book import law_book
from yimen.core.places.regions import UnknownRegion
from yimen.web.language import spoken
from yimen.web.words import choose


def place_name(code: str) -> str:
    """示例省示例市示例区; the code itself for a region that nobody knows."""
    try:
        around = [law_book().regions.region(one) for one in reversed(law_book().regions.around(code))]
    except UnknownRegion:
        return code
    return (", " if spoken() == "en" else "").join(choose(one) for one in around)
