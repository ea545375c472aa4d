"""Letters to families: from the click on the page to the bytes of the PDF."""

import secrets
import time
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure
from benchmarks.school import office, using
from db import tables as t
from db.commands.letters import make_letters
from db.queries.letters import families
from db.session import reading, writing
from exchange.letters_out import letters_pdf
from i18n.dates import today
from rules.letter_words import LETTERS
from rules.letters import Sender, new_codes, plan_letters
from rules.people import SYSTEM, Role

FEW, MANY, ROUNDS = 30, 600, 3
SITE = "https://hub.example.org"


def letters(folder: Path) -> list[Figure]:
    """Seconds for a class and for a school: the plan, the codes, the pages and the transaction."""
    few, size = _measured(folder / "letters", FEW, ROUNDS)
    many, all_sizes = _measured(folder / "letters-many", MANY, 1)
    return [
        Figure(f"letters for {FEW} families", few, "s", 5, note=f"{size // 1024} kB"),
        Figure(f"letters for {MANY} families", many, "s", note=f"{all_sizes // 1024} kB"),
    ]


def _measured(folder: Path, count: int, times: int) -> tuple[float, int]:
    folder.mkdir()
    with using(folder):
        me = office()
        _settle(count)
        rounds = []
        for _time in range(times):
            start = time.perf_counter()
            with reading(me) as db:
                plan = plan_letters(families(db), None, "en")
            codes = new_codes(plan.letters)
            pdf = letters_pdf(plan.letters, list(codes), Sender("Brook Hill", SITE, today()))
            make_letters(me, secrets.token_urlsafe(), list(codes.values()))
            rounds.append(time.perf_counter() - start)
    if len(plan.letters) != count:
        raise SystemExit(f"{len(plan.letters)} letters for {count} families")
    return median(rounds), len(pdf)


def _settle(count: int) -> None:
    """Families of every language that there is a letter in."""
    languages = list(LETTERS)
    with writing(SYSTEM) as db:
        room = t.SchoolClass(name="3B", school_year="2026/27")
        db.add(room)
        for number in range(count):
            spoken = languages[number % len(languages)]
            child = t.Person(role=Role.STUDENT, given_name=f"Child {number}", family_name="Diallo")
            adult = t.Person(role=Role.GUARDIAN, given_name=f"Adult {number}", home_language=spoken)
            db.add_all((child, adult))
            db.flush()
            db.add(t.Guardianship(guardian_id=adult.id, student_id=child.id))
            db.add(t.Enrolment(student_id=child.id, class_id=room.id))
