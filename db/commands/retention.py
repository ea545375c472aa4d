"""What is over goes: people as if each was erased alone, and what only mattered for a while."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from db.commands.erasing import erase_people
from db.commands.erasure import note_erasure, prove
from db.commands.roster_rows import delete_all, delete_before
from db.queries.erasure import terms_for
from db.queries.leaving import keep
from db.queries.retention import ENDED, due, over_rows
from db.session import HubSession, reading
from db.tables.base import utc_now
from db.traces import copies, goes_on
from i18n import _
from i18n.dates import today
from rules.people import SYSTEM, Viewer
from rules.problems import Problem
from rules.retention import SHORT, Due
from rules.traces import Term


@command("retention.run")
def run(tx: Tx, mark: str) -> dict[str, Any]:
    """Everything that was shown as over: how many of what, and the erasures that follow."""
    with tx.db.as_hub():
        found = due(tx.db, tx.now, keep(tx.db).years)
        if found.mark != mark:
            raise Problem(
                _("Something else is over by now, so nothing was done. Please look again.")
            )
        counts = {one.subject: one.count for one in found.rows}
        erasures, left = _erase(tx, found)
        _forget_answers(tx, found.surveys)
        forget(tx.db, tx.now)
    counts.pop("copy", None)
    tx.audit("school", None, counts=counts)
    return {"counts": counts, "erasures": erasures, "texts_left": left}


def _erase(tx: Tx, found: Due) -> tuple[list[int], int]:
    """Names alone in words about others stay: nobody has said yet whom they mean."""
    ids = [one.id for one in found.people]
    if not ids:
        return [], 0
    terms = terms_for(tx.db, ids)
    _counts, left = erase_people(tx, ids, terms, None)
    return [note_erasure(tx, one.id, one.role, {}, left) for one in found.people], left


def _forget_answers(tx: Tx, surveys: Collection[int]) -> None:
    """What families answered; that they were asked, and what, stays."""
    of_survey = select(t.Response.id).where(t.Response.survey_id.in_(surveys))
    responses = list(tx.db.scalars(of_survey))
    of_response = select(t.Answer.id).where(t.Answer.response_id.in_(responses))
    answers = list(tx.db.scalars(of_response))
    used = select(t.AnswerUse.id).where(t.AnswerUse.answer_id.in_(answers))
    delete_all(tx, t.AnswerUse, list(tx.db.scalars(used)))
    delete_all(tx, t.Answer, answers)
    delete_all(tx, t.Response, responses)


def forget(db: HubSession, now: datetime) -> int:
    """Forms, codes and sessions that were over 30 days ago: how many."""
    count = sum(one.count for one in over_rows(db, now))
    for table, ended in ENDED.items():
        delete_before(db, table, ended.key, now - SHORT)
    return count


def what_is_due() -> Due:
    """What would go now."""
    with reading(SYSTEM) as db:
        return due(db, utc_now(), keep(db).years)


def terms_of_due(found: Due) -> tuple[Term, ...]:
    """By what those who are due could be found; read before they go."""
    with reading(SYSTEM) as db:
        return terms_for(db, [one.id for one in found.people]) if found.people else ()


def do(me: Viewer, op: str, found: Due) -> dict[str, int]:
    """All of it, then the copies that are too old, then the proof: how many of what went."""
    terms = terms_of_due(found)
    told = run(me, op, found.mark)
    for path in copies():
        if goes_on(path) <= today():
            path.unlink()
            told["counts"]["copy"] = told["counts"].get("copy", 0) + 1
    if told["erasures"]:
        prove(me, told["erasures"], terms, told["texts_left"])
    counts: dict[str, int] = told["counts"]
    return counts
