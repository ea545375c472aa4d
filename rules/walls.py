"""What keeps people from rows of others: the session always, and the database where it can."""

from enum import StrEnum


class Walls(StrEnum):
    GUARD = "guard"  # the session alone
    OWNER = "owner"  # and the database, for the role that owns the tables
    GUEST = "guest"  # and the database, for a role that owns nothing
