"""What a new school year changes beside the roster: goals, the family survey, the year itself."""

from collections.abc import Mapping

from db import tables as t
from db.commands.base import Tx
from db.commands.roster_rows import update_all
from db.commands.settings import save_setting
from rules.roster import Subject, Value

BESIDE = (Subject.GOAL, Subject.SURVEY, Subject.SCHOOL)


def change_beside(tx: Tx, changed: Mapping[tuple[Subject, int], Mapping[str, Value]]) -> None:
    """Give goals, surveys and the school these values; other subjects are left alone."""
    goals = {key: fields for (subject, key), fields in changed.items() if subject == Subject.GOAL}
    stamped = {key: {**fields, "updated_at": tx.now} for key, fields in goals.items()}
    update_all(tx, t.Goal, stamped, counted=True)
    surveys = {key: one for (subject, key), one in changed.items() if subject == Subject.SURVEY}
    update_all(tx, t.Survey, surveys, counted=True)
    for (subject, _key), fields in changed.items():
        if subject == Subject.SCHOOL:
            save_setting(tx, "school.year", str(fields["school_year"]))
