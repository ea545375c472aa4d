"""The family survey in the database: kept as given, sent once, read by whom it was said."""

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.commands.survey_office import set_state
from db.commands.surveys import drop_use, save_answer, send, use_answer
from db.queries import surveys
from db.session import reading, writing
from rules.people import SYSTEM
from rules.problems import NotFound, Problem, Stale
from rules.surveys import Audience, Given, Said, SurveyState
from seed.cast import Cast
from tests.cast import me_of

HOSTILE = "😀 مرحبا <script>alert(1)</script> ![x](http://example.org/x.png)"


def given(
    cast: Cast, key: str, said: Said, was: Said | None = None, audience: Audience | None = None
) -> Given:
    readers = audience or Audience.CHILD_TOO
    return Given(cast.questions[key], said, was or Said(), readers)


def tell(cast: Cast, op: str, said: Said, was: Said | None = None) -> int:
    """The siblings' parent says what the far sibling is good at."""
    me = me_of(cast, "siblings_parent")
    return save_answer(me, op, cast.survey, cast.far_sibling, given(cast, "strengths", said, was))


def own_sheet(cast: Cast) -> dict[int, Said]:
    with reading(me_of(cast, "siblings_parent")) as db:
        return dict(surveys.family_page(db).sheets[cast.far_sibling].said)


def count(table: type[t.Table]) -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_an_answer_is_kept_as_it_is_given(hub: Cast) -> None:
    tell(hub, "a", Said(("humour", "kind"), HOSTILE))
    assert own_sheet(hub) == {hub.questions["strengths"]: Said(("humour", "kind"), HOSTILE)}


def test_a_double_click_keeps_one_answer(hub: Cast) -> None:
    first = tell(hub, "a", Said(("humour",)))
    assert tell(hub, "a", Said(("humour",))) == first
    assert own_sheet(hub) == {hub.questions["strengths"]: Said(("humour",))}


def test_an_answer_may_be_changed_and_taken_back(hub: Cast) -> None:
    tell(hub, "a", Said(("humour",)))
    tell(hub, "b", Said(("kind",)), was=Said(("humour",)))
    tell(hub, "c", Said(), was=Said(("kind",)))
    assert own_sheet(hub) == {hub.questions["strengths"]: Said()}


def test_two_windows_never_write_over_each_other(hub: Cast) -> None:
    tell(hub, "a", Said(("humour",)))
    with pytest.raises(Stale) as stale:
        tell(hub, "b", Said(("kind",)))
    assert list(stale.value.theirs.values()) == ["Making people laugh"]
    assert own_sheet(hub) == {hub.questions["strengths"]: Said(("humour",))}


def test_two_windows_that_say_the_same_agree(hub: Cast) -> None:
    tell(hub, "a", Said(("humour", "kind")))
    tell(hub, "b", Said(("kind", "humour")))


def test_a_survey_sent_twice_is_sent_once(hub: Cast) -> None:
    me = me_of(hub, "siblings_parent")
    tell(hub, "a", Said(("humour",)))
    first = send(me, "s1", hub.survey, hub.far_sibling)
    with reading(me) as db:
        sent_at = surveys.family_page(db).sheets[hub.far_sibling].sent_at
    assert send(me, "s1", hub.survey, hub.far_sibling) == first
    assert send(me, "s2", hub.survey, hub.far_sibling) == first
    with reading(me) as db:
        sheet = surveys.family_page(db).sheets[hub.far_sibling]
    assert (sheet.is_sent, sheet.sent_at) == (True, sent_at)


def test_nothing_is_sent_where_nothing_was_said(hub: Cast) -> None:
    responses = count(t.Response)
    with pytest.raises(Problem, match="nothing to send"):
        send(me_of(hub, "siblings_parent"), "s", hub.survey, hub.far_sibling)
    assert count(t.Response) == responses


def test_a_closed_survey_takes_nothing_and_loses_nothing(hub: Cast) -> None:
    tell(hub, "a", Said(("humour",)))
    set_state(me_of(hub, "coordinator"), "close", SurveyState.CLOSED)
    with pytest.raises(Problem, match="closed this survey"):
        tell(hub, "b", Said(("kind",)), was=Said(("humour",)))
    with pytest.raises(Problem, match="closed this survey"):
        send(me_of(hub, "siblings_parent"), "s", hub.survey, hub.far_sibling)
    assert own_sheet(hub) == {hub.questions["strengths"]: Said(("humour",))}


def test_a_text_that_is_too_long_changes_nothing(hub: Cast) -> None:
    tell(hub, "a", Said((), "short"))
    with pytest.raises(Problem, match="5,000 letters"):
        tell(hub, "b", Said((), "x" * 5000), was=Said((), "short"))
    assert own_sheet(hub) == {hub.questions["strengths"]: Said((), "short")}


@pytest.mark.parametrize(
    ("who", "about"),
    [
        ("barred_parent", "child"),
        ("parent", "other_child"),
        ("parent", "teacher"),
        ("parent", "parent"),
    ],
)
def test_nobody_answers_for_a_child_they_may_not_see(hub: Cast, who: str, about: str) -> None:
    before = count(t.Answer), count(t.Response)
    with pytest.raises(NotFound):
        save_answer(
            me_of(hub, who),
            "a",
            hub.survey,
            hub.person(about),
            given(hub, "strengths", Said(("kind",))),
        )
    assert (count(t.Answer), count(t.Response)) == before


@pytest.mark.parametrize("who", ["teacher", "coordinator", "child"])
def test_only_a_guardian_answers(hub: Cast, who: str) -> None:
    with pytest.raises(Problem, match="can't do this"):
        save_answer(
            me_of(hub, who), "a", hub.survey, hub.child, given(hub, "strengths", Said(("kind",)))
        )


def readers_of_strengths(cast: Cast) -> set[str]:
    """Who reads what the siblings' parent said the sibling is good at."""
    found = set()
    for key in cast.people:
        with reading(me_of(cast, key)) as db:
            told = surveys.told_us(db, cast.sibling)
        if any("good at" in answer.question for answer in told):
            found.add(key)
    return found


def test_answers_are_read_by_those_the_family_was_told(hub: Cast) -> None:
    assert readers_of_strengths(hub) == {"coordinator", "teacher", "siblings_parent", "sibling"}


def test_nobody_else_reads_an_answer_that_was_not_sent(hub: Cast) -> None:
    tell(hub, "a", Said(("kind",)))
    for key in ("coordinator", "other_teacher", "far_sibling"):
        with reading(me_of(hub, key)) as db:
            assert surveys.told_us(db, hub.far_sibling) == ()
    send(me_of(hub, "siblings_parent"), "s", hub.survey, hub.far_sibling)
    for key in ("coordinator", "other_teacher", "far_sibling"):
        with reading(me_of(hub, key)) as db:
            assert len(surveys.told_us(db, hub.far_sibling)) == 1


def test_an_answer_goes_to_as_few_as_the_family_was_told(hub: Cast) -> None:
    me = me_of(hub, "siblings_parent")
    office = given(hub, "strengths", Said(("kind",)), audience=Audience.OFFICE)
    save_answer(me, "a", hub.survey, hub.far_sibling, office)
    send(me, "s", hub.survey, hub.far_sibling)
    with reading(me_of(hub, "other_teacher")) as db:
        assert surveys.told_us(db, hub.far_sibling) == ()


def test_what_was_told_says_who_said_it(hub: Cast) -> None:
    with reading(me_of(hub, "teacher")) as db:
        told = surveys.told_us(db, hub.child)
    assert [(answer.guardian, answer.for_goals) for answer in told] == [
        ("Mariama Diallo (Mother)", True),
        ("Mariama Diallo (Mother)", True),
    ]
    assert told[0].question == "What does Amara love to do outside school?"
    assert told[0].choices == ("Football",)


def test_an_answer_is_used_once_in_a_goal_and_the_family_reads_where(hub: Cast) -> None:
    teacher, answer = me_of(hub, "teacher"), hub.answers["parent:teachers"]
    first = use_answer(teacher, "u1", answer, hub.goals["working"])
    assert use_answer(teacher, "u2", answer, hub.goals["working"]) == first
    with reading(me_of(hub, "parent")) as db:
        used = surveys.family_page(db).sheets[hub.child].used[hub.questions["worries"]]
    assert [use.goal_id for use in used] == [hub.goals["working"]]
    drop_use(teacher, "d", first)
    with reading(me_of(hub, "parent")) as db:
        assert surveys.family_page(db).sheets[hub.child].used[hub.questions["worries"]] == ()


def test_what_only_the_office_reads_goes_into_no_goal(hub: Cast) -> None:
    with pytest.raises(Problem, match="school office only"):
        use_answer(
            me_of(hub, "coordinator"), "u", hub.answers["parent:office"], hub.goals["working"]
        )


def test_an_answer_goes_into_goals_of_its_own_child_only(hub: Cast) -> None:
    with pytest.raises(Problem, match="about another child"):
        use_answer(
            me_of(hub, "coordinator"),
            "u",
            hub.answers["siblings_parent:child_too"],
            hub.goals["working"],
        )


def test_a_teacher_uses_nothing_of_another_class(hub: Cast) -> None:
    with pytest.raises(NotFound):
        use_answer(
            me_of(hub, "other_teacher"), "u", hub.answers["parent:teachers"], hub.goals["working"]
        )


def test_a_question_of_another_year_is_not_answered_here(hub: Cast) -> None:
    with writing(SYSTEM) as db:
        old = t.Survey(title="old", school_year="2020/21", state="open")
        db.add(old)
        db.flush()
        question = t.Question(survey_id=old.id, kind="text", text="Old?")
        db.add(question)
        db.flush()
        key = question.id
    strange = Given(key, Said((), "x"), Said(), Audience.TEACHERS)
    with pytest.raises(NotFound):
        save_answer(me_of(hub, "parent"), "a", hub.survey, hub.child, strange)
