"""What is typed into a goal: trimmed, checked, and compared when two people wrote at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from i18n import _
from i18n.dates import format_day, format_number
from rules.goals import (
    AREA_NAMES,
    HORIZON_NAMES,
    WHO_NAMES,
    Area,
    GoalDraft,
    Horizon,
    StepDraft,
    Who,
)
from rules.problems import Problem
from rules.progress import MeasureKind
from rules.progress_words import rating_name
from rules.texts import check_line, check_text, clean

TITLE, LINE, UNIT, WORDS, STEPS = 120, 200, 30, 2000, 12
BIGGEST = 1_000_000


@dataclass(frozen=True)
class Difference:
    """A field that two people filled in differently."""

    label: str
    mine: str
    theirs: str


def check_draft(draft: GoalDraft, today: date) -> GoalDraft:
    """The draft as it is stored; Problem with a sentence for what has to be mended."""
    title = check_line(_("Goal"), draft.title, TITLE)
    if not title:
        raise Problem(_("Please give the goal a few words, so that everybody knows what it is."))
    kept = replace(
        draft,
        title=title,
        skill=check_text(_("Skill"), draft.skill, LINE),
        measure=check_line(_("What we measure"), draft.measure, LINE),
        unit=check_line(_("Unit"), draft.unit, UNIT),
        baseline_source=check_line(_("How we know"), draft.baseline_source, LINE),
        steps=check_steps(draft.steps),
    )
    _check_values(kept)
    _check_days(kept, today)
    return kept


def idea_only(draft: GoalDraft) -> GoalDraft:
    """What a child or a family decides about a new goal; the rest is agreed on later."""
    return GoalDraft(title=draft.title, area=draft.area)


def check_steps(steps: Iterable[StepDraft]) -> tuple[StepDraft, ...]:
    """Steps without empty ones."""
    kept = [
        StepDraft(step.who, text)
        for step in steps
        if (text := check_line(_("Step"), step.text, LINE))
    ]
    if len(kept) > STEPS:
        raise Problem(
            _("These are {count} steps. Please keep to the {limit} that matter most.").format(
                count=len(kept), limit=STEPS
            )
        )
    return tuple(kept)


def check_words(words: str) -> str:
    """Somebody's words, which may not be empty."""
    kept = check_text(_("Your words"), words, WORDS)
    if not kept:
        raise Problem(_("Please write a few words first."))
    return kept


def check_attempt(text: str, day: date, today: date) -> str:
    """How and when the school tried to reach the family."""
    kept = check_text(_("How you tried"), text, WORDS)
    if not kept:
        raise Problem(_("Please write how you tried to reach the family."))
    _not_ahead(day, today)
    return kept


def check_strategy(text: str, day: date, today: date) -> str:
    """A support, and the day on which it began."""
    kept = check_line(_("Support"), text, LINE)
    if not kept:
        raise Problem(_("Please write what you changed, in a few words."))
    _not_ahead(day, today)
    return kept


def as_words(draft: GoalDraft) -> dict[str, str]:
    """Every field with its label, to show two versions side by side."""
    return {
        _("Goal"): draft.title,
        _("Area"): _(AREA_NAMES[Area(draft.area)]),
        _("How long"): _(HORIZON_NAMES[Horizon(draft.horizon)]),
        _("Skill"): draft.skill,
        _("What we measure"): draft.measure,
        _("Unit"): draft.unit,
        _("Where we start"): _value(draft, draft.baseline),
        _("How we know"): draft.baseline_source,
        _("Start date"): _day(draft.baseline_on),
        _("Target"): _value(draft, draft.target),
        _("Target date"): _day(draft.target_on),
        **{_(name): draft.lines(who) for who, name in WHO_NAMES.items()},
    }


def differences(mine: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[Difference, ...]:
    """The fields that differ, in the order of the form."""
    return tuple(
        Difference(label, mine.get(label, ""), text)
        for label, text in theirs.items()
        if mine.get(label, "").strip() != text.strip()
    )


def steps_of(who: Who, lines: str) -> tuple[StepDraft, ...]:
    """A step for each line."""
    return tuple(StepDraft(who, clean(line)) for line in lines.splitlines() if clean(line))


def _check_values(draft: GoalDraft) -> None:
    for value in (draft.baseline, draft.target):
        if value is not None:
            _check_value(draft.measure_kind, value)
    if draft.target is not None and draft.target == draft.baseline:
        raise Problem(
            _("The target is where you start from. Please choose a target one step further.")
        )


def _check_value(kind: MeasureKind, value: float) -> None:
    if kind == MeasureKind.RATING and value not in (1, 2, 3, 4):
        raise Problem(_("Please choose one of the four ratings."))
    if not isfinite(value) or abs(value) > BIGGEST:
        raise Problem(_("This number is too large for a goal. Please check it."))


def _check_days(draft: GoalDraft, today: date) -> None:
    begun, due = draft.baseline_on, draft.target_on
    if draft.baseline is not None and begun is None:
        raise Problem(_("Please choose the day on which you saw where the child starts."))
    if begun is not None and begun > today:
        raise Problem(_("The start date is still to come. Please choose today or a day before."))
    if begun is not None and due is not None and due <= begun:
        raise Problem(
            _("The target date has to be after the start date, {day}.").format(
                day=format_day(begun)
            )
        )


def _not_ahead(day: date, today: date) -> None:
    if day > today:
        raise Problem(_("This day is still to come. Please choose today or a day before."))


def _value(draft: GoalDraft, value: float | None) -> str:
    if value is None:
        return ""
    if draft.measure_kind == MeasureKind.RATING:
        return rating_name(value)
    return format_number(value)


def _day(day: date | None) -> str:
    return format_day(day) if day else ""
