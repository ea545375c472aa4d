"""Is the log as it was written: python -m jobs.audit verify [--kept SEAL].

0: it is; 1: it isn't, or the database can't be reached. docs/decisions/log.md says what can't be
noticed.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from db.queries.log import sealed
from db.queries.school import school, setting
from db.session import reading
from i18n import _, ngettext, use
from i18n.dates import format_number
from jobs.by_hand import DONE, refuse, run
from rules.log import HEAD, START, Looked, look_through
from rules.people import SYSTEM


def main(words: Sequence[str] | None = None) -> int:
    """One sentence: the log holds, or where it breaks."""
    asked = _parser().parse_args(words)
    return run(lambda: _told(verify(asked.kept)))


def _told(found: Looked) -> int:
    if found.fault:
        return refuse(found.sentence)
    print(_whole(found))
    return DONE


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m jobs.audit", description=__doc__)
    parser.add_argument("what", choices=["verify"], help="look through the whole log")
    parser.add_argument(
        "--kept", default="", metavar="SEAL", help="a seal that was written down earlier"
    )
    return parser


def verify(kept: str = "") -> Looked:
    """Look through every entry, in one snapshot."""
    with reading(SYSTEM) as db:
        use(school(db).language)
        return look_through(sealed(db), setting(db, HEAD) or START, kept)


def _whole(found: Looked) -> str:
    count = ngettext(
        "The log is whole: {count} entry is as it was written.",
        "The log is whole: {count} entries are as they were written.",
        found.entries,
    ).format(count=format_number(found.entries))
    kept = _("Keep this seal outside the hub, for --kept: {seal}").format(seal=found.seal)
    return f"{count}\n{kept}" if found.entries else count


if __name__ == "__main__":
    sys.exit(main())
