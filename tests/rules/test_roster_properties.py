"""What holds for any list: rows and columns in any order, and cells that are empty."""

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest

from rules.people import Role
from rules.roster import RosterPlan, Scope, What
from rules.roster_known import Known, KnownPerson
from rules.roster_plan import preview
from rules.roster_shapes import SHAPES
from rules.roster_sheets import Cell, CellError, Formula, Grid
from rules.roster_suggest import suggest_all
from rules.roster_words import SPOKEN
from tests.rules.rosters import YEAR, grid, mapped

Column = tuple[str, Sequence[Cell]]
GIVEN = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo"]
FAMILY = ["Lee", "Ray", "Hill", "Dale", "Marsh"]
HEADERS = {
    "en": ("Pupil ID", "Forename", "Surname", "Date of birth", "Year group", "Form"),
    "es": ("Nº de matrícula", "Nombre", "Apellidos", "Fecha de nacimiento", "Curso", "Grupo"),
    "de": ("Schülernummer", "Vorname", "Name", "Geburtsdatum", "Klassenstufe", "Klasse"),
    "pl": ("Nr ucznia", "Imię", "Nazwisko", "Data urodzenia", "Rocznik", "Oddział"),
    "fr": ("Matricule", "Prénom", "Nom", "Né(e) le", "Niveau", "Classe"),
    "pt": ("Matrícula", "Nome", "Apelido", "Data de nascimento", "Ano", "Turma"),
    "ar": ("رقم الطالب", "الاسم الأول", "اسم العائلة", "تاريخ الميلاد", "الصف", "الفصل"),
    "zh": ("学号", "名", "姓", "出生日期", "年级", "班级"),
}
PARENTS = ("Mother", "Mother e-mail", "Father", "Address line 1", "Address line 2", "Postcode")


def columns(random: Random, headers: Sequence[str], rows: int) -> list[Column]:
    """A list of children with their parents, as columns."""
    birthdays = [date(2016, random.randint(1, 12), random.randint(1, 28)) for _row in range(rows)]
    values: tuple[Sequence[Cell], ...] = (
        [f"{row:05}" for row in range(rows)],
        [random.choice(GIVEN) for _row in range(rows)],
        [random.choice(FAMILY) for _row in range(rows)],
        list(birthdays),
        [str(random.randint(1, 6)) for _row in range(rows)],
        [f"{random.randint(1, 6)}{random.choice('AB')}" for _row in range(rows)],
        [f"May {FAMILY[row // 2 % len(FAMILY)]}" for row in range(rows)],
        [f"m{row // 2}@example.org" for row in range(rows)],
        [f"{random.choice(GIVEN)} {random.choice(FAMILY)}" for _row in range(rows)],
        [f"{row} Mill Lane" for row in range(rows)],
        ["Newtown" for _row in range(rows)],
        [f"0{row:04}" for row in range(rows)],
    )
    return list(zip((*headers, *PARENTS), values, strict=True))


def sheet(found: Sequence[Column]) -> Grid:
    return grid(
        [header for header, _values in found],
        *zip(*(values for _header, values in found), strict=True),
    )


def planned(found: Sequence[Column], known: Known | None = None) -> RosterPlan:
    one = sheet(found)
    return preview([one], mapped(one), known or Known(), Scope.PARTIAL, YEAR)


def said(plan: RosterPlan) -> list[str]:
    """The changes in words, without rows and without keys that are still to be made."""
    return sorted(
        repr((one.subject, one.what, one.name, sorted(map(repr, one.values.items()))))
        for one in plan.changes
    )


def shuffled(random: Random, found: Sequence[Column]) -> list[Column]:
    rows = list(range(len(found[0][1])))
    random.shuffle(rows)
    again: list[Column] = [(header, [values[row] for row in rows]) for header, values in found]
    random.shuffle(again)
    return again


@pytest.mark.parametrize("language", HEADERS)
def test_the_order_of_rows_and_columns_tells_nothing(language: str) -> None:
    random = Random(language)
    for _turn in range(8):
        found = columns(random, HEADERS[language], random.randint(2, 12))
        assert not suggest_all([sheet(found)])[0].questions
        plan = planned(found)
        assert not plan.stops
        assert said(plan) == said(planned(shuffled(random, found)))


def known_children(found: Sequence[Column]) -> Known:
    values = dict(found)
    rows = zip(*(values[header] for header in HEADERS["en"]), values["Postcode"], strict=True)
    return Known(
        people=tuple(
            KnownPerson(
                number,
                Role.STUDENT,
                str(ref),
                str(given),
                str(family),
                birth_date=day if isinstance(day, date) else None,
                grade=str(grade),
                postcode=str(postcode),
            )
            for number, (ref, given, family, day, grade, _form, postcode) in enumerate(rows, 1)
        )
    )


def test_an_empty_cell_erases_nothing() -> None:
    random = Random("blank")
    for _turn in range(12):
        found = columns(random, HEADERS["en"], random.randint(2, 8))
        known = known_children(found)
        blanked = [
            (
                header,
                values
                if place == 0
                else [None if random.random() < 0.4 else one for one in values],
            )
            for place, (header, values) in enumerate(found)
            if header not in ("Forename", "Surname")
        ] + [one for one in found if one[0] in ("Forename", "Surname")]
        children = [one for one in planned(blanked, known).changes if one.subject == "student"]
        assert {one.what for one in children} <= {What.SAME, What.CHANGE}
        assert all(change.new for one in children for change in one.fields)
        assert not any(change.old for one in children for change in one.fields)


WORDS = [
    phrase
    for words in SPOKEN
    for text in words["attributes"].values()
    for phrase in text.split(",")
]
CELLS: tuple[Cell, ...] = (
    *("Ann", "Lee, Ann", "-", None, "a@x.org; b@x.org", "07412 345678", 3, 3.5, True, "02/03/2016"),
    *(date(2016, 3, 31), "A+", "3B, 4A", "teacher", "parent", "no", "=1+1", CellError("#REF!")),
    *(
        Formula("=A1"),
        Formula("=A1", "x"),
        "王小明",
        "tobedeleted",
        "Total",
        "EXAMPLE-1",
        "x" * 400,
    ),
)


def any_sheet(random: Random, name: str) -> Grid:
    """A sheet of any columns, some of them a known format's."""
    shape = random.choice(SHAPES)
    headers = [one.strip() for one in (shape.needs.split(",") if random.random() < 0.5 else ())]
    headers += [" ".join(random.sample(WORDS, random.randint(1, 2))) for _one in range(3)]
    rows = [[random.choice(CELLS) for _header in headers] for _row in range(random.randint(0, 5))]
    return grid(headers, *rows, name=name, file=f"{name}.xlsx")


def test_no_columns_and_no_cells_break_it() -> None:
    random = Random("any")
    for _turn in range(150):
        sheets = [any_sheet(random, name) for name in ("Students", "users", "3A")]
        plan = preview(sheets, mapped(*sheets), Known(), Scope.FULL, YEAR)
        assert all(one.message for one in plan.findings)
