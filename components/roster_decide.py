"""What only a person can decide of an import: who a row is, and whose word a field is."""

from collections.abc import Mapping

import streamlit as st

from components.pager import few
from components.text import block, note, plain
from i18n import _, ngettext
from i18n.dates import format_day, format_number
from rules.roster import (
    FIELD_NAMES,
    Candidate,
    Change,
    FieldChange,
    Proposal,
    RosterPlan,
    Source,
)
from rules.roster_decisions import Choice, Decision, Decisions, FieldKey, WhoKey
from rules.roster_telling import place_of, say_value

ASKED, FIELDS = 4, 8  # of a page

Decided = Mapping[WhoKey, Proposal]


def proposals(plan: RosterPlan, decisions: Decisions, key: str) -> Decisions:
    """Rows that might be somebody, one by one; what was decided of them."""
    if not plan.proposals:
        return decisions
    st.subheader(_("Who is this?"), anchor=False)
    told = ngettext(
        "{count} row may be somebody the hub knows. It waits until you say who it is.",
        "{count} rows may be people the hub knows. They wait until you say who they are.",
        len(plan.proposals),
    )
    st.text(told.format(count=format_number(len(plan.proposals))))
    shown = few(plan.proposals, f"{key}:who", ASKED)
    with st.grid(min_column_width=340):
        for one in shown:
            with st.container(border=True):
                chosen = _ask(one, key)
            if chosen is not None:
                decisions = decisions.decide(one.source, one.part, chosen)
    return decisions


def _ask(one: Proposal, key: str) -> Decision | None:
    block(("h3", one.name), ("note", row_of(one.source)), ("line", one.message))
    names = {_choice(who): _same(who) for who in one.candidates}
    names[Decision(Choice.NEW)] = _("Somebody else: add as a new person")
    names[Decision(Choice.OUT)] = _("Leave this row out")
    return st.radio(
        _("Who is {name}?").format(name=plain(one.name)),
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=f"{key}:who:{one.source}:{one.part}",
        label_visibility="collapsed",
    )


def _choice(who: Candidate) -> Decision:
    """The row is this person of the hub, or the one of another row."""
    return Decision(Choice.PERSON if who.key else Choice.ROW, who.key, who.source)


def _same(who: Candidate) -> str:
    said = plain(who.name)
    if who.source:
        said = _("{name} in row {row}").format(name=said, row=who.source.row)
    if who.birth_date:
        said = _("{name}, born {day}").format(name=said, day=format_day(who.birth_date))
    if who.school_ref:
        said = _("{name}, ID {ref}").format(name=said, ref=plain(who.school_ref))
    return _("The same person: {who}").format(who=said)


def row_of(source: Source) -> str:
    """Where a row stands, in words."""
    return _("Row {row} of {place}").format(row=source.row, place=place_of(source))


def decided(known: Decided, decisions: Decisions, key: str) -> Decisions:
    """What was decided, each to be decided anew."""
    found = [(who, known[who], one) for who, one in decisions.people.items() if who in known]
    if not found:
        return decisions
    label = ngettext("{count} row decided", "{count} rows decided", len(found))
    with st.expander(label.format(count=format_number(len(found))), icon=":material/how_to_reg:"):
        for (source, part), proposal, decision in few(found, f"{key}:decided", FIELDS):
            with st.container(horizontal=True, vertical_alignment="center"):
                note(f"{proposal.name}, {row_of(source)}: {_said(proposal, decision)}")
                if st.button(_("Decide again"), key=f"{key}:again:{source}:{part}"):
                    decisions = decisions.decide(source, part, None)
    return decisions


def _said(proposal: Proposal, decision: Decision) -> str:
    if decision.choice in (Choice.PERSON, Choice.ROW):
        names = [one.name for one in proposal.candidates if _choice(one) == decision]
        return _("the same person as {name}").format(name=", ".join(names))
    return _("a new person") if decision.choice == Choice.NEW else _("left out")


def edited(plan: RosterPlan, decisions: Decisions, key: str) -> Decisions:
    """Fields that somebody changed in the hub since, and that the files would change back."""
    fields = _edited_fields(plan)
    if not fields:
        return decisions
    st.subheader(_("Changed in the hub since"), anchor=False)
    told = ngettext(
        "Somebody corrected {count} field in the hub after it was brought in."
        " It stays as it is, unless you choose your file's.",
        "Somebody corrected {count} fields in the hub after they were brought in."
        " They stay as they are, unless you choose your file's.",
        len(fields),
    )
    st.text(told.format(count=format_number(len(fields))))
    taken = decisions.overwrite & {_key(change, field) for change, field in fields}
    for change, field in few(fields, f"{key}:edited", FIELDS):
        one = _key(change, field)
        wanted = st.checkbox(
            _label(change, field), one in taken, key=f"{key}:take:{':'.join(map(str, one))}"
        )
        taken = taken | {one} if wanted else taken - {one}
    return decisions.take(taken) if taken != decisions.overwrite else decisions


def _edited_fields(plan: RosterPlan) -> list[tuple[Change, FieldChange]]:
    """Kept or taken, in the order of the plan."""
    edited = plan.where(lambda _subject, _what, edited: edited)
    return [
        (change, field)
        for change in (plan.changes[place] for place, _name in edited)
        for field in (*(one for one in change.fields if one.edited), *change.kept)
    ]


def _key(change: Change, field: FieldChange) -> FieldKey:
    return change.subject, change.key, field.field


def _label(change: Change, field: FieldChange) -> str:
    return _("{name}, {field}: take {new} from the file instead of {old}").format(
        name=plain(change.name),
        field=_(FIELD_NAMES[field.field]),
        new=plain(say_value(field.field, field.new, change.subject) or "–"),
        old=plain(say_value(field.field, field.old, change.subject) or "–"),
    )
