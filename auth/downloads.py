"""Lists to take away: made at the click, for somebody who is still signed in."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from auth.looked import About, taken
from components.downloads import CSV, XLSX, download
from exchange.csv_out import csv_file
from exchange.workbooks_out import workbook
from i18n import N_, _
from i18n.dates import today
from rules.lists import Listed, file_name
from rules.people import Me

Write = Callable[[Listed], bytes]

FILES: tuple[tuple[str, str, str, Write], ...] = (
    (N_("Download for Excel"), "xlsx", XLSX, lambda listed: workbook([listed])),
    (N_("Download as CSV"), "csv", CSV, csv_file),
)


def offer_list(me: Me, about: About, name: str, build: Callable[[], Listed]) -> None:
    """The list that is shown here: the same rows, in the same order and words, with their types.

    Which children it holds, `about`, is told to their families once somebody takes it away.
    """
    day = today().isoformat()
    with st.container(horizontal=True, gap="small"):
        for label, ending, mime, write in FILES:
            download(
                _(label),
                partial(_make, me, about, build, write),
                file_name(name, day, ending),
                key=f"list:{name}:{ending}",
                kind="tertiary",
                mime=mime,
            )


def _make(me: Me, about: About, build: Callable[[], Listed], write: Write) -> bytes:
    taken(me, about, "list")
    return write(build())
