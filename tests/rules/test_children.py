"""One child's story as the pages show it."""

from dataclasses import replace
from datetime import date, timedelta

from rules.checkins import CheckInLine, Place
from rules.children import ChildStory, CommentLine, StepLine, ToldLine, VoiceLine
from rules.goals import State, Voice, Who
from rules.progress import SupportChange
from rules.story import Happening, Lane
from rules.surveys import Audience as Readers
from tests.rules.goal_examples import AMARA, GOAL, TODAY, rated

MONDAY = date(2026, 11, 16)
STEP = StepLine(1, 1, Who.HOME, "Listen to one page", None)
STORY = ChildStory(
    child=AMARA,
    goals=(
        replace(GOAL, series=replace(GOAL.series, changes=(SupportChange(TODAY, "Help card"),))),
        replace(GOAL, id=2, state=State.REACHED, series=rated(4, 4, last=40)),
    ),
    check_ins=(
        CheckInLine(1, 1, TODAY - timedelta(days=9), 2, "Tired", Place.SCHOOL, 9),
        CheckInLine(2, 1, TODAY, 3, "", Place.HOME, 8),
        CheckInLine(3, 2, TODAY, 4, "", Place.SCHOOL, 9),
    ),
    voices=(VoiceLine(1, Voice.CHILD, "I want to.", 1, TODAY, 1),),
    comments=(CommentLine(1, Voice.FAMILY, "Hello", date(2026, 11, 1)),),
    told=(
        ToldLine(1, 1, "What does she love?", "Football", Readers.TEACHERS, 1, TODAY),
        ToldLine(2, 1, "What worries you?", "Changes", Readers.TEACHERS),
    ),
)


def test_the_child_speaks_first() -> None:
    assert GOAL.headline == "I don't like it when everybody looks."
    assert replace(GOAL, child_words="").headline == "Ask for help"


def test_a_step_is_done_for_one_week() -> None:
    assert not STEP.done_since(MONDAY)
    assert replace(STEP, done_on=MONDAY).done_since(MONDAY)
    assert not replace(STEP, done_on=MONDAY - timedelta(days=1)).done_since(MONDAY)


def test_goals_know_the_steps_of_each() -> None:
    mine = replace(STEP, id=2, who=Who.ME)
    goal = replace(GOAL, steps=(STEP, mine))
    assert goal.of(Who.HOME) == (STEP,)
    assert goal.of(Who.ME) == (mine,)


def test_the_last_check_in_comes_first() -> None:
    assert [line.id for line in STORY.check_ins_of(1)] == [2, 1]


def test_everything_that_happened_has_its_lane() -> None:
    marks = STORY.marks
    found = {(mark.kind, mark.lane) for mark in marks}
    assert found == {
        (Happening.GOAL, Lane.SCHOOL),
        (Happening.CHECK_IN, Lane.SCHOOL),
        (Happening.CHECK_IN, Lane.FAMILY),
        (Happening.WORDS, Lane.CHILD),
        (Happening.WORDS, Lane.FAMILY),
        (Happening.COMMENT, Lane.FAMILY),
        (Happening.SUPPORT, Lane.SCHOOL),
        (Happening.REACHED, Lane.CHILD),
    }
    assert [mark.day for mark in marks] == sorted(mark.day for mark in marks)


def test_only_an_answer_that_was_used_is_part_of_the_story() -> None:
    labels = [mark.label for mark in STORY.marks]
    assert "From what the family told us: Football" in labels
    assert not any("Changes" in label for label in labels)


def test_a_note_stands_beside_its_check_in() -> None:
    labels = [mark.label for mark in STORY.marks if mark.kind is Happening.CHECK_IN]
    assert labels[0] == "Ask for help: With help. Tired"
