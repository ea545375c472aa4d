"""What the standings say, to teachers and to families."""

import pytest

from rules.progress import MeasureKind, Reading, Series, Standing
from rules.progress_words import SIGNS, rating_name, say, say_value, standing_name


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        (
            Reading(Standing.ON_TRACK, 3, 4),
            "Three of the last four are on or above the line: keep going.",
        ),
        (
            Reading(Standing.ON_TRACK, 3, 3),
            "The last three are all on or above the line: keep going.",
        ),
        (
            Reading(Standing.AHEAD, 4, 4),
            "All four on or above the line: time for a more ambitious goal?",
        ),
        (
            Reading(Standing.BELOW, 0, 4),
            "The last four are all below the line: talk about what could help.",
        ),
        (
            Reading(Standing.MIXED, 1, 4),
            "One of the last four is on or above the line: look again soon.",
        ),
        (
            Reading(Standing.MIXED, 2, 4),
            "Two of the last four are on or above the line: look again soon.",
        ),
        (
            Reading(Standing.ON_TRACK, 3, 4, lower_is_better=True),
            "Three of the last four are on or under the falling line: keep going.",
        ),
        (
            Reading(Standing.BELOW, 0, 3, lower_is_better=True),
            "The last three are all above the falling line: talk about what could help.",
        ),
        (
            Reading(Standing.TOO_EARLY, needed=1),
            "Too early to say: one more check-in will show which way it goes.",
        ),
        (
            Reading(Standing.TOO_EARLY, needed=2),
            "Too early to say: two more check-ins will show which way it goes.",
        ),
    ],
)
def test_a_teacher_reads_what_to_do(reading: Reading, sentence: str) -> None:
    assert say(reading) == sentence


@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_a_sentence_for_everybody(standing: Standing, falling: bool) -> None:
    reading = Reading(standing, met=2, of=4, needed=2, lower_is_better=falling)
    for family in (False, True):
        sentence = say(reading, family=family)
        assert sentence[0].isupper()
        assert sentence[-1] in ".!?"
        assert "{" not in sentence
    assert standing_name(standing)
    assert SIGNS[standing]


@pytest.mark.parametrize("standing", Standing)
def test_families_read_no_jargon(standing: Standing) -> None:
    sentence = say(Reading(standing, 2, 4, 2), family=True).lower()
    for word in ("line", "check-in", "baseline", "data", "target", "measure"):
        assert word not in sentence


def test_values_are_said_with_their_unit_or_as_a_rating() -> None:
    words = Series("Words a minute", "words", MeasureKind.NUMBER, None, None, None, None)
    rating = Series("", "", MeasureKind.RATING, None, None, None, None)
    assert say_value(words, 1080.5) == "1,080.5 words"
    assert say_value(rating, 3) == "Mostly alone"
    assert [rating_name(value) for value in (0, 1, 2.5, 4, 9)] == [
        "Not yet",
        "Not yet",
        "With help",
        "On my own",
        "On my own",
    ]
