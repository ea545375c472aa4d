"""What every page knows of the school."""

from sqlalchemy import func, select

from db import tables as t
from db.queries.kept import remembered
from db.session import HubSession
from rules.school import School

OF_SCHOOL = select(t.Setting.key, t.Setting.value).where(t.Setting.key.startswith("school."))


@remembered
def school(db: HubSession) -> School:
    """The school's settings; without a name before set-up."""
    known = {key.removeprefix("school."): value for key, value in db.execute(OF_SCHOOL)}
    return School(**{name: known[name] for name in School.__dataclass_fields__ if name in known})


def setting(db: HubSession, key: str) -> str | None:
    """One setting, or None."""
    row = db.get(t.Setting, key)
    return row.value if row else None


def is_empty(db: HubSession) -> bool:
    """Whether nobody has been set up yet."""
    return not db.scalar(select(func.count()).select_from(t.Account))
