"""Charts, tables and styles as a page draws them."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def a_page() -> None:
    import streamlit as st

    from components import charts
    from components.style import style
    from tests.components.examples import EMPTY, GRID, READING, STORY

    style(roomy=True)
    charts.progress(READING, key="reading")
    charts.progress(READING, key="family", family=True)
    charts.progress(EMPTY, key="empty")
    picked = charts.class_grid(GRID, key="grid", pick=True)
    charts.class_grid(GRID, key="plain")
    charts.bars((("Art", 2), ("Music", 7)), about="Interests")
    charts.story(STORY).draw()
    st.text(f"picked {picked}")


def drawn(app: AppTest, kind: str) -> list[Any]:
    return [element.proto for element in app.get(kind)]


def html(app: AppTest) -> list[str]:
    return [proto.body for proto in drawn(app, "html")]


def test_every_chart_is_drawn_with_its_text() -> None:
    app = AppTest.from_function(a_page).run(timeout=20)
    assert not app.exception
    alts = [proto.alt for proto in drawn(app, "vega_lite_chart")]
    assert len(alts) == 6
    assert all(alts)
    assert alts[-2] == "Interests: Music 7, Art 2."
    assert app.text[0].value == "picked None"


def test_sentences_stand_above_the_charts_as_text() -> None:
    told = html(AppTest.from_function(a_page).run(timeout=20))
    staff, family, empty = [body for body in told if '"hub-takeaway"' in body]
    assert "Three of the last four are on or above the line: keep going." in staff
    assert "It is going well. Keep going!" in family
    assert "No check-ins yet" in empty


def test_a_table_is_built_only_when_it_is_opened() -> None:
    app = AppTest.from_function(a_page).run(timeout=20)
    assert not [body for body in html(app) if "<table" in body]
    app.session_state["reading-table"] = True
    (table,) = [body for body in html(app.run(timeout=20)) if "<table" in body]
    assert "<caption>Words a minute</caption>" in table
    assert '<th scope="col">Day</th>' in table


def test_a_table_escapes_what_people_typed() -> None:
    def page() -> None:
        from components.tables import Table, draw

        draw(Table("<b>", ("<i>",), (("<script>alert(1)</script>",),)))

    (body,) = html(AppTest.from_function(page).run(timeout=20))
    assert "<script" not in body
    assert "<b>" not in body
    assert "&lt;script&gt;" in body


def test_a_chart_is_built_once_per_language_and_drawing_leaves_it_alone() -> None:
    from components.charts import _aim
    from tests.components.examples import READING

    AppTest.from_function(a_page).run(timeout=20)
    kept = _aim(READING, "en", "medium", False)
    before = json.dumps(kept.spec)
    AppTest.from_function(a_page).run(timeout=20)
    assert _aim(READING, "en", "medium", False) is kept
    assert json.dumps(kept.spec) == before
    assert _aim(READING, "es", "medium", False) is not kept
