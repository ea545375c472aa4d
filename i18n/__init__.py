"""The hub's words: gettext over catalogs that are read once, one language per event."""

from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"
LANGUAGES = {"en": "English", "es": "Español"}
CATALOGS = Path(__file__).parent / "catalogs"

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def use(language: str | None) -> str:
    """Speak this language for the rest of the event; an unknown one is the source language."""
    chosen = language if language in LANGUAGES else SOURCE
    _language.set(chosen)
    return chosen


def current() -> str:
    """The language of this event."""
    return _language.get()


def best(accepted: str | None, otherwise: str = SOURCE) -> str:
    """The first language of an Accept-Language header that the hub speaks."""
    for part in (accepted or "").split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in LANGUAGES:
            return code
    return otherwise


def load() -> None:
    """Read every catalog now, so that nobody's page waits for it."""
    for language in LANGUAGES:
        _translations(language)


@cache
def _translations(language: str) -> NullTranslations:
    path = CATALOGS / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _(text: str) -> str:
    """The text in the current language."""
    return _translations(_language.get()).gettext(text) if text else text


def ngettext(one: str, many: str, count: int) -> str:
    """The plural form that fits the count, still holding its placeholders."""
    return _translations(_language.get()).ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 (gettext's name)
    """Mark a text for the catalogs; it is translated where it is used."""
    return text
