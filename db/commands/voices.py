"""The child's and the family's own words on a goal."""

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, check_version, command
from i18n import _
from rules.goal_checks import check_words
from rules.goals import Voice


@command("voice.child")
def write_child_words(tx: Tx, goal_id: int, words: str, version: int) -> int:
    """The child's words, by the child or written down by the school; version 0 for the first."""
    goal = tx.get(t.Goal, goal_id)
    rows = _voices(tx, goal, Voice.CHILD)
    if tx.me.person_id == goal.student_id:
        own = [row for row in rows if row.author_id == goal.student_id]
    else:
        own = [row for row in rows if row.author_id != goal.student_id]
    return _write(tx, goal, Voice.CHILD, own[0] if own else None, words, version)


@command("voice.family")
def write_family_words(tx: Tx, goal_id: int, words: str, version: int) -> int:
    """What this guardian says; version 0 for the first words."""
    goal = tx.get(t.Goal, goal_id)
    rows = _voices(tx, goal, Voice.FAMILY)
    own = next((row for row in rows if row.author_id == tx.me.person_id), None)
    return _write(tx, goal, Voice.FAMILY, own, words, version)


def _voices(tx: Tx, goal: t.Goal, voice: Voice) -> list[t.GoalVoice]:
    rows = select(t.GoalVoice).where(t.GoalVoice.goal_id == goal.id, t.GoalVoice.voice == voice)
    return list(tx.db.scalars(rows))


def _write(
    tx: Tx, goal: t.Goal, voice: Voice, row: t.GoalVoice | None, words: str, version: int
) -> int:
    said = row or t.GoalVoice(
        goal_id=goal.id,
        student_id=goal.student_id,
        voice=voice,
        author_id=tx.me.person_id,
        words="",
        version=0,
    )
    check_version(said.version, version, {_("Words"): said.words, "version": str(said.version)})
    kept = check_words(words)
    said.words, said.author_id, said.written_at = kept, tx.me.person_id, tx.now
    said.version += 1
    tx.add(said)
    tx.audit("voice", said.id, goal.student_id, voice=voice, goal=goal.id)
    return said.version
