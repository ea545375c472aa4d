"""The codes of letters: stored as fingerprints, all at once, and only for whoever may have one."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.letters import make_letters
from db.commands.people import invite
from db.queries.invitations import invited
from db.queries.letters import families
from db.session import reading, writing
from rules.accounts import fingerprint, new_code, new_token
from rules.invitations import Invited
from rules.letters import LetterPlan, NewCode, Why, new_codes, plan_letters
from rules.people import SYSTEM
from rules.problems import Problem
from seed.cast import Cast
from tests.cast import me_of
from tests.db.crowd import counted


@pytest.fixture
def waiting(any_hub: Cast) -> Cast:
    """The cast before any guardian has joined."""
    with writing(SYSTEM) as db:
        for key in ("parent", "barred_parent", "other_parent", "siblings_parent"):
            db.delete(db.get(t.Account, any_hub.accounts[key]))
    return any_hub


def planned(hub: Cast, *, leave_invited: bool = False) -> LetterPlan:
    with reading(me_of(hub, "coordinator")) as db:
        return plan_letters(families(db), None, "en", leave_invited=leave_invited)


def make(hub: Cast, codes: dict[str, NewCode]) -> int:
    return make_letters(me_of(hub, "coordinator"), new_token(), list(codes.values()))


def who(code: str) -> Invited | None:
    with reading(SYSTEM) as db:
        return invited(db, fingerprint(code))


def test_every_guardian_who_may_see_a_child_gets_one(waiting: Cast) -> None:
    plan = planned(waiting)
    assert [(one.to, one.child, one.class_name, one.language) for one in plan.letters] == [
        ("Mariama Diallo", "Amara", "3B", "fr"),
        ("Lucía Álvarez", "José", "3B", "es"),
        ("Aigul Bekova", "Daniyar", "5A", "en"),
    ]
    assert [(one.name, one.why) for one in plan.without] == [("Ibrahim Diallo", Why.NO_ACCESS)]


def test_each_code_opens_the_door_of_its_letter_and_is_stored_nowhere(waiting: Cast) -> None:
    plan = planned(waiting)
    codes = new_codes(plan.letters)
    assert make(waiting, codes) == 0
    assert [one.child for code in codes if (one := who(code))] == ["Amara", "José", "Daniyar"]
    with reading(SYSTEM) as db:
        kept = [
            str(row.model_dump())
            for table in (t.Invitation, t.AuditEntry, t.Operation)
            for row in db.scalars(select(table))
        ]
        (entry,) = db.scalars(select(t.AuditEntry).where(t.AuditEntry.action == "letters.make"))
    assert [code for code in codes if code in str(kept)] == []
    assert (entry.actor_id, entry.detail["letters"]) == (waiting.coordinator, 3)


def test_new_letters_end_the_old_ones(waiting: Cast) -> None:
    old = new_codes(planned(waiting).letters)
    make(waiting, old)
    again = planned(waiting)
    assert again.replaced == 3
    assert planned(waiting, leave_invited=True).letters == ()
    new = new_codes(again.letters)
    assert make(waiting, new) == 3
    assert not any(map(who, old))
    assert all(map(who, new))


@pytest.mark.parametrize("wrong", ["barred", "other child", "joined", "left", "staff"])
def test_one_letter_that_may_not_be_means_none(waiting: Cast, wrong: str) -> None:
    codes = new_codes(planned(waiting).letters)
    first, *rest = codes
    with writing(SYSTEM) as db:
        if wrong == "joined":
            db.add(t.Account(person_id=waiting.parent, username="mariama", password_hash="x"))
        if wrong == "left":
            child = db.get(t.Person, waiting.child)
            assert child is not None
            child.status = "left"
    changes: dict[str, dict[str, Any]] = {
        "barred": {"guardian_id": waiting.barred_parent},
        "other child": {"student_id": waiting.other_child},
        "staff": {"guardian_id": waiting.teacher},
    }
    codes[first] = replace(codes[first], **changes.get(wrong, {}))
    with pytest.raises(Problem, match="in the meantime"):
        make(waiting, codes)
    assert not any(map(who, rest))


def test_a_code_made_by_hand_counts_as_one_that_works(waiting: Cast) -> None:
    invite(me_of(waiting, "coordinator"), new_token(), waiting.parent, fingerprint(new_code()))
    assert [one.replaces for one in planned(waiting).letters] == [True, False, False]


def test_the_list_costs_the_same_for_any_school(waiting: Cast) -> None:
    with counted() as sent:
        planned(waiting)
    assert len(sent) <= 6
