"""Rows that might be somebody: proposed, never applied unasked, and decided by a person."""

from datetime import date

import pytest

from rules.people import Role
from rules.roster import Doubt, Level, RosterPlan, Scope, Source, Subject, What
from rules.roster_decisions import NONE, Choice, Decision, Decisions
from rules.roster_nicknames import bare, may_be_nickname
from tests.rules.rosters import (
    BORN,
    Known,
    adult,
    at_level,
    child,
    family,
    names,
    of,
    plan,
    stops,
    table,
)

HEAD = "Student ID | First name | Last name | DOB | Postcode | Grade"


def kids(*rows: str) -> str:
    return "\n".join((HEAD, *rows))


def row(number: int) -> Source:
    return Source("list.xlsx", "Sheet1", number)


def decided(choices: dict[int, Decision]) -> Decisions:
    return Decisions({(row(number), ""): one for number, one in choices.items()})


def is_person(key: int) -> Decision:
    return Decision(Choice.PERSON, key)


NEW, OUT = Decision(Choice.NEW), Decision(Choice.OUT)
MILO = "Milo | Stone"


@pytest.mark.parametrize(
    ("known", "typed", "doubt"),
    [
        (("José", "Álvarez"), "Jose | Alvarez", Doubt.ACCENTS),
        (("Łukasz", "Øst"), "Lukasz | Ost", Doubt.ACCENTS),
        (("Anne-Marie", "O'Neil"), "Anne Marie | ONeil", Doubt.ACCENTS),
        (("Ann", "Lee"), "Lee | Ann", Doubt.SWAPPED),
        (("Robert", "Lee"), "Bob | Lee", Doubt.NICKNAME),
        (("Francisco", "García"), "Paco | Garcia", Doubt.NICKNAME),
    ],
)
@pytest.mark.parametrize("birth", ["2016-03-31", ""])
def test_names_written_otherwise_are_proposed_and_not_applied(
    known: tuple[str, str], typed: str, doubt: Doubt, birth: str
) -> None:
    found = plan(
        table(kids(f"9 | {typed} | {birth} | | ")), known=Known(people=(child(7, *known),))
    )
    (proposal,) = found.proposals
    assert (proposal.doubt, [one.key for one in proposal.candidates]) == (doubt, [7])
    assert not found.changes
    assert [one.decide for one in found.stops] == [True]


@pytest.mark.parametrize(
    "typed",
    [
        "9 | Jose | Lee | 2015-01-01 | | ",
        "9 | Josie | Li | 2016-03-31 | | ",
        "9 | Jo | Lee | 2016-03-31 | | ",
    ],
)
def test_another_birthday_or_another_name_is_no_proposal(typed: str) -> None:
    found = plan(table(kids(typed)), known=Known(people=(child(7, given="José", ref="1"),)))
    assert not found.proposals
    assert len(of(found, Subject.STUDENT, What.ADD)) == 1


def test_somebody_with_another_id_is_never_proposed() -> None:
    known = Known(people=(child(7, given="José", ref="1"),))
    assert not plan(table(kids("9 | Jose | Lee | 2016-03-31 | | ")), known=known).proposals


def test_a_proposal_taken_is_that_person() -> None:
    known = Known(people=(child(7, given="José"),))
    sheet = table(kids("9 | Jose | Lee | 2016-03-31 | | "))
    found = plan(sheet, known=known, decisions=decided({2: is_person(7)}))
    (change,) = found.changes
    assert (change.key, change.values) == (7, {"school_ref": "9", "given_name": "Jose"})
    assert not found.stops


@pytest.mark.parametrize(("choice", "added"), [(NEW, ["Jose Lee"]), (OUT, [])])
def test_a_proposal_refused_is_a_new_person_or_nobody(choice: Decision, added: list[str]) -> None:
    known = Known(people=(child(7, given="José"),))
    sheet = table(kids("9 | Jose | Lee | 2016-03-31 | | "))
    found = plan(sheet, known=known, decisions=decided({2: choice}))
    assert names(found, Subject.STUDENT, What.ADD) == added
    assert not found.proposals
    assert not found.stops


@pytest.mark.parametrize("person", [8, 9, 99])
def test_nobody_can_choose_somebody_with_another_id_or_of_another_kind(person: int) -> None:
    known = Known(
        people=(child(7), child(8, ref="1"), adult(9, "Ann", "Lee"), child(10, "Bo", "Ray"))
    )
    sheet = table(kids("5 | Bo | Ray | | | "))
    found = plan(sheet, known=known, decisions=decided({2: is_person(person)}))
    assert "Please choose again" in found.stops[0].message
    assert not found.changes


def test_a_known_id_speaks_louder_than_a_decision() -> None:
    known = Known(people=(child(7, ref="1"),))
    found = plan(table(kids("1 | Ann | Lee | | | 4")), known=known, decisions=decided({2: NEW}))
    assert [(one.key, one.what) for one in found.changes] == [(7, What.CHANGE)]


def test_of_two_who_fit_a_person_chooses() -> None:
    known = Known(people=(child(7), child(8)))
    sheet = table(kids(" | Ann | Lee | 2016-03-31 | | 4"))
    (proposal,) = plan(sheet, known=known).proposals
    assert (proposal.doubt, [one.key for one in proposal.candidates]) == (Doubt.TWO_FIT, [7, 8])
    found = plan(sheet, known=known, decisions=decided({2: is_person(8)}))
    assert [(one.key, one.what) for one in found.changes] == [(8, What.CHANGE)]


def test_a_twin_is_decided_by_a_person() -> None:
    known = Known(people=(child(7, given="Bea", postcode="AB1"),))
    sheet = table(kids(" | Ann | Lee | 2016-03-31 | AB1 | "))
    (proposal,) = plan(sheet, known=known).proposals
    assert (proposal.doubt, proposal.name) == (Doubt.TWIN, "Ann Lee")
    assert names(
        plan(sheet, known=known, decisions=decided({2: NEW})), Subject.STUDENT, What.ADD
    ) == ["Ann Lee"]


TWO_ANNS = (" | Ann | Lee | 2016-03-31 | | 3", " | Ann | Lee | 2016-03-31 | | 4")


def test_two_rows_of_one_name_and_birthday_are_never_merged_silently() -> None:
    found = plan(table(kids(*TWO_ANNS)))
    assert not found.changes
    assert [one.doubt for one in found.proposals] == [Doubt.DOUBLE, Doubt.DOUBLE]
    assert [one.candidates[0].source for one in found.proposals] == [row(3), row(2)]


@pytest.mark.parametrize(
    ("choices", "added"),
    [
        ({2: NEW, 3: NEW}, 2),
        ({2: NEW}, 2),
        ({3: OUT}, 1),
        ({3: Decision(Choice.ROW, row=row(2)), 2: NEW}, 1),
    ],
)
def test_what_a_person_says_of_two_rows(choices: dict[int, Decision], added: int) -> None:
    found = plan(table(kids(*TWO_ANNS)), decisions=decided(choices))
    assert len(of(found, Subject.STUDENT, What.ADD)) == added
    assert not found.stops


def test_two_rows_that_fit_one_known_child_are_both_asked() -> None:
    rows = ("5 | Ann | Lee | 2016-03-31 | | ", "6 | Ann | Lee | 2016-03-31 | | ")
    known = Known(people=(child(7),))
    found = plan(table(kids(*rows)), known=known)
    assert [one.doubt for one in found.proposals] == [Doubt.CLAIMED, Doubt.CLAIMED]
    found = plan(table(kids(*rows)), known=known, decisions=decided({2: is_person(7), 3: NEW}))
    assert [(one.key, one.values["school_ref"]) for one in found.changes] == [(7, "5"), (-1, "6")]


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("decisions", [NONE, decided({2: OUT})])
def test_who_a_row_might_be_does_not_leave(scope: Scope, decisions: Decisions) -> None:
    known = Known(people=(child(7, given="José"), child(8, ref="8")))
    sheet = table(kids(" | Jose | Lee | 2016-03-31 | | ", "8 | Ann | Lee | | | "))
    found = plan(sheet, known=known, scope=scope, decisions=decisions)
    assert not names(found, Subject.STUDENT, What.LEAVE)


def test_a_row_left_out_has_no_problems_any_more() -> None:
    sheet = table(kids("1 | Ann | Lee | x | | ", "2 | Bo | Ray | | | "))
    assert stops(plan(sheet)) == [(2, "DOB")]
    found = plan(sheet, decisions=decided({2: OUT}))
    assert not found.stops
    assert names(found, Subject.STUDENT, What.ADD) == ["Bo Ray"]


def test_a_cell_mended_in_place() -> None:
    sheet = table(kids("1 | Ann | Lee | x | | "))
    (finding,) = plan(sheet).stops
    assert finding.index == 3
    found = plan(sheet, decisions=NONE.mend(finding.source, finding.index, "2016-03-31"))
    assert not found.stops
    assert of(found, Subject.STUDENT)[0].values["birth_date"] == BORN
    again = NONE.mend(row(2), 3, "y").mend(row(2), 3, None)
    assert again == NONE


def test_a_mended_cell_beyond_the_end_of_a_row() -> None:
    sheet = table("Student ID | First name | Last name | Grade\n1 | Ann | Lee")
    found = plan(sheet, decisions=NONE.mend(row(2), 3, "4"))
    assert of(found, Subject.STUDENT)[0].values["grade"] == "4"


PARENTS = "Student ID | First name | Last name | Parent 1 name | Parent 1 e-mail"
FAMILY = Known(
    people=(child(1, ref="1"), adult(9, "Robert", "Lee", email="rob@x.org")),
    guardianships=family((9, 1, True)),
)


def parent_plan(choice: Decision | None = None) -> RosterPlan:
    sheet = table(f"{PARENTS}\n1 | Ann | Lee | Bob Lee | bob@x.org")
    return plan(sheet, known=FAMILY, decisions=NONE.decide(row(2), "parent1", choice))


def test_a_parent_under_a_short_name_is_proposed_among_the_childs_own() -> None:
    found = parent_plan()
    (proposal,) = found.proposals
    assert (proposal.doubt, proposal.part) == (Doubt.NICKNAME, "parent1")
    assert found.stops[0].column == "Parent 1 name"
    assert not of(found, Subject.GUARDIAN)


def test_a_parent_is_decided_beside_the_child() -> None:
    chosen = parent_plan(is_person(9))
    assert [one.key for one in of(chosen, Subject.GUARDIAN)] == [9]
    added = parent_plan(NEW)
    assert names(added, Subject.GUARDIAN, What.ADD) == ["Bob Lee"]
    out = parent_plan(OUT)
    assert not of(out, Subject.GUARDIAN)
    assert names(out, Subject.STUDENT, What.SAME) == ["Ann Lee"]


def test_a_teacher_under_another_spelling_is_proposed() -> None:
    known = Known(people=(adult(7, "Zoë", "Ruiz", Role.TEACHER),))
    text = "Teacher ID | First name | Last name\nT1 | Zoe | Ruiz"
    assert [one.doubt for one in plan(table(text, "Staff"), known=known).proposals] == [
        Doubt.ACCENTS
    ]


def test_a_namesake_born_on_another_day_needs_no_decision() -> None:
    known = Known(people=(child(7, birth=date(2015, 1, 1)),))
    found = plan(table(kids("9 | Ann | Lee | 2016-03-31 | | ")), known=known)
    assert not found.proposals
    assert at_level(found, Level.NOTE)


def test_short_names() -> None:
    assert may_be_nickname(bare("Bob"), bare("Robert"))
    assert may_be_nickname(bare("Bob"), bare("Robbie"))
    assert not may_be_nickname(bare("Bob"), bare("William"))
    assert bare("Łukasz O’Neil-Ðé") == "lukasz oneil de"
