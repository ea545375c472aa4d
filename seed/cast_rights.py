"""What the cast allows, and what one of them asked to have put right."""

from collections.abc import Mapping
from datetime import date

from db import tables as t
from db.session import HubSession
from rules.consents import Subject
from rules.corrections import About, State
from seed.goals import moment_ago

# Who of the cast said what about whom, how many days ago.
SAID: tuple[tuple[str, str, Subject, bool, int], ...] = (
    ("parent", "child", Subject.PHOTOS, True, 70),
    ("parent", "child", Subject.PHOTOS, False, 20),
    ("parent", "child", Subject.DIRECTORY, True, 70),
    ("siblings_parent", "sibling", Subject.PHOTOS, True, 40),
)


def plant_cast_rights(db: HubSession, people: Mapping[str, int], today: date) -> None:
    """A family that changed its mind, and one request with its answer."""
    db.add_all(
        t.Consent(
            guardian_id=people[guardian],
            student_id=people[child],
            subject=subject,
            agreed=agreed,
            said_at=moment_ago(today, days),
        )
        for guardian, child, subject, agreed, days in SAID
    )
    db.add(
        t.Correction(
            student_id=people["child"],
            author_id=people["parent"],
            about=About.CLASS,
            words="The letter said 3A. She is in 3B, with Ms Kaya.",
            state=State.DONE,
            reason="You are right. The letter was from an old list; here it says 3B.",
            answered_by=people["coordinator"],
            answered_at=moment_ago(today, 30),
            created_at=moment_ago(today, 33),
        )
    )
    db.flush()
