"""The school's settings, kept by whichever command is about them."""

from typing import Any

from db import tables as t
from db.commands.base import Tx


def save_setting(tx: Tx, key: str, value: Any) -> None:
    """Keep one setting; its value is anything that JSON holds."""
    row = tx.db.get(t.Setting, key)
    if row is None:
        tx.add(t.Setting(key=key, value=value))
    else:
        row.value = value
