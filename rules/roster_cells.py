"""From a cell to a value: kept exactly as it was written, or a sentence that says what to do."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import cache, lru_cache

from babel import Locale

from i18n import LANGUAGES, _, ngettext
from rules import roster_labels, roster_words
from rules.people import NAME_LENGTH, RELATIONS
from rules.roster_fields import WHOLE_NAMES
from rules.roster_headers import in_every_language, words
from rules.roster_sheets import Cell, CellError, Formula, Unfit

TEXT_LENGTH = 250
REF_LENGTH = 64
GRADE_LENGTH = 30
PHONE_DIGITS = 5
OWN_NAMES = (
    "ar bg bn cs da de el en es et fa fi fil fr gu he hi hr hu id it ja ko lt lv ms ne nl no pa pl"
    " ps pt ro ru sk sl so sq sr sv sw ta te th tr uk ur vi zh"
)
SPEAKERS = "fr de pl pt ar ur zh"  # beside the hub's own languages, those offices write in
FORMULA_START = ("=", "+", "-", "@")
EMAIL = re.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"']+\.[^@\s,;<>\"'.]{2,}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
INVISIBLE = "\ufeff\u200b\u2060"


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, a lone dash, n/a."""
    if cell is None:
        return True
    return isinstance(cell, str) and _bare(cell).casefold() in roster_words.BLANKS


def plain(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, inner spaces single."""
    if isinstance(cell, str):
        return _bare(cell)
    if isinstance(cell, Formula):
        return _computed(cell)
    if isinstance(cell, CellError):
        raise Unfit(
            _("The cell shows an error ({code}). Please write the value itself.").format(
                code=cell.code
            )
        )
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


@lru_cache(maxsize=65536)
def _bare(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).strip(INVISIBLE).split())


def _computed(cell: Formula) -> str:
    if cell.value is None:
        raise Unfit(
            _("This cell is a formula without a value. Please copy it and paste it as a value.")
        )
    return plain(cell.value)


def name(cell: Cell) -> str:
    """Any name in any alphabet, but never a formula."""
    if isinstance(cell, Formula):
        raise Unfit(_("This name is a formula. Please copy the column and paste it as values."))
    return _limited(_not_a_formula(_no_date(cell)), NAME_LENGTH)


def free_text(cell: Cell) -> str:
    return _limited(_not_a_formula(plain(cell)), TEXT_LENGTH)


def label(cell: Cell) -> str:
    """A class name: text that a spreadsheet may have taken for a date."""
    return _limited(_not_a_formula(_no_date(cell)), NAME_LENGTH)


def grade(cell: Cell) -> str:
    return _limited(_not_a_formula(_no_date(cell)), GRADE_LENGTH)


def ref(cell: Cell) -> str:
    """A school's ID: text, even where it looks like a number."""
    if isinstance(cell, float) and not cell.is_integer():
        raise Unfit(_("This ID has a decimal point. Please check it against the office's list."))
    return _limited(_not_a_formula(_no_date(cell)), REF_LENGTH)


def email(cell: Cell) -> str:
    text = plain(cell).removeprefix("mailto:")
    if not EMAIL.fullmatch(text):
        raise Unfit(
            _("This is not an e-mail address. Please write one, such as ana@example.org, or none.")
        )
    return _limited(text, TEXT_LENGTH)


def emails(cell: Cell) -> str:
    """The addresses of one parent, or of several with spaces between them."""
    parts = [part for part in re.split(r"[\s,;/|]+", plain(cell)) if part]
    return " ".join(dict.fromkeys(map(email, parts))) if len(parts) > 1 else email(cell)


def phone(cell: Cell) -> str:
    text = plain(cell)
    if sum(letter.isdigit() for letter in text) < PHONE_DIGITS or text.startswith(("=", "@")):
        raise Unfit(_("This is not a phone number. Please correct it, or leave the cell empty."))
    return _limited(text, REF_LENGTH)


def status(cell: Cell) -> str:
    """'active' or 'left'."""
    found = _status_words().get(words(plain(cell)))
    if not found:
        raise Unfit(_("The hub does not know this status. Please write At school or Has left."))
    return found


def relation(cell: Cell) -> str:
    """A relation the hub has a name for; any other is 'other'."""
    return _relation_words().get(words(free_text(cell)), "other")


def role(cell: Cell) -> str:
    """'student', 'guardian', 'teacher' or 'office'; nothing for a role the hub does not know."""
    text = plain(cell)
    found = _role_words().get(words(text))
    if found or not text.startswith("/"):
        return found or ""
    units = (words(unit) for unit in text.split("/"))  # /Students/Year 3, of Google's accounts
    return next((known for unit in units if (known := _role_words().get(unit))), "")


def refs(cell: Cell) -> str:
    """Several IDs in one cell, with commas between them."""
    return ",".join(part.strip() for part in re.split(r"[,;|]", plain(cell)) if part.strip())


def keeps_out(cell: Cell) -> str:
    """'yes' for a contact who is no guardian: for emergencies only, or without parental rights."""
    said = words(plain(cell))
    alarm = any(one in said for one in map(words, roster_words.starts("emergency")))
    return "yes" if alarm or said in _words("no") else ""


def is_main(cell: Cell) -> str:
    """'yes' for a person's main role."""
    return "yes" if words(plain(cell)) in _words("yes") | {"primary"} else ""


def language(cell: Cell) -> str:
    """A language's code where its name is known, else the words themselves."""
    text = _limited(_not_a_formula(plain(cell)), GRADE_LENGTH * 2)
    name = words(text)
    return _language_words().get(name) or _more_language_words().get(name, text)


READERS: dict[str, Callable[[Cell], str]] = {
    "given": name,
    "family": name,
    "family2": name,
    "preferred": name,
    "grade": grade,
    "ref": ref,
    "key": ref,
    "email": email,
    "phone": phone,
    "phone2": phone,
    "status": status,
    "relation": relation,
    "home_language": language,
    "role": role,
    "agents": refs,
    "primary": is_main,
    "contact": keeps_out,
    "course": ref,
    **dict.fromkeys(WHOLE_NAMES, name),
}


def reader(
    attribute: str, of_class: bool = False, of_parent: bool = False
) -> Callable[[Cell], str]:
    """How to read the cells of a field."""
    if of_parent and attribute == "email":
        return emails
    if of_class and attribute == "name":
        return label
    return READERS.get(attribute, free_text)


def _no_date(cell: Cell) -> str:
    if isinstance(cell, Formula):
        cell = cell.value if cell.value is not None else cell
    if isinstance(cell, date | datetime | time):
        raise Unfit(
            _(
                "The spreadsheet made a date of this. Please set the column to text and write it"
                " again."
            )
        )
    return plain(cell)


def _not_a_formula(text: str) -> str:
    if text.startswith(FORMULA_START) and len(text) > 1:
        raise Unfit(
            _("This starts with {sign} as a formula does. Please write it without.").format(
                sign=text[0]
            )
        )
    return text


def _limited(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Unfit(
            ngettext(
                "This is longer than {limit} letter. Please shorten it.",
                "This is longer than {limit} letters. Please shorten it.",
                limit,
            ).format(limit=limit)
        )
    return text


@cache
def _status_words() -> dict[str, str]:
    return (
        _known("status")
        | in_every_language(roster_labels.STATUS_NAMES)
        | in_every_language(roster_labels.CLASS_STATUS_NAMES)
    )


@cache
def _relation_words() -> dict[str, str]:
    return _known("relation") | in_every_language(RELATIONS)


def _known(part: str) -> dict[str, str]:
    """The words of every language for the values of a column, and what each stands for."""
    found: dict[str, str] = {}
    for key, text in roster_words.lists(part):
        for word in (*map(words, text.split(",")), words(key)):
            found.setdefault(word, key)
    return found


@cache
def _role_words() -> dict[str, str]:
    return _known("role")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(words(word) for line in roster_words.more(key) for word in line.split(","))


@cache
def _language_words() -> dict[str, str]:
    """Every language's code by itself and by its name in the hub's languages."""
    return _named_languages(LANGUAGES)


@cache
def _more_language_words() -> dict[str, str]:
    """By its name in the languages offices write in, and in its own: a second to gather."""
    own = {code: str(Locale(code).languages[code]) for code in OWN_NAMES.split()}
    return _named_languages(SPEAKERS.split()) | {words(name): code for code, name in own.items()}


def _named_languages(speakers: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for speaker in speakers:
        names = {str(code): str(title) for code, title in Locale.parse(speaker).languages.items()}
        for code in (code for code in names if code.isalpha() and len(code) <= 3):
            found.setdefault(words(names[code]), code)
            found[code] = code
    return found
