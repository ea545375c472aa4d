"""Leaving, erasing and what is over, as the office does them on their pages."""

from datetime import date

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.commands.leaving import leave
from db.queries.erasure import erased
from db.session import reading, writing
from rules.people import SYSTEM, Named, Role, Status
from seed.cast import Cast
from tests.auth.test_confirm import long_ago
from tests.cast import AppAs, me_of, open_page, sound, words
from tests.guards.command_examples import row


def press(at: AppTest, label: str) -> AppTest:
    return sound(next(one for one in at.button if label in one.label).click().run())


def choose(at: AppTest, key: str, name: str) -> AppTest:
    """Pick somebody by name."""
    box = next(one for one in at.selectbox if (one.key or "").startswith(key))
    place = box.options.index(name)
    return sound(box.select_index(place).run())


def teacher_left(hub: Cast) -> str:
    leave(me_of(hub, "coordinator"), "leave", hub.teacher)
    person = row(t.Person, id=hub.teacher)
    return f"{person.given_name} {person.family_name}"


def test_the_office_is_told_who_loses_access_before_it_records_it(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "rights.leaving")
    assert "Nobody has left yet." in words(at)
    child = row(t.Person, id=hub.child)
    name = f"{child.given_name} {child.family_name}"
    choose(at, "leaving:who", name)
    said = words(at)
    assert "No other child here, so their access ends too" in said
    assert "kept for 3 years" in said
    press(at, "has left the school")
    assert row(t.Person, id=hub.child).status == Status.LEFT
    assert name in words(at)
    choose(at, "leaving:left", name)
    press(at, "came back")
    assert row(t.Person, id=hub.parent).status == Status.ACTIVE


def test_guardians_of_a_child_that_an_import_took_away(hub: Cast, app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        for child in db.scalars(select(t.Person).where(t.Person.id == hub.other_child)):
            child.status, child.left_on = Status.LEFT, date(2026, 1, 1)
    at = app_as("coordinator")
    told = "1 parent or guardian can still sign in, but has no child here any more."
    assert told in words(at)
    open_page(at, "rights.leaving")
    assert told in words(at)
    press(at, "End their access")
    assert row(t.Person, id=hub.other_parent).status == Status.LEFT
    assert told not in words(at)


def test_an_open_tab_of_who_left_ends_at_its_next_run(hub: Cast, app_as: AppAs) -> None:
    at = app_as("teacher")
    assert "Class overview" in str(at._registered_pages)
    teacher_left(hub)
    sound(at.run())
    assert "Class overview" not in str(at._registered_pages)
    assert "Sign in" in words(at)


def test_a_person_is_erased_after_a_second_look_and_their_name(hub: Cast, app_as: AppAs) -> None:
    name = teacher_left(hub)
    with writing(SYSTEM) as db:
        note = f"Ask {row(t.Person, id=hub.teacher).given_name} about it"
        db.add(t.StaffNote(student_id=hub.other_child, author_id=hub.other_teacher, text=note))
    at = open_page(app_as("coordinator"), "rights.erasure")
    choose(at, "erase:who", name)
    press(at, "Look at what goes")
    assert "What they wrote about others" in words(at)
    assert [one.label for one in at.checkbox if "about it" in one.label]
    next(one for one in at.text_input if one.label == "The whole name").set_value("Somebody")
    press(at, "Erase for good")
    assert "This is not the name" in words(at)
    assert row(t.Person, id=hub.teacher).role == Role.TEACHER
    next(one for one in at.text_input if one.label == "The whole name").set_value(name)
    press(at, "Erase for good")
    assert row(t.Person, id=hub.teacher).role == Role.ERASED
    assert row(t.StaffNote, student_id=hub.other_child).text == "Ask … about it"
    said = words(at)
    assert "Nothing of this person is left" in said
    assert name not in said
    assert "erase:looked" not in at.session_state


def test_a_proof_is_made_again_from_what_is_typed(hub: Cast, app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        db.add(t.Erasure(erased_id=99, role=Role.STUDENT, actor_id=hub.coordinator))
    at = open_page(app_as("coordinator"), "rights.erasure")
    assert "Nobody has looked yet" in words(at)
    at.text_area[0].set_value("Quetzalfeather\nnobody@example.test")
    press(at, "Look again")
    with reading(SYSTEM) as db:
        (one,) = erased(db)
    assert one.proved_at is not None
    assert "Nothing of this person is left" in words(at)


def test_without_the_password_nothing_can_be_pressed(hub: Cast, app_as: AppAs) -> None:
    name = teacher_left(hub)
    at = app_as("coordinator")
    long_ago(at)
    open_page(at, "rights.leaving")
    choose(at, "leaving:left", name)
    assert next(one for one in at.button if "came back" in one.label).disabled
    open_page(at, "rights.erasure")
    choose(at, "erase:who", name)
    press(at, "Look at what goes")
    assert next(one for one in at.button if "Erase for good" in one.label).disabled


def test_what_is_over_is_shown_by_name_and_goes_at_a_click(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "rights.retention")
    assert "Nothing is old enough to go today." in words(at)
    with writing(SYSTEM) as db:
        child = db.scalars(select(t.Person).where(t.Person.id == hub.child)).one()
        child.status, child.left_on = Status.LEFT, date(2020, 1, 1)
        name = Named(child.id, f"{child.given_name} {child.family_name}").name
    open_page(at, "rights.retention")
    assert name in words(at)
    next(one for one in at.checkbox if "may go" in one.label).check()
    sound(at.run())
    press(at, "Erase all of this")
    assert row(t.Person, id=hub.child).role == Role.ERASED
    assert name not in words(at)


def test_the_years_are_the_schools(hub: Cast, app_as: AppAs) -> None:
    at = app_as("coordinator")
    at.session_state["leaving:box"] = True
    open_page(at, "rights.leaving")
    next(one for one in at.number_input if "Years" in one.label).set_value(5)
    press(at, "Save")
    assert row(t.Setting, key="kept").value == {"years": 5, "backup_days": 90}
