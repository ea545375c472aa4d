"""Names of the world's languages in the reader's own."""

from babel import Locale

from i18n.dates import locale_name


def language_name(code: str) -> str:
    """French for fr; anything that is not a code as it is."""
    names = Locale.parse(locale_name()).languages
    return str(names.get(code.strip().lower().replace("-", "_"), code))
