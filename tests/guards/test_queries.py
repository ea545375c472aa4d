"""No page sends more than ten statements, and none more for thirty children than for one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from db import tables as t
from db.engine import noting_writes
from db.session import writing
from rules.menu import PAGES, menu
from rules.people import SYSTEM, Role
from seed.cast import BY_KEY, Cast
from tests.cast import AppAs, open_page
from tests.db.crowd import add_children, check_in, counted

MOST = 10
AGAIN = 2  # who is here, and what a page asks besides what is kept
KEPT = ("goals.board", "goals.child", "goals.class_board", "home.teacher", "home.guardian")
LOOKING = 6  # what it costs to write that somebody looked, once an hour
WHO = ("coordinator", "teacher", "parent", "child")
ABOUT_A_CHILD = ("goals.board", "goals.child", "survey.answer")


def _measured(app_as: AppAs, hub: Cast, key: str) -> dict[str, int]:
    """Statements of each page of this person, its own gate's included."""
    at, found = app_as(key), {}
    for page in menu(BY_KEY[key].role):
        about = {"child": hub.child} if page.key in ABOUT_A_CHILD else {}
        open_page(at, page.key, **about)  # who looked is written once an hour, see below
        with asked_anew(), counted() as sent:
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


@contextmanager
def asked_anew() -> Iterator[None]:
    """As after somebody's change: nothing that was kept is given again."""
    with noting_writes():
        pass
    yield


@pytest.mark.parametrize("key", WHO)
def test_a_page_where_nothing_changed_asks_who_is_here(hub: Cast, app_as: AppAs, key: str) -> None:
    check_in(hub)  # without an entry there is no seal
    at, seen = app_as(key), 0
    for page in menu(BY_KEY[key].role):
        if page.key in KEPT:
            about = {"child": hub.child} if page.key in ABOUT_A_CHILD else {}
            for _ in range(2):  # the first time leaves an entry: somebody looked
                open_page(at, page.key, **about)
            with counted() as sent:
                open_page(at, page.key, **about)
            assert len(sent) <= AGAIN, (page.key, sent)
            seen += 1
    assert seen >= 2


def test_that_somebody_looked_is_written_once_and_costs_the_same(hub: Cast, app_as: AppAs) -> None:
    at, costs = app_as("teacher"), []
    for child in (hub.child, hub.sibling):
        with counted() as first:
            open_page(at, "goals.child", child=child)
        with asked_anew(), counted() as again:
            open_page(at, "goals.child", child=child)
        costs.append(len(first) - len(again))
        _crowd(hub)
    assert costs == [LOOKING, LOOKING]


def test_everybody_together_sees_every_page() -> None:
    seen = {page for key in WHO for page in menu(BY_KEY[key].role)}
    assert seen == {page for page in PAGES if page.roles}
