"""What families of the demo school allow, and one that asks to have something put right."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from db import tables as t
from db.session import HubSession
from rules.consents import Subject
from rules.corrections import About
from seed.families import Pupil
from seed.goals import moment_ago

ANSWERED = 0.7
ALLOWED = {Subject.PHOTOS: 0.75, Subject.DIRECTORY: 0.85, Subject.TRANSLATION: 0.6}


def plant_rights(db: HubSession, pupils: Sequence[Pupil], rng: Random, today: date) -> None:
    """Most families have answered; one waits for the office."""
    for pupil in pupils:
        for guardian in pupil.guardians:
            if rng.random() < ANSWERED:
                db.add_all(_said(pupil, guardian, rng, today))
    if pupils:
        asking = rng.choice(pupils)
        db.add(
            t.Correction(
                student_id=asking.id,
                author_id=asking.guardians[0],
                about=About.BIRTH_DATE,
                words="Day and month are the wrong way round.",
                created_at=moment_ago(today, 2),
            )
        )
    db.flush()


def _said(pupil: Pupil, guardian: int, rng: Random, today: date) -> Iterator[t.Consent]:
    at = moment_ago(today, rng.randint(3, 58))
    for subject, share in ALLOWED.items():
        yield t.Consent(
            guardian_id=guardian,
            student_id=pupil.id,
            subject=subject,
            agreed=rng.random() < share,
            said_at=at,
        )
