"""From cells to values: kept as written, or a sentence that says what to do."""

from datetime import date, datetime, time, timedelta

import pytest
from babel import Locale

from exchange.roster_out import language_name
from i18n import LANGUAGES, use
from i18n.dates import today
from rules import roster_cells
from rules.people import RELATIONS
from rules.roster_cells import is_blank
from rules.roster_dates import Order, birth_date, month_first, ordering
from rules.roster_names import Style, fold, people_in, same_given, split_name
from rules.roster_sheets import Cell, CellError, Formula, Unfit, letters

DAY, MONTH = Order.DAY_FIRST, Order.MONTH_FIRST

NAMES = (
    "محمد عبد الله",
    "王小明",
    "Zoë 😀👩‍👩‍👧",
    "<script>alert(1)</script>",
    "![x](https://example.org/a.png)",
    "O'Brien-Ní Bhriain",
    "Nguyễn Thị Ánh",
    "Null",
    "None",
    "\u202eevil",
    "x" * 120,
)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_kept_exactly(name: str) -> None:
    assert roster_cells.name(f"  {name}\u00a0") == name


def test_inner_spaces_and_control_signs() -> None:
    assert roster_cells.name("\ufeffAna \t María\r\nde  la Cruz\x00 ") == "Ana María de la Cruz"


@pytest.mark.parametrize("text", ["=1+1", "+Ann", "-Ann", "@Ann", '=HYPERLINK("http://x")'])
def test_a_formula_is_no_name(text: str) -> None:
    with pytest.raises(Unfit, match="as a formula does"):
        roster_cells.name(text)


@pytest.mark.parametrize("cell", [Formula("=A1&B1", "Ann"), Formula("=A1", None)])
def test_a_formula_cell_is_no_name(cell: Formula) -> None:
    with pytest.raises(Unfit, match="is a formula"):
        roster_cells.name(cell)


def test_a_computed_value_is_fine_elsewhere() -> None:
    assert roster_cells.free_text(Formula("=A1", "12 Mill Lane")) == "12 Mill Lane"
    with pytest.raises(Unfit, match="without a value"):
        roster_cells.free_text(Formula("=A1", None))


@pytest.mark.parametrize("length", [121, 500])
def test_a_long_name(length: int) -> None:
    with pytest.raises(Unfit, match="longer than 120 letters"):
        roster_cells.name("x" * length)


@pytest.mark.parametrize(
    "cell", [date(2016, 3, 4), datetime.fromisoformat("2016-03-04"), time(3, 4)]
)
def test_what_the_spreadsheet_took_for_a_date(cell: Cell) -> None:
    for read in (roster_cells.name, roster_cells.label, roster_cells.grade, roster_cells.ref):
        with pytest.raises(Unfit, match="made a date of this"):
            read(cell)


def test_an_error_cell() -> None:
    with pytest.raises(Unfit, match="#REF!"):
        roster_cells.free_text(CellError("#REF!"))


@pytest.mark.parametrize(
    ("cell", "text"),
    [(42, "42"), (42.0, "42"), (1e12, "1000000000000"), ("00042", "00042"), (" 604825 ", "604825")],
)
def test_ids_are_text(cell: Cell, text: str) -> None:
    assert roster_cells.ref(cell) == text


def test_an_id_with_a_decimal_point_is_asked_about() -> None:
    with pytest.raises(Unfit, match="decimal point"):
        roster_cells.ref(4.5)


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "–", "n/a", "N/A", "#N/A", "\u200b"])
def test_blank_cells(cell: Cell) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize("cell", ["0", 0, False, "none", "x", Formula("=1", None)])
def test_cells_that_say_something(cell: Cell) -> None:
    assert not is_blank(cell)


@pytest.mark.parametrize("text", ["ana@example.org", "mailto:ana@example.org", "ána@exämple.org"])
def test_email_addresses(text: str) -> None:
    assert roster_cells.email(text).endswith(".org")


@pytest.mark.parametrize(
    "text",
    ["invalid", "ana@", "@x.org", "a b@x.org", "a@x", "a@x.org; b@x.org", "a@b@c.org", "a@x."],
)
def test_bad_email_addresses(text: str) -> None:
    with pytest.raises(Unfit):
        roster_cells.email(text)


def test_phones() -> None:
    assert roster_cells.phone("+44 (0)7412 345678") == "+44 (0)7412 345678"
    assert roster_cells.phone(7412345678) == "7412345678"
    for text in ("invalid", "12", "=1+12345"):
        with pytest.raises(Unfit):
            roster_cells.phone(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("Active", "active"), ("ACTIVO", "active"), ("Withdrawn", "left"), ("baja", "left")],
)
def test_status(text: str, said: str) -> None:
    assert roster_cells.status(text) == said
    with pytest.raises(Unfit):
        roster_cells.status("purple")


@pytest.mark.parametrize(
    ("text", "said"),
    [("Mum", "mother"), ("MADRE", "mother"), ("Dad", "father"), ("Abuela", "grandparent")],
)
def test_relations(text: str, said: str) -> None:
    assert roster_cells.relation(text) == said
    assert roster_cells.relation("Neighbour") == "other"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read_again_in_every_language(language: str) -> None:
    use(language)
    from i18n import _

    relations = {roster_cells.relation(_(text)) for text in RELATIONS.values()}
    codes = {
        code for code in map(str, Locale.parse("en").languages) if code.isalpha() and len(code) < 4
    }
    wrong = {code for code in codes if roster_cells.language(str(language_name(code))) != code}
    use(None)
    assert relations == set(RELATIONS)
    assert not wrong


def test_languages() -> None:
    assert roster_cells.language("Polish") == roster_cells.language("polski") == "pl"
    assert roster_cells.language("Urdu") == roster_cells.language("اردو") == "ur"
    assert roster_cells.language("pt-BR") == "pt-BR"
    assert roster_cells.language("Mixteco alto") == "Mixteco alto"


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2016-03-31", DAY, date(2016, 3, 31)),
        ("2016-03-31T00:00:00", DAY, date(2016, 3, 31)),
        ("2016/3/1", MONTH, date(2016, 3, 1)),
        ("20160331", DAY, date(2016, 3, 31)),
        ("31/03/2016", DAY, date(2016, 3, 31)),
        ("4/2/2000", MONTH, date(2000, 4, 2)),
        ("4/2/2000", DAY, date(2000, 2, 4)),
        ("4.2.2000", DAY, date(2000, 2, 4)),
        ("4-2-2000 00:00", DAY, date(2000, 2, 4)),
        ("02/01/10", DAY, date(2010, 1, 2)),
        ("02/01/99", DAY, date(1999, 1, 2)),
        ("31 March 2016", DAY, date(2016, 3, 31)),
        ("Mar 31, 2016", DAY, date(2016, 3, 31)),
        ("31st Mar 2016", DAY, date(2016, 3, 31)),
        ("31 de marzo de 2016", DAY, date(2016, 3, 31)),
        (date(2016, 3, 31), MONTH, date(2016, 3, 31)),
        (datetime.fromisoformat("2016-03-31T05:00"), MONTH, date(2016, 3, 31)),
        (42460, DAY, date(2016, 3, 31)),
        (Formula("=DATE(2016,3,31)", datetime.fromisoformat("2016-03-31")), DAY, date(2016, 3, 31)),
    ],
)
def test_dates(cell: Cell, order: Order, day: date) -> None:
    assert birth_date(cell, order) == day


@pytest.mark.parametrize(
    "cell",
    [
        "invalid",
        "31/31/2016",
        "2016-02-30",
        "31/03",
        "March",
        "2016",
        2016,
        3.5,
        True,
        "1/2/3/4",
        "٣١",
        Formula("=A1", None),
        CellError("#N/A"),
        "9" * 400,
    ],
)
def test_what_is_not_a_date(cell: Cell) -> None:
    with pytest.raises(Unfit, match="not a date"):
        birth_date(cell, DAY)


def test_days_that_nobody_was_born_on() -> None:
    with pytest.raises(Unfit, match="not come yet"):
        birth_date(today() + timedelta(days=1), DAY)
    with pytest.raises(Unfit, match="more than 120 years ago"):
        birth_date("1066-10-14", DAY)


@pytest.mark.parametrize(
    ("cells", "us", "order", "sure"),
    [
        (["4/2/2000", "12/19/1997"], False, MONTH, True),
        (["4/2/2000", "19/12/1997"], True, DAY, True),
        (["2010-01-01", "02/01/2010"], False, DAY, False),
        (["2010-01-01", "02/01/2010"], True, MONTH, False),
        (["03/03/2010", "2010-01-01", None, 42460], False, DAY, True),
        ([], False, DAY, True),
        (["13/01/2010", "14/01/2010", "01/13/2010", "x"], True, DAY, True),
    ],
)
def test_the_order_is_decided_for_a_column(
    cells: list[Cell], us: bool, order: Order, sure: bool
) -> None:
    found = ordering(cells, us)
    assert (found.order, found.sure) == (order, sure)


def test_where_the_month_comes_first() -> None:
    assert month_first("America/Chicago")
    assert not month_first("America/Mexico_City")
    assert not month_first("Europe/London")


@pytest.mark.parametrize(
    ("whole", "given", "family"),
    [
        ("John Smith", "John", "Smith"),
        ("Smith, John", "John", "Smith"),
        ("García López, Ana María", "Ana María", "García López"),
        ("Mr Conor Jones", "Conor", "Jones"),
        ("Dr. Ana Ruiz", "Ana", "Ruiz"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Juan de la Cruz", "Juan", "de la Cruz"),
        ("Mary Ann Lee", "Mary Ann", "Lee"),
        ("Madonna", "Madonna", ""),
        ("Van Morrison", "Van", "Morrison"),
        ("Smith,", "Smith,", ""),
        ("", "", ""),
    ],
)
def test_whole_names_are_split(whole: str, given: str, family: str) -> None:
    assert split_name(whole) == (given, family)


@pytest.mark.parametrize(
    ("whole", "style", "given", "family"),
    [
        ("DUPONT Jean-Pierre", Style.GIVEN_FIRST, "Jean-Pierre", "DUPONT"),
        ("Marie DE LA TOUR", Style.FAMILY_FIRST, "Marie", "DE LA TOUR"),
        ("王小明", Style.GIVEN_FIRST, "小明", "王"),
        ("欧阳娜娜", Style.GIVEN_FIRST, "娜娜", "欧阳"),
        ("Kowalska Anna Maria", Style.FAMILY_FIRST, "Anna Maria", "Kowalska"),
        ("de la Cruz Juan", Style.FAMILY_FIRST, "Juan", "de la Cruz"),
        ("Ana García López", Style.TWO_FAMILY, "Ana", "García López"),
        ("Ana García", Style.TWO_FAMILY, "Ana", "García"),
        ("García de la Rosa Ana María", Style.TWO_FAMILY_FIRST, "Ana María", "García de la Rosa"),
        ("Frau Anna Müller", Style.GIVEN_FIRST, "Anna", "Müller"),
        ("أحمد بن علي", Style.GIVEN_FIRST, "أحمد", "بن علي"),
        ("Tom Hill III", Style.GIVEN_FIRST, "Tom Hill", "III"),
    ],
)
def test_whole_names_in_other_orders(whole: str, style: Style, given: str, family: str) -> None:
    assert split_name(whole, style) == (given, family)


def test_several_people_in_a_cell() -> None:
    assert people_in("May Lee & Bo Ray") == ["May Lee", "Bo Ray"]
    assert people_in("Maria und Hans Müller") == ["Maria und Hans Müller"]
    assert people_in("Ana Costa e Silva") == ["Ana Costa e Silva"]


def test_names_are_compared_without_case_but_with_accents() -> None:
    assert fold("  JOSÉ ") == fold("José")
    assert fold("José") != fold("Jose")
    assert same_given("J.", "John")
    assert same_given("", "John")
    assert not same_given("Jo", "John")
    assert not same_given("Jane", "John")


def test_column_letters() -> None:
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
