"""What is said beside a chart: alternatives, legends, tables."""

from components.charts_tables import grid_table, series_table, story_table
from components.charts_words import (
    aim_legend,
    describe,
    describe_bars,
    describe_grid,
    describe_story,
    grid_legend,
    story_legend,
)
from rules.story import Happening
from tests.components.examples import EMPTY, GRID, HELP, READING, SEAT, STORY, UNAIMED


def test_an_aim_line_is_told_from_its_data() -> None:
    assert describe(READING, "Keep going.") == (
        "Words a minute: 8 check-ins from 4 September 2026 to 23 October 2026."
        " The first was 53 words, the last 80 words. The target is 95 words by 30 April 2027."
        " Support changed on 24 Sept: Daily reading."
        " Support changed on 14 Oct: Reads to a 'younger' child. Keep going."
    )
    assert describe(EMPTY, "Nothing yet.") == "Pages. Nothing yet."
    assert "target" not in describe(UNAIMED, "")


def test_the_legend_has_only_what_the_chart_shows() -> None:
    assert aim_legend(READING) == (
        ("•", "Start"),
        ("●", "On or above the line"),
        ("▽", "Below the line"),
        ("╌╌", "Line to the target"),
        ("┆", "Support changed"),
    )
    assert aim_legend(SEAT)[1] == ("△", "Above the line")
    assert aim_legend(UNAIMED) == (("•", "Start"),)
    assert [name for _glyph, name in aim_legend(READING, family=True)][1:3] == [
        "Going well",
        "Not there yet",
    ]


def test_a_grid_is_told_in_counts() -> None:
    assert describe_grid(GRID) == "3 children. Below the line: 1. Ahead of the line: 1."
    assert grid_legend(GRID) == (("▽", "Below the line"), ("▲▲", "Ahead of the line"))


def test_bars_and_stories_are_told() -> None:
    assert describe_bars((("Music", 7), ("Art", 2)), "Interests", percent=False) == (
        "Interests: Music 7, Art 2."
    )
    assert describe_bars((("Read", 64),), "The way", percent=True) == "The way: Read 64 %."
    assert describe_story(STORY) == (
        "From 4 September 2026 to 16 September 2026: Child 1, Family 1, School 2."
    )
    glyphs = {Happening.GOAL: "◆", Happening.REACHED: "▶"}
    assert story_legend(glyphs, STORY) == (("◆", "Goal set"),)


def test_tables_hold_the_same_numbers() -> None:
    table = series_table(READING)
    assert table.header == ("Day", "Check-in", "Line", "How it went")
    assert len(table.rows) == len(READING.points)
    assert table.rows[0][:2] == ("23 October 2026", "80 words")
    assert table.rows[-1] == ("4 September 2026", "53 words", "", "Start")
    assert series_table(HELP, family=True).rows[0] == (
        "2 October 2026",
        "Mostly alone",
        "Going well",
    )


def test_a_grid_as_a_table_has_words_and_empty_cells() -> None:
    assert grid_table(GRID).rows[:2] == (
        ('Ana "Kiki" O\'Neil', "▽ Below the line", ""),
        ("فاطمة حداد", "", "▲▲ Ahead of the line"),
    )


def test_a_story_as_a_table_starts_with_the_last_day() -> None:
    assert story_table(STORY).rows[0] == ("16 September 2026", "Family", "Comment", "")
    assert story_table(STORY).rows[1][3] == "*I* want to"
