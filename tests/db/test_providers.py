"""Accounts elsewhere: whom they let in, and whom not, on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.accounts import hand_off, sign_in
from db.commands.providers import match, relink, unlink
from db.queries.providers import is_spent, linked
from db.queries.sign_in import live_session
from db.session import reading, writing
from db.tables.base import utc_now
from rules.accounts import SESSIONS, new_token
from rules.people import SYSTEM, Me, Role
from rules.permissions import FRESH_FOR, is_fresh
from rules.problems import NotFound, NotFresh, Problem
from rules.providers import ONLY_WAY, Token, Why
from rules.whole_hub import NO_PASSWORD
from seed.cast import Cast
from tests.cast import me_of

ISSUER = "https://accounts.google.com"
ADDRESS = "mariama@example.org"
START = utc_now().replace(microsecond=0)


def token(subject: str = "1", email: str = ADDRESS, later: int = 0, issuer: str = ISSUER) -> Token:
    return Token(issuer, subject, email, START + timedelta(seconds=later))


def comes(who: Token) -> int | None:
    """The account that somebody is let in to."""
    found = match(SYSTEM, new_token(), who)
    return None if isinstance(found, str) else found[0]


def why() -> str | None:
    """What the log says of the last one who came."""
    asked = select(t.AuditEntry.detail).where(t.AuditEntry.action == "identity.match")
    with reading(SYSTEM) as db:
        last = db.scalars(asked.order_by(t.AuditEntry.id.desc()).limit(1)).one()
    return str(last["why"]) if "why" in last else None


def change(table: type[t.Table], key: int, **values: object) -> None:
    with writing(SYSTEM) as db:
        row = db.get(table, key)
        for name, value in values.items():
            setattr(row, name, value)


def enter(cast: Cast, who: Token) -> str:
    """A session through an account elsewhere: its token's hash."""
    found = match(SYSTEM, new_token(), who)
    assert isinstance(found, list)
    code = new_token()
    hand_off(SYSTEM, new_token(), found[0], code, "browser", found[1])
    assert sign_in(SYSTEM, new_token(), code, "browser", f"session {code}")
    return f"session {code}"


def me_with(token_hash: str) -> Me | None:
    with reading(SYSTEM) as db:
        return live_session(db, token_hash)


def links_of(cast: Cast, key: str, viewer: str = "coordinator") -> list[int]:
    with reading(me_of(cast, viewer)) as db:
        return [one.id for one in linked(db, cast.person(key))]


def count(table: type[t.Table]) -> int:
    with reading(SYSTEM) as db:
        return len(db.scalars(select(table)).all())


def test_first_by_a_confirmed_address_then_by_who_it_is(any_hub: Cast) -> None:
    change(t.Contact, any_hub.parent, email=" Mariama@Example.ORG ")
    assert comes(token()) == any_hub.accounts["parent"]
    assert comes(token(email="", later=1)) == any_hub.accounts["parent"]
    change(t.Contact, any_hub.parent, email="new@example.org")
    assert comes(token(email="else@example.org", later=2)) == any_hub.accounts["parent"]
    with reading(me_of(any_hub, "parent")) as db:
        (mine,) = linked(db, any_hub.parent)
    assert (mine.email, mine.issuer, mine.ended) == (ADDRESS, ISSUER, None)
    assert mine.used >= mine.since


def test_nobody_is_let_in_by_an_address_that_was_not_confirmed(any_hub: Cast) -> None:
    before = count(t.Account)
    assert comes(token(email="")) is None
    assert why() == Why.UNVERIFIED
    assert comes(token(email="stranger@example.org")) is None
    assert why() == Why.UNKNOWN
    assert (count(t.Account), count(t.Identity)) == (before, 0)


def test_somebody_without_an_account_gets_none(any_hub: Cast) -> None:
    with writing(SYSTEM) as db:
        person = t.Person(role="teacher", given_name="Nia")
        db.add(person)
        db.flush()
        db.add(t.Contact(person_id=person.id, email="nia@example.org"))
    assert comes(token(email="nia@example.org")) is None
    assert why() == Why.UNKNOWN


@pytest.mark.parametrize("other", ["other_parent", "no account"])
def test_two_people_with_one_address_are_told_apart_by_nobody(any_hub: Cast, other: str) -> None:
    with writing(SYSTEM) as db:
        if other == "no account":
            person = t.Person(role="guardian", given_name="Second")
            db.add(person)
            db.flush()
            db.add(t.Contact(person_id=person.id, email=ADDRESS))
        else:
            contact = db.get(t.Contact, any_hub.person(other))
            assert contact is not None
            contact.email = ADDRESS.upper()
    assert comes(token()) is None
    assert why() == Why.SEVERAL


def test_who_has_left_is_not_let_in_and_does_not_stand_in_the_way(any_hub: Cast) -> None:
    change(t.Contact, any_hub.other_parent, email=ADDRESS)
    change(t.Person, any_hub.parent, status="left")
    assert comes(token()) == any_hub.accounts["other_parent"]
    change(t.Person, any_hub.other_parent, status="left")
    assert comes(token(later=1)) is None
    assert why() == Why.CLOSED
    assert comes(token(subject="2")) is None
    assert why() == Why.UNKNOWN


def test_a_closed_account_stays_closed(any_hub: Cast) -> None:
    account = any_hub.accounts["parent"]
    assert comes(token()) == account
    change(t.Account, account, disabled_at=utc_now())
    assert comes(token(later=1)) is None
    assert why() == Why.CLOSED
    assert comes(token(subject="2")) is None


def test_an_answer_opens_the_hub_once(any_hub: Cast) -> None:
    assert comes(token(later=5)) is not None
    for old in (5, 4, 0):
        assert comes(token(later=old)) is None
        assert why() == Why.USED
    assert comes(token(later=6)) is not None
    with reading(SYSTEM) as db:
        spent = [is_spent(db, ISSUER, "1", token(later=one).at) for one in (5, 6, 7)]
        assert not is_spent(db, ISSUER, "2", token().at)
    assert spent == [True, True, False]


def test_an_address_that_passed_to_somebody_else_opens_nothing(any_hub: Cast) -> None:
    assert comes(token()) is not None
    assert comes(token(subject="2", later=1)) is None
    assert why() == Why.LINKED
    assert comes(token(subject="2", issuer="https://id.example.org")) is not None


def test_unlinked_stays_unlinked_until_it_is_linked_again(any_hub: Cast) -> None:
    parent = me_of(any_hub, "parent")
    assert comes(token()) is not None
    (one,) = links_of(any_hub, "parent", "parent")
    unlink(parent, new_token(), one)
    assert comes(token(later=1)) is None
    assert why() == Why.ENDED
    relink(parent, new_token(), one)
    assert comes(token(later=2)) == any_hub.accounts["parent"]


def test_unlinked_it_may_become_that_of_its_owner(any_hub: Cast) -> None:
    """The office had written the address of one parent beside the other."""
    assert comes(token()) == any_hub.accounts["parent"]
    (one,) = links_of(any_hub, "parent")
    unlink(me_of(any_hub, "coordinator"), new_token(), one)
    change(t.Contact, any_hub.parent, email=None)
    change(t.Contact, any_hub.other_parent, email=ADDRESS)
    assert comes(token(later=1)) == any_hub.accounts["other_parent"]
    assert links_of(any_hub, "parent") == []
    assert links_of(any_hub, "other_parent") == [one]


def test_two_of_one_provider_are_not_both_linked(any_hub: Cast) -> None:
    office = me_of(any_hub, "coordinator")
    assert comes(token()) is not None
    (first,) = links_of(any_hub, "parent")
    unlink(office, new_token(), first)
    assert comes(token(subject="2", later=1)) is not None
    with pytest.raises(Problem, match="Google"):
        relink(office, new_token(), first)


def test_unlinking_signs_out_where_it_was_used(any_hub: Cast) -> None:
    there, here = enter(any_hub, token()), enter(any_hub, token(later=1))
    me = me_with(here)
    assert me is not None
    (one,) = links_of(any_hub, "parent")
    with pytest.raises(NotFresh):  # the provider gave no password
        unlink(me, new_token(), one)
    fresh = me_of(any_hub, "parent")
    unlink(Me(**vars(fresh) | {"session_id": me.session_id}), new_token(), one)
    assert (me_with(there), me_with(here) is not None) == (None, True)
    unlink(me_of(any_hub, "coordinator"), new_token(), one)
    assert me_with(here) is None


def test_a_hand_off_ends_with_its_link(any_hub: Cast) -> None:
    found = match(SYSTEM, new_token(), token())
    assert isinstance(found, list)
    hand_off(SYSTEM, new_token(), found[0], "code", "browser", found[1])
    unlink(me_of(any_hub, "coordinator"), new_token(), found[1])
    assert sign_in(SYSTEM, new_token(), "code", "browser", "x") is None


def test_the_second_step_is_still_asked(any_hub: Cast) -> None:
    account = any_hub.accounts["coordinator"]
    with writing(SYSTEM) as db:
        db.add(t.SecondFactor(account_id=account, secret="x", confirmed_at=utc_now()))
    found = match(SYSTEM, new_token(), token(email="ms.okafor@example.org"))
    assert isinstance(found, list)
    assert hand_off(SYSTEM, new_token(), found[0], "code", "browser", found[1])
    assert sign_in(SYSTEM, new_token(), "code", "browser", "x") is None


def test_a_session_lasts_as_any_and_gave_no_password(any_hub: Cast) -> None:
    """Also that of somebody without a password, who stays for a year where a letter let them in."""
    account = any_hub.accounts["parent"]
    change(t.Account, account, password_hash=NO_PASSWORD)
    me = me_with(enter(any_hub, token()))
    assert me is not None
    assert (me.role, me.person_id, is_fresh(me)) == (Role.GUARDIAN, any_hub.parent, False)
    with reading(SYSTEM) as db:
        row = db.get(t.WebSession, me.session_id)
    assert row is not None
    assert until(row.expires_at) <= SESSIONS[Role.GUARDIAN].longest


def until(end: datetime) -> timedelta:
    return end - utc_now()


def test_the_only_way_in_is_not_taken_by_oneself(any_hub: Cast) -> None:
    change(t.Account, any_hub.accounts["parent"], password_hash=NO_PASSWORD)
    assert comes(token()) is not None
    (one,) = links_of(any_hub, "parent")
    with pytest.raises(Problem, match=ONLY_WAY):
        unlink(me_of(any_hub, "parent"), new_token(), one)
    assert comes(token(issuer="https://id.example.org")) is not None
    unlink(me_of(any_hub, "parent"), new_token(), one)
    (_first, other) = links_of(any_hub, "parent")
    unlink(me_of(any_hub, "coordinator"), new_token(), other)


def test_nobody_reaches_that_of_somebody_else(any_hub: Cast) -> None:
    assert comes(token()) is not None
    (one,) = links_of(any_hub, "parent")
    for stranger in ("other_parent", "teacher", "child"):
        assert links_of(any_hub, "parent", stranger) == []
        for command in (unlink, relink):
            with pytest.raises(NotFound):
                command(me_of(any_hub, stranger), new_token(), one)


def test_changing_it_asks_for_the_password(any_hub: Cast) -> None:
    assert comes(token()) is not None
    (one,) = links_of(any_hub, "parent")
    for key in ("parent", "coordinator"):
        known = me_of(any_hub, key)
        stale = Me(**vars(known) | {"confirmed_at": utc_now() - FRESH_FOR})
        for command in (unlink, relink):
            with pytest.raises(NotFresh):
                command(stale, new_token(), one)
