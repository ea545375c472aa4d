"""A code that lets somebody in: whom it is for, and which child it speaks of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invited:
    """Whom a code is for; a guardian is asked for the child, by first name and class alone."""

    person_id: int
    name: str
    child_id: int | None = None
    child: str = ""
    class_name: str = ""
    language: str = ""  # the family's, if there are letters in it
