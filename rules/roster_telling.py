"""An import in words: what changes in each field, and in one sentence what happens in all."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from i18n import _, ngettext
from i18n.dates import format_day, format_number
from rules.goals import STATE_NAMES as GOAL_STATES
from rules.people import RELATIONS
from rules.roster import FIELD_NAMES, Change, FieldChange, RosterPlan, Source, Subject, Value, What
from rules.roster_labels import CLASS_STATUS_NAMES, STATUS_NAMES
from rules.surveys import STATE_NAMES as SURVEY_STATES
from rules.texts import holds

_STATES: dict[Subject, Mapping[str, str]] = {
    Subject.GOAL: {state.value: name for state, name in GOAL_STATES.items()},
    Subject.SURVEY: {state.value: name for state, name in SURVEY_STATES.items()},
}

TOLD_BESIDE = ("status", "given_name", "family_name", "name")


def place_of(source: Source) -> str:
    """File and sheet, in short."""
    alone = _is_the_file(source.file, source.sheet)
    return source.file if alone else f"{source.file}: {source.sheet}"


def sheet_named(file: str, sheet: str) -> str:
    """File and sheet, in words."""
    if _is_the_file(file, sheet):
        return file
    return _("{file}, sheet {sheet}").format(file=file, sheet=sheet)


def _is_the_file(file: str, sheet: str) -> bool:
    """Whether a sheet is all there is in its file: a text file, perhaps one of a zip."""
    return file.rpartition("/")[2].startswith(sheet)


def matching(
    plan: RosterPlan, what: Collection[What], subjects: Collection[Subject], wanted: str
) -> Iterator[int]:
    """The places of the changes of these kinds that hold every word looked for."""
    found = plan.where(lambda subject, does, _edited: does in what and subject in subjects)
    return (place for place, name in found if holds(name, wanted))


def say_change(one: Change) -> str:
    """What changes in one row of the hub, and what stays because somebody edited it."""
    said = [say_fields(one.fields, one.what, one.subject)]
    return "; ".join([*filter(None, said), *(say_kept(field, one.subject) for field in one.kept)])


def say_fields(fields: Iterable[FieldChange], what: What, subject: Subject) -> str:
    """The fields worth telling: of somebody new the name stands beside it."""
    worth = (one for one in fields if what != What.ADD or one.field not in TOLD_BESIDE)
    return "; ".join(say_field(one, subject) for one in worth)


def say_field(change: FieldChange, subject: Subject) -> str:
    """A field as 'Grade: 3 → 4'."""
    old = say_value(change.field, change.old, subject)
    new = say_value(change.field, change.new, subject) or "–"
    name = _(FIELD_NAMES[change.field])
    return f"{name}: {old} → {new}" if old else f"{name}: {new}"


def say_kept(change: FieldChange, subject: Subject) -> str:
    """A field that was edited in the hub, and what the file has instead."""
    return _("{field} stays {old}, though the file says {new}").format(
        field=_(FIELD_NAMES[change.field]),
        old=say_value(change.field, change.old, subject) or "–",
        new=say_value(change.field, change.new, subject) or "–",
    )


def say_value(field: str, value: Value, subject: Subject) -> str:
    if isinstance(value, date):
        return format_day(value)
    text = value or ""
    if field == "status":
        names = CLASS_STATUS_NAMES if subject == Subject.CLASS else STATUS_NAMES
        return _(names.get(text, text))
    if field == "state":
        known = _STATES[subject]
        return _(known[text]) if text in known else text
    return _(RELATIONS[text]) if field == "relation" and text in RELATIONS else text


def would(counts: Mapping[str, int]) -> str:
    """One sentence on what an import would do."""
    parts = (
        (What.ADD, ngettext("{count} to add", "{count} to add", counts["add"])),
        (What.CHANGE, ngettext("{count} to change", "{count} to change", counts["change"])),
        (What.LEAVE, ngettext("{count} to leave", "{count} to leave", counts["leave"])),
        (What.RETURN, ngettext("{count} to return", "{count} to return", counts["return"])),
        (What.SAME, ngettext("{count} stays the same", "{count} stay the same", counts["same"])),
    )
    return _listed((part, counts[what.value]) for what, part in parts) + "."


def did(counts: Mapping[str, int]) -> str:
    """One sentence on what an import did."""
    numbers = {what: counts.get(what.value, 0) for what in What}
    parts = (
        (What.ADD, ngettext("{count} added", "{count} added", numbers[What.ADD])),
        (What.CHANGE, ngettext("{count} changed", "{count} changed", numbers[What.CHANGE])),
        (What.LEAVE, ngettext("{count} left", "{count} left", numbers[What.LEAVE])),
        (What.RETURN, ngettext("{count} returned", "{count} returned", numbers[What.RETURN])),
        (
            What.SAME,
            ngettext("{count} already the same", "{count} already the same", numbers[What.SAME]),
        ),
    )
    said = _listed((part, numbers[what]) for what, part in parts)
    return said or _("Nothing to change")


def _listed(parts: Iterable[tuple[str, int]]) -> str:
    """The parts that count something."""
    return ", ".join(part.format(count=format_number(count)) for part, count in parts if count)
