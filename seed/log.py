"""What the demo school's log tells: who looked at one child, in the weeks before today."""

from datetime import date

from db import tables as t
from db.session import HubSession
from rules.people import Role
from seed.cast import Cast
from seed.goals import moment_ago

HERE_SINCE = 70  # days
LOOKS: tuple[tuple[int, str, str, str, dict[str, str]], ...] = (
    (23, "teacher", "view.child", "child", {"page": "goals.board"}),
    (22, "teacher", "goal.update", "goal", {}),
    (16, "coordinator", "export.children", "export", {"what": "People"}),
    (9, "teacher", "view.child", "child", {"page": "goals.child"}),
    (2, "teacher", "checkin.add", "check_in", {}),
    (1, "coordinator", "view.child", "child", {"page": "goals.child"}),
)


def plant_log(db: HubSession, cast: Cast, today: date) -> None:
    """A family reads it from the day on which the child's row was made."""
    child = db.get(t.Person, cast.child)
    assert child is not None
    child.created_at = moment_ago(today, HERE_SINCE)
    goal = min(cast.goals.values())
    subjects = {"child": cast.child, "goal": goal}
    for days, who, action, subject, detail in LOOKS:
        db.append(
            t.AuditEntry(
                at=moment_ago(today, days),
                actor_id=cast.person(who),
                role=Role.TEACHER if who == "teacher" else Role.COORDINATOR,
                action=action,
                subject=subject,
                subject_id=subjects.get(subject),
                student_id=cast.child,
                detail=detail,
            )
        )
