"""The family survey as a guardian meets it: small steps on a phone, then one's own words again."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components import text
from components.scroll import to_top
from components.survey_draft import waiting
from components.survey_question import ask
from i18n import _, ngettext
from i18n.dates import day_of, format_day, format_number
from rules.people import Named
from rules.survey_views import Asked, FamilyPage, Sheet, UsedIn, steps
from rules.survey_words import option_label, quote
from rules.surveys import Said

ShowGoal = Callable[[UsedIn], None]
Groups = tuple[tuple[Asked, ...], ...]


def choose_child(page: FamilyPage, wanted: str | None) -> Named | None:
    """The child this is about; None for a guardian without one."""
    by_id = {child.id: child for child in page.children}
    if len(by_id) < 2:
        return next(iter(by_id.values()), None)
    given = int(wanted) if wanted and wanted.isdecimal() else 0
    chosen = st.segmented_control(
        _("Which child?"),
        list(by_id),
        format_func=lambda key: _child_label(by_id[key], page.sheets.get(key, Sheet())),
        default=given if given in by_id else next(iter(by_id)),
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


def _step(child: Named) -> int:
    return int(st.session_state.get(f"survey:step:{child.id}", 0))


def _go(child: Named, step: int) -> None:
    st.session_state[f"survey:step:{child.id}"] = step


def answering(page: FamilyPage, child: Named, sheet: Sheet, *, just_kept: bool) -> bool:
    """The step somebody is at; True once they press send."""
    groups = steps(tuple(asked for asked in page.asked if asked.active))
    step = min(_step_with_trouble(child, groups) or _step(child), len(groups) + 1)
    to_top(f"{child.id}:{step}", key="survey_top")
    if step == 0:
        _intro(child, sheet, groups)
    elif step > len(groups):
        return _review(child, sheet, groups)
    else:
        _questions(page, child, sheet, groups, step, just_kept=just_kept)
    return False


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
                _("Every question says who reads your answer. Another parent never does."),
            )
        )
    )
    begun = any(sheet.said.values())
    st.button(
        _("Go on where you stopped") if begun else _("Start"),
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
    st.progress(step / (len(groups) + 1), text=told)
    for asked in groups[step - 1]:
        ask(page.survey_id, child, asked, sheet.said.get(asked.id, Said()))
    if just_kept:
        st.badge(_("Saved"), icon=":material/cloud_done:", color="green")
    _walk(child, step)


def _walk(child: Named, step: int) -> None:
    with st.container(horizontal=True):
        st.button(
            _("Back"), key="survey_back", width="stretch", on_click=_go, args=(child, step - 1)
        )
        st.button(
            _("Next"),
            key="survey_next",
            type="primary",
            width="stretch",
            on_click=_go,
            args=(child, step + 1),
        )


def _review(child: Named, sheet: Sheet, groups: Groups) -> bool:
    """All answers once more; True once they press send."""
    st.progress(1.0, text=_("Almost done"))
    text.heading(_("Look it over"), 2)
    asked = [question for group in groups for question in group]
    left = sum(not sheet.said.get(question.id) for question in asked)
    if left:
        st.caption(
            ngettext(
                "You left {count} question open. That is fine.",
                "You left {count} questions open. That is fine.",
                left,
            ).format(count=format_number(left))
        )
    for step, group in enumerate(groups, 1):
        _answered_group(child, sheet, group, step)
    return _send_row(child, sheet, len(groups))


def _answered_group(child: Named, sheet: Sheet, group: Sequence[Asked], step: int) -> None:
    with st.container(border=True):
        for asked in group:
            _answer(asked, child.name, sheet.said.get(asked.id, Said()))
        st.button(
            _("Change"),
            key=f"survey_change_{step}",
            icon=":material/edit:",
            on_click=_go,
            args=(child, step),
        )


def _answer(asked: Asked, child: str, said: Said) -> None:
    text.note(asked.about(child))
    if said.choices:
        text.line(" · ".join(option_label(asked.key, value) for value in said.choices))
    if said.text:
        text.quote(said.text)
    if not said:
        st.caption(_("No answer"))


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


def thanks(child: Named, sheet: Sheet) -> None:
    """After sending: what happens next, and how to change one's mind."""
    name = text.plain(child.name)
    day = format_day(day_of(sheet.sent_at)) if sheet.sent_at else ""
    st.success(
        _("Thank you! The school has had your answers about {child} since {day}.").format(
            child=name, day=day
        ),
        icon=":material/favorite:",
    )
    st.markdown(
        _(
            "The teachers read them before they next write goals with {child}. When something you "
            "said goes into a goal, you see it here and on your home page."
        ).format(child=name)
    )
    st.button(_("Change my answers"), icon=":material/edit:", on_click=_go, args=(child, 1))


def not_open(page: FamilyPage, sheet: Sheet) -> None:
    """Why there is nothing to fill in just now."""
    if page.survey_id is None:
        st.info(
            _("There is no survey just now. The school will tell you when the next one opens."),
            icon=":material/event:",
        )
    elif sheet.is_sent:
        st.info(_("The survey is closed. Thank you for what you told us!"))
    elif any(sheet.said.values()):
        st.info(
            _(
                "The survey closed before you pressed send. Your answers are kept and nobody at "
                "school reads them; ask the school office to open the survey again."
            )
        )
    else:
        st.info(
            _(
                "The survey is closed. Is there something the school should know? "
                "Tell the class teacher or the school office."
            )
        )


def not_kept(page: FamilyPage, child: Named) -> None:
    """Answers that came too late, so that nobody has to remember what they wrote."""
    late = [asked for asked in page.asked if (child.id, asked.id) in waiting()]
    if not late:
        return
    st.warning(
        _("The survey was closed while you were writing. This was not saved; copy it if you like:")
    )
    for asked in late:
        _answer(asked, child.name, waiting()[child.id, asked.id].given.said)


def own_answers(page: FamilyPage, child: Named, sheet: Sheet, show_goal: ShowGoal) -> None:
    """What the reader told the school, and where it went."""
    answered = [asked for asked in page.asked if sheet.said.get(asked.id)]
    if not answered:
        return
    _used(page.asked, sheet, show_goal)
    text.heading(_("What you told us"), 2)
    for asked in answered:
        with st.container(border=True):
            _answer(asked, child.name, sheet.said[asked.id])


def _used(asked: Sequence[Asked], sheet: Sheet, show_goal: ShowGoal) -> None:
    """You said … → we used it in the goal …"""
    by_id: Mapping[int, Asked] = {question.id: question for question in asked}
    uses = [(key, use) for key, found in sheet.used.items() for use in found]
    if not uses:
        return
    text.heading(_("You said, we used it"), 2)
    for key, use in uses:
        with st.container(border=True):
            text.quote(quote(by_id[key].key, sheet.said[key]))
            text.line(
                _("We used it in the goal “{goal}” on {day}.").format(
                    goal=use.title, day=format_day(use.used_on)
                )
            )
            show_goal(use)
