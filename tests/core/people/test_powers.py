"""The table of powers: whole, without a hole, and saying what the law and good sense say."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import given, settings, strategies as st

from yimen.core.people.actors import CLOCK, ROLES, RULE, STAFF, VISITOR, Actor, Role
from yimen.core.people.powers import (
    FILE,
    POWERS,
    RELATIONS,
    Relation,
    UnknownPower,
    load,
    may,
    power_of,
    reaches,
    relation,
)
from yimen.core.people.scope import acting
from yimen.core.places.reading import NotTheLanguage, read

PROCEDURES = Path("yimen/core/cases/procedures")
ME, OTHER, FIRM = uuid4(), uuid4(), uuid4()


@dataclass(frozen=True)
class Paper:
    """A case as far as powers look at it."""

    applicant_id: UUID | None = OTHER
    organisation_id: UUID | None = None
    region: str = "440106"
    deciding_region: str = "430102"
    office: str = "440106000001"
    joint_with: list[str] | None = None
    deciding_office: str = ""
    authority: str = "household_police"
    owner: str = "gd"


def officer(role: Role, reach: str = "", office: str = "") -> Actor:
    return Actor(role, "440106001", "陈示例", office, reach, serves=("household_police",))


@pytest.mark.parametrize("power", POWERS)
def test_every_power_answers_for_every_role_and_relation(power: str) -> None:
    answers = [may(Actor(role, "x"), power, relation) for role in ROLES for relation in RELATIONS]
    assert len(answers) == 66
    assert set(answers) <= {True, False}
    assert any(answers), "a power that nobody has"


@pytest.mark.parametrize("role", ROLES)
def test_a_power_without_a_cell_for_a_role_is_refused_with_its_line(role: Role, tmp_path: Path) -> None:
    cells = ", ".join(f"{one}: []" for one in ROLES if one != role)
    file = tmp_path / "powers.yaml"
    file.write_text(f"see_case: {{zh: 看办件, en: See a case, {cells}}}")
    with pytest.raises(NotTheLanguage, match=f"powers.yaml:1: see_case: expected also {role}"):
        load(file)


def test_a_misspelt_relation_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "powers.yaml"
    file.write_text(FILE.read_text().replace("applicant: [own, proxy]", "applicant: [owner, proxy]", 1))
    with pytest.raises(NotTheLanguage, match="own"):
        load(file)


def test_a_move_needs_one_power_only(tmp_path: Path) -> None:
    file = tmp_path / "powers.yaml"
    file.write_text(FILE.read_text().replace("moves: [amend]", "moves: [amend, accept]"))
    with pytest.raises(LookupError, match="in two rows: accept"):
        load(file)


def test_an_unknown_power_or_move_raises_and_is_never_a_no() -> None:
    with pytest.raises(UnknownPower):
        may(RULE, "fly")
    with pytest.raises(UnknownPower):
        power_of("fly")


def moves() -> list[tuple[str, str, Role]]:
    files = sorted(PROCEDURES.glob("*.yaml"))
    rows = [(file.stem, row) for file in files for row in read(dict[str, Any], file)["moves"]]
    return [(procedure, row["move"], role) for procedure, row in rows for role in row["by"]]


@pytest.mark.parametrize(("procedure", "move", "role"), moves())
def test_whoever_a_procedure_lets_make_a_move_has_its_power(procedure: str, move: str, role: Role) -> None:
    assert POWERS[power_of(move)].cell(role), f"{procedure}: {move} by {role}"


# Sentences


@pytest.mark.parametrize("power", [power for power in POWERS if POWERS[power].cell("visitor")])
def test_a_visitor_only_reads_what_is_for_everybody_and_complains(power: str) -> None:
    assert power in {"read_guide", "get_advice", "verify_paper", "see_status", "complain"}


def test_an_applicant_sees_the_own_case_and_no_other() -> None:
    assert may(Actor("applicant", "x"), "see_case", "own")
    assert may(Actor("applicant", "x"), "see_case", "proxy")
    assert not may(Actor("applicant", "x"), "see_case", "none")
    assert not may(Actor("applicant", "x"), "see_case", "reach")


@pytest.mark.parametrize(
    "power", ["see_secret", "see_facts", "accept", "examine", "decide", "look_up_person", "supervise", "hold"]
)
@pytest.mark.parametrize("relation", RELATIONS)
def test_an_applicant_never_does_what_officers_do(power: str, relation: Relation) -> None:
    assert not may(Actor("applicant", "x"), power, relation)


@pytest.mark.parametrize("power", ["decide", "extend", "revoke", "see_secret", "examine"])
@pytest.mark.parametrize("relation", RELATIONS)
def test_the_window_neither_examines_nor_decides_nor_reads_secrets(power: str, relation: Relation) -> None:
    assert not may(officer("window"), power, relation)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_no_officer_touches_a_case_out_of_reach(role: Role) -> None:
    """What needs no relation is about no case; where it is about rows, the policies of the database ask for the place or the office."""
    beyond = {power for power in POWERS if may(officer(role), power, "none")}
    assert beyond <= {"read_guide", "get_advice", "verify_paper", "see_status", "take_in_application", "look_up_person", "supervise",
                      "publish_service", "switch_pack", "see_letters", "manage_access", "help_with_access", "give_enrolment",
                      "settle_difference", "answer_data_request", "administer", "clear_case"}  # fmt: skip


def test_what_needs_no_relation_makes_no_move_of_a_case() -> None:
    assert [
        name for name, power in POWERS.items() if power.moves and any("none" in power.cell(role) for role in ROLES)
    ] == []


def test_an_authority_that_was_asked_reads_gives_its_opinion_and_nothing_else() -> None:
    asked = {(role, name) for name in POWERS for role in ROLES if "asked" in POWERS[name].cell(role)}
    given = {"see_case", "see_facts", "see_documents", "see_papers", "hold", "give_opinion"}
    assert asked == {("examiner", name) for name in given}


def test_examining_and_deciding_are_powers_of_different_roles() -> None:
    assert not POWERS["examine"].cell("decider")
    assert not POWERS["decide"].cell("examiner")


def test_only_the_head_extends_and_only_a_supervisor_asks_a_second_time() -> None:
    assert [role for role in ROLES if POWERS["extend"].cell(role)] == ["head"]
    assert [role for role in ROLES if POWERS["correct_again"].cell(role)] == ["supervisor"]


def test_nothing_automatic_refuses_reads_documents_or_looks_at_people_for_itself() -> None:
    for power in ("see_documents", "revoke", "answer_review", "extend", "suspend"):
        assert not POWERS[power].cell("rule")
    assert not POWERS["look_up_person"].cell("clock")
    assert [name for name, power in POWERS.items() if power.cell("clock") == frozenset({"reach"})] == [
        "see_case",
        "let_time_act",
    ]


def test_only_the_person_and_supervisors_read_who_looked() -> None:
    assert {role for role in ROLES if POWERS["see_lookups"].cell(role)} == {"applicant", "supervisor"}
    assert not may(Actor("applicant", "x"), "see_lookups", "proxy")


# Relations


@pytest.mark.parametrize(
    ("actor", "matter", "expected"),
    [
        (Actor("applicant", str(ME)), Paper(applicant_id=ME), "own"),
        (Actor("applicant", str(ME)), Paper(), "none"),
        (Actor("applicant", ""), Paper(applicant_id=None), "none"),
        (officer("window", "440106", "440106000001"), Paper(), "office"),
        (officer("decider", "430102", "430102000001"), Paper(deciding_office="430102000001"), "office"),
        (officer("window", "440100", "440100000001"), Paper(), "reach"),
        (officer("decider", "430000", "430000000000"), Paper(), "reach"),
        (officer("window", "440300", "440300000001"), Paper(), "none"),
        (officer("window", "", ""), Paper(office=""), "none"),
        (officer("window", "440106", "440106000001"), Paper(authority="fire_rescue"), "none"),
        (officer("decider", "440000", "440000000000"), Paper(authority=""), "none"),
        (
            officer("examiner", "440106", "440106000001"),
            Paper(authority="fire_rescue", joint_with=["household_police"]),
            "asked",
        ),
        (
            officer("examiner", "440300", "440300000001"),
            Paper(authority="fire_rescue", joint_with=["household_police"]),
            "none",
        ),
        (RULE, Paper(), "reach"),
        (CLOCK, Paper(), "reach"),
        (VISITOR, Paper(), "none"),
        (Actor("node", "gd", node="gd"), Paper(), "office"),
        (Actor("node", "hn", node="hn", reach="430000"), Paper(), "reach"),
        (Actor("node", "hn", node="hn"), Paper(), "none"),
        (Actor("node", ""), Paper(owner=""), "none"),
    ],
)
def test_how_somebody_stands_to_a_case(actor: Actor, matter: Paper, expected: str) -> None:
    assert relation(actor, matter) == expected


def test_an_agent_stands_in_for_persons_and_firms_only_while_the_proxy_lasts() -> None:
    agent = Actor("applicant", str(ME))
    assert relation(agent, Paper(), principals=frozenset({OTHER})) == "proxy"
    assert relation(agent, Paper(applicant_id=None, organisation_id=FIRM), principals=frozenset({FIRM})) == "proxy"
    assert relation(agent, Paper(), principals=frozenset()) == "none"
    assert relation(agent, replace(Paper(), applicant_id=ME), principals=frozenset({OTHER})) == "own"


code = st.from_regex(r"\A[1-9][0-9]{5}\Z") | st.sampled_from(
    ["440000", "440100", "440106", "441900", "100000", "000000", "444444"]
)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(code | st.sampled_from(["", "44", "44000a", "४४००००"]), code)
def test_python_and_the_database_agree_on_what_a_reach_covers(reach: str, region: str) -> None:
    with acting(officer("window", reach)), connection.cursor() as cursor:
        cursor.execute("select yimen_reaches(%s)", [region])
        assert cursor.fetchone() == (reaches(reach, region),)
