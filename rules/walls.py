"""What keeps people from rows of others: the hub always, and its database where it can."""

from enum import StrEnum

from i18n import N_


class Walls(StrEnum):
    GUARD = "guard"  # the hub's session alone
    OWNER = "owner"  # and the database, for the role that owns the tables
    GUEST = "guest"  # and the database, for a role that owns nothing


SENTENCES = {
    Walls.GUARD: N_("Who sees what is checked once here, by the hub itself."),
    Walls.OWNER: N_(
        "Who sees what is checked twice here: by the hub, and again by its database, as well as "
        "the hub's login there allows."
    ),
    Walls.GUEST: N_("Who sees what is checked twice here: by the hub, and again by its database."),
}
