"""python -m seed --students 60: a demo school in an empty database, and how to sign in."""

import sys
from argparse import ArgumentParser

from db.session import writing
from migrations import upgrade
from rules.people import SYSTEM
from rules.problems import Problem
from seed.demo import sign_ins
from seed.school import Wish, make_school

SMALLEST = 4  # the cast's own children


def main() -> int:
    """Fill the configured database and print the sign-ins."""
    wish = _wish()
    upgrade()
    try:
        with writing(SYSTEM) as db:
            make_school(db, wish)
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        return 1
    print(f"A demo school with {wish.students} children. Sign in with:")
    for role, name, password in (("role", "name", "password"), *sign_ins()):
        print(f"{role:<12} {name:<10} {password}")
    return 0


def _wish() -> Wish:
    parser = ArgumentParser(prog="python -m seed", description=__doc__)
    parser.add_argument("--students", type=int, default=60, help="how many children (default 60)")
    parser.add_argument("--year", default="", help="the school year, for example 2026/27")
    parser.add_argument("--rng", type=int, default=1, help="another number, another school")
    asked = parser.parse_args()
    if asked.students < SMALLEST:
        parser.error(f"A demo school has at least {SMALLEST} children.")
    return Wish(asked.students, asked.year, asked.rng)


if __name__ == "__main__":
    sys.exit(main())
