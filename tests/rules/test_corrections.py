"""What a family asks to have put right, and what the office may answer."""

from datetime import UTC, datetime

import pytest

from rules.corrections import (
    WORDS,
    About,
    Answer,
    CorrectionDraft,
    CorrectionLine,
    State,
    check_answer,
    check_correction,
)
from rules.people import Named
from rules.problems import Problem

DAY = datetime(2026, 3, 9, 12, tzinfo=UTC)


def test_a_request_is_kept_without_spaces_around_it() -> None:
    kept = check_correction(CorrectionDraft(About.NAME, "  One l too few.\n"))
    assert kept == CorrectionDraft(About.NAME, "One l too few.")


@pytest.mark.parametrize("words", ["", "  \n", "x" * (WORDS + 1)])
def test_a_request_says_something_and_not_too_much(words: str) -> None:
    with pytest.raises(Problem):
        check_correction(CorrectionDraft(About.NAME, words))


@pytest.mark.parametrize(
    ("current", "given"),
    [
        ("done", Answer(State.DONE, "Done.")),
        ("not_changed", Answer(State.DONE, "Done.")),
        ("open", Answer(State.OPEN, "Done.")),
        ("open", Answer(State.DONE, " ")),
    ],
)
def test_an_answer_is_given_once_and_with_a_reason(current: str, given: Answer) -> None:
    with pytest.raises(Problem):
        check_answer(current, given)


def test_an_answer_is_kept() -> None:
    given = Answer(State.NOT_CHANGED, " The town's list says so. ")
    assert check_answer("open", given) == Answer(State.NOT_CHANGED, "The town's list says so.")


def test_a_line_says_as_much_as_its_reader_may_know() -> None:
    line = CorrectionLine(1, Named(2, "Amara"), About.GOAL, "x", "", DAY, State.OPEN)
    assert line.asked == "A goal · 9 March 2026"
    assert line.answered == "Waiting for an answer"
