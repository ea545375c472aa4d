"""Dates as offices write them: the order of day and month is decided for a whole column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

from i18n import N_, _
from i18n.dates import today
from rules import roster_words
from rules.roster_headers import words
from rules.roster_sheets import Cell, Formula, Unfit

SERIAL_START = date(1899, 12, 30)
SERIALS = range(3_653, 80_000)  # 1910 to 2119, as Excel counts days
OLDEST = 120  # years
US_ZONES = (
    "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix"
    " America/Anchorage America/Detroit America/Boise America/Indiana America/Kentucky"
    " America/Juneau America/Menominee America/North_Dakota America/Adak Pacific/Honolulu US/"
)
YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?(?:[T ].*)?")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
YEAR_LAST = re.compile(r"(\d{1,2})\s?[./\- ]\s?(\d{1,2})\s?[./\- ]\s?(\d{4}|\d{2})(?: 0?0:00.*)?")


class Order(StrEnum):
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


MASKS = (  # as headers tell how to write: dd/mm/yyyy, TT.MM.JJJJ, jj/mm/aaaa
    (re.compile(r"\b(dd?|tt?|jj?)\W?mm?\W?([yajr]{2,4})\b", re.IGNORECASE), Order.DAY_FIRST),
    (re.compile(r"\bmm?\W?dd?\W?y{2,4}\b", re.IGNORECASE), Order.MONTH_FIRST),
)

ORDER_NAMES = {
    Order.DAY_FIRST: N_("Day, month, year"),
    Order.MONTH_FIRST: N_("Month, day, year"),
}


@dataclass(frozen=True, slots=True)
class Ordering:
    """How a column writes its dates; unsure when every date fits both ways."""

    order: Order
    sure: bool
    example: str = ""  # a date that fits both ways


def month_first(zone: str) -> bool:
    """Whether people of this time zone write the month before the day."""
    return any(zone.startswith(start) for start in US_ZONES.split())


def ordering(cells: Iterable[Cell], month_before_day: bool, header: str = "") -> Ordering:
    """The order that most of a column's cells can only be read in, or that its header names."""
    named = next((order for mask, order in MASKS if mask.search(header)), None)
    if named:
        return Ordering(named, True)
    day_first = month_before = 0
    example = ""
    for cell in cells:
        match = YEAR_LAST.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if not match:
            continue
        first, second = int(match[1]), int(match[2])
        day_first += first > 12 >= second
        month_before += second > 12 >= first
        if max(first, second) <= 12 and first != second:
            day_first += match[0].count(".") == 2  # 02.01.2010: nobody writes the month first
            example = example or match[0]
    if day_first != month_before:
        return Ordering(Order.MONTH_FIRST if month_before > day_first else Order.DAY_FIRST, True)
    default = Order.MONTH_FIRST if month_before_day else Order.DAY_FIRST
    return Ordering(default, not example, example)


def birth_date(cell: Cell, order: Order) -> date:
    """The day in a cell, or Unfit."""
    day = _read(cell, order)
    if day > today():
        raise Unfit(_("This day has not come yet. Please write the day the person was born."))
    if day.year < today().year - OLDEST:
        raise Unfit(
            _("This is more than {years} years ago. Please check the year.").format(years=OLDEST)
        )
    return day


def _read(cell: Cell, order: Order) -> date:
    if isinstance(cell, Formula):
        cell = cell.value
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in SERIALS:
        return SERIAL_START + timedelta(days=int(cell))
    try:
        return _from_text(str(cell).strip(), order)
    except ValueError as error:
        raise Unfit(
            _("This is not a date. Please write it like 2015-03-31, or leave the cell empty.")
        ) from error


def _from_text(text: str, order: Order) -> date:
    found = YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text)
    if found:
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = YEAR_LAST.fullmatch(text)
    if found:
        first, second, year = int(found[1]), int(found[2]), _full_year(found[3])
        return date(year, second, first) if order == Order.DAY_FIRST else date(year, first, second)
    return _from_words(text)


def _full_year(text: str) -> int:
    """Two digits mean the last hundred years."""
    if len(text) == 4:
        return int(text)
    this_year = today().year
    year = this_year - this_year % 100 + int(text)
    return year if year <= this_year else year - 100


def _from_words(text: str) -> date:
    """'31 March 2015', 'Mar 31, 2015', '31 de marzo de 2015'."""
    parts = [part for part in words(text).split() if part != "de" and part != "del"]
    months = [_months()[part] for part in parts if part in _months()]
    numbers = [part.rstrip("sthndr") for part in parts if part[0].isdigit()]
    if len(months) != 1 or len(numbers) != 2 or len(parts) != 3:
        raise ValueError(text)
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    return date(_full_year(year), months[0], int(day))


@cache
def _months() -> dict[str, int]:
    """Every name of a month in every language an office may write in."""
    return {
        word: number
        for line in roster_words.more("months")
        for number, names in enumerate(line.split(";"), 1)
        for word in words(names).split()
    }
