"""What people type: trimmed, without signs that can't be stored, and not endless."""

from unicodedata import category

from i18n import _
from rules.problems import Problem


def clean(text: str) -> str:
    """The text without spaces around it and without control signs; new lines stay."""
    kept = "".join(sign for sign in text if sign == "\n" or category(sign) not in ("Cc", "Cs"))
    return kept.strip()


def holds(text: str, wanted: str) -> bool:
    """Whether a text holds every word looked for, in any order and letters of any size."""
    folded = text.casefold()
    return all(word in folded for word in wanted.casefold().split())


def check_text(label: str, text: str, limit: int) -> str:
    """The cleaned text; Problem when it is longer than a page can show."""
    kept = clean(text)
    if len(kept) > limit:
        raise Problem(
            _("{field}: this is {count} letters long. Please keep it under {limit}.").format(
                field=label, count=len(kept), limit=limit
            )
        )
    return kept


def check_line(label: str, text: str, limit: int) -> str:
    """Like check_text, on a single line."""
    return check_text(label, " ".join(text.split()), limit)
