"""What keeps people from rows of others: the hub always, and its database where it can."""

from enum import StrEnum

from i18n import N_


class Walls(StrEnum):
    GUARD = "guard"  # the hub's session alone
    OWNER = "owner"  # and the database, for the role that owns the tables
    GUEST = "guest"  # and the database, for a role that owns nothing


SENTENCES = {
    Walls.GUARD: N_("The hub checks each time who may see what."),
    Walls.OWNER: N_(
        "The hub checks each time who may see what. Its database checks again, as well as the "
        "hub's login there allows."
    ),
    Walls.GUEST: N_("The hub checks each time who may see what, and its database checks again."),
}
