"""Who is signed in: asked on every event."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from db import tables as t
from db.session import HubSession
from db.tables.base import utc_now
from rules.devices import SignedIn
from rules.log import HEAD
from rules.people import Me, Role, Status, full_name
from rules.whole_hub import NO_PASSWORD

GOES_ON = (
    t.WebSession.revoked_at.is_(None),
    t.WebSession.idle_until > bindparam("now"),
    t.WebSession.expires_at > bindparam("now"),
)
MAY_ENTER = (t.Account.disabled_at.is_(None), t.Person.status == Status.ACTIVE)
NEWEST = select(t.Setting.value).where(t.Setting.key == HEAD).scalar_subquery()
OPEN = (
    select(
        t.WebSession.id,
        t.Account.id,
        t.Person.id,
        t.Person.role,
        t.Person.given_name,
        t.Person.family_name,
        t.Person.preferred_name,
        t.Person.ui_language,
        t.WebSession.seen_at,
        t.WebSession.confirmed_at,
        t.SecondFactor.confirmed_at,
        NEWEST,
    )
    .join(t.Account, t.Account.id == t.WebSession.account_id)
    .join(t.Person, t.Person.id == t.Account.person_id)
    .join(t.SecondFactor, t.SecondFactor.account_id == t.Account.id, isouter=True)
    .where(*GOES_ON, *MAY_ENTER)
)
OF_TOKEN = OPEN.where(t.WebSession.token_hash == bindparam("token"))
OF_SESSION = OPEN.where(t.WebSession.id == bindparam("session"))
SESSIONS = (
    select(
        t.WebSession.id,
        t.WebSession.device,
        t.WebSession.created_at,
        t.WebSession.seen_at,
    )
    .join(t.Account, t.Account.id == t.WebSession.account_id)
    .where(t.Account.person_id == bindparam("person"), *GOES_ON)
    .order_by(t.WebSession.seen_at.desc(), t.WebSession.id.desc())
)


@dataclass(frozen=True)
class Credential:
    """What the sign-in form checks a password against."""

    account_id: int
    username: str
    password_hash: str


def live_session(db: HubSession, token_hash: str) -> Me | None:
    """The person behind a session that has neither ended nor expired."""
    row = db.execute(OF_TOKEN, {"token": token_hash, "now": utc_now()}).one_or_none()
    if row is None:
        return None
    session_id, account_id, person_id, role, given, family, preferred, language, *since = row
    return Me(
        person_id=person_id,
        role=Role(role),
        name=full_name(given, family, preferred),
        language=language or "",
        account_id=account_id,
        session_id=session_id,
        seen_at=since[0],
        confirmed_at=since[1],
        has_second=since[2] is not None,
        state=since[3] or "",
    )


def is_live(db: HubSession, session_id: int) -> bool:
    """Whether a session goes on."""
    return db.scalar(OF_SESSION, {"session": session_id, "now": utc_now()}) is not None


def account_of(db: HubSession, token_hash: str) -> int | None:
    """The account of a session, be it over."""
    of_token = t.WebSession.token_hash == token_hash
    return db.scalar(select(t.WebSession.account_id).where(of_token))


def may_enter(db: HubSession, account_id: int) -> bool:
    """Whether an account is there, open, and of somebody who has not left."""
    return (
        db.scalar(
            select(t.Account.id)
            .join(t.Person, t.Person.id == t.Account.person_id)
            .where(t.Account.id == account_id, *MAY_ENTER)
        )
        is not None
    )


def sessions(db: HubSession, person_id: int) -> tuple[SignedIn, ...]:
    """Where somebody is signed in, the last used first; nowhere if it is not yours to see."""
    rows = db.execute(SESSIONS, {"person": person_id, "now": utc_now()})
    return tuple(SignedIn(*row) for row in rows)


def credential(db: HubSession, username: str) -> Credential | None:
    """The account of a username, if it may sign in."""
    account = db.scalars(
        select(t.Account)
        .join(t.Person, t.Person.id == t.Account.person_id)
        .where(t.Account.username == username.strip().lower(), *MAY_ENTER)
    ).one_or_none()
    return _credential(account) if account else None


def credential_of(db: HubSession, account_id: int) -> Credential:
    """What somebody who is known already is asked for again."""
    return _credential(db.scalars(select(t.Account).where(t.Account.id == account_id)).one())


def _credential(account: t.Account) -> Credential:
    return Credential(account.id, account.username, account.password_hash)


def has_password(db: HubSession, account_id: int) -> bool:
    """Whether somebody can come back on another device by themselves."""
    return credential_of(db, account_id).password_hash != NO_PASSWORD
