"""Whether anything is left of somebody who was erased: python -m jobs.erasure [NUMBER].

Without a number it lists the erasures. With one it writes the database anew and searches it for the
names that are typed, one on each line, and keeps what it finds as the proof: after a stop in the
middle, or in a quiet hour when the hub was too busy before. 0: nothing is left; 1: something is.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from db.commands.erasure import prove
from db.queries.erasure import erased
from db.queries.leaving import keep
from db.queries.school import school
from db.session import reading
from i18n import _, use
from i18n.dates import use_zone
from jobs.by_hand import refuse, run
from rules.erasure import Erased
from rules.erasure_proof import called, proof_text
from rules.people import SYSTEM
from rules.traces import typed

PROVEN, NOT_PROVEN = 0, 1


def main(words: Sequence[str] | None = None) -> int:
    """The list, or the proof of one."""
    asked = _parser().parse_args(words)
    return run(lambda: _look(asked.number) if asked.number else _list())


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m jobs.erasure", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, help="of the erasure, as the list says")
    return parser


def _known() -> dict[int, Erased]:
    """Every erasure by its number; from now on in the school's language."""
    with reading(SYSTEM) as db:
        here, found = school(db), erased(db)
    use(here.language)
    use_zone(here.zone)
    return {one.id: one for one in found}


def _list() -> int:
    known = _known()
    for key, one in known.items():
        print(f"{key}  {called(one)}")
    return PROVEN if all(one.proved_at for one in known.values()) else NOT_PROVEN


def _look(number: int) -> int:
    known = _known()
    if number not in known:
        return refuse(_("There is no such erasure. Without a number you get the list."))
    if sys.stdin.isatty():
        print(_("Type what to look for, one on each line; end with Ctrl-D."))
    terms = typed(sys.stdin.read())
    if not terms:
        return refuse(_("Nothing was typed, so nothing was looked for."))
    proven = prove(SYSTEM, [number], terms, known[number].texts_left)
    with reading(SYSTEM) as db:
        days = keep(db).backup_days
    print(proof_text(_known()[number], days))
    return PROVEN if proven else NOT_PROVEN


if __name__ == "__main__":
    sys.exit(main())
