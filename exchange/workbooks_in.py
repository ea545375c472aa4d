"""Uploaded files in: bytes become sheets of typed cells, or one sentence that says why not.

What a file is is told by its content, never by its ending. It is opened in a process of its own.
"""

from collections.abc import Iterable, Iterator, Mapping

from exchange import reader_pool
from exchange.files_in import check_size
from exchange.reader_frames import Job, Told
from i18n import _, current, ngettext
from rules.limits import STANDARD, Limits
from rules.problems import Problem
from rules.roster_encodings import Encoding, EncodingChoice
from rules.roster_layout import forget_secrets, unreadable
from rules.roster_sheets import Grid, Reading, Row
from rules.whole_hub import refuse_whole_hub

SAMPLES = 4
SAMPLE_LENGTH = 40

Upload = tuple[str, bytes]


def read_files(
    uploads: Iterable[Upload],
    limits: Limits = STANDARD,
    encodings: Mapping[str, str] | None = None,
) -> Reading:
    """Every sheet of every file, without passwords; Problem when a file can't be opened.

    `encodings` says, for the file of an `EncodingChoice`, which of them it is in.
    """
    named = list(uploads)
    _check_count(named, limits)
    readings = [_read(name, data, limits, dict(encodings or {})) for name, data in named]
    grids = tuple(grid for one in readings for grid in one.grids)
    refuse_whole_hub(grids)
    reasons = unreadable(grids)
    if len(reasons) == len({grid.file for grid in grids}):
        raise Problem(next(iter(reasons.values()), _("Please choose a file first.")))
    notes = [note for one in readings for note in one.notes]
    choices = tuple(choice for one in readings for choice in one.encodings)
    return Reading(grids, (*notes, *reasons.values()), choices)


def _check_count(uploads: list[Upload], limits: Limits) -> None:
    if len(uploads) > limits.files:
        sentence = ngettext(
            "Please upload at most {limit} file at once.",
            "Please upload at most {limit} files at once.",
            limits.files,
        )
        raise Problem(sentence.format(limit=limits.files))
    names = [name for name, _data in uploads]
    if len(set(names)) < len(names):
        raise Problem(_("Two of these files have the same name. Please rename one of them."))


def _read(name: str, data: bytes, limits: Limits, encodings: dict[str, str]) -> Reading:
    check_size(name, len(data), limits)
    if not data or data.isspace():
        raise _empty(name)
    told = reader_pool.read(Job(name, limits, current(), encodings), data)
    grids = tuple(map(forget_secrets, _grids(told)))
    if not grids:
        raise _empty(name)
    choices = tuple(
        _choice(codes, next(grid for grid in grids if grid.file == file))
        for _kind, file, codes in (one for one in told if one[0] == "guessed")
        if len(codes) > 1
    )
    return Reading(grids, tuple(_notes(name, grids, told)), choices)


def _grids(told: list[Told]) -> list[Grid]:
    """The sheets with their rows, which come after each."""
    found: list[tuple[Told, list[Row]]] = []
    for one in told:
        if one[0] == "sheet":
            found.append((one, []))
        elif one[0] == "rows":
            found[-1][1].extend(map(Row, *one[1:]))
    return [Grid(file, name, tuple(rows), hidden) for (_kind, file, name, hidden), rows in found]


def _choice(codes: tuple[str, ...], grid: Grid) -> EncodingChoice:
    """The likely encodings, with names of the file under each."""
    cells = (cell for row in grid.rows for cell in row.cells if isinstance(cell, str))
    texts = {cell.encode(codes[0], "replace"): None for cell in cells if not cell.isascii()}
    telling = sorted(texts, key=lambda text: -len({text.decode(code, "replace") for code in codes}))
    options = tuple(
        Encoding(code, tuple(_sample(text.decode(code, "replace")) for text in telling[:SAMPLES]))
        for code in codes
    )
    return EncodingChoice(grid.file, codes[0], options)


def _sample(text: str) -> str:
    return " ".join(text.split())[:SAMPLE_LENGTH]


def _notes(name: str, grids: tuple[Grid, ...], told: list[Told]) -> Iterator[str]:
    guessed = (one for one in told if one[0] == "guessed" and len(one[2]) == 1)
    for _kind, file, _codes in guessed:
        yield _(
            "{file} does not say how its letters are written. Please check that names with accents"
            " look right below."
        ).format(file=file)
    hidden = [grid.name for grid in grids if grid.hidden and grid.rows]
    if hidden:
        sentence = ngettext(
            "{file} has a hidden sheet, which is not read: {sheets}",
            "{file} has hidden sheets, which are not read: {sheets}",
            len(hidden),
        )
        yield sentence.format(file=name, sheets=", ".join(hidden))
    for _kind, others in (one for one in told if one[0] == "left out"):
        sentence = ngettext(
            "{file} also holds a file that is no list, which is not read: {names}",
            "{file} also holds files that are no lists, which are not read: {names}",
            len(others),
        )
        yield sentence.format(file=name, names=", ".join(others))


def _empty(name: str) -> Problem:
    return Problem(_("{file} is empty: it has no rows at all.").format(file=name))
