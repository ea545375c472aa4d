"""What the school said of its columns before."""

from typing import Any

from db.queries.school import setting
from db.session import HubSession
from rules.roster_memory import SETTING, Memory, from_json


def memory(db: HubSession) -> Memory:
    kept: Any = setting(db, SETTING)
    return from_json(kept)
