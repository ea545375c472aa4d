"""Progress in words: one plain sentence, the names of the standings, and values with units."""

from i18n import N_, _, ngettext
from i18n.dates import format_number
from rules.progress import MeasureKind, Reading, Series, Standing

RATINGS = {1: N_("Not yet"), 2: N_("With help"), 3: N_("Mostly alone"), 4: N_("On my own")}

SIGNS = {
    Standing.NO_DATA: "–",
    Standing.NO_AIM: "○",
    Standing.TOO_EARLY: "…",
    Standing.BELOW: "▽",
    Standing.MIXED: "●",
    Standing.ON_TRACK: "▲",
    Standing.AHEAD: "▲▲",
    Standing.REACHED: "★",
}

STANDING_NAMES = {
    Standing.NO_DATA: N_("No check-ins yet"),
    Standing.NO_AIM: N_("No target yet"),
    Standing.TOO_EARLY: N_("Too early to say"),
    Standing.BELOW: N_("Below the line"),
    Standing.MIXED: N_("Up and down"),
    Standing.ON_TRACK: N_("On the way"),
    Standing.AHEAD: N_("Ahead of the line"),
    Standing.REACHED: N_("Reached"),
}

NUMBERS = {1: N_("one"), 2: N_("two"), 3: N_("three"), 4: N_("four"), 5: N_("five"), 6: N_("six")}


def say(reading: Reading, *, family: bool = False) -> str:
    """One plain sentence: how it goes and what to do; families read no word of measuring."""
    sentence = _to_family(reading) if family else _to_staff(reading)
    words = {"met": reading.met, "of": reading.of, "count": reading.needed}
    filled = sentence.format(**{name: _number(count) for name, count in words.items()})
    return filled[:1].upper() + filled[1:]


def _number(count: int) -> str:
    return _(NUMBERS[count]) if count in NUMBERS else format_number(count)


def _to_staff(reading: Reading) -> str:
    match reading.standing:
        case Standing.NO_DATA:
            return _("No check-ins yet: the first three show the starting point.")
        case Standing.NO_AIM:
            return _("No line to compare with yet: give the goal a target and a date.")
        case Standing.TOO_EARLY:
            return ngettext(
                "Too early to say: {count} more check-in will show which way it goes.",
                "Too early to say: {count} more check-ins will show which way it goes.",
                reading.needed,
            )
        case Standing.REACHED:
            return _("Reached twice in a row: celebrate, and choose what comes next.")
        case _:
            return _against_falling(reading) if reading.lower_is_better else _against(reading)


def _against(reading: Reading) -> str:
    match reading.standing:
        case Standing.BELOW:
            return _("The last {of} are all below the line: talk about what could help.")
        case Standing.AHEAD:
            return _("All {of} on or above the line: time for a more ambitious goal?")
        case Standing.ON_TRACK if reading.met == reading.of:
            return _("The last {of} are all on or above the line: keep going.")
        case Standing.ON_TRACK:
            return _("{met} of the last {of} are on or above the line: keep going.")
        case _:
            return ngettext(
                "{met} of the last {of} is on or above the line: look again soon.",
                "{met} of the last {of} are on or above the line: look again soon.",
                reading.met,
            )


def _against_falling(reading: Reading) -> str:
    match reading.standing:
        case Standing.BELOW:
            return _("The last {of} are all above the falling line: talk about what could help.")
        case Standing.AHEAD:
            return _("All {of} on or under the falling line: time for a more ambitious goal?")
        case Standing.ON_TRACK if reading.met == reading.of:
            return _("The last {of} are all on or under the falling line: keep going.")
        case Standing.ON_TRACK:
            return _("{met} of the last {of} are on or under the falling line: keep going.")
        case _:
            return ngettext(
                "{met} of the last {of} is on or under the falling line: look again soon.",
                "{met} of the last {of} are on or under the falling line: look again soon.",
                reading.met,
            )


def _to_family(reading: Reading) -> str:
    match reading.standing:
        case Standing.NO_DATA:
            return _("Nothing to show yet: you will see it here as soon as we have looked.")
        case Standing.NO_AIM:
            return _("We are still agreeing on what to aim for.")
        case Standing.TOO_EARLY:
            return _("It is early days: we will soon see how it is going.")
        case Standing.BELOW:
            return _("This is still hard at the moment. Let us talk about what could help.")
        case Standing.MIXED:
            return _("Some days it works and some days it is hard. That is part of learning.")
        case Standing.ON_TRACK:
            return _("It is going well. Keep going!")
        case Standing.AHEAD:
            return _("It is going very well. Maybe it is time for a bigger goal?")
        case Standing.REACHED:
            return _("The goal is reached! Time to celebrate and choose what comes next.")


def standing_name(standing: Standing) -> str:
    """The standing as a label in the reader's language."""
    return _(STANDING_NAMES[standing])


def rating_name(value: float) -> str:
    """The words of a rating; between two of them, the lower one."""
    return _(RATINGS[min(max(int(value), 1), len(RATINGS))])


def say_value(series: Series, value: float) -> str:
    """A value as people say it: "80 words", or the words of a rating."""
    if series.kind is MeasureKind.RATING:
        return rating_name(value)
    return f"{format_number(value)} {series.unit}".strip()
