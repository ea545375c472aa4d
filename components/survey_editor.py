"""The questions of the survey, as the office edits them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from components import text
from components.survey_question import show
from i18n import _, ngettext
from i18n.dates import format_number
from rules.survey_views import Asked
from rules.surveys import AUDIENCE_NAMES, KIND_NAMES, Audience, Kind, QuestionDraft


class Wish(StrEnum):
    EDIT = "edit"
    UP = "up"
    DOWN = "down"
    HIDE = "hide"
    SHOW = "show"


@dataclass(frozen=True)
class Act:
    """What was pressed beside which question."""

    wish: Wish
    asked: Asked


def question_list(asked: Sequence[Asked]) -> Act | None:
    """The questions in their order, then those that are not asked."""
    active = [question for question in asked if question.active]
    acts = [
        _row(question, number, last=number == len(active))
        for number, question in enumerate(active, 1)
    ]
    hidden = [question for question in asked if not question.active]
    if hidden:
        text.heading(_("Not asked"), 3)
        acts += [_hidden_row(question) for question in hidden]
    return next((act for act in acts if act), None)


def _row(asked: Asked, number: int, *, last: bool) -> Act | None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width=480, gap="xxsmall"):
            words = asked.about(_("the child"))
            text.line(f"{format_number(number)}. {words}")
            text.note(_about(asked))
        st.space("stretch")
        pressed = {
            Wish.UP: _button(asked, Wish.UP, _("Move up"), "arrow_upward", disabled=number == 1),
            Wish.DOWN: _button(asked, Wish.DOWN, _("Move down"), "arrow_downward", disabled=last),
            Wish.EDIT: st.button(_("Edit"), key=f"survey:edit:{asked.id}"),
            Wish.HIDE: st.button(_("Don't ask"), key=f"survey:hide:{asked.id}"),
        }
    return next((Act(wish, asked) for wish, hit in pressed.items() if hit), None)


def _button(asked: Asked, wish: Wish, label: str, icon: str, *, disabled: bool) -> bool:
    return st.button(
        "",
        key=f"survey:{wish}:{asked.id}",
        icon=f":material/{icon}:",
        help=label,
        disabled=disabled,
    )


def _hidden_row(asked: Asked) -> Act | None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width=480, gap="xxsmall"):
            text.line(asked.about(_("the child")))
            text.note(_about(asked))
        st.space("stretch")
        pressed = st.button(_("Ask again"), key=f"survey:show:{asked.id}")
    return Act(Wish.SHOW, asked) if pressed else None


def _about(asked: Asked) -> str:
    parts = [_(KIND_NAMES[asked.kind])]
    if asked.options:
        count = len(asked.options)
        told = ngettext("{count} answer to tap", "{count} answers to tap", count)
        parts = [told.format(count=format_number(count))]
    return " · ".join([*parts, _(AUDIENCE_NAMES[asked.audience])])


def question_form(asked: Asked | None, version: int, form: str) -> QuestionDraft:
    """One question as it stands in the form now."""
    typed = st.text_input(
        _("Question"),
        asked.text if asked else "",
        key=f"{form}:text",
        help=_("Write {child} where the child's name should stand."),
    )
    hint = st.text_input(_("Hint (optional)"), asked.help if asked else "", key=f"{form}:help")
    kind = asked.kind if asked else _kind(form)
    options = "" if kind is Kind.TEXT else _options(asked, form)
    audience = st.radio(
        _("Who reads the answers?"),
        list(Audience),
        index=list(Audience).index(asked.audience if asked else Audience.TEACHERS),
        format_func=lambda one: _(AUDIENCE_NAMES[one]),
        key=f"{form}:audience",
    )
    return QuestionDraft(
        id=asked.id if asked else None,
        version=version,
        kind=kind,
        text=typed,
        help=hint,
        options=tuple(line.strip() for line in options.splitlines() if line.strip()),
        audience=audience or Audience.TEACHERS,
        active=asked.active if asked else True,
    )


def _kind(form: str) -> Kind:
    chosen = st.radio(
        _("How is it answered?"),
        list(Kind),
        format_func=lambda one: _(KIND_NAMES[one]),
        key=f"{form}:kind",
        horizontal=True,
    )
    return chosen or Kind.MANY


def _options(asked: Asked | None, form: str) -> str:
    lines = "\n".join(option.label for option in asked.options) if asked else ""
    return st.text_area(
        _("Answers to tap, one on each line"), lines, key=f"{form}:options", height=220
    )


def as_draft(asked: Asked, version: int, *, active: bool) -> QuestionDraft:
    """The question as it is, asked or not."""
    return QuestionDraft(
        id=asked.id,
        version=version,
        kind=asked.kind,
        text=asked.text,
        help=asked.help,
        options=tuple(option.label for option in asked.options),
        audience=asked.audience,
        active=active,
    )


def as_words(draft: QuestionDraft) -> dict[str, str]:
    """A draft by its labels, to be held against what somebody else saved."""
    return {
        _("Question"): draft.text,
        _("Hint"): draft.help,
        _("Answers to tap"): "\n".join(draft.options),
    }


def preview(asked: Sequence[Asked]) -> None:
    """Every question as a phone shows it; what is tapped here goes nowhere."""
    st.caption(_("A family sees one or two at a time. What you tap here is not kept."))
    with st.grid(min_column_width=320):
        for question in asked:
            if question.active:
                show(question, _("your child"))
