"""Every action has words for the log, and a student reads their own from an age."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules.log import WHOLE_SCHOOL
from rules.log_readers import AGES, EVERY, NO, USUAL, age_of, check_age, old_enough
from rules.log_views import LogLine, by_day, sentence
from rules.log_words import KINDS, OF_CHILD, WITHOUT_CHILD, actions_of
from rules.people import Role, Viewer
from rules.permissions import ALLOWED
from rules.problems import Problem

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PARENT = Viewer(8, Role.GUARDIAN)
LOOK = LogLine(NOON, 2, "teacher", "view.child", name="Elif Kaya", child="Amara")


def test_every_action_has_words_or_is_about_no_child() -> None:
    assert set(OF_CHILD) | set(WITHOUT_CHILD) == set(ALLOWED)
    assert set(OF_CHILD) & set(WITHOUT_CHILD) == set()
    assert set(WHOLE_SCHOOL) <= set(OF_CHILD)
    assert len(OF_CHILD) >= 25


def test_every_action_is_of_one_kind() -> None:
    found = [action for kind in KINDS for action in actions_of(kind)]
    assert sorted(found) == sorted(ALLOWED)


@pytest.mark.parametrize("action", ALLOWED)
def test_a_line_says_who_did_it(action: str) -> None:
    line = replace(LOOK, action=action)
    told, mine = sentence(line, PARENT), sentence(line, Viewer(2, Role.TEACHER))
    assert "{" not in told + mine
    if action in OF_CHILD:
        assert told.startswith("Elif Kaya (teacher)")
        assert mine.startswith("You ")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (LOOK, "Elif Kaya (teacher) opened the page of Amara"),
        (replace(LOOK, name=""), "A teacher opened the page of Amara"),
        (
            replace(LOOK, role="coordinator", action="export.school", name="Ruth Okafor"),
            "Ruth Okafor (school office) made an export of the whole school",
        ),
        (
            replace(LOOK, role="guardian", name="", action="checkin.add", goal="Reads aloud"),
            "A parent or guardian wrote a check-in: “Reads aloud”",
        ),
        (replace(LOOK, actor_id=8, action="comment.add"), "You wrote a comment"),
        (replace(LOOK, role="", name=""), "Somebody opened the page of Amara"),
        (
            replace(LOOK, child="", children=2, action="checkin.sheet"),
            "Elif Kaya (teacher) brought in check-ins for 2 children",
        ),
    ],
)
def test_words(line: LogLine, told: str) -> None:
    assert sentence(line, PARENT) == told


def test_what_is_the_same_in_a_row_is_told_once() -> None:
    lines = [
        replace(LOOK, at=NOON + timedelta(hours=2)),
        replace(LOOK, at=NOON + timedelta(hours=1)),
        replace(LOOK, action="goal.add"),
        replace(LOOK, at=NOON - timedelta(days=1)),
    ]
    (today, told), (_yesterday, before) = by_day(lines, PARENT)
    assert today == NOON.date()
    assert [one.count for one in (*told, *before)] == [2, 1, 1]
    assert (told[0].first, told[0].last) == (lines[1].at, lines[0].at)


@pytest.mark.parametrize(
    ("born", "age", "may"),
    [
        (date(2014, 11, 23), 12, True),
        (date(2014, 11, 24), 12, False),
        (None, 12, False),
        (None, EVERY, True),
        (date(1990, 1, 1), NO, False),
    ],
)
def test_who_is_old_enough(born: date | None, age: int, may: bool) -> None:
    assert old_enough(born, age, NOON.date()) is may


def test_the_age_is_one_of_the_list() -> None:
    assert age_of(None) == age_of("x") == USUAL
    assert all(age_of(age) == age for age in AGES)
    check_age(USUAL)
    with pytest.raises(Problem):
        check_age(3)
