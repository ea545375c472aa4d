"""What is over goes: python -m jobs.retention --dry-run, then --do; once a week, for example.

The same as the page “What is over”. Everything in one transaction; then the database is written
anew, and looked through for who was erased.
"""

import logging
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from db.commands.retention import do, what_is_due
from db.queries.leaving import keep
from db.queries.school import school
from db.session import reading
from i18n import _, use
from i18n.dates import use_zone
from migrations import upgrade
from rules.accounts import new_token
from rules.people import SYSTEM
from rules.problems import Problem
from rules.retention import done, sentences

DONE, REFUSED = 0, 1


def main(words: Sequence[str] | None = None) -> int:
    """What would go, line by line; with --do it goes."""
    asked = _parser().parse_args(words)
    logging.disable(logging.WARNING)
    try:
        upgrade()
        return _run(really=asked.do)
    except Problem as problem:
        return _say(problem.sentence)
    except SQLAlchemyError:
        return _say(_("The database can't be reached, or refuses. Nothing was changed."))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m jobs.retention", description=__doc__)
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--dry-run", action="store_true", help="say what would go")
    how.add_argument("--do", action="store_true", help="let it go")
    return parser


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED


def _run(*, really: bool) -> int:
    with reading(SYSTEM) as db:
        here, years = school(db), keep(db).years
    use(here.language)
    use_zone(here.zone)
    due = what_is_due()
    for sentence in sentences(due, years):
        print(sentence)
    if really and due.anything:
        print(done(do(SYSTEM, new_token(), due)))
    return DONE


if __name__ == "__main__":
    sys.exit(main())
