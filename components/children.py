"""One child's goals as they are drawn: the words, how it goes, what to do, and the story."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from components import charts, tables, text
from components.charts_tables import story_table
from components.forms import submit
from components.goal_words import who_title
from components.lists import Offer, story_list
from components.tables import Table
from i18n import _
from i18n.dates import format_short_day
from rules.children import ChildStory, GoalNow, StepLine, ToldLine
from rules.goal_views import ChildHead, aim_sentence
from rules.goals import Who, state_name
from rules.people import STAFF, Role
from rules.progress import SupportChange
from rules.progress_words import say_value
from rules.readers import Item

Part = tuple[text.Kind, str]
Tick = Callable[[str, int, bool], object]

CHART, BESIDE = 520, 330  # pixels; where both don't fit, one comes below the other
TICKED = {Role.GUARDIAN: Who.HOME, Role.STUDENT: Who.ME}


def head(children: Sequence[ChildHead], child: ChildHead | None, *, staff: bool) -> int | None:
    """The child's name beside the list of the others; another child that was chosen just now."""
    if child is None or not staff:
        chosen = picker(children, child, staff=staff)
        if child is not None:
            text.heading(child.name)
        return chosen
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        text.heading(child.name, width="content")
        return picker(children, child, staff=staff)


def no_child(children: Sequence[ChildHead]) -> None:
    """To a family, why nobody is shown."""
    if children:
        text.line(_("This child is not on your list. Please choose another one."))
    else:
        text.line(_("No child is linked to your account yet. Please ask the school office."))


def picker(children: Sequence[ChildHead], child: ChildHead | None, *, staff: bool) -> int | None:
    """Another child that was chosen just now: a list for staff, a tap for a family."""
    if len(children) < 2:
        return None
    names = {one.id: one.label if staff else one.name for one in children}
    ids, key = list(names), f"child:{child.id if child else 0}"
    if staff:
        chosen = st.selectbox(
            _("Child"),
            ids,
            index=ids.index(child.id) if child else None,
            format_func=names.__getitem__,
            placeholder=_("Type a name"),
            width=300,
            key=key,
            label_visibility="collapsed",
        )
    else:
        chosen = st.segmented_control(
            _("Child"),
            ids,
            default=child.id if child else None,
            format_func=lambda one: text.plain(names[one]),
            key=key,
            label_visibility="collapsed",
        )
    return None if child and chosen == child.id else chosen


def words_of(goal: GoalNow) -> tuple[Part, ...]:
    """The goal in the child's words; its title until the child has spoken."""
    if not goal.child_words:
        return (("line", goal.title),)
    return (("quote", goal.child_words), ("note", goal.title))


def how_it_goes(goal: GoalNow, *, family: bool = True) -> None:
    """The goal in the child's words, and one sentence on how it goes."""
    text.block(*words_of(goal), ("drawn", charts.title(goal.series, family=family)))


def done_since(monday: date, step: StepLine) -> bool:
    """Whether a step was ticked this week."""
    return step.done_since(monday)


def ticks(
    label: str, steps: Iterable[StepLine], done: Callable[[StepLine], bool], tick: Tick
) -> None:
    """Steps to tick; the key holds the stored state, so that only a person's tap is saved."""
    steps = tuple(steps)
    if not steps:
        return
    with st.container(gap=None):
        text.note(label)
        for step in steps:
            before = done(step)
            key = f"step:{step.id}:{before}"
            after = st.checkbox(text.plain(step.text), value=before, key=key)
            if after != before:
                _tick(step, after, tick)


def _tick(step: StepLine, done: bool, tick: Tick) -> None:
    notice = _("Well done.") if done else _("Taken back.")
    submit(f"step:{step.id}", lambda op: tick(op, step.id, done), notice)


def aim_and_voices(goal: GoalNow, name: str, role: Role, seen_by: str) -> None:
    """The line chart, and beside it what its marks mean, what everybody says and does, and who
    sees it."""
    legend = ""
    if goal.series.points:
        picture = charts.aim(goal.series, family=role not in STAFF)
        picture.chart(CHART)
        legend = picture.legend
    text.block(("drawn", legend), *_voices(goal, name, role), ("end", seen_by), width=BESIDE)


def _voices(goal: GoalNow, name: str, role: Role) -> list[Part]:
    """The family's words, the school's measure, who does what, the support.

    What the reader ticks above the chart is not said again.
    """
    measure = goal.series.measure or goal.title
    said = [
        (_("The family says"), goal.family_words),
        (_("How the school looks at it"), f"{measure}: {aim_sentence(goal.series)}"),
        *(
            (who_title(who, name, role), "\n".join(step.text for step in goal.of(who)))
            for who in Who
            if who is not TICKED.get(role)
        ),
        (_("What we changed"), "\n".join(_change(one) for one in goal.series.changes)),
    ]
    parts: list[Part] = []
    for label, words in said:
        if words:
            parts += [("note", label), ("line", words)]
    return parts


def _change(change: SupportChange) -> str:
    return f"{format_short_day(change.day)} · {change.label}"


def glance_and_story(story: ChildStory, offer: Offer) -> None:
    """Every goal in a line; then what happened, by day and by whom."""
    marks = story.marks
    picture = charts.story(marks) if marks else None
    nothing = "" if picture else _("Nothing has happened here yet.")
    parts: list[Part] = [
        ("h2", _("The story so far")),
        ("line", nothing),
        ("drawn", picture.legend if picture else ""),
    ]
    rows = tuple((goal.headline, state_name(goal.state), _last(goal)) for goal in story.goals)
    if rows:
        header = (_("Goal"), _("Where it is"), _("Last check-in"))
        table = Table(_("All goals at a glance"), header, rows)
        parts = [("drawn", tables.drawn(table)), *parts]
    text.block(*parts)
    if picture:
        picture.chart()
        also = partial(offer, story.child.name, partial(story_list, marks))
        key = f"story-{story.child.id}"
        tables.show_as_table(lambda: story_table(marks), key=key, also=also)


def _last(goal: GoalNow) -> str:
    if goal.last_on is None:
        return "–"
    value = say_value(goal.series, goal.series.points[-1].value)
    return f"{value} · {format_short_day(goal.last_on)}"


def told(story: ChildStory, role: Role) -> None:
    """What the family told the school: who sees it, and where it was used."""
    mine = role is Role.GUARDIAN
    title = _("What you told us") if mine else _("What the family told us")
    titles = {goal.id: goal.headline for goal in story.goals}
    found: dict[int, list[ToldLine]] = {}
    for line in story.told:
        found.setdefault(line.answer_id, []).append(line)
    parts = []
    for lines in found.values():
        first = lines[0]
        used = [titles[line.goal_id] for line in lines if line.goal_id in titles]
        notes = [_("Used in “{goal}”").format(goal=title) for title in used]
        notes.append(story.sight.line(Item.ANSWER, first.answer_id))
        parts.append(_answer(first.question, first.words, " · ".join(notes)))
    text.block(("h2", title), ("drawn", f'<dl class="hub-told">{"".join(parts)}</dl>'))


def _answer(question: str, words: str, note: str) -> str:
    return (
        f'<dt dir="auto">{escape(question)}</dt><dd dir="auto">{escape(words)}'
        f'<p class="hub-note">{escape(note)}</p></dd>'
    )
