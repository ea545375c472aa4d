"""Ways to ask for rows: each is refused, or answers as if the hidden rows did not exist."""

from collections.abc import Callable
from typing import Any

from db import tables as t

Shape = Callable[[Any], Any]  # a HubSession, asked in ways its types forbid

P, G, C, W, S = t.Person, t.Goal, t.Contact, t.Guardianship, t.Setting
PEOPLE, GOALS = P.__table__, G.__table__
