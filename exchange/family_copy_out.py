"""A family's copy as one zip: a document for any phone or printer, and a workbook.

The document is one page of HTML without scripts, pictures or addresses: it is read in the letters
of the reader's own device, which knows every script that families write.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from exchange.workbooks_out import workbook
from i18n import _, current
from i18n.dates import format_when
from rules.family_copy import Copy
from rules.family_copy_help import HELP
from rules.family_copy_sheets import sheets
from rules.family_copy_story import Chapter, Kind, Piece, chapters
from rules.lists import Listed, file_name

STYLE = Path(__file__).with_name("family_copy.css")
BETWEEN = " · "
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def family_copy_zip(copy: Copy, day: date) -> bytes:
    """The document and the workbook."""
    name = _("Everything about {child}").format(child=copy.child.name)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr(file_name(name, day.isoformat(), "html"), document(copy))
        made.writestr(file_name(name, day.isoformat()), workbook(sheets(copy)))
    return file.getvalue()


def document(copy: Copy) -> str:
    """The page, with its contents first."""
    title = _("Everything about {child}").format(child=copy.child.name)
    told = list(enumerate(chapters(copy), 1))
    contents = _("Contents")
    links = "".join(f'<li><a href="#c{at}">{_text(one.title)}</a></li>' for at, one in told)
    return (
        f'<!doctype html><html lang="{current()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE.read_text('utf-8')}</style></head><body>"
        f'<header><p class="school">{_text(copy.school)}</p><h1>{_text(title)}</h1>'
        f"{_help(copy)}"
        f"{''.join(f'<p>{_text(one)}</p>' for one in _cover(copy))}</header>"
        f"<nav><h2>{_text(contents)}</h2><ol>{links}</ol></nav>"
        f"<main>{''.join(_chapter(at, one) for at, one in told)}</main></body></html>"
    )


def _cover(copy: Copy) -> Iterable[str]:
    yield BETWEEN.join((copy.reader.label, format_when(copy.made)))
    yield _(
        "This is everything about {child} in the hub that you may see there, as it stood at that "
        "moment. The workbook beside it holds the same as tables."
    ).format(child=copy.child.name)
    yield _(
        "Not in it: what staff write for one another, answers and addresses of another household, "
        "and what was taken back. The hub keeps no photos, recordings or scanned papers."
    )
    if not copy.unsent:
        yield _(
            "The school office made this copy. Survey answers that were not sent yet are not in it."
        )
    yield _("It is about a child: please keep it safe. If something is wrong, tell us.")


def _help(copy: Copy) -> str:
    """To a family of another language, what this is and who helps to read it."""
    (child,) = copy.rows("person", id=copy.child.id)
    home = (child["home_language"] or "").strip().lower()[:2]
    if home == current() or home not in HELP:
        return ""
    return f'<p class="help" lang="{home}" dir="auto">{escape(HELP[home])}</p>'


def _chapter(at: int, chapter: Chapter) -> str:
    return (
        f'<section id="c{at}"><h2>{_text(chapter.title)}</h2>'
        f"{''.join(_piece(one) for one in chapter.pieces)}</section>"
    )


def _piece(piece: Piece) -> str:
    if piece.table is not None:
        return _table(piece.table)
    return DRAWN[piece.kind](piece)


def _fact(piece: Piece) -> str:
    return f"<dl><dt>{_text(piece.name)}</dt><dd>{_text(piece.words)}</dd></dl>"


DRAWN: Mapping[Kind, Callable[[Piece], str]] = {
    Kind.HEADING: lambda piece: f"<h3>{_text(piece.words)}</h3>",
    Kind.LINE: lambda piece: f"<p>{_text(piece.words)}</p>",
    Kind.NOTE: lambda piece: f'<p class="note">{_text(piece.words)}</p>',
    Kind.QUOTE: lambda piece: f'<blockquote dir="auto">{_lines(piece.words)}</blockquote>',
    Kind.BREAK: lambda _piece: "<hr>",
    Kind.FACT: _fact,
}


def _table(listed: Listed) -> str:
    head = "".join(f'<th scope="col">{_text(one.header)}</th>' for one in listed.columns)
    rows = ("".join(f"<td>{_text(str(cell))}</td>" for cell in row) for row in listed.rows)
    body = "".join(f"<tr>{cells}</tr>" for cells in rows)
    return (
        f'<div class="table"><table><caption>{_text(listed.name)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _text(words: str) -> str:
    """What somebody typed, as text; each part between dots in the direction of its own script."""
    return BETWEEN.join(f"<bdi>{_lines(part)}</bdi>" for part in words.split(BETWEEN))


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
