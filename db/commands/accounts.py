"""Signing in and out: hand-offs, sessions, joining with an invitation."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from db import tables as t
from db.commands.base import Tx, command
from db.commands.people import end_open_codes
from db.commands.second_factor import is_open, second_factor_of
from db.queries.invitations import speaks_of_their_child
from db.queries.school import school
from db.queries.sign_in import GOES_ON
from db.session import writing
from db.tables.base import utc_now
from i18n import LANGUAGES, _, current
from rules.accounts import HANDOFF, SESSIONS, Lasts, check_username
from rules.people import SYSTEM, Me, Role, Status
from rules.problems import Problem
from rules.school import last_day
from rules.second_factor import TYPED_WITHIN
from rules.whole_hub import NO_PASSWORD


@command("account.hand_off")
def hand_off(
    tx: Tx, account_id: int, code_hash: str, browser_hash: str, identity_id: int | None = None
) -> bool:
    """Prepare the code that turns a checked password, or an account elsewhere, into a cookie.

    Whether it waits for digits.
    """
    account = tx.get(t.Account, account_id)
    waits = second_factor_of(tx, account_id) is not None
    row = t.Handoff(
        account_id=account_id,
        code_hash=code_hash,
        browser_hash=browser_hash,
        expires_at=tx.now + (TYPED_WITHIN if waits else HANDOFF),
        waits=waits,
        identity_id=identity_id,
    )
    tx.add(row)
    tx.audit("account", account.id)
    return waits


@command("account.sign_in")
def sign_in(
    tx: Tx, code_hash: str, browser_hash: str, token_hash: str, device: str = ""
) -> int | None:
    """Spend a hand-off: seconds the new session lasts, or None for a code that is no good."""
    row = tx.db.scalars(select(t.Handoff).where(t.Handoff.code_hash == code_hash)).one_or_none()
    tx.audit("session", row.account_id if row else None)
    if row is None or row.waits or not is_open(tx, row) or row.browser_hash != browser_hash:
        return None
    if row.identity_id and tx.get(t.Identity, row.identity_id).ended_at:
        return None
    row.used_at = tx.now
    lasts = _lasts(tx, row)
    tx.add(
        t.WebSession(
            account_id=row.account_id,
            token_hash=token_hash,
            device=device,
            idle_until=tx.now + lasts.idle,
            expires_at=tx.now + lasts.longest,
            confirmed_at=None if row.identity_id else tx.now,
            identity_id=row.identity_id,
        )
    )
    return int(lasts.longest.total_seconds())


def still_here(me: Me) -> None:
    """Put off the end of an idle session; now and then, and without a trace: nothing is changed."""
    lasts, now = SESSIONS[me.role], utc_now()
    if now - me.seen_at < lasts.noted:
        return
    with writing(SYSTEM) as db:
        row = db.get(t.WebSession, me.session_id)
        if row is not None:
            row.seen_at, row.idle_until = now, max(row.idle_until, now + lasts.idle)


@command("account.confirm")
def confirm(tx: Tx, session_id: int) -> None:
    """The password was given again in this session, and was right."""
    row = tx.get(t.WebSession, session_id)
    row.confirmed_at = tx.now
    tx.audit("session", row.id)


def _lasts(tx: Tx, row: t.Handoff) -> Lasts:
    """Somebody who has nothing to come back with stays for the rest of the school year."""
    account = tx.get(t.Account, row.account_id)
    if row.identity_id or account.password_hash != NO_PASSWORD:
        return SESSIONS[Role(tx.get(t.Person, account.person_id).role)]
    day = tx.now.date()
    rest = last_day(school(tx.db).year, day) - day + timedelta(days=1)
    return Lasts(rest, rest)


@command("account.end_session")
def end_session(tx: Tx, session_id: int) -> None:
    """Sign out on one device: one's own, and for the office anybody's."""
    row = tx.get(t.WebSession, session_id)
    row.revoked_at = row.revoked_at or tx.now
    tx.audit("session", row.id)


@command("account.end_sessions")
def end_sessions(tx: Tx, person_id: int, but: int | None = None) -> int:
    """Sign a person out everywhere, but for one session: how many ended."""
    of_person = select(t.Account.id).where(t.Account.person_id == person_id)
    account = tx.get(t.Account, tx.db.scalar(of_person))
    ended = _end(tx, account, but)
    tx.audit("person", person_id, ended=ended)
    return ended


@command("account.join")
def join(tx: Tx, code_hash: str, username: str, password_hash: str) -> int:
    """Spend an invitation, in the language it was read in: the id of the new account."""
    person = _spend(tx, code_hash)
    person.ui_language = current()
    account = _account(tx, person.id, check_username(username), password_hash)
    tx.audit("account", account.id)
    assert account.id is not None
    return account.id


@command("account.stay")
def stay(tx: Tx, code_hash: str) -> int:
    """Spend a guardian's invitation without a password, where the school allows it."""
    person = _spend(tx, code_hash)
    joined = tx.db.scalar(select(t.Account.id).where(t.Account.person_id == person.id))
    if not school(tx.db).stay or person.role != Role.GUARDIAN or joined:
        raise Problem(_("Please choose a password. The school asks for one."))
    person.ui_language = current()
    account = _account(tx, person.id, f"without-password-{person.id}", NO_PASSWORD)
    tx.audit("account", account.id)
    assert account.id is not None
    return account.id


@command("account.first_password")
def choose_first_password(tx: Tx, username: str, password_hash: str) -> None:
    """A name and a password for somebody who came in without."""
    assert isinstance(tx.me, Me)
    account = tx.get(t.Account, tx.me.account_id)
    if account.password_hash != NO_PASSWORD:
        raise Problem(_("You have a password already."))
    account.username, account.password_hash = check_username(username), password_hash
    try:
        tx.db.flush()
    except IntegrityError as error:  # the account of somebody else can't be looked up here
        raise Problem(_("This username is taken. Please choose another.")) from error
    tx.audit("account", account.id)


@command("account.password")
def change_password(tx: Tx, password_hash: str) -> int:
    """Another password of one's own; every other device is signed out: how many were."""
    assert isinstance(tx.me, Me)
    account = tx.get(t.Account, tx.me.account_id)
    if account.password_hash == NO_PASSWORD:
        raise Problem(_("You have no password yet."))
    account.password_hash = password_hash
    ended = _end(tx, account, but=tx.me.session_id)
    tx.audit("account", account.id)
    return ended


def _end(tx: Tx, account: t.Account, but: int | None) -> int:
    """End what goes on of an account's sessions, but for one."""
    going_on = select(t.WebSession).where(t.WebSession.account_id == account.id, *GOES_ON)
    ended = [row for row in tx.db.scalars(going_on, {"now": tx.now}) if row.id != but]
    for row in ended:
        row.revoked_at = tx.now
    return len(ended)


def _spend(tx: Tx, code_hash: str) -> t.Person:
    """The person of a code, which is used from now on; their other codes end with it."""
    row = tx.db.scalars(
        select(t.Invitation).where(t.Invitation.code_hash == code_hash)
    ).one_or_none()
    ended = row is None or row.used_at or row.revoked_at or row.expires_at < tx.now
    if row is None or ended or not speaks_of_their_child(tx.db, row.person_id, row.student_id):
        raise Problem(
            _("This invitation was used or has expired. Please ask the school for a new one.")
        )
    person = tx.get(t.Person, row.person_id)
    if person.status != Status.ACTIVE:
        raise Problem(_("This invitation is for somebody who has left the school."))
    row.used_at = tx.now
    end_open_codes(tx, [person.id])
    return person


def _account(tx: Tx, person_id: int, username: str, password_hash: str) -> t.Account:
    """The person's account with this password; its old sessions end."""
    taken = tx.db.scalars(select(t.Account).where(t.Account.username == username)).one_or_none()
    if taken is not None and taken.person_id != person_id:
        raise Problem(_("This username is taken. Please choose another."))
    own = tx.db.scalars(select(t.Account).where(t.Account.person_id == person_id)).one_or_none()
    if own is None:
        return tx.add(
            t.Account(person_id=person_id, username=username, password_hash=password_hash)
        )
    own.username, own.password_hash = username, password_hash
    for session in tx.db.scalars(select(t.WebSession).where(t.WebSession.account_id == own.id)):
        session.revoked_at = session.revoked_at or tx.now
    return own


@command("account.language")
def choose_language(tx: Tx, language: str) -> None:
    """Speak this language to me from now on."""
    assert isinstance(tx.me, Me)
    person = tx.get(t.Person, tx.me.person_id)
    person.ui_language = language if language in LANGUAGES else None
    tx.audit("person", person.id)
