"""The family survey as the office watches it: who has answered, what they say, what is unused."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components import text
from components.charts import bars
from components.lists import Offer, as_table
from components.tables import draw, show_as_table
from i18n import N_, _, ngettext
from i18n.dates import format_number
from i18n.languages import language_name
from rules.lists import Column, Listed, Type
from rules.people import Named
from rules.survey_views import (
    Answers,
    Asked,
    ChildLine,
    GroupLine,
    ToldLine,
    Wrote,
    grouped,
)
from rules.surveys import AUDIENCE_NAMES

SECTIONS = {
    "answered": N_("Who has answered"),
    "said": N_("What families say"),
    "unused": N_("Not used yet"),
    "questions": N_("Questions"),
    "preview": N_("As a family sees it"),
}
MOST_LINES = 60


def choose_section() -> str:
    chosen = st.segmented_control(
        _("What would you like to see?"),
        list(SECTIONS),
        format_func=lambda key: _(SECTIONS[key]),
        default="answered",
        required=True,
        label_visibility="collapsed",
        key="survey_section",
    )
    return chosen or "answered"


def who_answered(lines: Sequence[ChildLine], offer: Offer) -> None:
    """One sentence, shares by class and by home language, and who is missing."""
    total = _counted(lines)
    text.heading(_answered_sentence(total), 3)
    if not lines:
        return
    left, right = st.columns(2, gap="large")
    with left:
        by_class = grouped(lines, lambda line: line.class_name)
        _shares(_("By class"), by_class, _("No class"), offer)
    with right:
        by_language = grouped(lines, lambda line: language_name(line.language))
        _shares(_("By home language"), by_language, _("Not known"), offer)
    _missing([line for line in lines if not line.is_sent], offer)


def _counted(lines: Sequence[ChildLine]) -> GroupLine:
    return next(iter(grouped(lines, lambda _line: "")), GroupLine("", 0, 0, 0))


def _answered_sentence(total: GroupLine) -> str:
    if not total.children:
        return _("There are no children in the hub yet.")
    told = _("The families of {sent} of {children} children have answered.").format(
        sent=format_number(total.sent), children=format_number(total.children)
    )
    if not total.started:
        return told
    begun = ngettext("{count} more has begun.", "{count} more have begun.", total.started)
    return told + " " + begun.format(count=format_number(total.started))


def _shares(title: str, groups: Sequence[GroupLine], nameless: str, offer: Offer) -> None:
    text.heading(title, 3)
    most = max(groups, key=lambda group: group.missing)
    if most.missing:
        sentence = _("{name} has the most families still to answer: {missing} of {children}.")
        text.line(
            sentence.format(
                name=most.name or nameless,
                missing=format_number(most.missing),
                children=format_number(most.children),
            )
        )
    else:
        text.line(_("Every family has answered."))
    shares = tuple((one.name or nameless, round(100 * one.sent / one.children)) for one in groups)
    bars(shares, about=_("Families who have answered"), percent=True)
    listed = _groups(title, groups, nameless)
    show_as_table(lambda: as_table(listed), key=f"survey:{title}")
    offer(title, lambda: listed)


def _groups(title: str, groups: Sequence[GroupLine], nameless: str) -> Listed:
    headers = (_("Children"), _("Answered"), _("Begun"), _("Not yet"))
    columns = (Column(title), *(Column(header, Type.NUMBER) for header in headers))
    rows = [
        (one.name or nameless, one.children, one.sent, one.started, one.missing - one.started)
        for one in groups
    ]
    return Listed(title, columns, rows)


def _missing(lines: Sequence[ChildLine], offer: Offer) -> None:
    """Whom to remind."""
    if not lines:
        return
    text.heading(_("Who has not answered yet"), 3)
    names = sorted({line.class_name for line in lines})
    chosen = _class_choice(names, "survey_missing_class")
    shown = [line for line in lines if chosen in (None, line.class_name)]
    told = ngettext("{count} child", "{count} children", len(shown))
    draw(as_table(_waiting(told.format(count=format_number(len(shown))), shown[:MOST_LINES])))
    _and_more(len(shown) - MOST_LINES)
    name = _("Who has not answered yet")
    offer(name, lambda: _waiting(name, shown))


def _waiting(name: str, lines: Sequence[ChildLine]) -> Listed:
    """Children whose families have not sent their answers."""
    headers = (_("Child"), _("Class"), _("Home language"), _("Parents and guardians"), _("So far"))
    rows = [
        (
            line.child.name,
            line.class_name,
            language_name(line.language),
            ", ".join(line.guardians) or _("Nobody is linked yet"),
            _so_far(line),
        )
        for line in lines
    ]
    return Listed(name, tuple(map(Column, headers)), rows)


def _so_far(line: ChildLine) -> str:
    if line.state:
        return _("Begun, not sent")
    return _("Not begun") if line.joined else _("Has not joined the hub yet")


def _class_choice(names: Sequence[str], key: str) -> str | None:
    """One class, or all."""
    if len(names) < 2:
        return None
    return st.selectbox(
        _("Class"),
        [None, *names],
        format_func=lambda name: _("All classes") if name is None else name or _("No class"),
        key=key,
        width=240,
    )


def _and_more(count: int) -> None:
    if count > 0:
        told = ngettext(
            "And {count} more: choose a class.", "And {count} more: choose a class.", count
        )
        st.caption(told.format(count=format_number(count)))


def choose_question(asked: Sequence[Asked]) -> Asked | None:
    """The question whose answers to show: interests first."""
    if not asked:
        return None
    keys = [question.key for question in asked]
    first = keys.index("interests_home") if "interests_home" in keys else 0
    chosen: Asked | None = st.selectbox(
        _("Question"),
        asked,
        index=first,
        format_func=lambda question: question.about(_("the child")),
        key="survey_question",
        width=520,
    )
    return chosen


def what_they_say(asked: Asked, answers: Answers, offer: Offer) -> None:
    """One sentence, sorted bars, and the words they wrote."""
    readers = _("Who reads this: {readers}")
    st.caption(readers.format(readers=_(AUDIENCE_NAMES[asked.audience])))
    if not answers.families:
        st.info(_("No family has answered this question yet."))
        return
    counts = [(label, count) for label, count in answers.counts if count]
    if counts:
        text.line(_top_sentence(answers))
        bars(tuple(counts), about=asked.about(_("the child")))
        listed = _counts(asked, answers)
        show_as_table(lambda: as_table(listed), key="survey_counts")
        offer(listed.name, lambda: listed)
    if answers.wrote:
        text.heading(_("In their own words"), 3)
        with st.grid(min_column_width=300):
            for wrote in answers.wrote[:MOST_LINES]:
                _words(wrote)
        name = _("In their own words")
        offer(name, lambda: _own_words(name, answers.wrote))


def _own_words(name: str, wrote: Sequence[Wrote]) -> Listed:
    columns = (Column(_("Child")), Column(_("Class")), Column(name, Type.LONG))
    return Listed(name, columns, [(one.child.name, one.class_name, one.text) for one in wrote])


def _top_sentence(answers: Answers) -> str:
    most = max(count for _label, count in answers.counts)
    labels = [label for label, count in answers.counts if count == most]
    told = _("Chosen most often, by {count} of {families} families: {labels}.")
    return told.format(
        count=format_number(most),
        families=format_number(answers.families),
        labels=", ".join(labels),
    )


def _counts(asked: Asked, answers: Answers) -> Listed:
    ordered = sorted(answers.counts, key=lambda item: -item[1])
    columns = (Column(_("Answer given")), Column(_("Families"), Type.NUMBER))
    return Listed(asked.about(_("the child")), columns, ordered)


def _words(wrote: Wrote) -> None:
    with st.container(border=True, gap="xxsmall"):
        text.quote(wrote.text)
        text.note(" · ".join(part for part in (wrote.child.name, wrote.class_name) if part))


def unused_children(lines: Sequence[ToldLine], offer: Offer) -> list[Named]:
    """One sentence on what nobody used, and the children of the class that was chosen."""
    waiting = [line for line in lines if not line.is_used]
    if not waiting:
        done = _("Whatever families told us is in at least one goal of their child. Well done!")
        st.success(done if lines else _("No family has sent answers yet."))
        return []
    text.heading(
        _(
            "For {unused} of {told} children, nothing that their family told us is in a goal yet."
        ).format(unused=format_number(len(waiting)), told=format_number(len(lines))),
        3,
    )
    chosen = _class_choice(sorted({line.class_name for line in waiting}), "survey_unused_class")
    shown = [line for line in waiting if chosen in (None, line.class_name)]
    name, columns = _("Not used yet"), (Column(_("Child")), Column(_("Class")))
    rows = [(line.child.name, line.class_name) for line in shown]
    offer(name, lambda: Listed(name, columns, rows))
    return [line.child for line in shown[:MOST_LINES]]


def unused_cards(
    children: Sequence[Named],
    said: Mapping[int, Sequence[tuple[str, str]]],
    link_goals: Callable[[Named], None],
) -> None:
    """A card per child: what was said, and the way to the child's goals."""
    with st.grid(min_column_width=320):
        for child in children:
            with st.container(border=True, gap="xxsmall"):
                text.heading(child.name, 3)
                for question, words in list(said.get(child.id, ()))[:3]:
                    text.note(question)
                    text.line(words)
                link_goals(child)
