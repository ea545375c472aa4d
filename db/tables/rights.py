"""What families ask to have put right, and what they allow: added to, so that it stays readable."""

from datetime import datetime

from sqlmodel import Field

from db.tables.base import Table, key, later, link, moment


class Correction(Table, table=True):
    """Somebody of the family says what is wrong; the office answers once."""

    id: int = key()
    student_id: int = link("person.id")
    author_id: int = link("person.id")
    about: str
    words: str
    state: str = Field(default="open", index=True)
    reason: str = ""
    answered_by: int | None = link("person.id", default=None)
    answered_at: datetime | None = later()
    created_at: datetime = moment()


class Consent(Table, table=True):
    """One answer of one guardian; the newest counts, the earlier ones are the history."""

    id: int = key()
    student_id: int = link("person.id")
    guardian_id: int = link("person.id")
    subject: str
    agreed: bool
    said_at: datetime = moment()
