"""The family survey's rules: its questions, what may be said, and who is told who reads it."""

import pytest

from rules.people import Named
from rules.problems import Problem
from rules.survey_questions import DEFAULT_QUESTIONS
from rules.survey_views import Asked, ChildLine, Option, grouped, steps
from rules.survey_words import (
    is_for_goals,
    option_label,
    options,
    question_text,
    quote,
    values_of,
    wording,
)
from rules.surveys import (
    TEXT_LENGTH,
    Audience,
    Kind,
    QuestionDraft,
    ResponseState,
    Said,
    SurveyState,
    check_audience,
    check_open,
    check_question,
    check_said,
    check_state,
    narrower,
)

HOSTILE = "😀 مرحبا <script>alert(1)</script> ![x](http://example.org/x.png) =1+1"


def draft(**changes: object) -> QuestionDraft:
    known: dict[str, object] = {
        "id": None,
        "version": 1,
        "kind": Kind.MANY,
        "text": "Which club?",
        "help": "",
        "options": ("Chess", "Choir"),
        "audience": Audience.TEACHERS,
    }
    return QuestionDraft(**(known | changes))  # type: ignore[arg-type]


def asked(number: int, count: int, kind: Kind = Kind.MANY) -> Asked:
    found = tuple(Option(str(i), str(i)) for i in range(count))
    return Asked(number, None, kind, "?", "", "", found, Audience.TEACHERS, True)


def test_the_default_questions_cover_what_a_family_can_tell() -> None:
    keys = [question.key for question in DEFAULT_QUESTIONS]
    assert len(keys) == len(set(keys)) == 15
    for question in DEFAULT_QUESTIONS:
        assert (question.kind is Kind.TEXT) == (not question.options)
        assert len(set(question.options.values())) == len(question.options)
    assert {question.audience for question in DEFAULT_QUESTIONS} == set(Audience)


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (None, SurveyState.DRAFT),
        (None, SurveyState.OPEN),
        (SurveyState.DRAFT, SurveyState.OPEN),
        (SurveyState.OPEN, SurveyState.CLOSED),
        (SurveyState.CLOSED, SurveyState.OPEN),
        (SurveyState.OPEN, SurveyState.OPEN),
    ],
)
def test_ways_a_survey_may_go(now: SurveyState | None, wanted: SurveyState) -> None:
    check_state(now, wanted)


@pytest.mark.parametrize("now", [None, SurveyState.DRAFT])
def test_a_survey_that_was_never_open_cant_be_closed(now: SurveyState | None) -> None:
    with pytest.raises(Problem, match="before it was opened"):
        check_state(now, SurveyState.CLOSED)


@pytest.mark.parametrize("state", [SurveyState.DRAFT, SurveyState.CLOSED])
def test_only_an_open_survey_takes_answers(state: SurveyState) -> None:
    check_open(SurveyState.OPEN)
    with pytest.raises(Problem, match="closed this survey"):
        check_open(state)


def test_an_answer_is_kept_as_typed_without_unseen_signs() -> None:
    said = check_said(Kind.MANY, Said(("a", "a", "b"), f"  {HOSTILE}\x00\ud83d\n"))
    assert said == Said(("a", "b"), HOSTILE)


def test_one_tap_where_one_is_asked_and_none_where_only_words_are() -> None:
    assert check_said(Kind.ONE, Said(("a", "b"))).choices == ("a",)
    assert check_said(Kind.TEXT, Said(("a",), "x")) == Said((), "x")


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    assert check_said(Kind.TEXT, Said((), "é" * TEXT_LENGTH))
    with pytest.raises(Problem, match="has 5,000 letters, and there is room for 2,000"):
        check_said(Kind.TEXT, Said((), "x" * 5000))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "  "}, "write the question"),
        ({"text": "x" * 301}, "under 300 letters"),
        ({"options": ("Chess",)}, "at least two"),
        ({"options": tuple(map(str, range(31)))}, "30 answers"),
        ({"options": ("Chess", "x" * 81)}, "too long to tap"),
    ],
)
def test_a_question_nobody_could_answer(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        check_question(draft(**changes))


def test_a_question_in_words_needs_no_options() -> None:
    check_question(draft(kind=Kind.TEXT, options=()))


def test_answers_are_never_shown_to_more_people_than_was_said() -> None:
    check_audience(Audience.OFFICE, Audience.CHILD_TOO, 0)
    check_audience(Audience.CHILD_TOO, Audience.OFFICE, 3)
    with pytest.raises(Problem, match="3 families"):
        check_audience(Audience.OFFICE, Audience.TEACHERS, 3)


def test_the_narrower_audience() -> None:
    assert narrower(Audience.CHILD_TOO, Audience.OFFICE) is Audience.OFFICE
    assert narrower(Audience.TEACHERS, Audience.CHILD_TOO) is Audience.TEACHERS


def test_small_steps_never_hold_more_than_two_questions() -> None:
    sizes = [[len(one.options) for one in step] for step in steps([asked(1, 14), asked(2, 3)])]
    assert sizes == [[14, 3]]
    longer = steps([asked(1, 12), asked(2, 12), asked(3, 2), asked(4, 2), asked(5, 2)])
    assert [[one.id for one in step] for step in longer] == [[1], [2, 3], [4, 5]]
    assert steps([]) == ()


def test_words_of_the_hub_and_of_the_office() -> None:
    assert wording("strengths", None) == "What is {child} good at?"
    assert question_text("strengths", None, "Amara") == "What is Amara good at?"
    assert question_text("strengths", None) == "What is the child good at?"
    assert question_text(None, "{child} {other} {0}?", "Amara") == "Amara {other} {0}?"
    assert option_label("strengths", "humour") == "Making people laugh"
    assert option_label(None, "humour") == "humour"


def test_typed_options_are_known_again_by_what_they_say() -> None:
    typed = ("Making people laugh", " Chess ", "Chess", "")
    assert values_of("strengths", typed) == ("humour", "Chess")
    assert options("strengths", ("humour", "Chess"))[1] == Option("Chess", "Chess")


def test_an_answer_on_one_line() -> None:
    assert quote("strengths", Said(("humour", "kind"))) == "Making people laugh, Being kind"
    assert quote("strengths", Said(("humour",), "She sings.")) == "She sings."


def test_what_belongs_beside_a_goal() -> None:
    assert is_for_goals("hopes", Audience.TEACHERS)
    assert is_for_goals(None, Audience.TEACHERS)
    assert not is_for_goals("reach_how", Audience.TEACHERS)
    assert not is_for_goals("hopes", Audience.OFFICE)


def test_families_are_counted_by_class_the_nameless_last() -> None:
    states = (ResponseState.SENT, ResponseState.DRAFT, None, ResponseState.SENT)
    lines = [
        ChildLine(Named(i, "x"), None, name, "", state, ())
        for i, (name, state) in enumerate(zip(("b", "b", "b", ""), states, strict=True))
    ]
    first, last = grouped(lines, lambda line: line.class_name)
    assert (first.name, first.children, first.sent, first.started, first.missing) == (
        "b",
        3,
        1,
        1,
        2,
    )
    assert (last.name, last.sent) == ("", 1)
