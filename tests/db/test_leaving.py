"""Leaving ends every way in at once, loses nothing, and can be taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.leaving import come_back, end_left_behind, leave, set_keep
from db.commands.people import add_person, invite
from db.commands.roster import with_day
from db.queries.leaving import keep, leavers, leaving, left_behind, without_child
from db.queries.office import office
from db.queries.sign_in import credential, live_session
from db.session import reading, writing
from i18n.dates import today
from rules.accounts import fingerprint
from rules.leaving import Keep
from rules.people import SYSTEM, PersonDraft, Role, Status
from rules.problems import NotFresh, Problem
from seed.cast import Cast
from tests.cast import me_of, session_of
from tests.guards.command_examples import row


def _with(hub: Cast, person_id: int) -> list[int]:
    with reading(me_of(hub, "coordinator")) as db:
        plan = leaving(db, person_id)
    assert plan is not None
    return [one.id for one in plan.with_them]


def _leave(hub: Cast, key: str) -> int:
    person = hub.person(key)
    return leave(me_of(hub, "coordinator"), f"leave:{key}", person, _with(hub, person))


def _is_here(token: str) -> bool:
    with reading(SYSTEM) as db:
        return live_session(db, fingerprint(token)) is not None


def test_a_child_leaves_and_every_way_in_ends(any_hub: Cast) -> None:
    hub = any_hub
    tokens = {key: session_of(hub, key) for key in ("child", "parent", "siblings_parent")}
    me = me_of(hub, "coordinator")
    guardian = PersonDraft(Role.GUARDIAN, "New", "Owner", child_ids=(hub.child,))
    new = add_person(me, "new", guardian)
    invite(me, "code", new, "hash")
    assert all(map(_is_here, tokens.values()))
    with reading(me) as db:
        plan = leaving(db, hub.child)
    assert plan is not None
    assert hub.parent in {one.id for one in plan.with_them}
    assert plan.classes == ("3B",)
    goals = row(t.Goal, student_id=hub.child).id
    assert _leave(hub, "child") == 1 + len(plan.with_them)
    assert [_is_here(tokens[key]) for key in tokens] == [False, False, True]
    assert row(t.Invitation, person_id=new).revoked_at is not None
    assert row(t.Person, id=hub.child).left_on == row(t.Person, id=new).left_on == today()
    assert row(t.Enrolment, student_id=hub.child).ended_on == today()
    assert row(t.Goal, student_id=hub.child).id == goals
    with reading(SYSTEM) as db:
        assert credential(db, "mariama") is None


def test_a_guardian_with_another_child_here_stays(hub: Cast) -> None:
    with reading(me_of(hub, "coordinator")) as db:
        plan = leaving(db, hub.sibling)
    assert plan is not None
    assert hub.siblings_parent in {one.id for one in plan.staying}
    assert hub.siblings_parent not in {one.id for one in plan.with_them}


def test_a_teacher_leaves_with_classes_and_second_step(hub: Cast) -> None:
    account = hub.accounts["teacher"]
    with writing(SYSTEM) as db:
        db.add_all(
            (
                t.SecondFactor(account_id=account, secret="x"),
                t.RecoveryCode(account_id=account, code_hash="x"),
            )
        )
    _leave(hub, "teacher")
    assert row(t.SecondFactor, account_id=account) is None
    assert row(t.RecoveryCode, account_id=account) is None
    assert row(t.TeachingAssignment, teacher_id=hub.teacher).ended_on == today()


def test_who_came_back_has_classes_and_family_again(any_hub: Cast) -> None:
    hub = any_hub
    _leave(hub, "child")
    assert come_back(me_of(hub, "coordinator"), "back", hub.child) >= 2
    for key in (hub.child, hub.parent):
        assert row(t.Person, id=key).status == Status.ACTIVE
        assert row(t.Person, id=key).left_on is None
    assert row(t.Enrolment, student_id=hub.child).ended_on is None
    with pytest.raises(Problem):
        come_back(me_of(hub, "coordinator"), "again", hub.child)


def test_what_is_refused(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    with pytest.raises(Problem, match="yourself"):
        leave(me, "1", hub.coordinator)
    with pytest.raises(Problem, match="changed since"):
        leave(me, "2", hub.child)  # without the guardians who were not shown
    _leave(hub, "child")
    with pytest.raises(Problem, match="already"):
        leave(me, "3", hub.child, _with(hub, hub.child))


def test_it_asks_for_the_password(hub: Cast) -> None:
    stale = replace(me_of(hub, "coordinator"), confirmed_at=None)
    with pytest.raises(NotFresh):
        leave(stale, "1", hub.teacher)
    with pytest.raises(NotFresh):
        come_back(stale, "2", hub.teacher)


def test_how_long_they_are_kept(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    _leave(hub, "teacher")
    set_keep(me, "keep", Keep(2, 10))
    with reading(me) as db:
        assert keep(db) == Keep(2, 10)
        (one,) = leavers(db, 2)
    assert (one.left_on, one.kept_until.year) == (today(), today().year + 2)
    with pytest.raises(Problem):
        set_keep(me, "never", Keep(-1, 10))


def test_guardians_whose_children_all_left_count_from_the_last(hub: Cast) -> None:
    first, last = date(2020, 1, 1), date(2021, 2, 2)
    for key, day in ((hub.sibling, first), (hub.far_sibling, last)):
        _write_left(key, day)
    with reading(SYSTEM) as db:
        found = {one.id: one.left_on for one in without_child(db, 3)}
    assert found == {hub.siblings_parent: last}


def test_guardians_left_behind_lose_access_and_come_back_with_their_child(any_hub: Cast) -> None:
    hub, day, me = any_hub, date(2026, 2, 2), me_of(any_hub, "coordinator")
    _write_left(hub.sibling, date(2026, 1, 1))
    assert _behind(hub) == []
    _write_left(hub.far_sibling, day)
    assert _behind(hub) == [hub.siblings_parent]
    with reading(me) as db:
        assert office(db).left_behind == 1
    token = session_of(hub, "siblings_parent")
    with pytest.raises(Problem, match="changed since you looked"):
        end_left_behind(me, "not these", [hub.parent])
    assert end_left_behind(me, "behind", [hub.siblings_parent]) == 1
    assert not _is_here(token)
    assert row(t.Person, id=hub.siblings_parent).left_on == day
    assert _behind(hub) == []
    come_back(me, "back", hub.far_sibling)
    assert row(t.Person, id=hub.siblings_parent).status == Status.ACTIVE


def _write_left(key: int, day: date) -> None:
    with writing(SYSTEM) as db:
        child = db.get(t.Person, key)
        assert child is not None
        child.status, child.left_on = Status.LEFT, day


def _behind(hub: Cast) -> list[int]:
    with reading(me_of(hub, "coordinator")) as db:
        return [one.id for one in left_behind(db, 3)]


def test_an_import_writes_down_the_day_too(hub: Cast) -> None:
    assert with_day({"status": Status.LEFT})["left_on"] == today()
    assert with_day({"status": Status.ACTIVE})["left_on"] is None
    assert "left_on" not in with_day({"grade": "3"})


def test_rows_of_the_same_day_only(hub: Cast) -> None:
    """What ended before is not taken up again."""
    with writing(SYSTEM) as db:
        asked = select(t.Enrolment).where(t.Enrolment.student_id == hub.child)
        for one in db.scalars(asked).all():
            one.ended_on = today() - timedelta(days=5)
    _leave(hub, "child")
    come_back(me_of(hub, "coordinator"), "back", hub.child)
    assert row(t.Enrolment, student_id=hub.child).ended_on is not None
