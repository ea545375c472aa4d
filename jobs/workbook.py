"""The whole hub as one workbook: python -m jobs.workbook export|import PATH.

What leaves and what stays behind is told in docs/decisions/whole-hub.md.
"""

import logging
import sys
from argparse import ArgumentParser, Namespace
from datetime import timedelta
from errno import EISDIR
from os import strerror
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from db import tables as t
from db.commands.log import take_school
from db.commands.whole_hub import restore
from db.queries.school import school
from db.queries.whole_hub import tables
from db.session import reading, writing
from db.tables.base import utc_now
from exchange.whole_hub_in import NotRead, opened
from exchange.whole_hub_out import whole_hub
from exchange.workbooks_out import save_workbook
from i18n import use
from migrations import upgrade
from rules.accounts import INVITATION_DAYS, fingerprint, grouped, new_code, new_token
from rules.people import SYSTEM, Role, Status, full_name
from rules.problems import Problem
from rules.whole_hub import NO_PASSWORD

DONE, REFUSED, NOT_READ = 0, 1, 2


def main(words: list[str] | None = None) -> int:
    """0 when it is done, 1 when the hub or the workbook says no, 2 when a file can't be used."""
    asked = _parser().parse_args(words)
    logging.disable(logging.WARNING)
    try:
        upgrade()
        return _export(asked) if asked.what == "export" else _import(asked.path)
    except NotRead as problem:
        return _say(problem.sentence, NOT_READ)
    except Problem as problem:
        return _say(problem.sentence, REFUSED)
    except OSError as error:
        return _say(f"{error.filename or asked.path}: {error.strerror}.", NOT_READ)
    except SQLAlchemyError:
        return _say("The database can't be reached, or refuses. Nothing was changed.", REFUSED)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m jobs.workbook", description=__doc__)
    jobs = parser.add_subparsers(dest="what", required=True)
    out = jobs.add_parser("export", help="write the hub to a workbook")
    out.add_argument(
        "--with-passwords",
        action="store_true",
        help="take the password hashes along, so that nobody has to be invited again",
    )
    into = jobs.add_parser("import", help="fill an empty hub from such a workbook")
    for job in (out, into):
        job.add_argument("path", type=Path, help="the workbook, such as hub.xlsx")
    return parser


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _export(asked: Namespace) -> int:
    if asked.path.is_dir():
        raise IsADirectoryError(EISDIR, strerror(EISDIR), str(asked.path))
    take_school(SYSTEM, new_token(), "hub")
    with reading(SYSTEM) as db:
        use(school(db).language)
        save_workbook(whole_hub(tables(db, passwords=asked.with_passwords)), asked.path)
    print(f"The whole hub is in {asked.path}.")
    return DONE


def _import(path: Path) -> int:
    with opened(path) as book:
        counts = restore(book)
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    print(f"Brought in: {told or 'nothing, as the workbook is empty'}.")
    _let_somebody_in()
    return DONE


def _let_somebody_in() -> None:
    """Where no password came along, a coordinator joins first and invites the others."""
    with reading(SYSTEM) as db:
        works = t.Account.password_hash != NO_PASSWORD
        people = db.scalars(
            select(t.Person)
            .where(t.Person.role == Role.COORDINATOR, t.Person.status == Status.ACTIVE)
            .order_by(t.Person.id)
        ).all()
        if not people or db.scalars(select(t.Account.id).where(works).limit(1)).first():
            return
    code, person = new_code(), people[0]
    name = full_name(person.given_name, person.family_name, person.preferred_name)
    with writing(SYSTEM) as db:
        db.add(
            t.Invitation(
                person_id=person.id,
                created_by=person.id,
                code_hash=fingerprint(code),
                expires_at=utc_now() + timedelta(days=INVITATION_DAYS),
            )
        )
    print(f"Passwords stayed behind. {name} joins at /join with the code {grouped(code)},")
    print(f"which works once, within {INVITATION_DAYS} days, and then invites the others.")


if __name__ == "__main__":
    sys.exit(main())
