"""Goals in the database: what commands change and refuse, and what each of the cast reads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from secrets import token_urlsafe

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.comments import add_comment, remove_comment
from db.commands.goals import (
    add_goal,
    add_strategy,
    move_goal,
    record_attempt,
    tick_step,
    update_goal,
)
from db.commands.voices import write_child_words, write_family_words
from db.queries.goals import child_board, children, goal_detail
from db.session import reading, writing
from i18n.dates import today
from rules.goal_views import BoardCard, GoalDetail
from rules.goals import Area, Audience, GoalDraft, State, StepDraft, Voice, Who
from rules.people import SYSTEM, Me
from rules.problems import NotFound, Problem, Stale
from rules.progress import MeasureKind
from seed.cast import Cast, build
from tests.cast import me_of, quick_hash
from tests.db.crowd import counted

DRAFT = GoalDraft(
    title="Read 95 words a minute",
    area=Area.READING,
    measure_kind=MeasureKind.NUMBER,
    measure="Words a minute",
    unit="words",
    baseline=54,
    baseline_on=today() - timedelta(days=30),
    target=95,
    target_on=today() + timedelta(days=90),
    steps=(StepDraft(Who.ME, "One page a day"), StepDraft(Who.HOME, "Listen at bedtime")),
)
ODD = [
    "x" * 120,
    "أقرأ",
    "Run 🏃",
    "<script>alert(1)</script>",
    "![a](http://b/c.png)",
    "O'Neill; --",
]


@pytest.fixture(scope="module")
def school(database: str) -> Cast:
    """The cast in a database of each kind; every test brings a goal of its own."""
    with writing(SYSTEM) as db:
        return build(db, quick_hash)


def op() -> str:
    return token_urlsafe(8)


def teacher(school: Cast) -> Me:
    return me_of(school, "teacher")


def new_goal(school: Cast, draft: GoalDraft = DRAFT, words: str = "I want to.") -> int:
    return add_goal(teacher(school), op(), school.child, draft, words)


def detail(school: Cast, goal: int, key: str = "teacher") -> GoalDetail:
    with reading(me_of(school, key)) as db:
        found = goal_detail(db, goal)
    assert found is not None
    return found


def card(school: Cast, goal: int, key: str = "teacher") -> BoardCard:
    with reading(me_of(school, key)) as db:
        found = child_board(db, school.child)
    assert found is not None
    return next(card for card in found.cards if card.id == goal)


def sentence(call: Callable[[], object]) -> str:
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.sentence


def audit_rows(school: Cast, action: str, subject: int) -> int:
    with reading(me_of(school, "coordinator")) as db:
        rows = db.scalars(select(t.AuditEntry).where(t.AuditEntry.action == action)).all()
    return sum(row.subject_id == subject for row in rows)


def test_a_goal_keeps_everything_that_was_typed(school: Cast) -> None:
    goal = detail(school, new_goal(school))
    assert goal.draft == DRAFT
    assert goal.state is State.IDEA
    assert [view.words for view in goal.child_voices] == ["I want to."]
    assert goal.child_voices[0].written_by == "Elif Kaya"


@pytest.mark.parametrize("text", ODD)
def test_any_text_comes_back_as_it_was_typed(school: Cast, text: str) -> None:
    goal = new_goal(school, replace(DRAFT, title=text), words=text)
    add_comment(teacher(school), op(), goal, text)
    found = detail(school, goal)
    assert found.draft.title == text
    assert found.child_voices[0].words == text
    assert found.comments[0].text == text


def test_a_second_click_adds_nothing(school: Cast) -> None:
    key = op()
    first = add_goal(teacher(school), key, school.child, DRAFT)
    assert add_goal(teacher(school), key, school.child, DRAFT) == first
    assert audit_rows(school, "goal.add", first) == 1


def test_a_child_and_a_family_bring_ideas_in_their_own_words(school: Cast) -> None:
    own = add_goal(me_of(school, "child"), op(), school.child, DRAFT, "A bridge!")
    theirs = add_goal(me_of(school, "parent"), op(), school.child, DRAFT, "She loves bridges.")
    assert detail(school, own).draft == GoalDraft(title=DRAFT.title, area=DRAFT.area)
    assert detail(school, own).child_voices[0].written_by == ""
    assert detail(school, theirs).family_voices[0].words == "She loves bridges."
    assert card(school, own, "child").child_words == "A bridge!"


@pytest.mark.parametrize("key", ["other_teacher", "other_parent", "barred_parent", "other_child"])
def test_nobody_else_reads_or_writes_a_childs_goals(school: Cast, key: str) -> None:
    goal = new_goal(school)
    me = me_of(school, key)
    with reading(me) as db:
        assert goal_detail(db, goal) is None
        assert child_board(db, school.child) is None
        assert school.child not in {head.id for head in children(db)}
    with pytest.raises(NotFound):
        add_goal(me, op(), school.child, DRAFT)
    with pytest.raises(NotFound):
        add_comment(me, op(), goal, "Hello")


def test_a_goal_is_for_a_child(school: Cast) -> None:
    with pytest.raises(NotFound):
        add_goal(teacher(school), op(), school.parent, DRAFT)


def test_families_and_children_do_not_change_or_move_goals(school: Cast) -> None:
    goal = new_goal(school)
    for key in ("parent", "child"):
        me = me_of(school, key)
        for call in (
            partial(update_goal, me, op(), goal, DRAFT, 1),
            partial(move_goal, me, op(), goal, State.AGREED, 0, 1),
        ):
            assert "can't do this" in sentence(call)


def test_a_stale_edit_shows_theirs_and_may_be_saved_over_it(school: Cast) -> None:
    goal = new_goal(school)
    update_goal(me_of(school, "coordinator"), op(), goal, replace(DRAFT, title="Theirs"), 1)
    mine = replace(DRAFT, title="Mine")
    with pytest.raises(Stale) as caught:
        update_goal(teacher(school), op(), goal, mine, 1)
    assert caught.value.theirs["Goal"] == "Theirs"
    assert detail(school, goal).draft.title == "Theirs"
    version = int(caught.value.theirs["version"])
    assert update_goal(teacher(school), op(), goal, mine, version) == version + 1
    assert detail(school, goal).draft.title == "Mine"


def test_a_refused_edit_changes_nothing(school: Cast) -> None:
    goal = new_goal(school)
    early = replace(DRAFT, target_on=today() - timedelta(days=31))
    assert "after the start date" in sentence(
        lambda: update_goal(teacher(school), op(), goal, early, 1)
    )
    assert detail(school, goal).draft == DRAFT


def test_steps_keep_their_day_when_their_words_change(school: Cast) -> None:
    goal = new_goal(school)
    done = detail(school, goal).steps[0]
    tick_step(teacher(school), op(), done.id, True)
    steps = (
        StepDraft(Who.ME, "Two pages a day"),
        StepDraft(Who.HOME, "Listen at bedtime"),
        StepDraft(Who.SCHOOL, "Paired reading"),
    )
    update_goal(teacher(school), op(), goal, replace(DRAFT, steps=steps), 1)
    kept = detail(school, goal).steps
    assert [(step.who, step.text) for step in kept] == [(step.who, step.text) for step in steps]
    assert kept[0].id == done.id
    assert kept[0].done_on == today()
    update_goal(teacher(school), op(), goal, replace(DRAFT, steps=()), 2)
    assert detail(school, goal).steps == ()


def test_everybody_ticks_their_own_steps(school: Cast) -> None:
    goal = new_goal(school)
    mine, home = detail(school, goal).steps
    tick_step(me_of(school, "child"), op(), mine.id, True)
    tick_step(me_of(school, "parent"), op(), home.id, True)
    assert all(step.done_on == today() for step in detail(school, goal).steps)
    assert card(school, goal).next_step is None
    assert "somebody else" in sentence(
        lambda: tick_step(me_of(school, "parent"), op(), mine.id, False)
    )
    tick_step(me_of(school, "child"), op(), mine.id, False)
    assert card(school, goal).next_step is not None


def test_work_begins_with_the_family_heard_or_asked(school: Cast) -> None:
    goal = new_goal(school)
    refusal = sentence(lambda: move_goal(teacher(school), op(), goal, State.WORKING, 0, 1))
    assert "the family's words" in refusal
    assert detail(school, goal).state is State.IDEA
    version = record_attempt(teacher(school), op(), goal, "Two calls", today(), 1)
    move_goal(teacher(school), op(), goal, State.WORKING, 0, version)
    assert detail(school, goal).state is State.WORKING
    assert detail(school, goal).attempt == "Two calls"


def test_work_begins_with_the_familys_own_words(school: Cast) -> None:
    goal = new_goal(school)
    write_family_words(me_of(school, "parent"), op(), goal, "She reads to us.", 0)
    move_goal(teacher(school), op(), goal, State.WORKING, 0, 1)
    assert card(school, goal).spoken == {Voice.CHILD, Voice.FAMILY, Voice.SCHOOL}
    bare = replace(DRAFT, target=None)
    assert "a target" in sentence(lambda: update_goal(teacher(school), op(), goal, bare, 2))


def test_a_goal_moved_by_two_people_is_moved_once(school: Cast) -> None:
    goal = new_goal(school)
    movers = [(teacher(school), State.AGREED), (me_of(school, "coordinator"), State.LET_GO)]

    def move(who: tuple[Me, State]) -> str:
        try:
            move_goal(who[0], op(), goal, who[1], 0, 1)
        except Problem as problem:
            return problem.sentence
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(move, movers))
    assert said[0] == ""
    assert "Somebody else" in said[1]
    assert detail(school, goal).version == 2


def test_a_second_drop_of_the_same_card_is_the_first_one(school: Cast) -> None:
    goal, key = new_goal(school), op()
    assert move_goal(teacher(school), key, goal, State.AGREED, 0, 1) == 2
    assert move_goal(teacher(school), key, goal, State.AGREED, 0, 1) == 2
    assert audit_rows(school, "goal.move", goal) == 1


def test_a_moved_card_takes_its_place(school: Cast) -> None:
    first, second, third = (new_goal(school) for _ in range(3))
    for goal in (first, second, third):
        move_goal(teacher(school), op(), goal, State.LET_GO, 0, 1)
    move_goal(teacher(school), op(), third, State.LET_GO, 1, 2)
    with reading(teacher(school)) as db:
        found = child_board(db, school.child)
    assert found is not None
    column = found.column(State.LET_GO)
    ids = [card.id for card in column if card.id in (first, second, third)]
    assert ids == [second, third, first]
    assert [card.position for card in column] == list(range(len(column)))


def test_words_have_their_own_version(school: Cast) -> None:
    goal = new_goal(school, words="")
    child = me_of(school, "child")
    assert write_child_words(child, op(), goal, "Mine", 0) == 1
    with pytest.raises(Stale) as caught:
        write_child_words(child, op(), goal, "From my other tab", 0)
    assert caught.value.theirs["Words"] == "Mine"
    assert write_child_words(child, op(), goal, "From my other tab", 1) == 2
    assert detail(school, goal).version == 1


def test_the_school_writes_down_what_a_child_says_beside_their_own_words(school: Cast) -> None:
    goal = new_goal(school, words="")
    write_child_words(teacher(school), op(), goal, "She wants to read.", 0)
    write_child_words(me_of(school, "coordinator"), op(), goal, "She wants to read a lot.", 1)
    write_child_words(me_of(school, "child"), op(), goal, "I want to read!", 0)
    views = detail(school, goal).child_voices
    assert [(view.words, view.written_by, view.mine) for view in views] == [
        ("I want to read!", "", False),
        ("She wants to read a lot.", "Ruth Okafor", True),
    ]
    assert card(school, goal).child_words == "I want to read!"


def test_only_families_speak_for_families(school: Cast) -> None:
    goal = new_goal(school)
    assert "can't do this" in sentence(
        lambda: write_family_words(teacher(school), op(), goal, "They say", 0)
    )
    assert "can't do this" in sentence(
        lambda: write_child_words(me_of(school, "parent"), op(), goal, "She says", 0)
    )


def test_each_reader_learns_who_spoke_as_far_as_they_may(school: Cast) -> None:
    goal = new_goal(school)
    write_family_words(me_of(school, "parent"), op(), goal, "She reads to us.", 0)
    add_comment(me_of(school, "parent"), op(), goal, "On Sunday too!")
    add_comment(me_of(school, "coordinator"), op(), goal, "Lovely.")

    def labels(key: str) -> list[str]:
        found = detail(school, goal, key)
        said = [view.speaker.label for view in found.family_voices]
        return said + [comment.speaker.label for comment in found.comments]

    assert labels("teacher") == ["Mother, Mariama Diallo"] * 2 + ["Ruth Okafor"]
    assert labels("parent") == ["You", "You", "School"]
    assert labels("child") == ["Family", "Family", "School"]


def test_a_child_reads_and_writes_only_what_is_for_everybody(school: Cast) -> None:
    goal = new_goal(school)
    add_comment(teacher(school), op(), goal, "Glasses?", Audience.ADULTS)
    assert detail(school, goal, "child").comments == ()
    assert len(detail(school, goal, "parent").comments) == 1
    child = me_of(school, "child")
    assert "Everybody" in sentence(
        lambda: add_comment(child, op(), goal, "Secret", Audience.ADULTS)
    )


def test_a_comment_is_taken_away_by_its_author(school: Cast) -> None:
    goal = new_goal(school)
    comment = add_comment(me_of(school, "parent"), op(), goal, "Oh no")
    assert "wrote this" in sentence(lambda: remove_comment(teacher(school), op(), comment))
    remove_comment(me_of(school, "parent"), op(), comment)
    assert detail(school, goal).comments == ()


def test_a_new_support_stands_beside_the_old_or_in_its_place(school: Cast) -> None:
    goal = new_goal(school)
    day = today() - timedelta(days=10)
    add_strategy(teacher(school), op(), goal, "Partner reading", day)
    add_strategy(teacher(school), op(), goal, "Audio books", today(), True)
    old, new = detail(school, goal).strategies
    assert (old.ended_on, new.ended_on) == (today(), None)
    assert [change.label for change in detail(school, goal).series.changes] == [
        "Partner reading",
        "Audio books",
    ]


def test_an_answer_in_a_goal_is_the_familys_word(school: Cast) -> None:
    found = detail(school, school.goals["working"])
    assert [answer.words for answer in found.used] == ["And the bridge by the river."]
    assert found.used[0].question
    assert detail(school, school.goals["working"], "child").used == ()


def test_boards_and_goals_cost_the_same_with_one_goal_and_with_thirty(school: Cast) -> None:
    me = me_of(school, "other_teacher")
    goal = school.goals["other_working"]

    def cost() -> tuple[int, int, int]:
        costs = []
        for ask in (
            lambda db: child_board(db, school.other_child),
            lambda db: goal_detail(db, goal),
            children,
        ):
            with reading(me) as db, counted() as sent:
                ask(db)
            costs.append(len(sent))
        return costs[0], costs[1], costs[2]

    before = cost()
    for number in range(30):
        one = add_goal(me, op(), school.other_child, DRAFT, "I want to.")
        add_comment(me, op(), goal, f"Comment {number}")
        add_strategy(me, op(), one, "Support", today())
    assert cost() == before == (6, 8, 1)
