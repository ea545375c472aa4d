"""Days, times and numbers as the reader writes them (Babel), in the school's time zone."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal

from i18n import current

_zone: ContextVar[str] = ContextVar("zone", default="UTC")


def use_zone(name: str) -> None:
    """Show times in this IANA zone for the rest of the event."""
    _zone.set(name if _is_zone(name) else "UTC")


def zone() -> str:
    """The name of the zone of this event."""
    return _zone.get()


@lru_cache(maxsize=8)
def _is_zone(name: str) -> bool:
    """Looking through the zones walks a thousand files."""
    return name in available_timezones()


def now() -> datetime:
    """This moment in UTC, aware."""
    return datetime.now(UTC)


def today() -> date:
    """Today in the school's zone."""
    return datetime.now(ZoneInfo(_zone.get())).date()


def day_of(moment: datetime) -> date:
    """The school's day on which a UTC moment fell."""
    return _local(moment).date()


def begin_of(day: date) -> datetime:
    """The moment at which a day of the school begins, aware."""
    return datetime.combine(day, time.min, ZoneInfo(_zone.get()))


def format_time(moment: datetime) -> str:
    """15:04 in the school's zone."""
    return format_datetime(_local(moment), format="HH:mm", locale=locale_name())


def format_day(day: date) -> str:
    """22 November 2026"""
    return _day(day, "long", locale_name())


def format_day_in(day: date, language: str) -> str:
    """The same in a language that the hub itself may not speak."""
    return format_date(day, format="long", locale="en_GB" if language == "en" else language)


def format_short_day(day: date) -> str:
    """22 Nov"""
    return _day(day, "d MMM", locale_name())


def format_when(moment: datetime) -> str:
    """22 Nov 2026, 15:04 in the school's zone."""
    return format_datetime(_local(moment), format="d MMM y, HH:mm", locale=locale_name())


def format_span(span: timedelta) -> str:
    """3 hours"""
    return format_timedelta(span, threshold=1, locale=locale_name())


def format_number(value: float) -> str:
    """1,234.5 without needless decimals."""
    return _number(float(value), locale_name())


@lru_cache(maxsize=4096)
def _day(day: date, form: str, locale: str) -> str:
    return format_date(day, format=form, locale=locale)


@lru_cache(maxsize=4096)
def _number(value: float, locale: str) -> str:
    return str(format_decimal(value, format="#,##0.##", locale=locale))


def _local(moment: datetime) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo(_zone.get()))


def locale_name() -> str:
    """The CLDR locale of the current language; plain English is written as in Britain."""
    return {"en": "en_GB"}.get(current(), current())
