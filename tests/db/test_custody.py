"""Custody: each right, from its first day to its last, counts when it is asked and not before."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.checkins import add_check_in
from db.commands.comments import add_comment
from db.commands.custody import lift, restrict
from db.commands.goals import tick_step
from db.commands.surveys import save_answer
from db.commands.voices import write_family_words
from db.queries.custody import allowed, custody
from db.queries.goals import children
from db.queries.survey_office import children as survey_lines
from db.session import reading
from i18n.dates import today
from rules.checkins import CheckInDraft
from rules.custody import READ_ONLY, RestrictionDraft, Right
from rules.problems import Problem
from rules.surveys import Audience, Given, Said
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, words

DAY = timedelta(days=1)
ORDER = "court order 7/2026"
WHEN = {
    "from today on": (today(), None, True),
    "today only": (today(), today(), True),
    "until yesterday": (today() - 9 * DAY, today() - DAY, False),
    "from tomorrow on": (today() + DAY, None, False),
}


def tie_of(cast: Cast, guardian: str, child: str = "child") -> int:
    with reading(me_of(cast, "coordinator")) as db:
        return db.scalars(
            select(t.Guardianship.id).where(
                t.Guardianship.guardian_id == cast.person(guardian),
                t.Guardianship.student_id == cast.person(child),
            )
        ).one()


def limit(cast: Cast, *rights: Right, start: date | None = None, end: date | None = None) -> None:
    draft = RestrictionDraft(rights, start or today(), end, ORDER)
    restrict(me_of(cast, "coordinator"), f"op:{rights}", tie_of(cast, "parent"), draft)


def lift_all(cast: Cast, guardian: str) -> None:
    with reading(me_of(cast, "coordinator")) as db:
        mine = t.Restriction.guardian_id == cast.person(guardian)
        found = db.scalars(select(t.Restriction.id).where(mine)).all()
    for key in found:
        lift(me_of(cast, "coordinator"), f"lift:{key}", key)


def sees(cast: Cast, key: str) -> set[int]:
    with reading(me_of(cast, key)) as db:
        return {head.id for head in children(db)}


def contacts(cast: Cast) -> set[int]:
    with reading(me_of(cast, "teacher")) as db:
        return set(db.scalars(select(t.Contact.person_id)))


@pytest.mark.parametrize("when", WHEN)
def test_a_right_is_limited_from_the_first_day_to_the_last(any_hub: Cast, when: str) -> None:
    start, end, limited = WHEN[when]
    limit(any_hub, Right.READ, Right.CONTACT, start=start, end=end)
    assert (any_hub.child not in sees(any_hub, "parent")) is limited
    assert (any_hub.parent not in contacts(any_hub)) is limited
    with reading(me_of(any_hub, "coordinator")) as db:
        reached = allowed(Right.CONTACT)
        letters = set(db.scalars(select(t.Guardianship.guardian_id).where(reached)))
        lines = custody(db, any_hub.child)
    assert (any_hub.parent not in letters) is limited
    mother = next(line for line in lines if line.relation == "mother")
    assert len(mother.limits) == (0 if when == "until yesterday" else 2)


def test_what_is_lifted_is_there_again_and_stays_on_record(any_hub: Cast) -> None:
    assert sees(any_hub, "barred_parent") == set()
    lift_all(any_hub, "barred_parent")
    assert sees(any_hub, "barred_parent") == {any_hub.child}
    with reading(me_of(any_hub, "coordinator")) as db:
        (row,) = db.scalars(select(t.Restriction))
        entry = db.scalars(select(t.AuditEntry).where(t.AuditEntry.action == "custody.lift")).one()
    assert row.removed_at is not None
    assert (entry.actor_id, entry.student_id) == (any_hub.coordinator, any_hub.child)


def test_whoever_may_only_read_changes_nothing(any_hub: Cast) -> None:
    cast, me = any_hub, me_of(any_hub, "parent")
    limit(cast, Right.WRITE)
    goal = cast.goals["working"]
    with reading(me) as db:
        step = db.scalars(select(t.Step.id).where(t.Step.who == "home")).first()
    given = Given(cast.questions["hopes"], Said(text="x"), Said(), Audience.TEACHERS)
    acts: tuple[Callable[[str], object], ...] = (
        lambda op: write_family_words(me, op, cast.goals["agreed"], "Words", 0),
        lambda op: add_comment(me, op, goal, "Words"),
        lambda op: add_check_in(me, op, CheckInDraft(goal, today(), 3)),
        lambda op: tick_step(me, op, step or 0, True),
        lambda op: save_answer(me, op, cast.survey, cast.child, given),
    )
    for number, act in enumerate(acts):
        with pytest.raises(Problem, match="may read about this child here, but not write"):
            act(f"op:{number}")
    assert sees(cast, "parent") == {cast.child}
    with reading(me) as db:
        assert [head.read_only for head in children(db)] == [True]


def test_whoever_may_not_write_or_see_is_not_waited_for(hub: Cast) -> None:
    for right in (Right.READ, Right.WRITE):
        limit(hub, right)
        with reading(me_of(hub, "coordinator")) as db:
            lines = {line.child.id: line.guardians for line in survey_lines(db, hub.survey)}
        assert lines[hub.child] == ()
        lift_all(hub, "parent")


def test_an_open_page_follows_at_once(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("parent"), "goals.child", child=hub.child)
    assert "We tried it at home" in words(at)
    limit(hub, Right.WRITE)
    seen = words(at.run())
    assert READ_ONLY in seen
    assert "We tried it at home" not in seen
    limit(hub, Right.READ)
    assert "Amara" not in words(at.run())


@pytest.mark.parametrize("key", ["home.guardian", "goals.board", "survey.answer"])
def test_nothing_to_write_is_offered_to_whoever_may_only_read(
    app_as: AppAs, hub: Cast, key: str
) -> None:
    limit(hub, Right.WRITE)
    at = open_page(app_as("parent"), key, child=hub.child, goal=hub.goals["agreed"])
    assert READ_ONLY in words(at)
    labels = {button.label for button in at.button}
    offers = {"Send", "Change our words", "Say it in our words", "We tried it at home"}
    assert labels & (offers | {"Change my answers", "I have an idea"}) == set()
    assert not at.checkbox


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (RestrictionDraft((), today(), None, ORDER), "choose what"),
        (RestrictionDraft((Right.READ,), today(), None, " "), "which document"),
        (RestrictionDraft((Right.READ,), today(), today() - DAY, ORDER), "before the first"),
        (RestrictionDraft((Right.READ,), today(), None, "x" * 201), "200"),
    ],
)
def test_a_limit_without_a_document_is_not_recorded(
    hub: Cast, draft: RestrictionDraft, problem: str
) -> None:
    with pytest.raises(Problem, match=problem):
        restrict(me_of(hub, "coordinator"), "op", tie_of(hub, "parent"), draft)
