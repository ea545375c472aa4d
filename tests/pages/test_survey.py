"""The family survey: a guardian's steps, and the office's page."""

import pytest
from streamlit.testing.v1 import AppTest

from db.commands.survey_office import set_state
from db.commands.surveys import save_answer
from db.queries import surveys
from db.session import reading
from rules.surveys import Audience, Given, Said, SurveyState
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, sound, words

GUARDIANS = {
    "parent": "Thank you!",
    "barred_parent": "No child is linked",
    "other_parent": "Go on where you stopped",
    "siblings_parent": "Begin",
}
CAST = ("coordinator", "teacher", "other_teacher", "child", "other_child", *GUARDIANS)
HOSTILE = "😀 مرحبا <script>alert(1)</script> ![x](http://example.org/x.png)"


def seen(at: AppTest) -> str:
    """Everything a reader sees, the hub's own text elements too."""
    return words(at) + "\n".join(str(one.proto.body) for one in at.get("html"))


def press(at: AppTest, label: str) -> AppTest:
    (button,) = [button for button in at.button if button.label == label]
    return sound(button.click().run())


def said(cast: Cast, who: str, child: int) -> dict[int, Said]:
    with reading(me_of(cast, who)) as db:
        return dict(surveys.family_page(db).sheets[child].said)


@pytest.mark.parametrize("who", CAST)
def test_only_guardians_answer(app_as: AppAs, who: str) -> None:
    at = open_page(app_as(who), "survey.answer")
    if who in GUARDIANS and who != "siblings_parent":
        assert GUARDIANS[who] in seen(at)
    elif who == "siblings_parent":
        assert at.segmented_control(key="survey_child")
    else:
        assert "About" not in seen(at)


@pytest.mark.parametrize("who", CAST)
def test_only_the_office_manages(app_as: AppAs, who: str) -> None:
    at = open_page(app_as(who), "survey.manage")
    assert ("Close the survey" in seen(at)) == (who == "coordinator")


def begin(app_as: AppAs) -> AppTest:
    """Aigul at the step of her child's strengths."""
    at = open_page(app_as("other_parent"), "survey.answer")
    press(at, "Go on where you stopped")
    while "What is Daniyar good at?" not in seen(at):
        press(at, "Back")
    return at


def test_leaving_and_coming_back_loses_nothing(app_as: AppAs, hub: Cast) -> None:
    at = begin(app_as)
    question = hub.questions["strengths"]
    at.button_group(key=f"survey:{hub.other_child}:{question}:tap").set_value(["making"]).run()
    at.text_area(key=f"survey:{hub.other_child}:{question}:text").input(HOSTILE).run()
    assert said(hub, "other_parent", hub.other_child)[question] == Said(("making",), HOSTILE)
    again = begin(app_as)
    area = again.text_area(key=f"survey:{hub.other_child}:{question}:text")
    assert area.value == HOSTILE
    assert not again.error


def test_what_is_typed_is_kept_by_next_itself(app_as: AppAs, hub: Cast) -> None:
    at = begin(app_as)
    question = hub.questions["strengths"]
    at.text_area(key=f"survey:{hub.other_child}:{question}:text").input("He sings.")
    press(at, "Next")
    assert "What does Daniyar enjoy at school?" in seen(at)
    assert said(hub, "other_parent", hub.other_child)[question].text == "He sings."


def test_a_second_click_on_next_answers_nothing(app_as: AppAs, hub: Cast) -> None:
    """Its browser sends the step that it left once more, with everything on it."""
    at = begin(app_as)
    before = said(hub, "other_parent", hub.other_child)
    step = at._tree.get_widget_states()
    press(at, "Next")
    sound(at._run(step))
    assert at.get("progress")[0].proto.text == "Step 2 of 12"
    assert said(hub, "other_parent", hub.other_child) == before


def test_a_text_that_is_too_long_stays_on_the_page(app_as: AppAs, hub: Cast) -> None:
    at = begin(app_as)
    key = f"survey:{hub.other_child}:{hub.questions['strengths']}:text"
    at.text_area(key=key).input("x" * 5000)
    press(at, "Next")
    assert "5,000 letters" in at.error[0].value
    assert at.text_area(key=key).value == "x" * 5000
    at.text_area(key=key).input("shorter")
    press(at, "Next")
    assert not at.error
    assert "What does Daniyar enjoy at school?" in seen(at)


def test_two_windows(app_as: AppAs, hub: Cast) -> None:
    at = begin(app_as)
    question, me = hub.questions["strengths"], me_of(hub, "other_parent")
    elsewhere = Given(question, Said(("kind",), "elsewhere"), Said(), Audience.CHILD_TOO)
    save_answer(me, "elsewhere", hub.survey, hub.other_child, elsewhere)
    key = f"survey:{hub.other_child}:{question}:text"
    sound(at.text_area(key=key).input("here").run())
    assert "another window" in at.warning[0].value
    assert "elsewhere" in seen(at)
    press(at, "Keep what is here")
    assert said(hub, "other_parent", hub.other_child)[question] == Said((), "here")
    assert not at.warning


def test_the_other_window_may_win(app_as: AppAs, hub: Cast) -> None:
    at = begin(app_as)
    question, me = hub.questions["strengths"], me_of(hub, "other_parent")
    elsewhere = Given(question, Said(("kind",), "elsewhere"), Said(), Audience.CHILD_TOO)
    save_answer(me, "elsewhere", hub.survey, hub.other_child, elsewhere)
    key = f"survey:{hub.other_child}:{question}:text"
    sound(at.text_area(key=key).input("here").run())
    press(at, "Take the other")
    assert at.text_area(key=key).value == "elsewhere"
    assert said(hub, "other_parent", hub.other_child)[question].text == "elsewhere"


def test_a_survey_that_closes_while_somebody_writes(app_as: AppAs, hub: Cast) -> None:
    at = begin(app_as)
    set_state(me_of(hub, "coordinator"), "close", SurveyState.CLOSED)
    key = f"survey:{hub.other_child}:{hub.questions['strengths']}:text"
    sound(at.text_area(key=key).input("He sings all day.").run())
    assert "was closed while you were writing" in at.warning[0].value
    assert "He sings all day." in seen(at)
    assert "Your answers are kept" in seen(at)


def test_from_the_last_step_to_the_school(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("other_parent"), "survey.answer")
    press(at, "Go on where you stopped")
    while not any(button.label == "Send to the school" for button in at.button):
        press(at, "Next")
    assert "He builds whole cities out of boxes." in seen(at)
    press(at, "Send to the school")
    assert "Thank you!" in seen(at)
    with reading(me_of(hub, "other_parent")) as db:
        assert surveys.family_page(db).sheets[hub.other_child].is_sent
    press(at, "Change my answers")
    assert "What is Daniyar good at?" in seen(at)


def test_a_guardian_of_two_answers_for_each(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("siblings_parent"), "survey.answer", child=hub.sibling)
    assert at.segmented_control(key="survey_child").value == hub.sibling
    assert "Le gusta cocinar conmigo." in seen(at)
    sound(at.segmented_control(key="survey_child").set_value(hub.far_sibling).run())
    assert "Carmen" in seen(at)
    assert "Le gusta cocinar conmigo." not in seen(at)


@pytest.mark.parametrize("child", ["999", "x", "-1", "²"])
def test_an_address_of_another_child_shows_ones_own(app_as: AppAs, child: str) -> None:
    at = open_page(app_as("siblings_parent"), "survey.answer", child=child)
    assert at.segmented_control(key="survey_child").value


def test_the_family_reads_where_an_answer_was_used(app_as: AppAs) -> None:
    shown = seen(open_page(app_as("parent"), "survey.answer"))
    assert "You said, we used it" in shown
    assert "We used it in the goal" in shown


def choose(at: AppTest, section: str) -> str:
    sound(at.segmented_control(key="survey_section").set_value(section).run())
    return seen(at)


def test_the_office_sees_who_what_and_what_is_unused(app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "survey.manage")
    assert "The families of 2 of 4 children have answered. 1 more has begun." in seen(at)
    assert "Aigul Bekova" in seen(at)
    assert "And the bridge by the river." in choose(at, "said")
    assert "For 1 of 2 children" in choose(at, "unused")
    assert "Le gusta cocinar conmigo." in seen(at)
    assert "15. Is there anything that only the school office should know?" in choose(
        at, "questions"
    )
    assert "What is your child good at?" in choose(at, "preview")


def test_the_office_moves_and_rests_questions(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("coordinator"), "survey.manage")
    choose(at, "questions")
    sound(at.button(key=f"survey:down:{hub.questions['strengths']}").click().run())
    assert "1. What does the child enjoy at school?" in seen(at)
    sound(at.button(key=f"survey:hide:{hub.questions['strengths']}").click().run())
    assert "Not asked" in seen(at)
    sound(at.button(key=f"survey:show:{hub.questions['strengths']}").click().run())
    assert "Not asked" not in seen(at)


def test_the_office_closes_and_opens(app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "survey.manage")
    press(at, "Close the survey")
    assert "Closed on" in seen(at)
    press(at, "Open it again")
    assert "Opened on" in seen(at)
