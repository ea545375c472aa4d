"""The specs of the charts: valid, with what they promise to show, in the reader's language."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import altair as alt
import pytest

from components.charts_aim import aim_path, aim_spec, value_range
from components.charts_base import Spec
from components.charts_class import bars_spec, grid_spec
from components.charts_story import story_spec
from i18n import use
from rules.progress import Series, aim_of
from tests.components.examples import ALL, FIRST, GRID, HELP, READING, SEAT, STORY

COUNTS = (("Football", 9.0), ("Music", 7.0))


@cache
def every_spec() -> dict[str, Spec]:
    aims = {f"aim {name}": aim_spec(series) for name, series in ALL.items()}
    return aims | {
        "family": aim_spec(READING, family=True, size="large"),
        "grid": grid_spec(GRID),
        "grid to pick": grid_spec(GRID, pick=True),
        "empty grid": grid_spec(replace(GRID, rows=())),
        "bars": bars_spec(COUNTS),
        "no bars": bars_spec(()),
        "percent": bars_spec(COUNTS, percent=True),
        "story": story_spec(STORY),
        "one day": story_spec(STORY[:1]),
    }


def rows(spec: Spec, name: str) -> list[dict[str, Any]]:
    """The rows of the layer with this data."""
    for layer in spec["layer"]:
        if layer["data"]["name"] == name:
            found: list[dict[str, Any]] = layer["data"]["values"]
            return found
    pytest.fail(f"no layer draws {name}")


def marks(spec: Spec) -> list[tuple[str, str]]:
    """The data and the mark of every layer."""
    return [(layer["data"]["name"], layer["mark"]["type"]) for layer in spec["layer"]]


@pytest.fixture
def spanish() -> Iterator[None]:
    use("es")
    yield
    use("en")


@pytest.mark.parametrize("name", list(every_spec()))
def test_every_spec_is_valid_vega_lite_and_json(name: str) -> None:
    spec = every_spec()[name]
    alt.Chart.from_dict(spec)
    json.dumps(spec, allow_nan=False)
    assert not {"data", "datasets"} & set(spec), "rows would be sent as a dataframe"
    names = [layer["data"]["name"] for layer in spec["layer"]]
    held = [layer["data"]["name"] for layer in spec["layer"] if "values" in layer["data"]]
    assert set(held) == set(names)
    assert len(held) == len(set(held)), "rows are sent once"


def test_an_aim_line_shows_start_line_check_ins_and_changes() -> None:
    assert marks(aim_spec(READING)) == [
        ("band", "rect"),
        ("aim", "line"),
        ("change0", "rule"),
        ("change0", "text"),
        ("change1", "rule"),
        ("change1", "text"),
        ("values", "line"),
        ("start", "point"),
        ("met", "point"),
        ("short", "point"),
        ("ends", "point"),
        ("goal", "text"),
    ]


def test_check_ins_below_are_hollow_triangles_and_above_are_circles() -> None:
    layers = {layer["data"]["name"]: layer["mark"] for layer in aim_spec(READING)["layer"]}
    assert (layers["met"]["shape"], layers["met"]["filled"]) == ("circle", True)
    assert (layers["short"]["shape"], layers["short"]["filled"]) == ("triangle-down", False)
    falling = {layer["data"]["name"]: layer["mark"] for layer in aim_spec(SEAT)["layer"]}
    assert falling["short"]["shape"] == "triangle-up"


def test_every_check_in_is_drawn_once_with_its_day_at_noon() -> None:
    spec = aim_spec(READING)
    drawn = [row for side in ("start", "met", "short") for row in rows(spec, side)]
    assert sorted(row["day"] for row in drawn) == [row["day"] for row in rows(spec, "values")]
    assert rows(spec, "values")[0]["day"] == "2026-09-04T12:00:00"
    assert rows(spec, "start")[0]["when"] == "4 September 2026"
    assert [row["value"] for row in rows(spec, "short")] == [55]


def test_without_a_target_only_the_check_ins_are_drawn() -> None:
    names = [name for name, _mark in marks(aim_spec(ALL["unaimed"]))]
    assert names == ["values", "start"]


def test_a_rating_has_words_on_its_axis_and_a_line_of_steps() -> None:
    spec = aim_spec(HELP)
    axis = spec["encoding"]["y"]["axis"]
    assert axis["values"] == [1, 2, 3, 4]
    assert "'Mostly alone'" in axis["labelExpr"]
    assert spec["layer"][1]["mark"]["interpolate"] == "step-after"
    aim = aim_of(HELP)
    assert aim is not None
    assert [value for _day, value in aim_path(aim)] == [1, 2, 3, 4, 4]


@pytest.mark.parametrize("name", list(ALL))
def test_all_values_lie_within_the_axis(name: str) -> None:
    series: Series = ALL[name]
    low, high = value_range(series)
    assert low < high
    assert all(low < point.value < high for point in series.points)


def test_a_grid_prints_a_sign_in_each_cell_and_names_rows_by_child() -> None:
    spec = grid_spec(GRID)
    cells = rows(spec, "cells")
    assert [(cell["row"], cell["column"], cell["sign"]) for cell in cells] == [
        ("7", "Reading", "▽ 2"),
        ("8", "Social", "▲▲"),
    ]
    assert [cell["note"] for cell in cells] == ["2 goals", "Ask for help"]
    axis = spec["encoding"]["y"]
    assert axis["scale"]["domain"] == ["7", "8", "9"]
    names = axis["axis"]["labelExpr"].removesuffix("[datum.value]")
    assert json.loads(names) == {str(row.child_id): row.name for row in GRID.rows}


def test_a_grid_to_pick_from_has_one_selection() -> None:
    assert "params" not in grid_spec(GRID)
    (pick,) = grid_spec(GRID, pick=True)["params"]
    assert pick["name"] == "pick"
    assert pick["select"]["fields"] == ["row", "column"]


def test_a_story_has_a_lane_each_and_stacks_one_day() -> None:
    places = [(row["kind"], row["place"]) for row in rows(story_spec(STORY), "story")]
    assert places == [("goal", 2.0), ("check_in", 1.8), ("words", 0), ("comment", 1)]


@pytest.mark.usefixtures("spanish")
def test_dates_and_numbers_speak_spanish() -> None:
    locale = aim_spec(READING)["config"]["locale"]
    assert locale["time"]["shortMonths"][0] == "ene"
    assert locale["time"]["days"][0] == "domingo"
    assert locale["number"]["decimal"] == ","
    assert rows(aim_spec(READING), "start")[0]["when"] == "4 de septiembre de 2026"


def test_months_are_ticks_for_a_year_and_days_for_some_weeks() -> None:
    year = aim_spec(READING)["encoding"]["x"]["axis"]
    weeks = aim_spec(replace(SEAT, target_on=FIRST.replace(month=10)))
    assert (year["format"], year["tickCount"]) == ("%b", {"interval": "month", "step": 1})
    assert weeks["encoding"]["x"]["axis"]["format"] == "%-d %b"
