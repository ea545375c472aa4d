"""What people say about a goal."""

from db import tables as t
from db.commands.base import Tx, command, remove_own
from i18n import _
from rules.goal_checks import check_words
from rules.goals import Audience, audiences, voice_of
from rules.log import Readers
from rules.problems import Problem


@command("comment.add")
def add_comment(tx: Tx, goal_id: int, text: str, audience: Audience = Audience.ALL) -> int:
    """A comment for everybody around the goal, or for the grown-ups; its id."""
    goal = tx.get(t.Goal, goal_id)
    if audience not in audiences(tx.me.role):
        raise Problem(_("Everybody around this goal reads what you write here."))
    comment = tx.add(
        t.Comment(
            goal_id=goal.id,
            student_id=goal.student_id,
            author_id=tx.me.person_id,
            voice=voice_of(tx.me.role),
            text=check_words(text),
            audience=audience,
            created_at=tx.now,
        )
    )
    tx.audit("comment", comment.id, goal.student_id, readers=Readers(audience), goal=goal.id)
    return comment.id


@command("comment.remove")
def remove_comment(tx: Tx, comment_id: int) -> None:
    """Take one's own comment away."""
    comment = tx.get(t.Comment, comment_id)
    remove_own(tx, comment)
    readers = Readers(comment.audience)
    goal = comment.goal_id
    tx.audit("comment", comment.id, comment.student_id, readers=readers, goal=goal)
