"""Letters as one PDF, a page each: set by Typst, which shapes and turns every script, in memory."""

import json
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from i18n.dates import format_day_in
from rules.accounts import grouped
from rules.letter_words import LETTERS
from rules.letters import Letter, Sender, is_printable

if TYPE_CHECKING:
    from typst import Fonts

HERE = Path(__file__).parent


def letters_pdf(letters: Sequence[Letter], codes: Sequence[str], sender: Sender) -> bytes:
    """A page for each letter with its code."""
    from typst import Compiler  # 25 MB, only where letters are made

    pages = [_page(one, code, sender) for one, code in zip(letters, codes, strict=True)]
    words = {"letters": json.dumps(pages), "title": sender.school}
    template = (HERE / "letters.typ").read_bytes()
    made = Compiler(input=template, font_paths=_fonts(), sys_inputs=words).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    folder = str(HERE / "fonts")
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _link(sender: Sender, code: str) -> str:
    """Where the picture leads: a form that works with and without routes of the hub's own."""
    return f"{sender.address}/join?{urlencode({'code': code})}"


def _page(letter: Letter, code: str, sender: Sender) -> dict[str, Any]:
    words, to = LETTERS[letter.language], _link(sender, code)
    return {
        "language": letter.language,
        "rtl": words.rtl,
        "school": _written(sender.school) or "",
        "to": _written(letter.to),
        "child": _written(letter.child),
        "class_name": _written(letter.class_name) or "",
        "what": words.what,
        "scan": words.scan,
        "choose": words.choose,
        "type": words.type,
        "address": f"{sender.address}/join".partition("://")[2],
        "code": grouped(code).split("-"),
        "until": words.until.format(day=format_day_in(sender.until, letter.language)),
        "siblings": words.siblings if letter.siblings else None,
        "help": words.help,
        "link": to,
        "qr": _qr(to),
    }


def _written(name: str) -> str | None:
    """A name, or nothing where a line for a pen has to stand."""
    return name if is_printable(name) else None


def _qr(words: str) -> str:
    from segno import make

    drawn = BytesIO()
    make(words, error="m", micro=False).save(drawn, kind="svg", border=2)
    return drawn.getvalue().decode()
