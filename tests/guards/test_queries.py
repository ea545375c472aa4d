"""No page sends more than twelve statements, and none more for thirty children than for one."""

import pytest

from db import tables as t
from db.session import writing
from rules.menu import PAGES, menu
from rules.people import SYSTEM, Role
from seed.cast import BY_KEY, Cast
from tests.cast import AppAs, open_page
from tests.db.crowd import add_children, counted

MOST = 12
LOOKING = 6  # what it costs to write that somebody looked, once an hour
WHO = ("coordinator", "teacher", "parent", "child")
ABOUT_A_CHILD = ("goals.board", "goals.child", "survey.answer")


def _measured(app_as: AppAs, hub: Cast, key: str) -> dict[str, int]:
    """Statements of each page of this person, its own gate's included."""
    at, found = app_as(key), {}
    for page in menu(BY_KEY[key].role):
        about = {"child": hub.child} if page.key in ABOUT_A_CHILD else {}
        open_page(at, page.key, **about)  # who looked is written once an hour, see below
        with counted() as sent:
            open_page(at, page.key, **about)
        found[page.key] = len(sent)
    return found


def _crowd(hub: Cast) -> None:
    """Thirty more children in the class and the family, thirty more goals, classes, families."""
    more = add_children(hub, 30)
    with writing(SYSTEM) as db:
        for number, child in enumerate(more):
            guardian = t.Person(role=Role.GUARDIAN, given_name=f"Parent {number}")
            room = t.SchoolClass(name=f"{number}A", school_year="2026/27")
            db.add_all((guardian, room))
            db.flush()
            db.add_all(
                [
                    t.Guardianship(guardian_id=hub.parent, student_id=child),
                    t.Guardianship(guardian_id=guardian.id, student_id=child),
                    t.TeachingAssignment(teacher_id=hub.teacher, class_id=room.id),
                    t.Enrolment(student_id=hub.child, class_id=room.id),
                    t.Goal(
                        student_id=hub.child,
                        title=f"Goal {number}",
                        area="maths",
                        created_by=hub.teacher,
                    ),
                ]
            )


@pytest.mark.parametrize("key", WHO)
def test_a_page_costs_as_much_for_one_as_for_thirty(hub: Cast, app_as: AppAs, key: str) -> None:
    few = _measured(app_as, hub, key)
    assert {page: count for page, count in few.items() if count > MOST} == {}
    _crowd(hub)
    assert _measured(app_as, hub, key) == few
    assert len(few) >= 3
    assert min(few.values()) >= 3


def test_that_somebody_looked_is_written_once_and_costs_the_same(hub: Cast, app_as: AppAs) -> None:
    at, costs = app_as("teacher"), []
    for child in (hub.child, hub.sibling):
        with counted() as first:
            open_page(at, "goals.child", child=child)
        with counted() as again:
            open_page(at, "goals.child", child=child)
        costs.append(len(first) - len(again))
        _crowd(hub)
    assert costs == [LOOKING, LOOKING]


def test_everybody_together_sees_every_page() -> None:
    seen = {page for key in WHO for page in menu(BY_KEY[key].role)}
    assert seen == {page for page in PAGES if page.roles}
