"""The homes of a teacher, a guardian and a student: what needs me today?"""

from datetime import timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.home import CARDS
from db import tables as t
from db.queries.checkins import of_child
from db.session import reading, writing
from i18n.dates import today
from rules.checkins import CheckInLine, Place
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, me_of, sound
from tests.db.crowd import add_children
from tests.pages.seen import press, seen


def check_ins(hub: Cast, child: str = "child") -> tuple[CheckInLine, ...]:
    with reading(me_of(hub, "coordinator")) as db:
        return of_child(db, hub.person(child))


def wait_for_check_in(hub: Cast, goal: str) -> None:
    """Nobody wrote, and the last check-ins are gone: the goal has been quiet for weeks."""
    with writing(SYSTEM) as db:
        for comment in db.scalars(select(t.Comment)):
            db.delete(comment)
        for line in db.scalars(select(t.CheckIn).where(t.CheckIn.goal_id == hub.goals[goal])):
            if (today() - line.day).days < 20:
                db.delete(line)


def test_a_teachers_home_says_who_needs_her_and_why(app_as: AppAs) -> None:
    text = seen(app_as("teacher"))
    assert "Hello, Elif Kaya" in text
    assert "1 child needs you." in text
    assert "2 children · 3 goals in progress" in text
    assert "The family wrote something new." in text
    assert "She read the menu to all of us on Sunday!" in text
    assert "José" not in text


def test_a_number_is_checked_in_on_the_card(app_as: AppAs, hub: Cast) -> None:
    at, before = app_as("teacher"), len(check_ins(hub))
    at.number_input[0].set_value(86.0)
    sound(press(at, "Save").run())
    assert len(check_ins(hub)) == before + 1
    line = check_ins(hub)[-1]
    assert (line.value, line.day, line.place) == (86.0, today(), Place.SCHOOL)
    assert "Saved for Amara: 86 words." in seen(at)


def test_a_rating_is_tapped_and_saved(app_as: AppAs, hub: Cast) -> None:
    wait_for_check_in(hub, "rating")
    at, before = app_as("teacher"), len(check_ins(hub))
    rating = next(group for group in at.button_group if group.label == "How did it go?")
    rating.set_value(3)
    sound(press(at, "Save").run())
    assert len(check_ins(hub)) == before + 1
    assert check_ins(hub)[-1].value == 3.0


def test_a_check_in_without_a_value_says_what_to_do(app_as: AppAs, hub: Cast) -> None:
    at, before = _with_note(app_as("teacher")), len(check_ins(hub))
    at.text_area[0].set_value("Tired today.")
    sound(press(at, "Save").run())
    assert [box.value for box in at.error] == ["Please write the number you counted or measured."]
    assert at.text_area[0].value == "Tired today."
    assert len(check_ins(hub)) == before


def _with_note(at: AppTest, *, opened: bool = True) -> AppTest:
    """The part with the day and the note, opened or closed again."""
    found = [key for key in at.session_state if str(key).startswith("more-check-in:")]
    at.session_state[found[0]] = opened
    return sound(at.run())


def test_a_note_and_another_day_are_kept_though_they_are_closed_again(
    app_as: AppAs, hub: Cast
) -> None:
    at = _with_note(app_as("teacher"))
    at.number_input[0].set_value(86.0)
    at.date_input[0].set_value(today() - timedelta(days=1))
    at.text_area[0].set_value("She chose the book.")
    sound(press(_with_note(sound(at.run()), opened=False), "Save").run())
    line = next(line for line in check_ins(hub) if line.note == "She chose the book.")
    assert (line.value, line.day) == (86.0, today() - timedelta(days=1))


def test_a_slip_is_taken_back_on_the_same_page(app_as: AppAs, hub: Cast) -> None:
    at, before = app_as("teacher"), len(check_ins(hub))
    at.number_input[0].set_value(860.0)
    sound(press(at, "Save").run())
    sound(press(at, "Undo").run())
    assert len(check_ins(hub)) == before
    assert "Saved for" not in seen(at)


def test_the_most_pressing_come_first_and_the_rest_on_demand(app_as: AppAs, hub: Cast) -> None:
    add_children(hub, 10)
    at = app_as("teacher")
    assert len(_cards(at)) == CARDS
    sound(press(at, "Show 5 more children").run())
    assert len(_cards(at)) == 11


def _cards(at: AppTest) -> list[str]:
    return [box.value for box in at.html if "<h3" in box.value]


def test_a_guardian_reads_how_it_goes_and_what_to_do(app_as: AppAs) -> None:
    text = seen(app_as("parent"))
    assert "I want to read to my little cousin without stopping." in text
    assert "It is going very well." in text
    assert "At home this week" in text
    assert "Listen to one page at bedtime" in text
    assert "You said" in text
    assert "We used it in this goal" in text
    assert "below the line" not in text


def test_a_guardian_ticks_a_step_and_takes_it_back(app_as: AppAs, hub: Cast) -> None:
    at = app_as("parent")
    sound(at.checkbox[0].check().run())
    assert _done(hub) == today()
    sound(at.checkbox[0].uncheck().run())
    assert _done(hub) is None


def _done(hub: Cast) -> object:
    with reading(SYSTEM) as db:
        home = select(t.Step).where(t.Step.goal_id == hub.goals["working"], t.Step.who == "home")
        return db.scalars(home).one().done_on


def test_a_tick_of_somebody_else_is_not_written_back(app_as: AppAs, hub: Cast) -> None:
    at = app_as("parent")
    sound(at.checkbox[0].check().run())
    with writing(SYSTEM) as db:
        for step in db.scalars(select(t.Step)):
            step.done_on = None
    sound(at.run())
    assert _done(hub) is None
    assert at.checkbox[0].value is False


def test_a_survey_that_waits_comes_first(app_as: AppAs) -> None:
    assert "Tell us: 5 minutes" not in seen(app_as("parent"))
    at = app_as("other_parent")
    assert "You began to tell us about Daniyar." in seen(at)
    assert any(button.label == "Go on" for button in at.button)


def test_siblings_stand_below_one_another(app_as: AppAs) -> None:
    text = seen(app_as("siblings_parent"))
    assert text.index("Carmen") < text.index("José")


def test_a_guardian_without_access_is_told_whom_to_ask(app_as: AppAs) -> None:
    text = seen(app_as("barred_parent"))
    assert "No child is linked to your account yet." in text
    assert "Amara" not in text


def test_a_student_reads_their_own_words(app_as: AppAs) -> None:
    at = app_as("child")
    text = seen(at)
    assert "What I do this week" in text
    assert "What I reached" in text
    sound(at.checkbox[0].check().run())
    assert at.toast[0].value == "Well done."


def test_a_student_is_asked_for_words(app_as: AppAs) -> None:
    text = seen(app_as("other_child"))
    assert "What would you say?" in text
    assert "Join a game at break" in text


@pytest.mark.parametrize("typed", ["![x](http://evil.example/x.png)", "<script>x</script>"])
def test_what_was_typed_is_only_text(app_as: AppAs, hub: Cast, typed: str) -> None:
    with writing(SYSTEM) as db:
        for step in db.scalars(select(t.Step)):
            step.text = typed
        for voice in db.scalars(select(t.GoalVoice)):
            voice.words = typed
    at = app_as("parent")
    assert "![" not in at.checkbox[0].label.replace("\\!\\[", "")
    assert "<script>" not in "".join(box.value for box in at.html)


def test_what_the_school_wrote_waits_for_an_answer(app_as: AppAs, hub: Cast) -> None:
    assert "The school wrote" not in seen(app_as("parent"))
    with writing(SYSTEM) as db:
        db.add(
            t.Comment(
                goal_id=hub.goals["rating"],
                student_id=hub.child,
                author_id=hub.teacher,
                text="How does she ask at home?",
            )
        )
    at = app_as("parent")
    assert "How does she ask at home?" in seen(at)
    assert "Answer" in [page.value for page in at.page_link]


def test_a_teacher_without_a_class_is_told_whom_to_ask(app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.TeachingAssignment)):
            row.ended_on = today()
    assert "No class is linked to your account yet." in seen(app_as("teacher"))
