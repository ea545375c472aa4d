"""What one person may take away besides the roster: a fixed number of selects.

Take it while the session is open: check-ins are read as they are asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from db import tables as t
from db.session import HubSession
from rules.exports import AnswerOut, CheckInOut, Child, Export, GoalOut
from rules.goals import Voice, Who
from rules.people import full_name
from rules.survey_words import option_label, question_text

AT_ONCE = 2_000  # check-ins in memory
Texts = defaultdict[tuple[int, str], list[str]]


def export(db: HubSession) -> Export:
    """Goals, check-ins and survey answers that the viewer may see."""
    names, children = _names(db), _children(db)
    goals = db.scalars(select(t.Goal).order_by(t.Goal.student_id, t.Goal.id)).all()
    return Export(
        _goals(goals, children, _voices(db, names), _steps(db)),
        _check_ins(db, {goal.id: goal for goal in goals}, children, names),
        _answers(db, children, names),
    )


def _names(db: HubSession) -> dict[int, str]:
    rows = db.execute(
        select(t.Person.id, t.Person.given_name, t.Person.family_name, t.Person.preferred_name)
    )
    return {key: full_name(given, family, known) for key, given, family, known in rows}


def _children(db: HubSession) -> dict[int, Child]:
    classes: defaultdict[int, list[str]] = defaultdict(list)
    for student_id, name in db.execute(
        select(t.Enrolment.student_id, t.SchoolClass.name)
        .join(t.SchoolClass, t.SchoolClass.id == t.Enrolment.class_id)
        .where(t.Enrolment.ended_on.is_(None))
        .order_by(t.SchoolClass.name)
    ):
        classes[student_id].append(name)
    rows = db.scalars(select(t.Person).where(t.Person.role == "student"))
    return {
        row.id: Child(
            row.school_ref or "",
            full_name(row.given_name, row.family_name, row.preferred_name),
            ", ".join(classes[row.id]),
        )
        for row in rows
    }


def _voices(db: HubSession, names: dict[int, str]) -> Texts:
    """Words by goal and voice; a family's words say whose they are."""
    found: Texts = defaultdict(list)
    for row in db.scalars(select(t.GoalVoice).order_by(t.GoalVoice.id)):
        author = names.get(row.author_id, "")
        told = f"{author}: {row.words}" if row.voice == Voice.FAMILY and author else row.words
        found[row.goal_id, row.voice].append(told)
    return found


def _steps(db: HubSession) -> Texts:
    found: Texts = defaultdict(list)
    for row in db.scalars(select(t.Step).order_by(t.Step.position, t.Step.id)):
        found[row.goal_id, row.who].append(row.text)
    return found


def _goals(
    goals: Iterable[t.Goal], children: dict[int, Child], voices: Texts, steps: Texts
) -> tuple[GoalOut, ...]:
    return tuple(
        GoalOut(
            child=children[goal.student_id],
            title=goal.title,
            area=goal.area,
            horizon=goal.horizon,
            state=goal.state,
            child_words="\n".join(voices[goal.id, Voice.CHILD]),
            family_words="\n".join(voices[goal.id, Voice.FAMILY]),
            skill=goal.skill,
            measure=goal.measure,
            measure_kind=goal.measure_kind,
            unit=goal.unit,
            baseline=goal.baseline,
            baseline_source=goal.baseline_source,
            baseline_on=goal.baseline_on,
            target=goal.target,
            target_on=goal.target_on,
            me="\n".join(steps[goal.id, Who.ME]),
            school="\n".join(steps[goal.id, Who.SCHOOL]),
            home="\n".join(steps[goal.id, Who.HOME]),
            family_attempt=goal.family_attempt,
            family_attempt_on=goal.family_attempt_on,
            created_at=goal.created_at,
        )
        for goal in goals
        if goal.student_id in children
    )


def _check_ins(
    db: HubSession, goals: dict[int, t.Goal], children: dict[int, Child], names: dict[int, str]
) -> Iterator[CheckInOut]:
    one = t.CheckIn
    rows = db.execute(
        select(one.student_id, one.goal_id, one.day, one.value, one.note, one.place, one.author_id)
        .where(one.removed_at.is_(None))
        .order_by(one.student_id, one.goal_id, one.day, one.id),
        execution_options={"yield_per": AT_ONCE},
    )
    for student_id, goal_id, day, value, note, place, author_id in rows:
        goal = goals.get(goal_id)
        if goal and student_id in children:
            yield CheckInOut(
                child=children[student_id],
                goal=goal.title,
                day=day,
                value=value,
                measure_kind=goal.measure_kind,
                unit=goal.unit,
                note=note,
                place=place,
                author=names.get(author_id, ""),
            )


def _answers(
    db: HubSession, children: dict[int, Child], names: dict[int, str]
) -> tuple[AnswerOut, ...]:
    """What families sent; an answer that is still being written is theirs alone."""
    rows = db.execute(
        select(t.Answer, t.Question, t.Response.sent_at, t.Survey.school_year)
        .join(t.Question, t.Question.id == t.Answer.question_id)
        .join(t.Response, t.Response.id == t.Answer.response_id)
        .join(t.Survey, t.Survey.id == t.Response.survey_id)
        .where(t.Response.state == "sent")
        .order_by(t.Answer.student_id, t.Answer.guardian_id, t.Question.position, t.Answer.id)
    )
    return tuple(
        AnswerOut(
            child=children[answer.student_id],
            guardian=names.get(answer.guardian_id, ""),
            school_year=year,
            question=question_text(question.key, question.text, children[answer.student_id].name),
            choices=", ".join(option_label(question.key, one) for one in answer.choices),
            text=answer.text,
            audience=answer.audience,
            sent_at=sent_at,
        )
        for answer, question, sent_at, year in rows
        if answer.student_id in children and (answer.choices or answer.text)
    )
