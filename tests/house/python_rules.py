"""House rules about Python: size, names, wiring."""

import ast
import re
from collections.abc import Iterator

from tests.house.rule import Finding, Rule, line_of
from tests.house.sources import Source

PRODUCT = ("yimen/**/*.py",)
ALL = ("yimen/**/*.py", "tests/**/*.py", "bench/**/*.py", "manage.py")
LONGEST_FILE, LONGEST_FUNCTION = 300, 30
VAGUE = {"utils", "util", "common", "base", "manager", "managers", "helper", "helpers", "misc"}
MOCKS = re.compile(r"^\s*(?:from|import) (?:unittest\.)?mock\b|\bMagicMock\b|\bmocker\b", re.M)
RIMS = frozenset(
    {
        "yimen/web/middleware.py",  # the last page: whatever a view raises becomes words
        "yimen/core/exchange/applying.py",  # whatever a handler raises is kept with its letter
        "yimen/core/exchange/delivering.py",
        "yimen/core/exchange/lookups.py",  # whatever a wire raises is Down
        "yimen/core/cases/handling.py",  # one broken handler does not stop those that were taken along
        "yimen/core/cases/tasks.py",  # one broken case does not stop the clock of all others
        "yimen/core/cases/remaking_program.py",  # a program of its own: what its reader stumbles over cannot be used
        "yimen/channels/api/problems.py",  # whatever a call raises becomes problem details
    }
)


def long_file(source: Source) -> Iterator[Finding]:
    if (found := len(source.lines)) > LONGEST_FILE:
        yield found, f"{found} lines; at most {LONGEST_FILE}: which thought wants a file of its own?"


def long_function(source: Source) -> Iterator[Finding]:
    for function in source.functions():
        if (found := _length(function)) > LONGEST_FUNCTION:
            yield function.lineno, f"{function.name} has {found} lines; at most {LONGEST_FUNCTION} beside its docstring"


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def vague_name(source: Source) -> Iterator[Finding]:
    for part in source.path.removesuffix(".py").split("/"):
        if part in VAGUE:
            yield 1, f"a module called {part} says nothing: name it after what it is about"


def hidden_import(source: Source) -> Iterator[Finding]:
    for function in source.functions():
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node.lineno, "an import inside a function hides a knot: move it up, or move the function"


def signal(source: Source) -> Iterator[Finding]:
    for match in re.finditer(r"django\.dispatch|db\.models\.signals|@receiver\b", source.text):
        yield source.text.count("\n", 0, match.start()) + 1, "no signals: list the handler in AFTER_EVENT, or call it"


def named_adapter(source: Source) -> Iterator[Finding]:
    if source.path.startswith(("yimen/adapters/", "yimen/config/")):
        return
    for number, line in enumerate(source.lines, 1):
        if re.search(r"\byimen[./]adapters\b", line):
            yield number, "an adapter is named in its folder and in config only: ask yimen.core.ports.wires.wire()"


def catch_all(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and (
            node.type is None or _names(node.type) & {"Exception", "BaseException"}
        ):
            yield node.lineno, "only the outermost rim catches everything: name the errors"


def _names(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def mock(source: Source) -> Iterator[Finding]:
    for match in MOCKS.finditer(source.text):
        yield source.text.count("\n", 0, match.start()) + 2, "no mocks: use the real thing or the demo adapter"


def sql_at_a_door(source: Source) -> Iterator[Finding]:
    if source.path.startswith("yimen/channels/api/"):  # its pace is kept in SQL, and tried on both
        return
    for match in re.finditer(r"\.cursor\(|\bRaw(?:SQL)?\(|\.raw\(|\bRunSQL\b", source.text):
        yield (
            line_of(source.text, match.start()),
            "SQL by hand is the core's, which every supported database is tried with",
        )


RULES = [
    Rule("files_have_at_most_300_lines", ALL, long_file, ("x = 1\n" * 301,), ("x = 1\n" * 300,)),
    Rule(
        "functions_have_at_most_30_lines",
        ALL,
        long_function,
        ("def f() -> None:\n" + "    x = 1\n" * 30,),
        (
            "def f() -> None:\n" + "    x = 1\n" * 29,
            'def f() -> None:\n    """Why.\n\n    More.\n    """\n' + "    x = 1\n" * 29,
        ),
    ),
    Rule("modules_are_named_after_what_they_are_about", ALL, vague_name, ("",), (), sample_path="yimen/core/utils.py"),
    Rule(
        "imports_stand_at_the_top",
        PRODUCT,
        hidden_import,
        ("def f() -> None:\n    import json\n", "async def f() -> None:\n    if x:\n        from a import b\n"),
        ("import json\n\n\ndef f() -> None:\n    json.dumps(1)\n",),
    ),
    Rule(
        "nothing_subscribes_in_secret",
        PRODUCT,
        signal,
        ("from django.db.models.signals import post_save\n", "@receiver(done)\ndef f() -> None: ...\n"),
        ("import signal\n",),
    ),
    Rule(
        "adapters_are_named_only_at_home_and_in_config",
        PRODUCT,
        named_adapter,
        ("from yimen.adapters.registers import demo\n",),
        ("from yimen.core.ports.wires import wire\n",),
    ),
    Rule(
        "only_rims_catch_everything",
        PRODUCT,
        catch_all,
        (
            "try:\n    f()\nexcept Exception:\n    pass\n",
            "try:\n    f()\nexcept:\n    pass\n",
            "try:\n    f()\nexcept (KeyError, Exception):\n    pass\n",
        ),
        ("try:\n    f()\nexcept KeyError:\n    pass\n",),
        excused=RIMS,
    ),
    Rule(
        "no_sql_is_written_at_a_door",
        ("yimen/channels/**/*.py", "yimen/web/**/*.py"),
        sql_at_a_door,
        ("with connection.cursor() as cursor:\n    pass\n", "rows = Case.objects.raw('select 1')\n"),
        ("rows = Case.objects.filter(id=1)\n",),
        sample_path="yimen/channels/hall/sample.py",
    ),
    Rule(
        "tests_mock_nothing",
        ALL,
        mock,
        ("from unittest.mock import patch\n", "import mock\n", "def test_x(mocker):\n    pass\n"),
        ("from yimen.adapters.registers import demo\n",),
        excused=frozenset({"tests/house/python_rules.py"}),
    ),
]
