"""What an upload may hold, set by the school."""

from db.commands.base import Tx, command
from db.commands.settings import save_setting
from rules.limits import SETTING, Limits, check_limits, own_limits


@command("school.limits")
def set_limits(tx: Tx, limits: Limits) -> None:
    """Keep the school's own limits, from the next upload on."""
    check_limits(limits)
    own = own_limits(limits)
    save_setting(tx, SETTING, own)
    tx.audit("school", None, limits=own)
