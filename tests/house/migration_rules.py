"""House rules about migrations: one that is new must do while the programs before it still run, and on tables that are large.

Those that a kept release had (tests/upgrade) are what they are. Where a finding is known to do no harm, the line says why: `# online: …`.
"""

import ast
import re
from collections.abc import Callable, Iterator

from tests.house.rule import Finding, Rule
from tests.house.sources import ROOT, Source
from tests.upgrade.ground import released

NEW = ("yimen/**/migrations/0*.py",)
Find = Callable[[Source], Iterator[Finding]]
ACCEPTED = re.compile(r"# online: \S+")
GOES_AWAY = {"RemoveField", "DeleteModel", "RenameField", "RenameModel", "AlterModelTable"}
SQL = {
    r"create (?:unique )?index (?!concurrently)": "writers wait: create index concurrently, in a migration with atomic = False",
    r"alter column \w+ (?:set data )?type": "the whole table is rewritten: add a column, fill it in parts, read it in the next release",
    r"drop column|rename (?:column|to)": "the programs before still read it: take it away in the release after the next",
    r"set not null": "the whole table is read under a lock: a constraint `not valid`, validated in a migration of its own",
    r"add constraint (?!.*not valid)": "the whole table is read under a lock: `not valid`, then validate in a migration of its own",
    r"\block table\b": "everybody waits",
}


def new_migrations(*patterns: str) -> list[Source]:
    """Those that no release had."""
    kept = released()
    paths = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return [
        Source(str(path.relative_to(ROOT)), path.read_text("utf-8"))
        for path in paths
        if not any(name == path.stem and path.parent.parent.name == app for app, name in kept)
    ]


def beside_new_migrations(*patterns: str) -> list[Source]:
    """The .sql files that they read: the statements of their app that they name."""
    found = set()
    for migration in new_migrations(*patterns):
        folder = (ROOT / migration.path).parent.parent / "sql"
        texts = [node.value for node in ast.walk(migration.tree) if isinstance(node, ast.Constant)]
        names = {text.removesuffix(".sql") for text in texts if isinstance(text, str) and ".sql" in migration.text}
        found |= {file for file in folder.glob("*.sql") if file.stem in names}
    return [Source(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in sorted(found)]


def operations(source: Source) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def word(call: ast.Call, name: str, position: int) -> ast.expr | None:
    found = next((one.value for one in call.keywords if one.arg == name), None)
    return found or (call.args[position] if len(call.args) > position else None)


def model(call: ast.Call, name: str = "model_name") -> str:
    found = word(call, name, 0)
    return str(found.value).lower() if isinstance(found, ast.Constant) else ""


def made_here(source: Source) -> set[str]:
    """Models whose table this migration makes: nobody uses it yet."""
    return {model(call, "name") for name, call in operations(source) if name == "CreateModel"}


def breaks_what_runs(source: Source) -> Iterator[Finding]:
    new = made_here(source)
    for name, call in operations(source):
        if name in GOES_AWAY:
            yield (
                call.lineno,
                f"{name}: the programs before still use it; take it away one release after nothing reads it",
            )
        elif name == "AlterField" and model(call) not in new:
            yield call.lineno, "AlterField may rewrite a table and surprise the programs before: say why it does not"
        elif name == "AddField" and model(call) not in new and not _optional(word(call, "field", 2)):
            yield call.lineno, "AddField: the programs before insert without it; null=True, or db_default="


def _optional(field: ast.expr | None) -> bool:
    words = {one.arg: one.value for one in field.keywords} if isinstance(field, ast.Call) else {}
    null = words.get("null")
    return "db_default" in words or (isinstance(null, ast.Constant) and null.value is True)


def locks(source: Source) -> Iterator[Finding]:
    new = made_here(source)
    for name, call in operations(source):
        if name in ("AddIndex", "AddConstraint") and model(call) not in new:
            yield (
                call.lineno,
                f"{name}: writers wait for it; AddIndexConcurrently, AddConstraintNotValid and ValidateConstraint do not",
            )
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno > 1:
            yield from _in_sql(node, new)


def _in_sql(text: ast.Constant, new: set[str]) -> Iterator[Finding]:
    for line, what in _in_lines(str(text.value), new):
        yield text.lineno + line - 1, what


def _in_lines(text: str, new: set[str]) -> Iterator[Finding]:
    for number, line in enumerate(text.lower().splitlines(), 1):
        about_new = any(re.search(rf"\w+_{name}\b", line) for name in new)
        for pattern, instead in SQL.items():
            if re.search(pattern, line) and not about_new and not ACCEPTED.search(line.replace("--", "#")):
                yield number, instead


def locks_beside(source: Source) -> Iterator[Finding]:
    yield from _in_lines(source.text, {name.lower() for name in re.findall(r"create table \w+?_(\w+)", source.text)})


def one_way(source: Source) -> Iterator[Finding]:
    for name, call in operations(source):
        reverse = {"RunPython": "reverse_code", "RunSQL": "reverse_sql"}.get(name)
        if reverse and word(call, reverse, 1) is None:
            yield call.lineno, f"{name} without {reverse}: noop where there is nothing to take back"


def accepted(find: Find) -> Find:
    """Without the findings whose line says why they do no harm."""

    def found(source: Source) -> Iterator[Finding]:
        for line, what in find(source):
            if not ACCEPTED.search(source.lines[line - 1]):
                yield line, what

    return found


def sample(*operations: str) -> str:
    return "class Migration:\n    operations = [\n" + ",\n".join(operations) + "\n    ]\n"


MADE = 'migrations.CreateModel("Thing", fields=[])'
RULES = [
    Rule(
        "a_migration_leaves_the_programs_before_it_running",
        NEW,
        accepted(breaks_what_runs),
        (
            sample('migrations.RemoveField("case", "reason")'),
            sample('migrations.AddField("case", "x", models.TextField(default=""))'),
            sample('migrations.AlterField("case", "x", models.TextField(null=True))'),
            sample('migrations.RenameField(model_name="case", old_name="a", new_name="b")'),
        ),
        (
            sample('migrations.AddField("case", "x", models.TextField(null=True))'),
            sample('migrations.AddField(model_name="case", name="x", field=models.TextField(db_default=""))'),
            sample(MADE, 'migrations.AddField("thing", "x", models.TextField())'),
            sample('migrations.AlterField("case", "x", models.TextField())  # online: choices only'),
        ),
        sources=new_migrations,
    ),
    Rule(
        "a_migration_makes_nobody_wait",
        NEW,
        accepted(locks),
        (
            sample('migrations.AddIndex(model_name="case", index=models.Index(fields=["x"]))'),
            sample('migrations.RunSQL("create index x on cases_case (state)")'),
            sample('migrations.RunSQL("alter table cases_case alter column state type text")'),
            sample('migrations.RunSQL("alter table cases_case add constraint a check (n > 0)")'),
            sample('migrations.RunSQL("alter table cases_case alter column n set not null")'),
        ),
        (
            sample(MADE, 'migrations.AddIndex("thing", models.Index(fields=["x"]))'),
            sample('AddIndexConcurrently("case", models.Index(fields=["x"]))'),
            sample('migrations.RunSQL("create index concurrently x on cases_case (state)")'),
            sample('migrations.RunSQL("alter table cases_case add constraint a check (n > 0) not valid")'),
            sample(MADE, 'migrations.RunSQL("create index x on tests_thing (state)")'),
        ),
        sources=new_migrations,
    ),
    Rule(
        "a_statement_beside_a_migration_makes_nobody_wait",
        NEW,
        locks_beside,
        (
            "create index x on cases_case (state);",
            "alter table cases_case\n    add constraint a check (n > 0);",
            "begin\n    lock table cases_case;\nend",
        ),
        (
            "create table tests_thing (n int);\ncreate index x on tests_thing (n);",
            "create index x on cases_party (due);  -- online: the migration that reads this makes the table",
            "create function f() returns int language sql as 'select 1';",
        ),
        sample_path="yimen/core/cases/sql/sample.sql",
        sources=beside_new_migrations,
    ),
    Rule(
        "a_migration_can_be_taken_back",
        NEW,
        accepted(one_way),
        (sample("migrations.RunPython(forward)"), sample('migrations.RunSQL("select 1")')),
        (
            sample("migrations.RunPython(forward, migrations.RunPython.noop)"),
            sample('migrations.RunSQL("select 1", reverse_sql="")'),
        ),
        sources=new_migrations,
    ),
]
