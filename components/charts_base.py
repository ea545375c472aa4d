"""What all charts share: data, dates, the reader's locale, and a spec Streamlit can draw."""

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from typing import Any, Literal

import altair as alt
from altair.utils.schemapi import disable_debug_mode
from babel import Locale

from i18n.dates import locale_name

# Specs are checked by the tests: checking every part of every chart took half of the time.
disable_debug_mode()

Spec = dict[str, Any]
Mark = Any  # a chart of one layer: what Altair's encode() returns is untyped
Size = Literal["small", "medium", "large"]

WIDEST = 720  # a wider chart reads no better, and would shrink on paper
HEIGHTS: dict[Size, int] = {"small": 170, "medium": 250, "large": 330}

# The theme's colours by name: Streamlit puts in those of the light or the dark theme.
VALUES, AIM, GOOD, QUIET, SPECIAL = "blue", "orange", "green", "gray", "violet"

# Labels are read, not decoration: as dark as text, or as light on a dark page.
INK = alt.ExprRef("luminance(background) > 0.5 ? '#25313D' : '#D5DEE8'")

# Hollow marks are filled with whatever the page is, so that no line shows through.
PAPER = alt.ExprRef("background")


class Rows:
    """The rows of a chart by name: Altair copies charts often, so it only sees the names."""

    def __init__(self) -> None:
        _wait_for_pandas()
        self._kept: dict[str, list[dict[str, Any]]] = {}

    def chart(self, name: str, rows: Iterable[Mapping[str, object]]) -> alt.Chart:
        """A chart without a mark yet, of rows under this name."""
        self._kept[name] = [dict(row) for row in rows]
        return alt.Chart(alt.NamedData(name=name))

    def put_into(self, spec: Spec) -> None:
        """The first layer that asks for rows holds them; at the top they'd go as a dataframe."""
        shared = spec.pop("data", None)
        for layer in spec["layer"]:
            layer.setdefault("data", dict(shared) if shared else {})
            values = self._kept.pop(layer["data"]["name"], None)
            if values is not None:
                layer["data"]["values"] = values


def _wait_for_pandas() -> None:
    """Altair meets it half loaded when another's first table begins to load it."""
    if "pandas" in sys.modules:
        import_module("pandas")


def noon(day: date) -> str:
    """A day that stays the same day in every time zone of a browser."""
    return f"{day.isoformat()}T12:00:00"


def colour(name: str) -> alt.ColorValue:
    """The class itself: from the dict of alt.value() Altair would take 20 ms to find it."""
    return alt.ColorValue(name)


def day_axis(first: date, last: date) -> alt.Axis:
    """Days for some weeks, months for more; the names are the locale's."""
    span = (last - first).days
    if span <= 75:
        return alt.Axis(format="%-d %b", tickCount=5, grid=False, title=None)
    step = 1 if span <= 400 else 3
    every = alt.TimeIntervalStep(interval="month", step=step)
    return alt.Axis(format="%b", tickCount=every, grid=False, title=None)


def day_scale(first: date, last: date) -> alt.Scale:
    return alt.Scale(domain=[noon(first), noon(last)])


def finish(*layers: Mark, rows: Rows, shared: Mapping[str, Any], height: int, top: int = 4) -> Spec:
    """The spec as a plain dict, in the reader's locale, without Altair's own look.

    Encodings that layers share are given once: Altair copies each layer many times.
    """
    padding = {"left": 2, "right": 8, "top": top, "bottom": 2}
    chart = alt.layer(*layers).encode(**shared)
    spec: Spec = chart.properties(height=height + top, padding=padding).to_dict(validate=False)
    axis: Spec = {"labelPadding": 5, "titlePadding": 6, "labelColor": INK.to_dict()}
    axis["titleColor"] = axis["labelColor"]
    # Vega would describe every mark and axis in English; alt and the table say it better.
    quiet: Spec = {"aria": False, "mark": {"aria": False}}
    spec["config"] = {"locale": locale(), "axis": axis, **quiet}
    spec.pop("$schema")
    rows.put_into(spec)
    return spec


def locale() -> Spec:
    """Babel's names and signs in the form that Vega reads."""
    where = Locale.parse(locale_name())
    signs = where.number_symbols["latn"]
    months, days = where.months["format"], where.days["format"]
    return {
        "number": {
            "decimal": signs["decimal"],
            "thousands": signs["group"],
            "grouping": [3],
            "currency": ["", ""],
        },
        "time": {
            "dateTime": "%-d %b %Y %H:%M",
            "date": "%-d %b %Y",
            "time": "%H:%M",
            "periods": ["AM", "PM"],
            "days": _from_sunday(days["wide"]),
            "shortDays": _from_sunday(days["abbreviated"]),
            "months": list(months["wide"].values()),
            "shortMonths": list(months["abbreviated"].values()),
        },
    }


def _from_sunday(names: Mapping[int, str]) -> list[str]:
    return [names[(index - 1) % 7] for index in range(7)]
