"""What an upload may hold, set by the school."""

from db import tables as t
from db.commands.base import Tx, command
from rules.limits import SETTING, Limits, check_limits, own_limits


@command("school.limits")
def set_limits(tx: Tx, limits: Limits) -> None:
    """Keep the school's own limits, from the next upload on."""
    check_limits(limits)
    own = own_limits(limits)
    row = tx.db.get(t.Setting, SETTING)
    if row is None:
        tx.add(t.Setting(key=SETTING, value=own))
    else:
        row.value = own
    tx.audit("school", None, limits=own)
