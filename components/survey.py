"""The family survey as a guardian meets it: small steps on a phone, then one's own words again."""

from collections.abc import Sequence

import streamlit as st

from components import text
from components.scroll import to_top
from components.survey_draft import waiting
from components.survey_question import ask
from components.survey_reading import answer_lines
from i18n import _, ngettext
from i18n.dates import format_number
from rules.people import Named
from rules.survey_views import Asked, FamilyPage, Sheet, steps
from rules.surveys import Said

Groups = tuple[tuple[Asked, ...], ...]


def choose_child(page: FamilyPage, wanted: Named | None) -> Named | None:
    """The child this is about; None for a guardian without one."""
    by_id = {child.id: child for child in page.children}
    if len(by_id) < 2:
        return next(iter(by_id.values()), None)
    chosen = st.segmented_control(
        _("Which child?"),
        list(by_id),
        format_func=lambda key: _child_label(by_id[key], page.sheets.get(key, Sheet())),
        default=wanted.id if wanted else next(iter(by_id)),
        required=True,
        key="survey_child",
    )
    return by_id[chosen or next(iter(by_id))]


def _child_label(child: Named, sheet: Sheet) -> str:
    name = text.plain(child.name)
    return _("{name} (sent)").format(name=name) if sheet.is_sent else name


def is_answering(child: Named, sheet: Sheet) -> bool:
    """Whether the questions are shown: always until they are sent, then on request."""
    return not sheet.is_sent or _step(child) > 0 or any(at[0] == child.id for at in waiting())


def stop(child: Named) -> None:
    """Leave the questions."""
    _go(child, 0)


def change(child: Named) -> None:
    """Go through the questions again."""
    _go(child, 1)


def _step(child: Named) -> int:
    return int(st.session_state.get(f"survey:step:{child.id}", 0))


def _go(child: Named, step: int) -> None:
    st.session_state[f"survey:step:{child.id}"] = step


def answering(page: FamilyPage, child: Named, sheet: Sheet, *, just_kept: bool) -> bool:
    """The step somebody is at; True once they press send."""
    groups = steps(tuple(asked for asked in page.asked if asked.active))
    step = min(_step_with_trouble(child, groups) or _step(child), len(groups) + 1)
    sent = False
    if step == 0:
        _intro(child, sheet, groups)
    elif step > len(groups):
        sent = _review(child, sheet, groups)
    else:
        _questions(page, child, sheet, groups, step, just_kept=just_kept)
    to_top(f"{child.id}:{step}", key="survey_top")
    return sent


def _step_with_trouble(child: Named, groups: Groups) -> int:
    """Nobody walks past an answer that could not be kept."""
    for step, group in enumerate(groups, 1):
        if any((child.id, asked.id) in waiting() for asked in group):
            return step
    return 0


def _intro(child: Named, sheet: Sheet, groups: Groups) -> None:
    name = text.plain(child.name)
    st.markdown(
        _(
            "You know {child} best. What you tell us helps the teachers choose goals that fit, "
            "and shows them what to build on."
        ).format(child=name)
    )
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in (
                _("It takes about five minutes. Tap what fits; writing is always optional."),
                _("Each answer is saved as you give it: stop when you like and come back."),
                _("Every question says who reads your answer. No other parent or household does."),
            )
        )
    )
    begun = any(sheet.said.values())
    st.button(
        _("Go on where you stopped") if begun else _("Begin"),
        type="primary",
        width="stretch",
        on_click=_go,
        args=(child, _first_open(sheet, groups) if begun else 1),
    )


def _first_open(sheet: Sheet, groups: Groups) -> int:
    """The step after the last one that has an answer."""
    answered = [
        step
        for step, group in enumerate(groups, 1)
        if any(sheet.said.get(asked.id) for asked in group)
    ]
    return max(answered, default=0) + 1


def _questions(
    page: FamilyPage, child: Named, sheet: Sheet, groups: Groups, step: int, *, just_kept: bool
) -> None:
    assert page.survey_id is not None
    told = _("Step {step} of {steps}").format(
        step=format_number(step), steps=format_number(len(groups))
    )
    # Said in a line that is there anyway: a button that moves as it is tapped is missed.
    kept = (_("Saved"),) if just_kept else ()
    st.progress(step / (len(groups) + 1), text=" · ".join((told, *kept)))
    for asked in groups[step - 1]:
        ask(page.survey_id, child, asked, sheet.said.get(asked.id, Said()))
    _walk(child, step)


def _walk(child: Named, step: int) -> None:
    with st.container(horizontal=True):
        st.button(
            _("Back"),
            key=f"survey_back_{step}",  # a second click must not take a second step
            width="stretch",
            on_click=_go,
            args=(child, step - 1),
        )
        st.button(
            _("Next"),
            key=f"survey_next_{step}",
            type="primary",
            width="stretch",
            on_click=_go,
            args=(child, step + 1),
        )


def _review(child: Named, sheet: Sheet, groups: Groups) -> bool:
    """All answers once more; True once they press send."""
    st.progress(1.0, text=_("Almost done"))
    text.heading(_("Look it over"), 2)
    numbered = [(step, asked) for step, group in enumerate(groups, 1) for asked in group]
    for step, asked in numbered:
        if sheet.said.get(asked.id):
            _answered(child, sheet, asked, step)
    left = [(step, asked) for step, asked in numbered if not sheet.said.get(asked.id)]
    if left:
        _left_open(child, left)
    return _send_row(child, sheet, len(groups))


def _answered(child: Named, sheet: Sheet, asked: Asked, step: int) -> None:
    with st.container(border=True, gap="xsmall"):
        answer_lines(asked, child.name, sheet.said[asked.id])
        st.button(
            _("Change"),
            key=f"survey_change_{asked.id}",
            icon=":material/edit:",
            type="tertiary",
            on_click=_go,
            args=(child, step),
        )


def _left_open(child: Named, left: Sequence[tuple[int, Asked]]) -> None:
    """Questions without an answer, each a way back to it."""
    told = ngettext(
        "You left {count} question open. That is fine.",
        "You left {count} questions open. That is fine.",
        len(left),
    )
    with st.expander(told.format(count=format_number(len(left)))):
        for step, asked in left:
            st.button(
                text.plain(asked.about(child.name)),
                key=f"survey_change_{asked.id}",
                type="tertiary",
                on_click=_go,
                args=(child, step),
            )


def _send_row(child: Named, sheet: Sheet, last: int) -> bool:
    with st.container(horizontal=True):
        st.button(_("Back"), key="survey_back", width="stretch", on_click=_go, args=(child, last))
        if sheet.is_sent:
            st.button(_("Done"), type="primary", width="stretch", on_click=stop, args=(child,))
            return False
        return st.button(
            _("Send to the school"),
            key="survey_send",
            type="primary",
            icon=":material/send:",
            width="stretch",
        )
