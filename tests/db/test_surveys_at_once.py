"""The survey on both databases, while several people are at it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.commands.survey_office import set_state
from db.commands.surveys import save_answer, send, use_answer
from db.queries import survey_office, surveys
from db.session import reading, writing
from rules.people import SYSTEM
from rules.problems import Stale
from rules.surveys import Audience, Given, Said, SurveyState
from seed.cast import Cast, build
from tests.cast import me_of, quick_hash

R = TypeVar("R")
AT_ONCE = 6


@pytest.fixture(scope="module")
def cast(database: str) -> Cast:
    """The cast in a database of each kind; the tests follow one another."""
    with writing(SYSTEM) as db:
        return build(db, quick_hash)


def together(work: Callable[[int], R]) -> list[R | Stale]:
    """The same thing done by several at once; who came too late is told."""

    def attempt(number: int) -> R | Stale:
        try:
            return work(number)
        except Stale as stale:
            return stale

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(attempt, range(AT_ONCE)))


def answer(cast: Cast, op: str, text: str) -> int:
    given = Given(cast.questions["hopes"], Said((), text), Said(), Audience.TEACHERS)
    me = me_of(cast, "siblings_parent")
    return save_answer(me, op, cast.survey, cast.far_sibling, given)


def count(table: type[t.Table]) -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_of_several_windows_the_first_is_kept_and_the_others_are_told(cast: Cast) -> None:
    before = count(t.Response), count(t.Answer)
    results = together(lambda number: answer(cast, f"a{number}", f"hope {number}"))
    assert sum(isinstance(result, Stale) for result in results) == AT_ONCE - 1
    assert (count(t.Response), count(t.Answer)) == (before[0] + 1, before[1] + 1)


def test_sent_by_several_windows_it_is_sent_once(cast: Cast) -> None:
    me = me_of(cast, "siblings_parent")
    results = together(lambda number: send(me, f"s{number}", cast.survey, cast.far_sibling))
    assert len(set(map(str, results))) == 1


def test_used_by_several_at_once_it_is_used_once(cast: Cast) -> None:
    uses = count(t.AnswerUse)
    teacher, key = me_of(cast, "teacher"), cast.answers["parent:teachers"]
    results = together(lambda number: use_answer(teacher, f"u{number}", key, cast.goals["working"]))
    assert len(set(map(str, results))) == 1
    assert count(t.AnswerUse) == uses + 1


def test_what_the_office_counts(cast: Cast) -> None:
    with reading(me_of(cast, "coordinator")) as db:
        lines = survey_office.children(db, cast.survey)
        told = survey_office.told(db, cast.survey)
        hopes = survey_office.answers(db, cast.questions["hopes"])
        said = survey_office.said_for_goals(db, cast.survey, [line.child.id for line in told])
        head = surveys.head(db)
    assert sum(line.is_sent for line in lines) == 3
    assert len(told) == len(said) == 3
    assert hopes is not None
    assert hopes.families == 1
    assert head is not None


def test_a_year_opened_by_several_at_once_has_one_survey(cast: Cast) -> None:
    with writing(SYSTEM) as db:
        db.get(t.Setting, "school.year").value = "2030/31"  # type: ignore[union-attr]
    me = me_of(cast, "coordinator")
    results = together(lambda number: set_state(me, f"o{number}", SurveyState.OPEN))
    assert len(set(map(str, results))) == 1
    assert count(t.Survey) == 2
