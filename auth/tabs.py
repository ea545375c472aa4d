"""Which sign-in a tab has, for uploads of browsers whose cookies don't reach the hub.

Streamlit's own id of a tab stands in the address of what it uploads, and is known to it alone.
"""

from collections import OrderedDict

from streamlit.runtime.scriptrunner import get_script_run_ctx

MOST = 5_000  # tabs

_tokens: OrderedDict[str, str] = OrderedDict()


def remember(token_hash: str) -> None:
    """The tab of this run has this token, live or not."""
    context = get_script_run_ctx()
    if context is None:
        return
    _tokens[context.session_id] = token_hash
    _tokens.move_to_end(context.session_id)
    while len(_tokens) > MOST:
        _tokens.popitem(last=False)


def token_hash_of(tab: str) -> str:
    """ "" for a tab that nobody knows."""
    return _tokens.get(tab, "")
