"""The columns that only a person can tell: what real files use now for this, now for that."""

from collections.abc import Sequence
from dataclasses import replace

from i18n import N_, _
from rules import roster_fields
from rules.roster_fields import Kind
from rules.roster_headers import Meaning, meaning
from rules.roster_layout import ALL_DATA, below
from rules.roster_mapping import ColumnMapping
from rules.roster_names import Style, split_name
from rules.roster_sheets import Cell, Grid
from rules.roster_values import (
    filled,
    holds_others,
    is_email,
    is_name,
    is_phone,
    is_school_birthday,
    mostly,
    tell_order,
    tell_years,
)

UNUSED = ""  # the choice of not using a column
LONE_NAME = ("name", "reversed", "two_names", "two_reversed", "given")
PEOPLE = (Kind.STUDENTS, Kind.TEACHERS, Kind.GUARDIANS, Kind.PEOPLE)
REACHED = ("email", "phone")
MISTAKEN = ("given", *roster_fields.WHOLE_NAMES)
NAMES = ("given", "family", *roster_fields.WHOLE_NAMES[:2], "class.name")
CODES = ("ref", "class.name", "grade", "phone", "postcode")
HIDDEN_DIGITS = "•"

QUESTIONS = {
    "name": N_("How are the names in “{column}” to be read?"),
    "grade": N_("Is “{column}” a school year or a mark?"),
    "pin": N_("Is “{column}” the school's number for a person, or a secret code?"),
    "email": N_("Whose e-mail address is in “{column}”?"),
    "phone": N_("Whose phone number is in “{column}”?"),
    "birth": N_("Is “{column}” the birth date?"),
    "": N_("What is in “{column}”?"),
}
ANSWERS = {
    ("name", "given"): N_("They are first names only"),
    ("grade", "grade"): N_("A school year"),
    ("grade", UNUSED): N_("A mark: do not use it"),
    ("pin", "ref"): N_("The school's number"),
    ("pin", UNUSED): N_("A secret code: do not read it"),
    ("email", "email"): N_("The child's own"),
    ("phone", "phone"): N_("The child's own"),
    ("birth", "birth"): N_("The birth date"),
    ("birth", UNUSED): N_("Another date: do not use it"),
}


class _Sheet:
    """The columns of a sheet while questions are looked for."""

    def __init__(self, kind: Kind, columns: list[ColumnMapping], grid: Grid, start: int) -> None:
        self.kind = kind
        self.rows = list(below(grid, start))
        self.taken: set[str] = {one.field for one in columns if one.field}

    def cells(self, column: ColumnMapping) -> list[Cell]:
        return filled(self.rows, column.index)

    def free(self, *fields: str) -> tuple[str, ...]:
        """Those of the fields that the sheet may have and no other column holds."""
        allowed = roster_fields.all_fields(self.kind)
        return tuple(one for one in fields if one in allowed and one not in self.taken)


def ask(
    kind: Kind,
    columns: list[ColumnMapping],
    meanings: Sequence[Meaning | None],
    grid: Grid,
    start: int,
) -> list[ColumnMapping]:
    """The columns, with the choices of those a person has to tell."""
    sheet = _Sheet(kind, columns, grid, start)
    if start == ALL_DATA:
        return [_nameless(sheet, one) for one in columns]
    return [
        _asked(sheet, one, meanings[one.index] if one.index < len(meanings) else None)
        for one in columns
    ]


def _asked(sheet: _Sheet, column: ColumnMapping, said: Meaning | None) -> ColumnMapping:
    if column.secret or not column.samples or sheet.kind not in PEOPLE:
        return column
    if column.field and _adds_nothing(sheet, column.field):
        return replace(column, field=None)
    other = _reaching(sheet, column)
    if other:
        sheet.taken.add(other)
        return replace(column, field=other)
    if column.field and _holds_others(sheet, column, column.field):
        return replace(column, field=None)
    choices = _ambiguous(sheet, column, said) if said else _by_values(sheet, column)
    return replace(column, field=None, choices=(*choices, UNUSED)) if choices else column


def _reaching(sheet: _Sheet, column: ColumnMapping) -> str:
    """The field of a column of names, such as Parent contact, that holds phones or e-mails."""
    if not column.field or roster_fields.attribute(column.field) not in (*MISTAKEN, "phone"):
        return ""
    before, cells = roster_fields.prefix(column.field), sheet.cells(column)
    what = "email" if mostly(cells, is_email) else "phone" if mostly(cells, is_phone) else ""
    free = sheet.free(roster_fields.joined(before, what)) if what else ()
    return next(iter(free), "")


def _holds_others(sheet: _Sheet, column: ColumnMapping, field: str) -> bool:
    return holds_others(roster_fields.attribute(field), sheet.cells(column))


def _ambiguous(sheet: _Sheet, column: ColumnMapping, said: Meaning) -> tuple[str, ...]:
    """What a known word may mean here, where it may mean several things."""
    fields = (column.field,) if column.field else ()
    if said.attribute == "some_name" and said.subject is None and column.field == "name":
        return () if tell_order(sheet.cells(column)) else _orders(sheet, column)
    if said.attribute == "some_grade" and said.subject is None and column.field == "grade":
        return () if tell_years(sheet.cells(column)) else fields
    if said.attribute == "pin":
        return fields
    if said.subject is None and said.attribute in (*REACHED, "some_email"):
        return _whose(sheet, column, said)
    if said.subject == "guardian" and said.attribute in REACHED and column.field:
        return _which(sheet, column.field)
    return ()


def _orders(sheet: _Sheet, column: ColumnMapping) -> tuple[str, ...]:
    """How whole names may be written; two last names only where there are three words."""
    longest = max(column.samples, key=lambda sample: len(sample.split()))
    fields = LONE_NAME if len(longest.split()) > 2 else (*LONE_NAME[:2], "given")
    return (column.field or "name", *sheet.free(*fields))


def _whose(sheet: _Sheet, column: ColumnMapping, said: Meaning) -> tuple[str, ...]:
    """A child's or a parent's: where parents are named on the sheet without one of their own."""
    what = roster_fields.PLAIN.get(said.attribute, said.attribute)
    if sheet.kind != Kind.STUDENTS or (column.field or what) != what:
        return ()
    parents = [f"{one}.{what}" for one in _named_parents(sheet)]
    free = sheet.free(*parents)
    if said.attribute != "some_email" and not (parents and len(free) == len(parents)):
        return ()
    own = (what,) if column.field == what else ()
    return (*own, *(free or sheet.free("parent1.email")))


def _which(sheet: _Sheet, field: str) -> tuple[str, ...]:
    """The mother's or the father's: a parent's e-mail where no parent like that is named."""
    named = _named_parents(sheet)
    if roster_fields.prefix(field) in named or not set(named) & {"mother", "father"}:
        return ()
    what = roster_fields.attribute(field)
    free = sheet.free(*(f"{one}.{what}" for one in named))
    return (*free, field) if free else ()


def _adds_nothing(sheet: _Sheet, field: str) -> bool:
    """A nameless parent's e-mail or phone, where mother and father have their own."""
    before, what = roster_fields.prefix(field), roster_fields.attribute(field)
    both = {f"mother.{what}", f"father.{what}"} <= sheet.taken
    return both and before == "parent1" and before not in _named_parents(sheet)


def _named_parents(sheet: _Sheet) -> list[str]:
    named = {
        roster_fields.prefix(field)
        for field in sheet.taken
        if roster_fields.attribute(field) in roster_fields.NAMES
    }
    return [one for one in roster_fields.PARENTS if one in named]


def _by_values(sheet: _Sheet, column: ColumnMapping) -> tuple[str, ...]:
    """What a column with an unknown name may hold, by what stands in it."""
    if not column.header or column.field:
        return ()
    unborn = sheet.kind == Kind.STUDENTS and "birth" not in sheet.taken
    if unborn and mostly(sheet.cells(column), is_school_birthday):
        return ("birth",)
    reached = any(roster_fields.attribute(field) == "email" for field in sheet.taken)
    if not reached and mostly(sheet.cells(column), is_email):
        return sheet.free("email", "parent1.email")
    return ()


def _nameless(sheet: _Sheet, column: ColumnMapping) -> ColumnMapping:
    """A column of a sheet that names none: e-mails and birthdays show, all else is asked."""
    cells = sheet.cells(column)
    if mostly(cells, is_email) and sheet.free("email"):
        sheet.taken.add("email")
        return replace(column, field="email")
    if mostly(cells, is_school_birthday) and sheet.free("birth"):
        sheet.taken.add("birth")
        return replace(column, field="birth")
    offered = NAMES if mostly(cells, is_name) else CODES
    return replace(column, choices=(*sheet.free(*offered), UNUSED))


def question(column: ColumnMapping) -> str:
    """What a person is asked about a column."""
    return _(QUESTIONS[_about(column)]).format(column=column.title)


def _about(column: ColumnMapping) -> str:
    """What a question is about, as QUESTIONS names it."""
    said = meaning(column.header) if column.header else None
    if said and said.attribute == "pin":
        return "pin"
    offered = {roster_fields.attribute(one) for one in column.choices} - {UNUSED}
    if "reversed" in offered and said:
        return "name"
    return offered.pop() if len(offered) == 1 and offered <= set(QUESTIONS) else ""


def choice(kind: Kind, column: ColumnMapping, field: str) -> str:
    """What a person reads for one of the answers."""
    about = _about(column)
    if (about, field) in ANSWERS and (kind == Kind.STUDENTS or about not in REACHED):
        return _(ANSWERS[about, field])
    if about == "name" and field in roster_fields.WHOLE_NAMES:
        given, family = split_name(column.samples[0], Style(field))
        return _("First name {given}, last name {family}").format(
            given=given or "–", family=family or "–"
        )
    return roster_fields.label(kind, field) if field else _("Do not use")


def shown_samples(column: ColumnMapping) -> tuple[str, ...]:
    """Three values; of what may be a secret only the form."""
    if _about(column) != "pin":
        return column.samples
    return tuple(sample[:1] + HIDDEN_DIGITS * max(len(sample) - 1, 0) for sample in column.samples)
