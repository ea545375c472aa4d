"""A way in when no coordinator can sign in: python -m jobs.coordinator [USERNAME].

Prints a code that works once, within half an hour, at /join: for the coordinator of that username,
for the only one there is, or with --new for somebody new. Whoever may run this reads the database
anyway; the hub's log says that it was done.
"""

import sys
from argparse import ArgumentParser, Namespace

from db.commands.let_in import add_coordinator, let_in
from db.queries.people import people
from db.queries.school import school
from db.session import reading
from i18n import _, use
from jobs.by_hand import DONE, refuse, run
from rules.accounts import RESET_MINUTES, fingerprint, grouped, new_code, new_token
from rules.people import SYSTEM, PersonLine, Role
from rules.problems import Problem


def main(words: list[str] | None = None) -> int:
    """0 when a code was printed, 1 when the hub says no."""
    asked = _parser().parse_args(words)
    return run(lambda: _let_in(asked))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m jobs.coordinator", description=__doc__)
    who = parser.add_mutually_exclusive_group()
    who.add_argument("username", nargs="?", help="the coordinator's, as they sign in")
    who.add_argument(
        "--new", nargs=2, metavar=("GIVEN", "FAMILY"), help="somebody new, by both names"
    )
    parser.add_argument(
        "--second-step-off",
        action="store_true",
        help="they lost telephone and recovery codes: the password alone lets them in",
    )
    return parser


def _let_in(asked: Namespace) -> int:
    with reading(SYSTEM) as db:
        here = school(db)
        known = people(db, Role.COORDINATOR)
    if not here.is_set_up:
        return refuse("This hub is empty. Start it, and set it up with the code it prints.")
    use(here.language)
    if asked.new:
        person_id, name = add_coordinator(SYSTEM, new_token(), *asked.new), " ".join(asked.new)
    else:
        found = _chosen(known, asked.username)
        person_id, name = found.id, found.name
    code = new_code()
    off = asked.second_step_off
    let_in(SYSTEM, new_token(), person_id, fingerprint(code), second_step_off=off)
    print(f"{name} joins at /join with the code {grouped(code)},")
    print(f"which works once, within {RESET_MINUTES} minutes. A new password ends every session.")
    return DONE


def _chosen(known: tuple[PersonLine, ...], username: str | None) -> PersonLine:
    wanted = (username or "").strip().lower()
    found = [one for one in known if one.username == wanted] if wanted else list(known)
    if len(found) != 1:
        names = ", ".join(one.username or one.name for one in known) or "-"
        raise Problem(
            _("Please say which coordinator ({names}), or --new with both names.").format(
                names=names
            )
        )
    return found[0]


if __name__ == "__main__":
    sys.exit(main())
