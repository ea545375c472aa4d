"""A new school year: names, proposals, and what a plan changes."""

from dataclasses import replace

import pytest

from rules.goals import Horizon
from rules.people import Named
from rules.problems import Problem
from rules.year_now import ClassNow, OpenGoal, YearNow
from rules.years import (
    ClassStep,
    Goals,
    Teachers,
    Way,
    YearDraft,
    make_plan,
    moved_up,
    next_year,
    propose,
)

ANA, BO, CY, DI = (Named(number, name) for number, name in enumerate(("Ana", "Bo", "Cy", "Di"), 1))
THREE_A = ClassNow(1, "3A", "3", (ANA,), (11,))
THREE_B = ClassNow(2, "3B", "3", (BO,), (12,))
FOUR_A = ClassNow(3, "4A", "4", (CY,), (13,))
CHOIR = ClassNow(4, "Choir", None, (ANA, CY), (14,))
NOW = YearNow(
    "2026/27",
    (THREE_A, THREE_B, FOUR_A, CHOIR),
    (
        OpenGoal(21, ANA.id, Horizon.YEAR),
        OpenGoal(22, BO.id, Horizon.SHORT),
        OpenGoal(23, CY.id, Horizon.YEAR),
    ),
    Named(31, "Family survey 2026/27"),
)


@pytest.mark.parametrize(
    ("year", "after"),
    [
        ("2026/27", "2027/28"),
        ("2099/00", "2100/01"),
        ("2026-2027", "2027-2028"),
        ("2026", "2027"),
        ("SY 2026/27", "SY 2027/28"),
        ("Blue year", "Blue year"),
    ],
)
def test_the_year_after(year: str, after: str) -> None:
    assert next_year(year) == after


@pytest.mark.parametrize(
    ("name", "after"),
    [("3B", "4B"), ("Grade 9", "Grade 10"), ("Year 03", "Year 04"), ("Owls", "Owls")],
)
def test_a_class_moves_up(name: str, after: str) -> None:
    assert moved_up(name) == after


def test_the_proposal_moves_up_all_but_the_highest() -> None:
    draft = propose(NOW)
    assert draft.year == "2027/28"
    assert [step.way for step in draft.steps] == [Way.UP, Way.UP, Way.LEAVE, Way.STAY]
    assert [step.name for step in draft.steps[:2]] == ["4A", "4B"]


def test_a_school_of_one_class_is_not_sent_away() -> None:
    assert [step.way for step in propose(replace(NOW, classes=(THREE_A,))).steps] == [Way.UP]


def test_children_move_and_leave() -> None:
    plan = make_plan(NOW, propose(NOW))
    assert [(one.name, one.grade, one.sources) for one in plan.classes] == [
        ("4A", "4", (1,)),
        ("4B", "4", (2,)),
    ]
    assert plan.leaving == (CY,)
    assert plan.moving == 2
    assert plan.staying == (CHOIR,)


def test_two_classes_of_one_name_come_together() -> None:
    steps = [replace(step, name="Class 4 ") if step.way is Way.UP else step for step in DRAFT.steps]
    (one,) = make_plan(NOW, replace(DRAFT, steps=tuple(steps))).classes
    assert (one.name, one.sources, one.teachers) == ("Class 4", (1, 2), (11, 12))


def test_children_join_a_class_that_stays() -> None:
    steps = (ClassStep(1, Way.UP, "choir"), *(ClassStep(key, Way.STAY) for key in (2, 3, 4)))
    (one,) = make_plan(NOW, replace(DRAFT, steps=steps)).classes
    assert one.stays == CHOIR.id


DRAFT = propose(NOW)


@pytest.mark.parametrize(
    ("choice", "teachers"),
    [(Teachers.FOLLOW, (11,)), (Teachers.PLACE, (13,)), (Teachers.NOBODY, ())],
)
def test_who_teaches_next_year(choice: Teachers, teachers: tuple[int, ...]) -> None:
    plan = make_plan(NOW, replace(DRAFT, teachers=choice))
    assert plan.classes[0].teachers == teachers


@pytest.mark.parametrize(
    ("choice", "closing"), [(Goals.GO_ON, ()), (Goals.YEAR_ENDS, (21,)), (Goals.ALL_END, (21, 22))]
)
def test_goals_close_or_carry_on(choice: Goals, closing: tuple[int, ...]) -> None:
    plan = make_plan(NOW, replace(DRAFT, goals=choice))
    assert tuple(goal.id for goal in plan.closing) == closing
    assert plan.going_on == 2 - len(closing)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (replace(DRAFT, year=" "), "write the new school year"),
        (replace(DRAFT, year="2026/27"), "the year that is running"),
        (replace(DRAFT, steps=DRAFT.steps[:2]), "classes changed"),
        (
            replace(DRAFT, steps=(ClassStep(1, Way.UP, " "), *DRAFT.steps[1:])),
            "what class 3A is called",
        ),
    ],
)
def test_what_cannot_be_is_said(draft: YearDraft, words: str) -> None:
    with pytest.raises(Problem, match=words):
        make_plan(NOW, draft)


def test_the_fingerprint_tells_another_state() -> None:
    assert NOW.fingerprint == replace(NOW).fingerprint
    assert NOW.fingerprint != replace(NOW, goals=()).fingerprint
