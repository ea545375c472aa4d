"""A new key for what authenticator apps know: python -m jobs.reseal, while the hub runs or not.

Where the key is a file in HUB_DATA, a new one is made, all is sealed with it, and the old one is
destroyed. Where it is HUB_KEY: write the new key there and the old one into HUB_KEY_BEFORE, restart
the hub, run this, and remove HUB_KEY_BEFORE. Nobody has to set anything up anew.
"""

import logging
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter

from sqlalchemy.exc import SQLAlchemyError

from db.commands.second_factor import reseal
from db.sealed import add_key, is_given, keep_newest
from jobs.by_hand import DONE, refuse
from rules.accounts import new_token
from rules.people import SYSTEM


def main(words: list[str] | None = None) -> int:
    """0 when all is sealed with the newest key, 1 when the database refuses."""
    ArgumentParser(
        prog="python -m jobs.reseal",
        description=__doc__,
        formatter_class=RawDescriptionHelpFormatter,
    ).parse_args(words)
    logging.disable(logging.WARNING)
    try:
        sealed, lost = _reseal()
    except SQLAlchemyError:
        return refuse("The database can't be reached, or refuses. No key was destroyed.")
    print(f"{sealed} second steps are sealed with the newest key.")
    if lost:
        print(f"{lost} could be opened with no key that is known: they are set up anew.")
    if is_given():
        print("HUB_KEY_BEFORE, and hub.key in HUB_DATA, are needed no more: please remove them.")
    return DONE


def _reseal() -> list[int]:
    """The old key goes last: whatever stops this, nothing is lost."""
    if not is_given():
        add_key()
    done = reseal(SYSTEM, new_token())
    if not is_given():
        keep_newest()
    return done


if __name__ == "__main__":
    sys.exit(main())
