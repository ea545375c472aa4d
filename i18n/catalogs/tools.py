"""Extract, merge and check the catalogs. The English source text is the message id."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from i18n import CATALOGS, LANGUAGES, SOURCE

ROOT = Path(__file__).parents[2]
ROOMS = ("auth", "components", "db", "exchange", "i18n", "jobs", "pages", "rules", "seed")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
TEMPLATE = CATALOGS / "hub.pot"


def sources() -> list[Path]:
    """Every file whose words a person may read."""
    inside = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return [*ROOT.glob("app.py"), *inside]


def extract() -> Catalog:
    """All marked texts of the code."""
    catalog = Catalog(fuzzy=False)
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        for _line, words, notes, _context in extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            catalog.add(words, locations=[(where, 0)], auto_comments=notes)
    return catalog


def read(language: str) -> Catalog:
    """The catalog of a language as it stands, empty when there is none yet."""
    path = CATALOGS / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, project="School hub", version="1", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(catalog: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False, sort_output=True)


def update(language: str) -> Catalog:
    """Merge the texts of the code into a catalog: nothing is guessed, what nobody uses goes."""
    catalog = read(language)
    born = catalog.creation_date
    catalog.update(extract(), no_fuzzy_matching=True)
    catalog.creation_date = born
    catalog.obsolete.clear()
    write(catalog, CATALOGS / f"{language}.po")
    return catalog


def translated_languages() -> list[str]:
    return [language for language in LANGUAGES if language != SOURCE]


def check(language: str) -> list[str]:
    """What is wrong with a catalog, one sentence each."""
    catalog, wanted = read(language), extract()
    return [
        *(f"not in the catalog: {_show(m)}" for m in wanted if m.id and m.id not in catalog),
        *(f"used nowhere: {_show(m)}" for m in catalog if m.id and m.id not in wanted),
        *(problem for m in catalog if m.id for problem in message_problems(m)),
    ]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """A text as its plural forms, however Babel holds it."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def message_problems(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    texts = forms(message.string)
    if not all(texts):
        yield f"not translated: {_show(message)}"
    elif message.fuzzy:
        yield f"fuzzy: {_show(message)}"
    elif not _placeholders_fit(message, texts):
        yield f"placeholders differ: {_show(message)}"


def placeholders(text: str) -> set[str]:
    """The {names} in a text."""
    return {field for _before, field, _format, _conversion in Formatter().parse(text) if field}


def _placeholders_fit(message: Message, texts: tuple[str, ...]) -> bool:
    """A form for one may leave its count out; the last form must name everything."""
    source = forms(message.id)
    try:
        wanted, found = placeholders(source[-1]), [placeholders(text) for text in texts]
    except ValueError:
        return False
    least = set.intersection(*(placeholders(form) for form in source))
    return found[-1] == wanted and all(least <= names <= wanted for names in found)


def untranslated(catalog: Catalog) -> int:
    return sum(1 for message in catalog if message.id and not all(forms(message.string)))


def _show(message: Message) -> str:
    text = forms(message.id)[0]
    where = ", ".join(sorted({path for path, _line in message.locations}))
    return f"{text!r} ({where})" if where else repr(text)
