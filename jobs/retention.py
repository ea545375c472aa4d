"""What is over goes: python -m jobs.retention --dry-run, then --do; once a week, for example.

The same as the page “Old data to erase”. Everything in one transaction; then the database is
written anew, and looked through for who was erased.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from db.commands.retention import do, what_is_due
from db.queries.leaving import keep
from db.queries.school import school
from db.session import reading
from i18n import use
from i18n.dates import use_zone
from jobs.by_hand import DONE, run
from rules.accounts import new_token
from rules.people import SYSTEM
from rules.retention import done, sentences


def main(words: Sequence[str] | None = None) -> int:
    """What would go, line by line; with --do it goes."""
    asked = _parser().parse_args(words)
    return run(lambda: _retain(really=asked.do))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m jobs.retention", description=__doc__)
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--dry-run", action="store_true", help="say what would go")
    how.add_argument("--do", action="store_true", help="let it go")
    return parser


def _retain(*, really: bool) -> int:
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
