"""Text files: any letters, any separator."""

import pytest

from rules.problems import Problem
from rules.roster_encodings import ENCODINGS
from tests.exchange.books import cells, csv, read, zipped
from tests.exchange.hostile_books import HEADER, ROW

NAMES = "Student ID,First name,Last name\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Zoë 😀 العربية"),
        ("utf-8-sig", "Zoë"),
        ("utf-16", "Zoë 王"),
        ("utf-16-le", "Zoe"),
        ("utf-16-be", "Zoe"),
        ("cp1252", "Zoë “Zo”"),
        ("latin-1", "Zo\xeb \xd1and\xfa"),
    ],
)
def test_text_in_any_encoding(encoding: str, name: str) -> None:
    data = f"{NAMES}1,{name},Lee\n".encode(encoding)
    assert cells(data)[1][1] == name


def test_a_guessed_encoding_is_said() -> None:
    reading = read(f"{NAMES}1,Zoë,Lee\n".encode("cp1252"))
    assert "list.csv does not say how its letters are written." in reading.notes[0]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_with_any_separator(separator: str) -> None:
    lines = [separator.join(HEADER), separator.join(("1", "Ann", '"Lee, Lou; Li"'))]
    assert cells(csv(*lines))[1] == ("1", "Ann", "Lee, Lou; Li")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_separator_below_a_long_title(separator: str) -> None:
    title = ("Brook Hill School", "", "Class list, as of 31 March", "For the office", "Page 1")
    lines = [separator.join(row) for row in (HEADER, ROW)]
    assert cells(csv(*title, *lines))[-1] == ROW


def test_commas_in_names_and_numbers_are_no_separators() -> None:
    lines = ("Student ID;First name;Mark", '1;Ann;"4,5"', "2;Lee, Bo;3,5", "3;Ray, Di;2,5")
    assert cells(csv(*lines))[2] == ("2", "Lee, Bo", "3,5")


def test_excels_own_line_about_the_separator() -> None:
    grid = read(b"sep=;\r\nStudent ID;First name\r\n1;Ann\r\n").grids[0]
    assert [row.number for row in grid.rows] == [2, 3]
    assert grid.rows[1].cells == ("1", "Ann")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    grid = read(end.join(["Student ID,First name", "1,Ann", '2,"Bo\nRay"', ""]).encode()).grids[0]
    assert [row.cells for row in grid.rows[1:]] == [("1", "Ann"), ("2", "Bo\nRay")]


def test_blank_lines_are_counted_as_a_spreadsheet_counts_them() -> None:
    grid = read(csv("Student ID,First name", "", ",", "1,Ann")).grids[0]
    assert [row.number for row in grid.rows] == [1, 4]


@pytest.mark.parametrize("row", ['1,"Ann', '1,"An"n,Lee'])
def test_a_quotation_mark_that_is_not_closed(row: str) -> None:
    with pytest.raises(Problem, match="quotation mark that is not closed, or not doubled"):
        read(csv("Student ID,First name,Last name", row))


@pytest.mark.parametrize("separator", ["^", "~", ":", "\x1f", "¦"])
def test_rare_separators(separator: str) -> None:
    lines = [separator.join(row) for row in (HEADER, ROW, ("2", "Bo", "Ray"))]
    assert cells(csv(*lines))[1] == ROW


def test_a_time_is_no_separator() -> None:
    assert cells(csv("Student ID,First name,Arrives", "1,Ann,08:30:00", "2,Bo,08:45:00"))[1] == (
        "1",
        "Ann",
        "08:30:00",
    )


@pytest.mark.parametrize(
    ("encoding", "names", "alternatives"),
    [
        ("cp1252", ("Zoë", "Müller", "O’Brien"), 0),
        ("mac_roman", ("José", "Zoë", "Núñez"), 0),
        ("cp850", ("José", "Zoë"), 0),
        ("cp1250", ("Wałęsa", "Żółć", "Łukasz"), 0),
        ("iso8859_2", ("Šimek", "Žák", "Łukasz"), 0),
        ("cp1256", ("محمد", "فاطمة"), 0),
        ("cp1251", ("Иван", "Ольга"), 0),
        ("gb18030", ("王伟", "李娜"), 0),
        ("cp1252", ("Muñoz", "José"), 1),
        ("latin-1", ("João", "François"), 1),
    ],
)
def test_encodings(encoding: str, names: tuple[str, ...], alternatives: int) -> None:
    lines = "".join(f"{place},{name},Lee\n" for place, name in enumerate(names))
    reading = read((NAMES + lines).encode(encoding))
    assert [row.cells[1] for row in reading.grids[0].rows[1:]] == list(names)
    assert [len(one.options) for one in reading.encodings] == [2] * alternatives
    told = any("does not say how its letters are written" in note for note in reading.notes)
    assert told != bool(alternatives)


def test_a_file_that_could_be_in_two_encodings_shows_its_names_under_each() -> None:
    data = (NAMES + "1,Muñoz,Lee\n2,José,Pérez\n").encode("cp1252")
    (choice,) = read(data).encodings
    assert (choice.file, choice.chosen) == ("list.csv", "cp1252")
    assert {one.code: one.samples[0] for one in choice.options} == {
        "cp1252": "Muñoz",
        "cp1250": "Muńoz",
    }
    assert {one.code for one in choice.options} <= ENCODINGS.keys()
    again = read(data, encodings={"list.csv": "cp1250"})
    assert again.grids[0].rows[1].cells == ("1", "Muńoz", "Lee")
    assert again.encodings[0].chosen == "cp1250"
    assert {one.code for one in again.encodings[0].options} == {"cp1252", "cp1250"}


def test_a_file_in_a_zip_has_a_choice_of_its_own() -> None:
    data = zipped({"a.csv": (NAMES + "1,Muñoz,Lee\n").encode("cp1252")})
    assert read(data, "all.zip").encodings[0].file == "all.zip/a.csv"
    again = read(data, "all.zip", encodings={"all.zip/a.csv": "cp1250"})
    assert again.grids[0].rows[1].cells[1] == "Muńoz"


def test_passwords_are_no_samples() -> None:
    data = ("Student ID,First name,Last name,Password\n1,Ann,Lee,señal\n2,Muñoz,Ray,y\n").encode(
        "cp1252"
    )
    assert "al" not in "".join(
        sample for one in read(data).encodings[0].options for sample in one.samples
    )


def test_lines_copied_from_another_encoding() -> None:
    good = "".join(f"{place},Zoë,García\n" for place in range(30))
    data = (NAMES + good).encode() + b"99,Ren\xe9,Lee\n"
    assert cells(data)[-1] == ("99", "René", "Lee")


def test_zeros_that_were_guarded_from_excel() -> None:
    lines = ("Student ID,First name,Last name", '="00042",Ann,Lee', '"=""007""",Bo,"=1+1"')
    assert [row[0] for row in cells(csv(*lines))[1:]] == ["00042", "007"]
    assert cells(csv(*lines))[2][2] == "=1+1"
