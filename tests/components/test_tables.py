"""Tables: every text is text, long ones have a box that keys can scroll, and none loads pandas."""

import re
from pathlib import Path

from components.tables import LONG, Table, drawn

COMPONENTS = Path(__file__).parents[2] / "components"
CHOSEN_FROM = {"people.py"}  # lines that are chosen, which only Streamlit's own can


def of_rows(count: int) -> str:
    rows = tuple((str(one), "<b>bold</b>") for one in range(count))
    return drawn(Table('Who "sees" <what>', ("Number", "Text"), rows))


def test_a_short_table_is_part_of_the_page() -> None:
    assert "data-long" not in of_rows(LONG)


def test_a_long_one_is_a_place_that_keys_reach_and_names_itself() -> None:
    box = re.match(r"<div ([^>]*)>", of_rows(LONG + 1).replace("&lt;what&gt;", ""))
    assert box
    for wanted in ("data-long", 'tabindex="0"', 'role="region"', "&quot;sees&quot;"):
        assert wanted in box[1]


def test_texts_are_texts() -> None:
    assert "<b>" not in of_rows(2)
    assert of_rows(2).count("&lt;b&gt;") == 2


def test_no_other_list_loads_pandas() -> None:
    """Streamlit's data frames do: half a second in which every page waits, and 35 MB."""
    framed = {
        path.name
        for path in sorted(COMPONENTS.glob("*.py"))
        if re.search(r"st\.(dataframe|data_editor|table|line_chart|bar_chart)\(", path.read_text())
    }
    assert framed == CHOSEN_FROM
