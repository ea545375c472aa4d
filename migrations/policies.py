"""The policies of PostgreSQL, and the role that owns nothing: made anew when the rules changed.

What this login may not make is left out and said in the log; the hub runs with what there is.
docs/decisions/row-level-security.md
"""

import logging
from collections.abc import Callable
from hashlib import sha256

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from db import tables as t
from db.engine import GUEST, TURN
from db.policies import Policies

LOG = (t.AuditEntry.__tablename__, t.AuditChild.__tablename__)
WHERE = "SELECT quote_ident(current_schema())"
# What was made last, told by a function that is always made.
MARK = "SELECT obj_description(to_regprocedure('hub_role()'), 'pg_proc')"
CLEAR = r"""
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT policyname, tablename FROM pg_policies
        WHERE schemaname = current_schema() AND policyname LIKE 'hub\_%'
    LOOP EXECUTE format('DROP POLICY %I ON %I', one.policyname, one.tablename); END LOOP;
    FOR one IN SELECT oid::regprocedure AS called FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'hub\_%'
    LOOP EXECUTE format('DROP FUNCTION %s', one.called); END LOOP;
END $$;
"""
INVITE = """
DO $$ DECLARE guest name := CAST('hub_guest_of_' || session_user AS name); BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = guest) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', guest);
    END IF;
    EXECUTE format('GRANT %I TO %I', guest, session_user);
END $$;
"""
GRANTS = r"""
GRANT USAGE ON SCHEMA {schema} TO {guest};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {guest};
GRANT SELECT, INSERT ON {log} TO {guest};
GRANT SELECT, INSERT, UPDATE, DELETE ON {rest} TO {guest};
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT oid::regprocedure AS called FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'hub\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.called);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {guest}', one.called);
    END LOOP;
END $$;
"""
log = logging.getLogger(__name__)


def keep_policies(url: str) -> None:
    """Let the database hold to the row rules by itself, as far as this login may see to it."""
    if make_url(url).get_backend_name() != "postgresql":
        return
    engine = create_engine(url)
    with engine.begin() as connection:
        if _guest(connection) is None and not _tried(connection, _invite):
            log.warning(
                "No role could be made that owns nothing: row-level security holds for the owner"
                " of the tables. A login that may CREATE ROLE makes one at the next start."
            )
        if not _tried(connection, _make):
            log.warning("Row-level security could not be set up: the hub alone filters rows.")
    engine.dispose()


def _guest(connection: Connection) -> str | None:
    """The role that owns nothing, ready to be named in a statement."""
    found: str | None = connection.exec_driver_sql(GUEST).scalar()
    return connection.dialect.identifier_preparer.quote(found) if found else None


def _tried(connection: Connection, step: Callable[[Connection], None]) -> bool:
    try:
        with connection.begin_nested():
            step(connection)
    except ProgrammingError:  # not allowed
        return False
    return True


def _invite(connection: Connection) -> None:
    _run(connection, TURN, INVITE)


def _make(connection: Connection) -> None:
    script = _script(connection)
    mark = sha256(script.encode()).hexdigest()
    if connection.exec_driver_sql(MARK).scalar() != mark:
        _run(connection, TURN, script, f"COMMENT ON FUNCTION hub_role() IS '{mark}'")


def _script(connection: Connection) -> str:
    schema, guest = connection.exec_driver_sql(WHERE).scalar_one(), _guest(connection)
    made = CLEAR + Policies(schema, guest or "CURRENT_USER").script()
    return made + _grants(schema, guest) if guest else made


def _grants(schema: str, guest: str) -> str:
    names = [f"{schema}.{table.__tablename__}" for table in t.ALL]
    log = [f"{schema}.{name}" for name in LOG]
    rest = ", ".join(name for name in names if name not in log)
    return GRANTS.format(schema=schema, guest=guest, log=", ".join(log), rest=rest)


def _run(connection: Connection, *script: str) -> None:
    whole = connection.execution_options(no_parameters=True)  # it is full of per cent signs
    whole.exec_driver_sql(";\n".join(script))
