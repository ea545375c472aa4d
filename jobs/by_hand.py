"""What jobs that somebody runs by hand have in common: one sentence for whatever goes wrong."""

import logging
import sys
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from i18n import _
from migrations import upgrade
from rules.problems import Problem

DONE, REFUSED = 0, 1


def run(work: Callable[[], int]) -> int:
    """The work's own answer, on tables that are up to date; or why it can't be done."""
    logging.disable(logging.WARNING)
    try:
        upgrade()
        return work()
    except Problem as problem:
        return refuse(problem.sentence)
    except SQLAlchemyError:
        return refuse(_("The database can't be reached, or refuses. Nothing was changed."))


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED
