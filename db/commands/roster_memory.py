"""What a school said of its columns, kept for the next import."""

from collections.abc import Sequence

from db.commands.base import Tx, command
from db.commands.settings import save_setting
from db.queries.roster_memory import memory
from rules.roster_mapping import SheetMapping
from rules.roster_memory import SETTING, remember, to_json


@command("roster.remember")
def remember_columns(tx: Tx, mappings: Sequence[SheetMapping]) -> None:
    """Keep how these sheets were read, so that their like are read so again."""
    kept = to_json(remember(memory(tx.db), mappings))
    save_setting(tx, SETTING, kept)
    tx.audit("school", None, sheets=len(kept))
