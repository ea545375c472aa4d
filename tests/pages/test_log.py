"""What families and the office read of the log, and that no page of a child is forgotten."""

from datetime import timedelta
from secrets import token_urlsafe

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.commands.comments import add_comment
from db.commands.log import look, set_age, take_children, take_school
from db.commands.surveys import save_answer
from db.session import reading, writing
from db.tables.base import utc_now
from i18n.dates import now
from rules.goals import Audience
from rules.menu import menu
from rules.people import SYSTEM
from seed.cast import BY_KEY, Cast
from tests.cast import AppAs, me_of, open_page, words
from tests.guards.command_examples import EXAMPLES

OVERVIEWS = {"home.teacher"}  # quotes what a family told of each child who needs somebody
PRIVATE = "A word that only this child's page holds"


def op() -> str:
    return token_urlsafe(8)


def looks() -> int:
    with reading(SYSTEM) as db:
        entry = t.AuditEntry
        return db.scalar(select(func.count(entry.id)).where(entry.action.like("view.%"))) or 0


@pytest.fixture
def busy(hub: Cast) -> Cast:
    """A day of the child."""
    teacher, parent = me_of(hub, "teacher"), me_of(hub, "parent")
    look(teacher, op(), hub.child, "goals.child")
    add_comment(teacher, op(), hub.goals["idea"], "For grown-ups", Audience.ADULTS)
    add_comment(parent, op(), hub.goals["idea"], "Well done")
    take_school(me_of(hub, "coordinator"), op(), "hub")
    return hub


def test_a_guardian_reads_who_looked(busy: Cast, app_as: AppAs) -> None:
    told = words(open_page(app_as("parent"), "log.child"))
    assert "Elif Kaya (teacher) opened the page of Amara" in told
    assert "Elif Kaya (teacher) wrote a comment" in told
    assert "You wrote a comment" in told
    assert "Ruth Okafor (school office) made an export of the whole school" in told


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("other_parent", "This child is not on your list"),
        ("siblings_parent", "Este niño o niña no está en su lista"),
    ],
)
def test_another_family_reads_nothing_of_it(
    busy: Cast, app_as: AppAs, key: str, sentence: str
) -> None:
    told = words(open_page(app_as(key), "log.child", child=busy.child))
    assert sentence in told
    assert "Amara" not in told
    assert "Ruth Okafor" not in told
    own = words(open_page(app_as(key), "log.child"))
    assert "Amara" not in own
    assert "Ruth Okafor" in own


def test_a_guardian_without_access_reads_nothing(busy: Cast, app_as: AppAs) -> None:
    told = words(open_page(app_as("barred_parent"), "log.child", child=busy.child))
    assert "No child is linked to your account yet" in told
    assert "export" not in told


def test_what_is_the_other_households_stays_theirs(hub: Cast, app_as: AppAs) -> None:
    """Once both may see the child, neither reads that the other answered the survey."""
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Restriction)):
            row.removed_at = utc_now()
    save_answer(me_of(hub, "parent"), op(), *EXAMPLES["survey.answer"].arguments(hub))
    assert "You answered" in words(open_page(app_as("parent"), "log.child"))
    told = words(open_page(app_as("barred_parent"), "log.child"))
    assert "Nothing was written down yet" in told


def test_a_student_reads_from_an_age(busy: Cast, app_as: AppAs) -> None:
    at = app_as("child")
    assert "From the age of 12" in words(open_page(at, "log.child"))
    set_age(me_of(busy, "coordinator"), op(), 0)
    told = words(open_page(at, "log.child"))
    assert "opened the page of Amara" in told
    assert told.count("wrote a comment") == 1  # not the one for grown-ups


def test_entries_from_before_a_child_came_are_another_childs(busy: Cast, app_as: AppAs) -> None:
    """SQLite gives the number of somebody who was erased to the next one."""
    with writing(SYSTEM) as db:
        db.scalars(select(t.Person).where(t.Person.id == busy.child)).one().created_at = db.scalars(
            select(func.max(t.AuditEntry.at))
        ).one()
    told = words(open_page(app_as("parent"), "log.child"))
    assert "Elif Kaya" not in told


def test_the_office_filters(busy: Cast, app_as: AppAs) -> None:
    take_children(me_of(busy, "teacher"), op(), [busy.child, busy.sibling], "list")
    at = open_page(app_as("coordinator"), "log.school")
    assert "Elif Kaya (teacher) made a file that holds 2 children" in words(at)
    at.selectbox(key="log:what").select("comments").run()
    told = words(at)
    assert "wrote a comment" in told
    assert "made a file" not in told
    at.selectbox(key="log:who").select(busy.parent).run()
    assert words(at).count("wrote a comment") == 1
    at.selectbox(key="log:child").select(busy.other_child).run()
    assert "Nothing in the log fits this." in words(at)


def _mark(hub: Cast) -> None:
    """A word in what only the record of a child holds; its goals stand in overviews as well."""
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.GoalVoice).where(t.GoalVoice.voice == "family")):
            row.words = PRIVATE
        for comment in db.scalars(select(t.Comment)):
            comment.text = PRIVATE
        for answer in db.scalars(select(t.Answer)):
            answer.text = PRIVATE


@pytest.mark.parametrize(
    ("key", "pages"),
    [
        ("coordinator", {"goals.board", "goals.child", "goals.class_board", "survey.manage"}),
        ("teacher", {"goals.board", "goals.child", "goals.class_board"}),
    ],
)
def test_no_page_shows_a_childs_record_without_a_line_in_the_log(
    hub: Cast, app_as: AppAs, monkeypatch: pytest.MonkeyPatch, key: str, pages: set[str]
) -> None:
    """Every page of the menu, each in an hour of its own."""
    _mark(hub)
    at, looked, shown = app_as(key), set(), set()
    asked = [
        (page.key, more)
        for page in menu(BY_KEY[key].role)
        for more in ({}, {"goal": hub.goals["working"]})
    ]
    for hour, (page, more) in enumerate(asked):
        monkeypatch.setattr("auth.looked.now", lambda hour=hour: now() + timedelta(hours=hour))
        before = looks()
        open_page(at, page, child=hub.child, **more)
        if page == "survey.manage":
            at.segmented_control[0].select("said").run()
        shown |= {page} if PRIVATE in words(at) else set()
        looked |= {page} if looks() > before else set()
    assert looked == pages
    assert {"goals.board", "goals.child"} <= shown <= looked | OVERVIEWS


def test_families_are_not_watched(hub: Cast, app_as: AppAs) -> None:
    for key in ("parent", "child"):
        at = app_as(key)
        for page in menu(BY_KEY[key].role):
            open_page(at, page.key, child=hub.child)
    assert looks() == 0
