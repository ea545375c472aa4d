"""A guardian's own answers, read again: what was said, and where the school used it."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components import text
from components.survey_draft import waiting
from i18n import _
from i18n.dates import day_of, format_day
from rules.people import Named
from rules.readers import Item, Sight
from rules.survey_views import Asked, FamilyPage, Sheet, UsedIn
from rules.survey_words import option_label
from rules.surveys import Said

ShowGoal = Callable[[UsedIn], None]


def answer_lines(asked: Asked, child: str, said: Said) -> None:
    """A question and its answer."""
    text.note(asked.about(child))
    said_lines(asked, said)


def said_lines(asked: Asked, said: Said) -> None:
    """What was tapped and what was written."""
    if said.choices:
        text.line(" · ".join(option_label(asked.key, value) for value in said.choices))
    if said.text:
        text.quote(said.text)


def thanks(child: Named, sheet: Sheet, change: Callable[[Named], None]) -> None:
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
    st.button(_("Change my answers"), icon=":material/edit:", on_click=change, args=(child,))


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
        answer_lines(asked, child.name, waiting()[child.id, asked.id].given.said)


def own_answers(
    page: FamilyPage, child: Named, sheet: Sheet, sight: Sight, show_goal: ShowGoal
) -> None:
    """What the reader told the school, who sees it, and where it went."""
    answered = [asked for asked in page.asked if sheet.said.get(asked.id)]
    if not answered:
        return
    _used(page.asked, sheet, show_goal)
    text.heading(_("What you told us"), 2)
    for asked in answered:
        with st.container(border=True, gap="xsmall"):
            answer_lines(asked, child.name, sheet.said[asked.id])
            text.note(sight.line(Item.ANSWER, sheet.answers[asked.id]))


def _used(asked: Sequence[Asked], sheet: Sheet, show_goal: ShowGoal) -> None:
    """You said … → we used it in the goal …"""
    by_id: Mapping[int, Asked] = {question.id: question for question in asked}
    uses = [(key, use) for key, found in sheet.used.items() for use in found]
    if not uses:
        return
    text.heading(_("You said, we used it"), 2)
    for key, use in uses:
        with st.container(border=True, gap="xsmall"):
            said_lines(by_id[key], sheet.said[key])
            text.line(
                _("We used it in the goal “{goal}” on {day}.").format(
                    goal=use.title, day=format_day(use.used_on)
                )
            )
            show_goal(use)
