"""Who sees each thing about a child, as much of it as the viewer may know."""

from collections.abc import Sequence
from typing import Any

from db import tables as t
from db.readers import Draft
from db.session import HubSession
from rules.goals import audiences
from rules.people import Named, Role, Viewer, full_name
from rules.readers import NEW, Around, Item, Readers, Sight

ABOUT = 3  # columns on the row itself: table, key, draft


def sight(db: HubSession, child: Named, *asked: type[t.Table] | Draft) -> Sight:
    """Who sees these rows of a child, however many there are: a statement, for staff two."""
    people = _around(db, child.id) if db.viewer.is_staff else ()
    rows = db.sight(child.id, [Viewer(one.id, one.role) for one in people], asked)
    return Sight(
        {(row[0], row[2] or row[1]): _readers(db.viewer.role, child, people, row) for row in rows}
    )


def goal_sight(db: HubSession, child: Named) -> Sight:
    """Who sees a child's goals, what is said on them, and what the viewer may still say."""
    drafts = (
        Draft(t.Comment, one, (("student_id", child.id), ("audience", one)))
        for one in audiences(db.viewer.role)
    )
    new = tuple(Draft(table, NEW, (("student_id", child.id),)) for table in (t.Goal, t.GoalVoice))
    return sight(db, child, t.Goal, t.GoalVoice, t.Comment, t.Answer, *new, *drafts)


def story_sight(db: HubSession, child: Named) -> Sight:
    """Who sees a child's name, goals and answers."""
    return sight(db, child, t.Person, t.Goal, t.Answer)


def answer_sight(db: HubSession, child: Named) -> Sight:
    """Who sees what was told about a child."""
    return sight(db, child, t.Answer)


def note_sight(db: HubSession, child: Named) -> Sight:
    """Who sees the notes about a child, and one that is still being written."""
    return sight(db, child, t.StaffNote, Draft(t.StaffNote, NEW, (("student_id", child.id),)))


def rights_sight(db: HubSession, child: Named) -> Sight:
    """Who will see what the viewer asks to have put right, or allows."""
    about = ("student_id", child.id)
    return sight(
        db,
        child,
        Draft(t.Correction, NEW, (about, ("author_id", db.viewer.person_id))),
        Draft(t.Consent, NEW, (about, ("guardian_id", db.viewer.person_id))),
    )


def new_goal_sight(db: HubSession, child: Named) -> str:
    """Who will see a goal that is still being written."""
    return sight(db, child, Draft(t.Goal, NEW, (("student_id", child.id),))).line(Item.GOAL, NEW)


def _around(db: HubSession, child_id: int) -> tuple[Around, ...]:
    me = db.viewer.person_id
    found = {
        key: Around(key, Role(role), full_name(given, family, known), relation, key == me)
        for role, key, given, family, known, relation in db.around(child_id)
    }
    return tuple(found.values())


def _readers(role: Role, child: Named, people: Sequence[Around], row: Sequence[Any]) -> Readers:
    student, parents, author, teachers, office, *each = row[ABOUT:]
    named = list(zip(people, each, strict=True))
    return Readers(
        role=role,
        child=child.name,
        student=bool(student),
        parents=bool(parents),
        author=bool(author),
        teachers=bool(teachers),
        office=bool(office),
        people=tuple(one for one, reads in named if reads),
        others=tuple(one for one, reads in named if not reads),
    )
