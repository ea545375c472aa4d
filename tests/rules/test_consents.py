"""What counts of what guardians say, and how its history reads."""

from datetime import UTC, datetime

import pytest

from rules.consents import (
    Asked,
    Said,
    Subject,
    check_subject,
    history,
    line_of,
    what_counts,
    yes_or_no,
)
from rules.problems import Problem


def said(day: int, *, agreed: bool) -> Said:
    return Said(agreed, datetime(2026, 3, day, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("answers", "counts"),
    [([], None), ([True], True), ([False], False), ([True, False], False), ([True, True], True)],
)
def test_one_no_is_a_no(answers: list[bool], counts: bool | None) -> None:
    assert what_counts(answers) is counts


def test_the_history_is_told_from_the_newest() -> None:
    found = history([said(9, agreed=False), said(1, agreed=True), said(2, agreed=True)])
    assert [line_of(found, place) for place in range(len(found))] == [
        "You took your yes back on 9 March 2026.",
        "You said yes on 1 March 2026.",
    ]
    assert line_of(history([said(4, agreed=False)]), 0) == "You said no on 4 March 2026."


def test_somebody_elses_no_stands_against_a_yes() -> None:
    yes = (said(1, agreed=True),)
    assert Asked(Subject.PHOTOS, yes, counts=False).overruled
    assert not Asked(Subject.PHOTOS, yes, counts=True).overruled
    assert not Asked(Subject.PHOTOS, (said(1, agreed=False),), counts=False).overruled
    assert not Asked(Subject.PHOTOS, (), counts=False).overruled


def test_what_is_not_answered_is_neither() -> None:
    assert [yes_or_no(one) for one in (True, False, None)] == ["Yes", "No", "Not answered yet"]


def test_only_what_the_school_asks() -> None:
    assert check_subject("photos") is Subject.PHOTOS
    with pytest.raises(Problem):
        check_subject("films")
