"""Numbers as a table: real rows and headers, built only when somebody opens it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st

from components import text
from i18n import _

LONG = 25  # with more rows a table is scrolled in a box of its own


@dataclass(frozen=True)
class Table:
    """A caption, the headers, and rows of texts ready to read."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def show_as_table(
    build: Callable[[], Table], *, key: str, also: Callable[[], None] | None = None
) -> None:
    """A closed box; the table, and what is drawn below it, is built and sent once it is open."""
    box = st.expander(_("Show as a table"), key=f"{key}-table", on_change="rerun")
    if box.open:
        with box:
            draw(build())
            if also is not None:
                also()


def draw(table: Table) -> None:
    """The table, read aloud cell by cell and printed whole.

    Streamlit's own is a picture to a screen reader, and loads pandas: 35 MB, half a second of all.
    """
    text.html(drawn(table))


def drawn(table: Table) -> str:
    """The same as a piece of a block; every text is escaped."""
    head = _cells("th", table.header, ' scope="col"')
    body = "".join(f"<tr>{_cells('td', row)}</tr>" for row in table.rows)
    box = 'class="hub-table"'
    if len(table.rows) > LONG:
        box += f' data-long tabindex="0" role="region" aria-label="{escape(table.caption)}"'
    return (
        f"<div {box}><table><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(tag: str, texts: Iterable[str], attributes: str = "") -> str:
    return "".join(f"<{tag}{attributes}>{escape(text)}</{tag}>" for text in texts)
