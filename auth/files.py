"""Whose a file is: its address is for the account that made it, and for nobody it was copied to."""

from collections import OrderedDict

MOST = 10_000

_owners: OrderedDict[str, set[int]] = OrderedDict()


def give(account_id: int, file: str) -> None:
    """This account made it; another may have made the very same one."""
    _owners.setdefault(file, set()).add(account_id)
    _owners.move_to_end(file)
    while len(_owners) > MOST:
        _owners.popitem(last=False)


def is_for(account_id: int, file: str) -> bool:
    return account_id in _owners.get(file, ())
