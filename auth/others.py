"""What a tab hears of the other tabs of its browser."""

from functools import partial

from auth import unsent
from auth.identity import Arrival, looks
from components.tab import listen
from rules.accounts import SESSIONS

LATER = 1  # second: so long after it could end, a session has ended if nobody is there


def hear_others(came: Arrival) -> None:
    """Empty this tab once its session ends, in another tab or of itself."""
    me = came.me
    who, seconds = "", 0.0
    if me is not None:
        lasts = SESSIONS[me.role]
        who = str(me.session_id)
        seconds = (lasts.noted if came.looked else lasts.idle).total_seconds() + LATER
    back = partial(unsent.take_back, me.account_id if me else None)
    listen(who, seconds, unsent.heard(), looked=looks, typed=unsent.keep, back=back)
