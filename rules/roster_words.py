"""The words of every language an office may write in, as one table a purpose."""

from rules.roster_words_ar_ur_zh import AR, UR, ZH
from rules.roster_words_en import EN
from rules.roster_words_es_pt import ES, PT
from rules.roster_words_fr_de_pl import DE, FR, PL

SPOKEN = (EN, ES, AR, ZH, UR, PL, PT, FR, DE)

BLANKS = frozenset(("", "-", "–", "—", "--", "n/a", "#n/a", "n.a.", "na.", "null"))

EXAMPLE = "EXAMPLE"


def lists(part: str) -> list[tuple[str, str]]:
    """Every key of a part with its comma-separated phrases, language by language."""
    return [(key, text) for words in SPOKEN for key, text in words.get(part, {}).items()]


def more(key: str) -> list[str]:
    """The lines of every language for one of the smaller purposes."""
    return [words["more"][key] for words in SPOKEN if key in words["more"]]


def starts(key: str) -> tuple[str, ...]:
    """The phrases of a smaller purpose, in lower case, as text may start with them."""
    return tuple(part.strip().casefold() for line in more(key) for part in line.split(","))
