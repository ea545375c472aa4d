"""Goals without a database: moves between columns, what is checked, and what is said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.goal_checks import (
    STEPS,
    TITLE,
    WORDS,
    as_words,
    check_attempt,
    check_draft,
    check_strategy,
    check_words,
    differences,
    idea_only,
    steps_of,
)
from rules.goal_states import MOVES, Ready, check_move, check_ready, missing, ready, targets
from rules.goal_views import aim_sentence
from rules.goals import (
    Area,
    Audience,
    GoalDraft,
    Horizon,
    Speaker,
    State,
    StepDraft,
    Voice,
    Who,
    area_name,
    audiences,
    may_tick,
    voice_of,
)
from rules.people import Role
from rules.problems import Problem
from rules.progress import MeasureKind, Series

TODAY = date(2026, 11, 22)
ALL = Ready(True, True, True, True, True, True)
GOAL = GoalDraft(
    title="Read 95 words a minute",
    area=Area.READING,
    horizon=Horizon.YEAR,
    skill="Reads an unseen page",
    measure_kind=MeasureKind.NUMBER,
    measure="Words a minute",
    unit="words",
    baseline=54,
    baseline_source="Three pages in September",
    baseline_on=TODAY - timedelta(days=60),
    target=95,
    target_on=TODAY + timedelta(days=120),
    steps=(StepDraft(Who.ME, "One page a day"), StepDraft(Who.HOME, "Listen at bedtime")),
)


def sentence(call: object) -> str:
    with pytest.raises(Problem) as caught:
        call()  # type: ignore[operator]
    return caught.value.sentence


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("to", list(State))
def test_a_complete_goal_moves_where_the_table_says(state: State, to: State) -> None:
    if to is state or to in MOVES[state]:
        check_move(state, to, ALL)
    else:
        assert sentence(lambda: check_move(state, to, ALL)).endswith(".")


def test_the_menu_offers_what_the_rules_allow_in_the_order_of_the_board() -> None:
    assert targets(State.IDEA) == (State.AGREED, State.WORKING, State.LET_GO)
    assert targets(State.REACHED) == (State.WORKING,)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"child_spoke": False}, "the child's own words"),
        ({"family_spoke": False, "family_tried": False}, "how you tried to reach them"),
        ({"measured": False}, "what you measure"),
        ({"aimed": False}, "a target"),
        ({"dated": False}, "a target date"),
    ],
)
def test_work_begins_only_with_every_voice(lacking: dict[str, bool], said: str) -> None:
    refusal = sentence(lambda: check_move(State.AGREED, State.WORKING, replace(ALL, **lacking)))
    assert said in refusal
    assert "Working on it" in refusal


def test_a_recorded_attempt_stands_in_for_the_family() -> None:
    check_move(State.IDEA, State.WORKING, replace(ALL, family_spoke=False))
    check_move(State.IDEA, State.WORKING, replace(ALL, family_tried=False))


def test_everything_that_is_missing_is_said_in_one_sentence() -> None:
    nothing = Ready(False, False, False, False, False, False)
    assert len(missing(nothing)) == 5
    refusal = sentence(lambda: check_ready(nothing))
    assert refusal.count("“Working on it”") == 1
    assert "and a target date" in refusal


def test_other_moves_ask_for_nothing() -> None:
    nothing = Ready(False, False, False, False, False, False)
    check_move(State.IDEA, State.AGREED, nothing)
    check_move(State.WORKING, State.REACHED, nothing)
    check_move(State.WORKING, State.WORKING, nothing)


def test_readiness_is_read_from_the_draft() -> None:
    heard = ready(GOAL, child_spoke=True, family_spoke=False, family_tried=False)
    assert heard.spoken == {Voice.CHILD, Voice.SCHOOL}
    half = ready(
        replace(GOAL, target_on=None), child_spoke=False, family_spoke=True, family_tried=False
    )
    assert half.spoken == {Voice.FAMILY}


def test_a_good_draft_is_kept_as_it_is() -> None:
    assert check_draft(GOAL, TODAY) == GOAL


def test_texts_are_trimmed_and_empty_steps_are_gone() -> None:
    typed = replace(
        GOAL,
        title="  Read \n 95  words ",
        steps=(StepDraft(Who.ME, "  "), StepDraft(Who.ME, " a ")),
    )
    kept = check_draft(typed, TODAY)
    assert kept.title == "Read 95 words"
    assert kept.steps == (StepDraft(Who.ME, "a"),)


@pytest.mark.parametrize(
    "title", ["أقرأ كل يوم", "Run 🏃 a mile", "<script>alert(1)</script>", "![x](http://y)"]
)
def test_any_words_are_kept_as_typed(title: str) -> None:
    assert check_draft(replace(GOAL, title=title), TODAY).title == title


def test_signs_that_no_database_keeps_are_left_out() -> None:
    assert check_draft(replace(GOAL, title="Read\x00 more\ud800"), TODAY).title == "Read more"
    assert check_words("one\ntwo\x07") == "one\ntwo"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "   "}, "a few words"),
        ({"title": "x" * (TITLE + 1)}, "121 letters"),
        ({"target_on": TODAY - timedelta(days=61)}, "after the start date"),
        ({"target_on": TODAY - timedelta(days=60)}, "after the start date"),
        ({"target": 54.0}, "one step further"),
        ({"baseline_on": TODAY + timedelta(days=1)}, "still to come"),
        ({"baseline_on": None}, "choose the day"),
        ({"target": float("nan")}, "too large"),
        ({"target": 1e9}, "too large"),
        ({"measure_kind": MeasureKind.RATING}, "four ratings"),
        ({"steps": (StepDraft(Who.ME, "x"),) * (STEPS + 1)}, "13 steps"),
        ({"steps": (StepDraft(Who.ME, "x" * 201),)}, "Step"),
        ({"unit": "x" * 31}, "Unit"),
    ],
)
def test_what_cannot_be_is_said(change: dict[str, object], said: str) -> None:
    draft = replace(GOAL, **change)  # type: ignore[arg-type]
    assert said in sentence(lambda: check_draft(draft, TODAY))


def test_a_family_brings_an_idea_and_no_measure() -> None:
    assert idea_only(GOAL) == GoalDraft(title=GOAL.title, area=GOAL.area)


def test_words_attempts_and_supports_need_a_text_and_a_day_that_has_come() -> None:
    assert check_attempt(" Two calls ", TODAY, TODAY) == "Two calls"
    assert check_strategy(" Partner reading ", TODAY, TODAY) == "Partner reading"
    assert "few words" in sentence(lambda: check_words(" \n "))
    assert str(WORDS) in sentence(lambda: check_words("x" * (WORDS + 1)))
    assert "tried" in sentence(lambda: check_attempt("", TODAY, TODAY))
    assert "changed" in sentence(lambda: check_strategy("", TODAY, TODAY))
    tomorrow = TODAY + timedelta(days=1)
    assert "still to come" in sentence(lambda: check_attempt("Call", tomorrow, TODAY))
    assert "still to come" in sentence(lambda: check_strategy("Reading", tomorrow, TODAY))


def test_two_versions_differ_in_the_fields_that_differ() -> None:
    theirs = replace(GOAL, title="Read 100 words", target=100)
    found = differences(as_words(GOAL), as_words(theirs))
    assert [(one.label, one.mine, one.theirs) for one in found] == [
        ("Goal", "Read 95 words a minute", "Read 100 words"),
        ("Target", "95", "100"),
    ]
    assert differences(as_words(GOAL), as_words(GOAL)) == ()


def test_ratings_are_compared_in_words() -> None:
    rated = GoalDraft("Ask for help", target=4)
    assert as_words(rated)["Target"] == "On my own"


def test_a_step_for_each_line() -> None:
    assert steps_of(Who.HOME, " one \n\n two") == (
        StepDraft(Who.HOME, "one"),
        StepDraft(Who.HOME, "two"),
    )


def test_who_ticks_what() -> None:
    assert may_tick(Role.STUDENT, Who.ME)
    assert may_tick(Role.GUARDIAN, Who.HOME)
    assert may_tick(Role.TEACHER, Who.HOME)
    assert not may_tick(Role.GUARDIAN, Who.ME)
    assert not may_tick(Role.STUDENT, Who.SCHOOL)


def test_a_child_writes_to_everybody() -> None:
    assert audiences(Role.STUDENT) == (Audience.ALL,)
    assert audiences(Role.GUARDIAN) == (Audience.ALL, Audience.ADULTS)


@pytest.mark.parametrize(
    ("speaker", "label"),
    [
        (Speaker(Voice.FAMILY, "Mariama Diallo", "mother"), "Mother, Mariama Diallo"),
        (Speaker(Voice.FAMILY, "Mariama Diallo", "mother", mine=True), "You"),
        (Speaker(Voice.FAMILY), "Family"),
        (Speaker(Voice.SCHOOL, "Elif Kaya"), "Elif Kaya"),
        (Speaker(Voice.SCHOOL), "School"),
        (Speaker(Voice.CHILD), "Child"),
    ],
)
def test_people_are_named_as_far_as_the_reader_may_know(speaker: Speaker, label: str) -> None:
    assert speaker.label == label


def test_voices_of_roles_and_unknown_areas() -> None:
    assert voice_of(Role.COORDINATOR) is Voice.SCHOOL
    assert voice_of(Role.GUARDIAN) is Voice.FAMILY
    assert area_name("astronomy") == "Something else"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "From 54 to 95 words by 22 March 2027"),
        ({"baseline": None}, "Up to 95 words by 22 March 2027"),
        ({"target_on": None}, "From 54 to 95 words"),
        ({"target": None}, "Not decided yet."),
        (
            {"kind": MeasureKind.RATING, "baseline": 1, "target": 4, "target_on": None},
            "From Not yet to On my own",
        ),
    ],
)
def test_the_way_in_one_sentence(change: dict[str, object], said: str) -> None:
    series = Series(
        measure="Words a minute",
        unit="words",
        kind=MeasureKind.NUMBER,
        baseline=54,
        baseline_on=TODAY,
        target=95,
        target_on=date(2027, 3, 22),
    )
    assert aim_sentence(replace(series, **change)) == said  # type: ignore[arg-type]
