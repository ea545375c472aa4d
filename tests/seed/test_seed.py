"""The demo school: believable, the same each time, and within every rule of the hub."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

import bcrypt
import pytest
from sqlalchemy import select

from db import tables as t
from db.session import engine, forget_engine, reading, writing
from rules import permissions
from rules.accounts import check_password, check_username
from rules.checkins import CheckInDraft, Measured, Place
from rules.checkins import check_draft as check_check_in
from rules.goal_checks import check_draft, check_steps, check_words
from rules.goal_states import check_ready, ready
from rules.goals import Area, Audience, GoalDraft, Horizon, State, StepDraft, Voice, Who
from rules.log_words import OF_CHILD
from rules.people import RELATIONS, SYSTEM, Role, Viewer, check_name
from rules.problems import Problem
from rules.progress import MeasureKind, Point, Series, Standing, read
from rules.survey_questions import DEFAULTS
from rules.survey_words import is_for_goals
from rules.surveys import Said, check_said
from seed.cast import MEMBERS, SIGN_INS, Cast
from seed.demo import sign_ins
from seed.school import Wish, make_school
from tests.cast import quick_hash

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Seeded:
    """Every row of a school of sixty, by table."""

    cast: Cast
    rows: dict[type, list[t.Table]]

    def all(self, table: type[t.Table]) -> list:  # type: ignore[type-arg]
        return self.rows[table]


def seeded(folder: str, wish: Wish) -> Seeded:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_DATA", folder)
        patch.delenv("DATABASE_URL", raising=False)
        forget_engine()
        t.metadata.create_all(engine())
        with writing(SYSTEM) as db:
            cast = make_school(db, wish, quick_hash)
        with reading(SYSTEM) as db:
            rows = {table: list(db.scalars(select(table))) for table in t.ALL}
        forget_engine()
    return Seeded(cast, rows)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    return seeded(str(tmp_path_factory.mktemp("seeded")), Wish(60, today=TODAY))


def people(school: Seeded, role: Role) -> list[t.Person]:
    return [person for person in school.all(t.Person) if person.role == role]


def sees(school: Seeded) -> set[tuple[int, int]]:
    """Guardian and child of every guardianship that nothing limits."""
    ties = {(tie.guardian_id, tie.student_id) for tie in school.all(t.Guardianship)}
    return ties - {(row.guardian_id, row.student_id) for row in school.all(t.Restriction)}


def test_sixty_children_in_three_classes_of_twenty(school: Seeded) -> None:
    assert len(people(school, Role.STUDENT)) == 60
    assert Counter(Counter(row.class_id for row in school.all(t.Enrolment)).values()) == {20: 3}
    assert len(people(school, Role.TEACHER)) == 3
    assert {row.school_year for row in school.all(t.SchoolClass)} == {"2026/27"}


def test_every_child_has_a_class_a_guardian_who_sees_and_an_own_number(school: Seeded) -> None:
    children = {person.id for person in people(school, Role.STUDENT)}
    assert {row.student_id for row in school.all(t.Enrolment)} == children
    assert {student for _guardian, student in sees(school)} == children
    refs = [person.school_ref for person in school.all(t.Person)]
    assert None not in refs
    assert len(set(refs)) == len(refs)


def test_siblings_two_households_and_one_without_access(school: Seeded) -> None:
    ties = school.all(t.Guardianship)
    homes: defaultdict[int, set[str]] = defaultdict(set)
    for tie in ties:
        homes[tie.student_id].add(tie.household or "")
    assert max(Counter(tie.guardian_id for tie in ties).values()) >= 2
    assert sum(len(names) > 1 for names in homes.values()) >= 3
    assert len(sees(school)) < len(ties)
    assert {tie.relation for tie in ties} <= set(RELATIONS)


def test_names_of_many_languages_and_scripts(school: Seeded) -> None:
    children = people(school, Role.STUDENT)
    assert len({child.home_language for child in children}) >= 8
    letters = "".join(child.given_name + child.family_name for child in children)
    assert any("\u0600" <= sign <= "\u06ff" for sign in letters)
    for person in school.all(t.Person):
        check_name(person.given_name, person.family_name)


def test_everybody_of_the_cast_can_sign_in_with_the_printed_password(school: Seeded) -> None:
    accounts = {row.username: row for row in school.all(t.Account)}
    roles = {person.id: person.role for person in school.all(t.Person)}
    assert len(sign_ins()) == len(SIGN_INS) == 9
    for role, name, password in sign_ins():
        check_password(password, password)
        assert check_username(name) == name
        assert bcrypt.checkpw(password.encode(), accounts[name].password_hash.encode())
        assert roles[accounts[name].person_id] == role
    assert {member.key for member in MEMBERS} == set(school.cast.people)


def test_goals_keep_the_rules(school: Seeded) -> None:
    voices: defaultdict[int, set[str]] = defaultdict(set)
    steps: defaultdict[int, list[StepDraft]] = defaultdict(list)
    for voice in school.all(t.GoalVoice):
        assert check_words(voice.words) == voice.words
        voices[voice.goal_id].add(Voice(voice.voice))
    for step in school.all(t.Step):
        steps[step.goal_id].append(StepDraft(Who(step.who), step.text))
    for goal in school.all(t.Goal):
        draft = draft_of(goal, steps[goal.id])
        assert check_draft(draft, TODAY) == draft
        assert check_steps(draft.steps) == draft.steps
        if State(goal.state) in (State.WORKING, State.REACHED):
            said = voices[goal.id]
            check_ready(
                ready(
                    draft,
                    child_spoke=Voice.CHILD in said,
                    family_spoke=Voice.FAMILY in said,
                    family_tried=bool(goal.family_attempt),
                )
            )


def draft_of(goal: t.Goal, steps: list[StepDraft]) -> GoalDraft:
    return GoalDraft(
        title=goal.title,
        area=Area(goal.area),
        horizon=Horizon(goal.horizon),
        skill=goal.skill,
        measure_kind=MeasureKind(goal.measure_kind),
        measure=goal.measure,
        unit=goal.unit,
        baseline=goal.baseline,
        baseline_source=goal.baseline_source,
        baseline_on=goal.baseline_on,
        target=goal.target,
        target_on=goal.target_on,
        steps=tuple(steps),
    )


def test_check_ins_keep_the_rules(school: Seeded) -> None:
    goals = {goal.id: goal for goal in school.all(t.Goal)}
    for row in school.all(t.CheckIn):
        goal = goals[row.goal_id]
        assert goal.student_id == row.student_id
        draft = CheckInDraft(goal.id, row.day, row.value, row.note, Place(row.place))
        measured = Measured(True, MeasureKind(goal.measure_kind), goal.unit)
        assert check_check_in(draft, measured, TODAY) == row.value


def test_goals_go_in_every_way(school: Seeded) -> None:
    points: defaultdict[int, list[Point]] = defaultdict(list)
    for row in sorted(school.all(t.CheckIn), key=lambda row: row.day):
        points[row.goal_id].append(Point(row.day, row.value))
    standings = Counter(
        read(series_of(goal, points[goal.id])).standing
        for goal in school.all(t.Goal)
        if goal.state == State.WORKING
    )
    assert standings.keys() >= set(Standing) - {Standing.NO_AIM, Standing.NO_DATA}
    assert min(standings.values()) >= 3
    assert Counter(goal.state for goal in school.all(t.Goal)).keys() == set(State)
    assert school.all(t.Strategy)


def series_of(goal: t.Goal, points: list[Point]) -> Series:
    return Series(
        goal.measure,
        goal.unit,
        MeasureKind(goal.measure_kind),
        goal.baseline,
        goal.baseline_on,
        goal.target,
        goal.target_on,
        tuple(points),
    )


def test_most_families_answered_and_only_those_who_may(school: Seeded) -> None:
    seeing = sees(school)
    responses = {row.id: row for row in school.all(t.Response)}
    sent = {row.student_id for row in responses.values() if row.state == "sent"}
    assert 0.55 < len(sent) / 60 < 0.85
    assert all((row.guardian_id, row.student_id) in seeing for row in responses.values())
    questions = {row.id: row for row in school.all(t.Question)}
    for answer in school.all(t.Answer):
        question = questions[answer.question_id]
        response = responses[answer.response_id]
        said = Said(tuple(answer.choices), answer.text)
        assert check_said(question.kind, said) == said
        assert said
        assert set(answer.choices) <= set(question.options) == set(DEFAULTS[question.key].options)
        assert answer.audience == question.audience
        assert (answer.guardian_id, answer.student_id) == (
            response.guardian_id,
            response.student_id,
        )


def test_answers_that_were_used_belong_to_the_goal(school: Seeded) -> None:
    goals = {goal.id: goal.student_id for goal in school.all(t.Goal)}
    answers = {answer.id: answer for answer in school.all(t.Answer)}
    keys = {question.id: question.key for question in school.all(t.Question)}
    assert len(school.all(t.AnswerUse)) >= 10
    for use in school.all(t.AnswerUse):
        answer = answers[use.answer_id]
        assert is_for_goals(keys[answer.question_id], answer.audience)
        assert answer.student_id == use.student_id == goals[use.goal_id]
        assert answer.guardian_id == use.guardian_id


def test_those_who_speak_may_see_the_child(school: Seeded) -> None:
    seeing = sees(school)
    classes = {row.student_id: row.class_id for row in school.all(t.Enrolment)}
    teaches = {(row.teacher_id, row.class_id) for row in school.all(t.TeachingAssignment)}
    roles = {person.id: Role(person.role) for person in school.all(t.Person)}

    def may(author: int, child: int, action: str) -> bool:
        near = author == child or (author, child) in seeing or (author, classes[child]) in teaches
        return near and permissions.may(Viewer(author, roles[author]), action)

    for row in school.all(t.Comment):
        assert may(row.author_id, row.student_id, "comment.add")
        assert Audience(row.audience)
    for row in school.all(t.CheckIn):
        assert may(row.author_id, row.student_id, "checkin.add")
    for row in school.all(t.GoalVoice):
        assert may(row.author_id, row.student_id, f"voice.{row.voice}")
    for row in school.all(t.Goal):
        assert may(row.created_by, row.student_id, "goal.add")


def test_nothing_happens_in_the_future(school: Seeded) -> None:
    assert max(row.day for row in school.all(t.CheckIn)) < TODAY
    for table in (t.Comment, t.GoalVoice, t.Response, t.Goal):
        moments = [
            getattr(row, name)
            for row in school.all(table)
            for name in ("created_at", "written_at", "updated_at")
            if hasattr(row, name)
        ]
        assert max(moments).date() < TODAY


def test_the_same_number_makes_the_same_school(
    school: Seeded, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = seeded(str(tmp_path_factory.mktemp("again")), Wish(60, today=TODAY))
    other = seeded(str(tmp_path_factory.mktemp("other")), Wish(24, rng=2, today=TODAY))
    for table in (t.Goal, t.CheckIn, t.Guardianship, t.Answer, t.GoalVoice):
        assert facts(school, table) == facts(again, table)
    assert names(school) == names(again)
    assert len(people(other, Role.STUDENT)) == 24
    assert names(other) != names(school)[: len(names(other))]


def test_the_log_of_one_child_can_be_read_by_the_family(school: Seeded) -> None:
    (child,) = [one for one in school.all(t.Person) if one.id == school.cast.child]
    entries = school.all(t.AuditEntry)
    assert len(entries) == 6
    assert {entry.student_id for entry in entries} == {child.id}
    assert all(child.created_at < entry.at for entry in entries)
    assert all(entry.action in OF_CHILD for entry in entries)


def facts(school: Seeded, table: type[t.Table]) -> list[dict[str, object]]:
    return [row.model_dump(exclude={"updated_at"}) for row in school.all(table)]


def names(school: Seeded) -> list[tuple[str, str]]:
    return [(person.given_name, person.family_name) for person in school.all(t.Person)]


def test_a_school_is_never_made_over_another_one(hub: Cast) -> None:
    with writing(SYSTEM) as db, pytest.raises(Problem, match="empty"):
        make_school(db, Wish(60), quick_hash)
