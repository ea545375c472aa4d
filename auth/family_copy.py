"""A family's copy on its way out: made at the click, told in the log, by its reader's own rules."""

from contextvars import copy_context

from db.commands.log import take_for_family, take_own
from db.queries import family_copy as copies
from db.session import reading
from exchange.family_copy_out import family_copy_zip
from i18n import current, use
from i18n.dates import today
from rules.accounts import new_token
from rules.family_copy import Reader
from rules.people import SYSTEM, Me


def own_copy(me: Me, child_id: int, school: str) -> bytes:
    """Everything that whoever asks may see."""
    take_own(me, new_token(), child_id)
    return _made(Reader(me, me.name), child_id, school, unsent=True)


def copy_for(me: Me, child_id: int, reader: Reader, school: str) -> bytes:
    """The same for one of the family, made by the office; it reads no answer before it is sent."""
    take_for_family(me, new_token(), child_id, reader.viewer.person_id)
    return copy_context().run(_in_their_language, reader, child_id, school)


def _in_their_language(reader: Reader, child_id: int, school: str) -> bytes:
    use(reader.language or current())
    return _made(reader, child_id, school, unsent=False)


def _made(reader: Reader, child_id: int, school: str, *, unsent: bool) -> bytes:
    with reading(reader.viewer) as db:
        copy = copies.family_copy(db, child_id, school, reader, unsent=unsent)
    with reading(SYSTEM) as db:
        copy = copies.with_names(db, copy)
    return family_copy_zip(copy, today())
