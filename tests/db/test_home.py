"""What the homes, a class and a child's page read: whose it is, and by how many queries."""

from collections.abc import Callable

import pytest

from db import tables as t
from db.queries.children import child_story
from db.queries.classes import class_board, classes
from db.queries.goals import children
from db.queries.home import guardian_home, student_home, teacher_home
from db.session import HubSession, reading, writing
from rules.attention import Need
from rules.children import ChildStory
from rules.classes import ClassBoard
from rules.goal_views import ChildHead
from rules.goals import State, Voice
from rules.home import ChildHome, GuardianHome, TeacherHome
from rules.people import SYSTEM
from seed.cast import Cast, build
from tests.cast import me_of, quick_hash
from tests.db.crowd import add_children, counted

MAIN = 2  # what pages/main.py asks before any page: the school, and who is here
MOST = 12


@pytest.fixture(scope="module")
def school(database: str) -> Cast:
    """The cast in a database of each kind."""
    with writing(SYSTEM) as db:
        return build(db, quick_hash)


def home_of(school: Cast, key: str) -> TeacherHome:
    with reading(me_of(school, key)) as db:
        return teacher_home(db)


def family_of(school: Cast, key: str) -> GuardianHome:
    with reading(me_of(school, key)) as db:
        return guardian_home(db)


def own_home(school: Cast, key: str) -> ChildHome:
    with reading(me_of(school, key)) as db:
        return student_home(db)


def board_of(school: Cast, key: str) -> ClassBoard:
    with reading(me_of(school, key)) as db:
        return class_board(db, classes(db)[0])


def story_of(school: Cast, key: str, child: str = "child") -> ChildStory:
    with reading(me_of(school, key)) as db:
        return child_story(db, ChildHead(school.person(child), "Amara"))


def test_a_teacher_sees_the_children_of_her_classes(school: Cast) -> None:
    home = home_of(school, "teacher")
    assert [row.child.name for row in home.rows] == ["Amara Diallo", "José Álvarez"]
    assert home.rows[0].reasons[0].need is Need.FAMILY_WROTE
    assert home.rows[0].asking[0].goal.unanswered == ("She read the menu to all of us on Sunday!",)
    assert home.counts.children == 2
    assert home.counts.reached == 1


def test_an_answer_of_the_school_settles_it(school: Cast) -> None:
    with writing(SYSTEM) as db:
        goal = school.goals["working"]
        answer = t.Comment(
            goal_id=goal, student_id=school.child, author_id=school.teacher, text="How lovely!"
        )
        db.add(answer)
        db.flush()
        answered = answer.id
    needs = [reason.need for reason in home_of(school, "teacher").rows[0].reasons]
    assert Need.FAMILY_WROTE not in needs
    with writing(SYSTEM) as db:
        db.delete(db.get_one(t.Comment, answered))


def test_a_guardian_sees_each_child_with_what_waits(school: Cast) -> None:
    (amara,) = family_of(school, "parent").children
    assert amara.child.name == "Amara"
    assert amara.survey_id is None
    assert [line.goal_id for line in amara.used] == [school.goals["working"]]
    assert [goal.title for goal in amara.waiting] == ["Write three linked sentences"]
    carmen, jose = family_of(school, "siblings_parent").children
    assert (carmen.survey_id, carmen.survey_begun) == (school.survey, False)
    assert jose.survey_id is None


def test_a_survey_that_was_begun_still_waits(school: Cast) -> None:
    (daniyar,) = family_of(school, "other_parent").children
    assert (daniyar.survey_id, daniyar.survey_begun) == (school.survey, True)


def test_a_guardian_without_access_sees_nobody(school: Cast) -> None:
    assert family_of(school, "barred_parent").children == ()


def test_a_student_sees_their_own_goals_and_words(school: Cast) -> None:
    home = own_home(school, "child")
    assert home.child.name == "Amara"
    goal = next(goal for goal in home.goals if goal.id == school.goals["working"])
    assert goal.own_words == goal.child_words
    assert goal.own_version == 1
    assert all(goal.state is not State.LET_GO for goal in home.goals)


def test_a_class_is_read_by_its_teacher_and_the_office(school: Cast) -> None:
    assert board_of(school, "teacher") == board_of(school, "coordinator")
    with reading(me_of(school, "teacher")) as db:
        assert [line.name for line in classes(db)] == ["3B"]
    with reading(me_of(school, "coordinator")) as db:
        assert [line.name for line in classes(db)] == ["3B", "5A"]


@pytest.mark.parametrize(
    ("key", "comments", "told"),
    [("teacher", 2, 2), ("coordinator", 2, 3), ("parent", 2, 3), ("child", 1, 1)],
)
def test_a_childs_story_by_reader(school: Cast, key: str, comments: int, told: int) -> None:
    story = story_of(school, key)
    assert len(story.goals) == 6
    assert len(story.comments) == comments
    assert len(story.told) == told
    assert {line.voice for line in story.voices} == {Voice.CHILD, Voice.FAMILY}


@pytest.mark.parametrize("key", ["other_teacher", "other_parent", "barred_parent", "other_child"])
def test_nobody_else_reads_a_childs_story(school: Cast, key: str) -> None:
    story = story_of(school, key)
    assert (story.goals, story.check_ins, story.voices) == ((), (), ())
    assert (story.comments, story.told) == ((), ())


def test_a_chart_knows_when_the_support_changed(school: Cast) -> None:
    goal = next(goal for goal in story_of(school, "parent").working if goal.series.changes)
    assert [change.label for change in goal.series.changes] == ["Daily one-to-one reading"]
    assert len(goal.series.points) == 20


def child_page(db: HubSession) -> object:
    return [child_story(db, head) for head in children(db)[:1]]


def class_page(db: HubSession) -> object:
    return class_board(db, classes(db)[0])


def count(school: Cast, key: str, query: Callable[[HubSession], object]) -> int:
    with reading(me_of(school, key)) as db, counted() as sent:
        query(db)
    return len(sent)


PAGES = (
    ("teacher", teacher_home),
    ("teacher", class_page),
    ("coordinator", class_page),
    ("teacher", child_page),
    ("parent", child_page),
    ("parent", guardian_home),
    ("child", student_home),
)


def test_as_many_queries_for_one_child_as_for_thirty(school: Cast) -> None:
    before = [count(school, *page) for page in PAGES]
    add_children(school, 30)
    assert [count(school, *page) for page in PAGES] == before
    assert max(before) + MAIN <= MOST


def test_a_family_and_a_child_see_what_nobody_answered(school: Cast) -> None:
    goal = school.goals["rating"]
    with writing(SYSTEM) as db:
        asked = t.Comment(
            goal_id=goal, student_id=school.child, author_id=school.teacher, text="How is she?"
        )
        db.add(asked)
        db.flush()
        found = asked.id
    (amara,) = family_of(school, "parent").children
    seen = {goal.id: goal.unanswered for goal in amara.goals}
    assert seen[goal] == ("How is she?",)
    assert seen[school.goals["working"]] == ()
    own = {goal.id: goal.unanswered for goal in own_home(school, "child").goals}
    assert own[goal] == ("How is she?",)
    assert own[school.goals["working"]] == ("She read the menu to all of us on Sunday!",)
    with writing(SYSTEM) as db:
        db.delete(db.get_one(t.Comment, found))
