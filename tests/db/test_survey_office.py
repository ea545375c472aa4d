"""The family survey as the office keeps it: its states, its questions, and what it counts."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.commands.survey_office import move_question, save_question, set_state
from db.commands.surveys import save_answer, use_answer
from db.queries import survey_office, surveys
from db.session import reading, writing
from rules.people import SYSTEM
from rules.problems import Problem, Stale
from rules.survey_questions import DEFAULT_QUESTIONS
from rules.survey_views import Asked
from rules.surveys import Audience, Given, Kind, QuestionDraft, ResponseState, Said, SurveyState
from seed.cast import Cast
from tests.cast import me_of


def questions(cast: Cast, *, hidden: bool = False) -> list[Asked]:
    with reading(me_of(cast, "coordinator")) as db:
        head = surveys.head(db)
        assert head is not None
        return list(surveys.asked(db, head.id, hidden=hidden))


def version(cast: Cast) -> int:
    with reading(me_of(cast, "coordinator")) as db:
        head = surveys.head(db)
    assert head is not None
    return head.version


def draft_of(cast: Cast, key: str) -> QuestionDraft:
    asked = next(one for one in questions(cast) if one.key == key)
    labels = tuple(option.label for option in asked.options)
    return QuestionDraft(
        asked.id, version(cast), asked.kind, asked.text, asked.help, labels, asked.audience
    )


def row(key: int) -> t.Question:
    with reading(SYSTEM) as db:
        found = db.get(t.Question, key)
    assert found is not None
    return found


def next_year(cast: Cast) -> None:
    with writing(SYSTEM) as db:
        db.get(t.Setting, "school.year").value = "2030/31"  # type: ignore[union-attr]


def test_a_new_year_begins_with_last_years_questions(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    save_question(me, "q", replace(draft_of(hub, "hopes"), text="What is your hope?"))
    next_year(hub)
    new = set_state(me, "new", SurveyState.DRAFT)
    assert new != hub.survey
    texts = [question.text for question in questions(hub)]
    assert "What is your hope?" in texts
    assert len(texts) == len(DEFAULT_QUESTIONS)


def test_opening_a_new_year_closes_the_old(hub: Cast) -> None:
    next_year(hub)
    set_state(me_of(hub, "coordinator"), "open", SurveyState.OPEN)
    with reading(SYSTEM) as db:
        states = db.scalars(select(t.Survey.state).order_by(t.Survey.id)).all()
    assert states == [SurveyState.CLOSED, SurveyState.OPEN]


def test_a_year_has_one_survey_however_often_it_is_opened(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    ids = {set_state(me, op, SurveyState.OPEN) for op in ("a", "a", "b")}
    assert ids == {hub.survey}
    with reading(SYSTEM) as db:
        assert db.scalar(select(func.count()).select_from(t.Survey)) == 1


def test_an_empty_hub_begins_with_the_hubs_own_questions(hub: Cast) -> None:
    with writing(SYSTEM) as db:
        for table in (t.AnswerUse, t.Answer, t.Response, t.Question, t.Survey):
            for one in db.scalars(select(table)):
                db.delete(one)
            db.flush()
    set_state(me_of(hub, "coordinator"), "new", SurveyState.DRAFT)
    assert [one.key for one in questions(hub)] == [one.key for one in DEFAULT_QUESTIONS]
    with reading(me_of(hub, "parent")) as db:
        assert surveys.family_page(db).survey_id is None


def test_when_it_was_opened_and_closed_is_remembered(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    set_state(me, "c", SurveyState.CLOSED)
    set_state(me, "o", SurveyState.OPEN)
    with reading(me) as db:
        head = surveys.head(db)
    assert head is not None
    assert [change.state for change in head.changes] == [SurveyState.CLOSED, SurveyState.OPEN]


def test_words_that_are_still_the_hubs_own_stay_translated(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    save_question(me, "q1", replace(draft_of(hub, "hopes"), audience=Audience.OFFICE))
    assert row(hub.questions["hopes"]).text is None
    assert "reading" in row(hub.questions["hopes"]).options
    save_question(me, "q2", replace(draft_of(hub, "hopes"), text="Your hopes for {child}?"))
    assert row(hub.questions["hopes"]).text == "Your hopes for {child}?"


def test_an_own_question_comes_last_and_is_kept_as_typed(hub: Cast) -> None:
    draft = QuestionDraft(
        None, 0, Kind.ONE, " Which **club**? ", "", ("Chess", "![x](y)"), Audience.TEACHERS
    )
    key = save_question(me_of(hub, "coordinator"), "q", draft)
    last = questions(hub)[-1]
    assert (last.id, last.text, last.kind) == (key, "Which **club**?", Kind.ONE)
    assert [option.label for option in last.options] == ["Chess", "![x](y)"]


def test_a_question_can_rest_and_come_back(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    save_question(me, "q1", replace(draft_of(hub, "hopes"), active=False))
    assert "hopes" not in [one.key for one in questions(hub)]
    assert "hopes" in [one.key for one in questions(hub, hidden=True)]


def test_questions_move_by_one(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    before = [one.id for one in questions(hub)]
    move_question(me, "m1", before[1], -1)
    move_question(me, "m2", before[1], -1)
    move_question(me, "m3", before[-1], 1)
    after = [one.id for one in questions(hub)]
    assert after == [before[1], before[0], *before[2:]]


def test_two_people_edit_a_question_and_both_versions_are_known(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    mine, theirs = draft_of(hub, "hopes"), draft_of(hub, "hopes")
    save_question(me, "q1", replace(theirs, text="Theirs?"))
    with pytest.raises(Stale) as stale:
        save_question(me, "q2", replace(mine, text="Mine?"))
    assert stale.value.theirs["Question"] == "Theirs?"
    latest = int(stale.value.theirs["version"])
    save_question(me, "q3", replace(mine, text="Mine?", version=latest))
    assert row(hub.questions["hopes"]).text == "Mine?"


def test_readers_can_become_fewer_but_never_more(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    with pytest.raises(Problem, match="1 family"):
        save_question(me, "q1", replace(draft_of(hub, "worries"), audience=Audience.CHILD_TOO))
    save_question(me, "q2", replace(draft_of(hub, "worries"), audience=Audience.OFFICE))
    with reading(me_of(hub, "teacher")) as db:
        questions_read = [answer.question for answer in surveys.told_us(db, hub.child)]
    assert "Is anything worrying you?" not in questions_read


@pytest.mark.parametrize("who", ["teacher", "parent", "child"])
def test_only_the_office_runs_the_survey(hub: Cast, who: str) -> None:
    with pytest.raises(Problem, match="can't do this"):
        set_state(me_of(hub, who), "s", SurveyState.CLOSED)


def test_who_has_answered(hub: Cast) -> None:
    with reading(me_of(hub, "coordinator")) as db:
        lines = survey_office.children(db, hub.survey)
    states = {line.child.id: line.state for line in lines}
    assert states == {
        hub.child: ResponseState.SENT,
        hub.sibling: ResponseState.SENT,
        hub.other_child: ResponseState.DRAFT,
        hub.far_sibling: None,
    }
    amara = next(line for line in lines if line.child.id == hub.child)
    assert (amara.class_name, amara.language) == ("3B", "fr")
    assert amara.guardians == ("Mariama Diallo",)
    assert amara.joined


def test_what_families_say_counts_what_was_sent(hub: Cast) -> None:
    with reading(me_of(hub, "coordinator")) as db:
        loved = survey_office.answers(db, hub.questions["interests_home"])
        hopes = survey_office.answers(db, hub.questions["hopes"])
    assert loved is not None
    assert dict(loved.counts)["Football"] == 1
    assert [(one.child.name, one.class_name) for one in loved.wrote] == [("Amara Diallo", "3B")]
    assert hopes is not None
    assert hopes.families == 0, "that family has not sent it yet"


def test_what_nobody_used(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    with reading(me) as db:
        told = survey_office.told(db, hub.survey)
        said = survey_office.said_for_goals(db, hub.survey, [hub.sibling, hub.child])
    assert {line.child.id: line.is_used for line in told} == {hub.child: True, hub.sibling: False}
    assert said[hub.sibling] == (("What is José good at?", "Le gusta cocinar conmigo."),)
    assert len(said[hub.child]) == 2, "not what only the office reads"
    use_answer(me, "u", hub.answers["siblings_parent:child_too"], hub.goals["sibling_working"])
    with reading(me) as db:
        assert all(line.is_used for line in survey_office.told(db, hub.survey))


def test_an_answer_on_its_way_keeps_the_readers_it_was_told(hub: Cast) -> None:
    """A question that was opened to more people while a family was writing."""
    draft = QuestionDraft(None, 0, Kind.TEXT, "Club?", "", (), Audience.OFFICE)
    key = save_question(me_of(hub, "coordinator"), "q", draft)
    wider = replace(draft, id=key, version=version(hub), audience=Audience.CHILD_TOO)
    save_question(me_of(hub, "coordinator"), "q2", wider)
    me = me_of(hub, "siblings_parent")
    given = Given(key, Said((), "Chess"), Said(), Audience.OFFICE)
    save_answer(me, "a", hub.survey, hub.sibling, given)
    with reading(me_of(hub, "teacher")) as db:
        assert "Club?" not in [answer.question for answer in surveys.told_us(db, hub.sibling)]
