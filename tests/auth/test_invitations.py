"""A code opens the door once, for one person, for two weeks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from auth import identity
from db import tables as t
from db.commands.accounts import join
from db.commands.custody import restrict
from db.commands.people import end_codes, invite
from db.queries.invitations import invited
from db.queries.sign_in import live_session
from db.session import reading, writing
from db.tables.base import utc_now
from i18n.dates import today
from rules.accounts import INVITATION_DAYS, RESET_MINUTES, fingerprint, grouped, new_code, new_token
from rules.custody import RestrictionDraft, Right
from rules.invitations import Invited
from rules.people import SYSTEM
from rules.problems import Problem
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, session_of, words


def _invite(hub: Cast, key: str = "sibling") -> str:
    code = new_code()
    invite(me_of(hub, "coordinator"), new_token(), hub.person(key), fingerprint(code))
    return code


def _change(code: str, **values: object) -> None:
    with writing(SYSTEM) as db:
        wanted = t.Invitation.code_hash == fingerprint(code)
        row = db.scalars(select(t.Invitation).where(wanted)).one()
        for name, value in values.items():
            setattr(row, name, value)


def _join(code: str, username: str = "jose.alvarez") -> int:
    return join(SYSTEM, new_token(), fingerprint(code), username, "hash")


def test_a_code_is_spent_once(hub: Cast) -> None:
    code = _invite(hub)
    _join(code)
    with pytest.raises(Problem, match="used or has expired"):
        _join(code, "somebody.else")
    with reading(SYSTEM) as db:
        assert invited(db, fingerprint(code)) is None


@pytest.mark.parametrize("name", ["expires_at", "revoked_at", "used_at"])
def test_a_code_that_ended_opens_nothing(hub: Cast, name: str) -> None:
    code = _invite(hub)
    _change(code, **{name: utc_now() - timedelta(seconds=1)})
    with reading(SYSTEM) as db:
        assert invited(db, fingerprint(code)) is None
    with pytest.raises(Problem, match="used or has expired"):
        _join(code)


def test_a_new_code_ends_the_one_before(hub: Cast) -> None:
    old, new = _invite(hub), _invite(hub)
    with pytest.raises(Problem):
        _join(old)
    assert _join(new) > 0


def test_whoever_left_the_school_joins_no_more(hub: Cast) -> None:
    code = _invite(hub)
    with writing(SYSTEM) as db:
        person = db.get(t.Person, hub.sibling)
        assert person is not None
        person.status = "left"
    with pytest.raises(Problem):
        _join(code)


def test_a_code_is_stored_as_a_fingerprint_and_ends_in_two_weeks(hub: Cast) -> None:
    code = _invite(hub)
    with reading(SYSTEM) as db:
        (row,) = db.scalars(select(t.Invitation))
    assert code not in str(row.model_dump())
    assert row.expires_at - row.created_at <= timedelta(days=INVITATION_DAYS, seconds=1)


def test_a_forgotten_password_is_a_matter_of_half_an_hour(hub: Cast) -> None:
    code = _invite(hub, "parent")
    with reading(SYSTEM) as db:
        (row,) = db.scalars(select(t.Invitation))
        (entry,) = db.scalars(select(t.AuditEntry).where(t.AuditEntry.action == "person.invite"))
    lasts = row.expires_at - row.created_at
    assert (
        timedelta(minutes=RESET_MINUTES - 1) < lasts <= timedelta(minutes=RESET_MINUTES, seconds=1)
    )
    assert (entry.actor_id, entry.subject_id) == (hub.coordinator, hub.parent)
    _change(code, expires_at=utc_now() - timedelta(seconds=1))
    with pytest.raises(Problem, match="used or has expired"):
        _join(code, "mariama")


def test_a_new_password_ends_every_session_of_the_old_one(hub: Cast) -> None:
    token = session_of(hub, "parent")
    _join(_invite(hub, "parent"), "mariama")
    with reading(SYSTEM) as db:
        assert live_session(db, fingerprint(token)) is None


def test_a_name_that_is_taken_takes_nobody_over(hub: Cast) -> None:
    code = _invite(hub)
    with pytest.raises(Problem, match="taken"):
        _join(code, "MARIAMA")
    assert _join(code) > 0


def _without_account(hub: Cast, key: str) -> None:
    """A member of the cast who has not joined yet."""
    with writing(SYSTEM) as db:
        account = db.get(t.Account, hub.accounts[key])
        db.delete(account)


def _who(code: str) -> Invited | None:
    with reading(SYSTEM) as db:
        return invited(db, fingerprint(code))


def test_a_guardian_is_asked_for_one_child_by_first_name_and_class(hub: Cast) -> None:
    _without_account(hub, "siblings_parent")
    code = _invite(hub, "siblings_parent")
    about = ("Lucía Álvarez", hub.sibling, "José", "3B", "es")
    assert _who(code) == Invited(hub.siblings_parent, *about)
    assert _join(code, "lucia") > 0


def test_a_guardian_without_access_gets_no_code(hub: Cast) -> None:
    _without_account(hub, "barred_parent")
    with pytest.raises(Problem, match="may not see any child"):
        _invite(hub, "barred_parent")
    with reading(SYSTEM) as db:
        assert not db.scalars(select(t.Invitation)).all()


def test_a_code_dies_with_the_access_that_it_speaks_of(hub: Cast) -> None:
    _without_account(hub, "parent")
    code = _invite(hub, "parent")
    with reading(SYSTEM) as db:
        theirs = t.Guardianship.guardian_id == hub.parent
        known = db.scalars(select(t.Guardianship).where(theirs)).one()
    draft = RestrictionDraft((Right.READ,), today(), None, "court order 12/2026")
    restrict(me_of(hub, "coordinator"), new_token(), known.id, draft)
    assert _who(code) is None
    with pytest.raises(Problem, match="used or has expired"):
        _join(code, "mariama")


def test_the_office_ends_a_code_that_went_astray(hub: Cast) -> None:
    code = _invite(hub)
    assert end_codes(me_of(hub, "coordinator"), new_token(), hub.sibling) == 1
    assert _who(code) is None
    assert end_codes(me_of(hub, "coordinator"), new_token(), hub.sibling) == 0


def test_joining_ends_every_other_code_of_that_person(hub: Cast) -> None:
    code, other = _invite(hub), new_code()
    with writing(SYSTEM) as db:
        db.add(
            t.Invitation(
                person_id=hub.sibling,
                code_hash=fingerprint(other),
                created_by=hub.coordinator,
                expires_at=utc_now() + timedelta(days=1),
            )
        )
    _join(code)
    assert _who(other) is None


def test_codes_are_not_guessed_for_long(
    hub: Cast, app_as: AppAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "mark", lambda: "this browser")
    at = open_page(app_as(None), "entry.join")
    for _number in range(20):
        at.text_input[0].set_value(new_code())
        at.button[0].click().run()
        at.button[0].click().run()
    at.text_input[0].set_value(grouped(_invite(hub)))
    assert "Too many tries" in words(at.button[0].click().run())


def test_a_right_code_leaves_one_form_that_refuses_an_easy_password(
    hub: Cast, app_as: AppAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "mark", lambda: "this browser")
    at = open_page(app_as(None), "entry.join")
    at.text_input[0].set_value(grouped(_invite(hub)))
    at.button[0].click().run()
    name, password, again = at.text_input
    assert name.label == "Choose a username"
    name.set_value("jose")
    for field in (password, again):
        field.set_value("jose-alvarez")
    (join_button,) = at.button
    assert "easy to guess" in words(join_button.click().run())
    assert at.text_input[0].value == "jose"
