"""The rules of this house that a script can check. Each is a small function with samples, and the samples are tested too."""

import re
import statistics
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.house import content_rules, migration_rules, python_rules
from tests.house.rule import Rule
from tests.house.shape import LARGEST_KNOT, graph, knots, late_imports
from tests.house.sources import ROOT, sources

RULES = [*python_rules.RULES, *content_rules.RULES, *migration_rules.RULES]
SAMPLED = [(rule, text) for rule in RULES for text in rule.bad], [(rule, text) for rule in RULES for text in rule.good]
BORROWED = re.compile(r"\bmonkeypatch\.setattr\b|\bmock\.|\bpatch\(")


def named(value: object) -> str | None:
    return value.name if isinstance(value, Rule) else None


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_no_file_of_the_house_breaks_the_rule(rule: Rule) -> None:
    if broken := rule.broken():
        pytest.fail("\n".join(broken), pytrace=False)


@pytest.mark.parametrize(("rule", "text"), SAMPLED[0], ids=named)
def test_a_rule_finds_its_bad_samples(rule: Rule, text: str) -> None:
    assert rule.finds(text)


@pytest.mark.parametrize(("rule", "text"), SAMPLED[1], ids=named)
def test_a_rule_lets_its_good_samples_pass(rule: Rule, text: str) -> None:
    assert not rule.finds(text)


def test_no_modules_import_each_other_in_circles() -> None:
    assert [knot for knot in knots(graph()) if len(knot) > LARGEST_KNOT] == []


def test_no_import_of_the_product_hides_in_a_function() -> None:
    assert late_imports() == []


def test_names_of_tests_are_sentences_of_six_words_on_the_median() -> None:
    names = [
        f.name for source in sources("tests/**/test_*.py") for f in source.functions() if f.name.startswith("test_")
    ]
    assert statistics.median(len(name.split("_")) - 1 for name in names) >= 6


def test_at_most_five_of_a_hundred_tests_borrow_a_patched_world() -> None:
    texts = [source.text for source in sources("tests/**/*.py") if "house" not in source.path]
    tests = sum(text.count("def test_") for text in texts)
    assert sum(len(BORROWED.findall(text)) for text in texts) <= tests * 0.05


def test_every_port_with_an_adapter_has_a_contract_that_all_of_them_keep() -> None:
    contract = (ROOT / "tests/adapters/test_contract.py").read_text()
    ports = sorted(path.parent.name for path in (ROOT / "yimen/adapters").glob("*/demo.py"))
    assert [port for port in ports if f'ADAPTERS["{port}"]' not in contract] == []


def test_every_list_page_pins_its_number_of_queries() -> None:
    lists = {path.stem for path in (ROOT / "yimen/channels").glob("*/templates/**/*list*.html")}
    pinned = {
        s.path
        for s in sources("tests/channels/**/test_*.py")
        if re.search(r"django_assert_(max_)?num_queries|queries\(", s.text)
    }
    assert not lists or pinned, f"no test of a door counts the queries of {sorted(lists)}"


def test_everything_that_runs_is_declared_and_there_are_at_most_thirty() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert len(project["dependencies"]) <= 30


def test_the_fallback_for_pip_names_the_versions_of_the_lock() -> None:
    locked = {
        p["name"]: p["version"] for p in tomllib.loads((ROOT / "uv.lock").read_text())["package"] if "version" in p
    }
    named = dict(re.findall(r"^([a-z0-9-]+)(?:\[.*?\])?==(\S+)", (ROOT / "requirements.txt").read_text(), re.M))
    assert {name: locked[name] for name in named} == named


def test_every_direct_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    explained = (ROOT / "docs/dependencies.md").read_text().lower()
    names = [re.split(r"[\[=<>]", dependency)[0] for dependency in project["dependencies"]]
    assert [name for name in names if name not in explained] == []


def test_every_setting_that_the_environment_may_give_is_explained() -> None:
    read = {
        name
        for s in sources("yimen/**/*.py", "bin/*")
        for name in re.findall(r"\b(?:YIMEN|DATABASE)_[A-Z_]+\b", s.text)
    }
    explained = (ROOT / "docs/operations.md").read_text()
    assert sorted(name for name in read if name.rstrip("_") not in explained) == []


def test_every_command_of_the_house_is_named_where_people_begin_to_read() -> None:
    readme = (ROOT / "README.md").read_text()
    commands = {path.name for path in (ROOT / "bin").iterdir()} - {"setup"}  # which the others call
    assert sorted(name for name in commands if f"bin/{name}" not in readme) == []


@pytest.mark.parametrize("script", [*sorted((ROOT / "bin").iterdir()), ROOT / ".ci/run"], ids=lambda path: path.name)
def test_a_command_is_executable_and_its_shell_can_be_parsed(script: Path) -> None:
    assert script.stat().st_mode & 0o111 == 0o111
    subprocess.run(["bash", "-n", script], check=True)
