"""Articles as a person reads them: 许可法§32(四) is 《行政许可法》第三十二条（四）."""

import re
from functools import lru_cache

from yimen.core.places.law import UNCHECKED, UnknownArticle
from yimen.core.places.law_book import law_book
from yimen.web.formats import chinese_number
from yimen.web.language import Lang, in_script, spoken
from yimen.web.words import text

STATE = "中华人民共和国"  # begins the full title of every act of the state; people leave it away
VALUES = {chinese_number(n): n for n in range(1, 100)}  # of points, as acts number them
NUMBERS = re.compile("|".join(sorted(VALUES, key=len, reverse=True)))


def cited(law: str | None) -> str:
    """The article in the language of this page; nothing for nothing, and an honest word where nobody has found it yet."""
    return _cited(law, spoken()) if law else ""


@lru_cache(maxsize=4096)
def _cited(law: str, lang: Lang) -> str:
    if law == UNCHECKED:
        return text("cited.unchecked")
    try:
        found = law_book().article(law)
    except UnknownArticle:  # an act that an edition of another node cites and this law book lacks
        return law
    title = in_script(found.act.title.removeprefix(STATE) if found.act else law)
    if found.article is None:
        return text("cited.act", title=title)
    if lang == "en":
        part = NUMBERS.sub(lambda said: str(VALUES[said[0]]), found.part)
        return text("cited.article", title=title, number=str(found.article), part=part)
    part = found.part.replace("(", "（").replace(")", "）")
    return text("cited.article", title=title, number=chinese_number(found.article), part=part)
