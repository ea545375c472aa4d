"""The imports that were made: what each did, and the way back."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components import tables
from components.find import find
from components.pager import few, first_of
from components.text import block, note, plain
from i18n import _, ngettext
from i18n.dates import format_number, format_when
from rules.roster import SUBJECT_NAMES, WHAT_NAMES, PastImport, What
from rules.roster_telling import did, say_fields
from rules.roster_undo import Done, Stay, WayBack
from rules.texts import holds

SHOWN_LINES = 500
STAYING_AT_ONCE = 200


def choose(imports: Sequence[PastImport]) -> PastImport:
    """The import to look at, the newest at first."""
    by_id = {one.id: one for one in imports}
    chosen = st.selectbox(
        _("Which import do you want to look at?"),
        list(by_id),
        format_func=lambda one: _label(by_id[one]),
        key="import",
    )
    return by_id[chosen or imports[0].id]


def all_imports(imports: Sequence[PastImport]) -> None:
    """All of them in a table."""
    if len(imports) < 2:
        return
    header = (_("When"), _("Who"), _("Files"), _("What was done"))
    rows = tuple(
        (format_when(one.at), one.by, ", ".join(one.files), _sentence(one)) for one in imports
    )
    tables.draw(tables.Table(_("The last imports, the newest first"), header, rows))


def _label(one: PastImport) -> str:
    return f"{format_when(one.at)} · {', '.join(one.files)}"


def _sentence(one: PastImport) -> str:
    if one.undone_at:
        return _("{what}. Undone on {when}").format(
            what=did(one.counts), when=format_when(one.undone_at)
        )
    return did(one.counts)


def about(one: PastImport) -> None:
    """Who, when, which files, how much."""
    st.subheader(plain(", ".join(one.files)), anchor=False)
    block(
        ("note", _("{name}, {when}").format(name=one.by, when=format_when(one.at))),
        ("line", did(one.counts) + "."),
    )
    if one.undone_at:
        told = _("{name} undid this import on {when}.").format(
            name=plain(one.undone_by), when=format_when(one.undone_at)
        )
        st.info(told, icon=":material/undo:")


def first_line(total: int, batch_id: int) -> int:
    """Which of very many lines is the first to show."""
    return first_of(total, f"done:{batch_id}", SHOWN_LINES)


def lines(done: Sequence[Done], total: int) -> None:
    """What changed, old and new; where all of it is here, to filter and to search."""
    if not done:
        note(_("What it changed was not kept: it was made with an older hub."))
        return
    found = list(done) if total > len(done) else _chosen(done)
    if not found:
        note(_("No line fits."))
        return
    header = (_("Name"), _("What"), _("Details"), _("Who or what"))
    rows = tuple(_line(one) for one in found)
    tables.draw(tables.Table(_("What this import changed"), header, rows))


def _chosen(done: Sequence[Done]) -> list[Done]:
    happened = [what for what in What if any(one.what == what for one in done)]
    what = st.pills(
        _("What was done"),
        happened,
        format_func=lambda one: _(WHAT_NAMES[one]),
        selection_mode="multi",
        key="done_what",
    )
    wanted = find(_("Find a name"), key="done_find")
    return [one for one in done if one.what in (what or happened) and holds(one.name, wanted)]


def _line(one: Done) -> tuple[str, ...]:
    return (
        one.name,
        _(WHAT_NAMES[one.what]),
        say_fields(one.fields, one.what, one.subject),
        _(SUBJECT_NAMES[one.subject]),
    )


def confirm_undo(way: WayBack) -> bool | None:
    """What would go back and what would stay; yes, no, or no answer yet."""
    with st.container(border=True):
        st.subheader(_("Undo this import?"), anchor=False)
        _say_back(way.back)
        _stays(way.stays)
        with st.container(horizontal=True):
            if way.back and st.button(_("Yes, undo it"), type="primary", icon=":material/undo:"):
                return True
            if st.button(_("Leave it as it is")):
                return False
    return None


def _say_back(count: int) -> None:
    if not count:
        st.text(_("Nothing can be taken back: people have worked with all of it since."))
        return
    told = ngettext(
        "{count} change of this import is taken back.",
        "{count} changes of this import are taken back.",
        count,
    )
    st.text(told.format(count=format_number(count)))


def _stays(stays: Sequence[Stay]) -> None:
    """What an undo leaves, because people have worked with it since."""
    if not stays:
        return
    told = ngettext(
        "{count} thing stays, because somebody has worked with it since:",
        "{count} things stay, because somebody has worked with them since:",
        len(stays),
    )
    st.warning(told.format(count=format_number(len(stays))), icon=":material/lock:")
    header = (_("Name"), _("Who or what"), _("Why it stays"))
    shown = few(stays, "stays", STAYING_AT_ONCE)
    rows = tuple((one.name, _(SUBJECT_NAMES[one.subject]), one.why) for one in shown)
    tables.draw(tables.Table(_("What stays as it is"), header, rows))


def undone(counts: Mapping[str, int]) -> str:
    """What to say after an undo."""
    told = ngettext("{count} change taken back.", "{count} changes taken back.", counts["back"])
    return told.format(count=format_number(counts["back"]))


def refused(sentence: str) -> None:
    st.error(plain(sentence), icon=":material/error:")
