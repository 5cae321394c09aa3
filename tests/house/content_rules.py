"""House rules about what must not stand in Python, in templates and in scripts."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from pypinyin import lazy_pinyin

from tests.house.rule import Finding, Rule, line_of
from tests.house.sources import CHINESE, ROOT, Source

PYTHON = ("yimen/**/*.py",)
TEMPLATES = ("yimen/**/*.html",)
EVERYTHING = ("yimen/**/*", "tests/**/*.py", "bench/**/*.py", "docs/**/*.md", "bin/*", "*.md", "*.toml", "package.json")
TEXTS = ("py", "html", "yaml", "sql", "css", "js", "md", "txt", "toml", "json", "sh")
LONGEST_TEMPLATE, LONGEST_SCRIPT = 120, 60
REGIONS = ROOT / "yimen" / "core" / "places" / "data" / "regions.yaml"
PROVINCE_OR_CITY = re.compile(r"^'\d{4}00': \{zh: ([^,}]+)", re.M)
TIME_ZONE = re.compile(r"Asia/\w+")
WORD = re.compile(r"[㐀-鿿]+|\b[A-Z][a-z]+\b")
ENDINGS = re.compile(r"(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|[一-鿿]+族自治州|自治州|地区|省|市|盟)$")
INLINE = re.compile(r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script\b(?![^>]*\bsrc=)|javascript:""", re.I)
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.S)
MONEY = re.compile(r"\d+(?:\.\d+)?\s*元|[¥￥]\s*\d")
YUAN = re.compile(r"\byuan\s*=\s*\d")
LIMIT = re.compile(r"[\d一二三四五六七八九十]+\s*个?(?:工作日|自然日|个月内|日内)|\b\d+ (?:working|calendar) days?\b")
REGION_CODE = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}")
OURSELVES = re.compile(
    r"\.\./shared|\bshared/(?:design|domain|tools)|/work/|\b[Tt]he issue\b|\bissues show\b|\bthe sketch\b|\bTODO\b|\bFIXME\b"
)


@cache
def places() -> frozenset[str]:
    """The names of provinces and cities, without their endings, in Chinese and in pinyin."""
    rows = REGIONS.read_text(encoding="utf-8") if REGIONS.exists() else ""
    names = {short for name in PROVINCE_OR_CITY.findall(rows) if len(short := ENDINGS.sub("", name)) > 1}
    return frozenset(names | {"".join(lazy_pinyin(name)).capitalize() for name in names})


def city(source: Source) -> Iterator[Finding]:
    for line, text in _strings(source):
        for word in WORD.findall(TIME_ZONE.sub("", text)):
            if found := _parts(word) & places():
                yield line, f"{min(found)}: places are data (regions.yaml, sets.yaml), never code"


def _parts(word: str) -> set[str]:
    """A name may stand anywhere in Chinese text, which has no spaces."""
    if not CHINESE.match(word):
        return {word}
    return {word[start : start + length] for length in (2, 3, 4) for start in range(len(word) - length + 1)}


def region_code(source: Source) -> Iterator[Finding]:
    for line, text in _strings(source):
        if REGION_CODE.fullmatch(text):
            yield line, f"{text}: a region is data or a setting"


def amount(source: Source) -> Iterator[Finding]:
    for line, text in _strings(source):
        if found := MONEY.search(text) or LIMIT.search(text):
            yield line, f"{found[0]}: fees and time limits are dated data with their article"
    for match in YUAN.finditer(source.text):
        yield line_of(source.text, match.start()), f"{match[0]}: a fee is dated data with its article"


def _strings(source: Source) -> Iterator[tuple[int, str]]:
    """The texts that the program works with: docstrings and comments may give examples."""
    said = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def inline(source: Source) -> Iterator[Finding]:
    for match in INLINE.finditer(JINJA_COMMENT.sub("", source.text)):
        yield line_of(source.text, match.start()), f"{match[0].strip()}: styles and scripts stand in files"


def long_template(source: Source) -> Iterator[Finding]:
    if (found := len(source.lines)) > LONGEST_TEMPLATE:
        yield found, f"{found} lines; at most {LONGEST_TEMPLATE}: take a part out as a component"


def long_script(source: Source) -> Iterator[Finding]:
    if (found := len(source.lines)) > LONGEST_SCRIPT:
        yield found, f"{found} lines; at most {LONGEST_SCRIPT}: a page works without scripts"


def uncatalogued(source: Source) -> Iterator[Finding]:
    for number, line in enumerate(JINJA_COMMENT.sub(_blank, source.text).splitlines(), 1):
        if found := CHINESE.search(line):
            yield number, f"{line[found.start() :][:20]}: words a person reads stand in a catalogue; say(…) them"


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def ourselves(source: Source) -> Iterator[Finding]:
    if source.path.rsplit(".", 1)[-1] not in TEXTS and "." in source.path:
        return
    for match in OURSELVES.finditer(source.text):
        yield line_of(source.text, match.start()), f"{match[0]}: the product speaks of itself, not of how it is made"


RULES = [
    Rule(
        "no_place_is_named_in_code",
        PYTHON,
        city,
        ('x = "广州"\n', 'x = "as in Shenzhen"\n'),
        ('x = ZoneInfo("Asia/Shanghai")\n',),
    ),
    Rule(
        "no_region_code_is_written_in_code",
        PYTHON,
        region_code,
        ('here = "440100"\n',),
        ('salt = "990100"\n', "# like 440100\n"),
        excused=frozenset({"yimen/config/switchboard.py"}),
    ),
    Rule(
        "no_fee_and_no_limit_is_written_in_code",
        PYTHON,
        amount,
        ('x = "工本费20元"\n', "yuan = 15\n", 'x = "二十个工作日"\n', 't = "20 working days"\n'),
        ("yuan = fee.yuan\n",),
        excused=frozenset({"yimen/core/places/times.py"}),  # shows how a time is written
    ),
    Rule(
        "templates_hold_no_styles_and_no_scripts",
        TEMPLATES,
        inline,
        (
            '<p style="x">',
            "<style>p{}</style>",
            "<script>f()</script>",
            '<a onclick="f()">',
            '<a href="javascript:f()">',
        ),
        ('<script src="/static/ym/menu.js" defer></script>', "{# style= #}", '<p class="style">'),
    ),
    Rule("templates_have_at_most_120_lines", TEMPLATES, long_template, ("<p>\n" * 121,), ("<p>\n" * 120,)),
    Rule(
        "scripts_have_at_most_60_lines", ("yimen/**/*.js", "bin/*.js"), long_script, ("f();\n" * 61,), ("f();\n" * 60,)
    ),
    Rule(
        "words_of_templates_stand_in_catalogues",
        TEMPLATES,
        uncatalogued,
        ("<h1>我的办件</h1>", '{{ "我的" }}'),
        ("{# 我的办件 #}<h1>{{ say('cases.title') }}</h1>",),
    ),
    Rule(
        "the_product_speaks_only_of_itself",
        EVERYTHING,
        ourselves,
        ("# see ../shared/design\n", "# as the issue says\n", "# TODO later\n"),
        ("# the issuing authority\n",),
        excused=frozenset({"tests/house/content_rules.py"}),
    ),
]
