"""What is known of an open tab beside its cookie: Streamlit's own id of it stands in its uploads.

That id is known to the tab alone; where no cookie comes through, it stands for who is signed in.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from streamlit.runtime.scriptrunner import get_script_run_ctx

MOST_TABS = 5_000
MOST_HELD = 240 * 2**20  # bytes of uploads, which the server keeps in memory


@dataclass
class Tab:
    """The token it was last seen with, and the size of each file it uploaded."""

    token_hash: str = ""
    held: dict[str, int] = field(default_factory=dict)

    def takes(self, file: str, size: int) -> bool:
        """Whether one more file may come; one that comes again takes its own place."""
        others = sum(other for name, other in self.held.items() if name != file)
        fits = others + size <= MOST_HELD
        if fits:
            self.held[file] = size
        return fits


_tabs: OrderedDict[str, Tab] = OrderedDict()


def tab(key: str) -> Tab:
    """What is known of a tab; those that were quiet longest are forgotten."""
    found = _tabs.setdefault(key, Tab())
    _tabs.move_to_end(key)
    while len(_tabs) > MOST_TABS:
        _tabs.popitem(last=False)
    return found


def remember(token_hash: str) -> None:
    """The tab of this run has this token, live or not."""
    context = get_script_run_ctx()
    if context is not None:
        tab(context.session_id).token_hash = token_hash
