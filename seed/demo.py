"""The demo school: sixty children, thrown away when nobody needs it any more."""

from db.session import writing
from rules.people import SYSTEM
from seed.cast import SIGN_INS
from seed.school import Wish, make_school


def open_demo() -> int:
    """Fill an empty hub; the account id of the demo's coordinator."""
    with writing(SYSTEM) as db:
        return make_school(db, Wish()).accounts["coordinator"]


def sign_ins() -> tuple[tuple[str, str, str], ...]:
    """Role, name and password of everybody in the cast who signs in."""
    return tuple((member.role.value, member.username, member.password) for member in SIGN_INS)
