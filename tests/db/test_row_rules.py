"""Every table has a rule, and each of the cast sees exactly the rows that are written here."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import tables as t
from db.row_rules import RULES
from db.session import engine, reading, writing
from db.tables.base import utc_now
from rules.people import SYSTEM, Viewer
from seed.cast import BY_KEY, Cast
from tests.db.row_rules_expected import CAST, EXPECTED

Label = Callable[[Any], str]
DAY = date(2026, 1, 9)


def _extras(cast: Cast) -> Iterator[t.Table]:
    """Rows that the cast has no need of, but that could leak."""
    now = utc_now()
    account = cast.accounts["other_parent"]
    yield t.Enrolment(student_id=cast.other_child, class_id=cast.school_class, ended_on=DAY)
    yield t.TeachingAssignment(teacher_id=cast.teacher, class_id=cast.other_class, ended_on=DAY)
    yield t.Contact(person_id=cast.other_child, phone="1")
    yield t.Contact(person_id=cast.child, phone="2")
    for key in ("other_parent", "child"):
        yield t.WebSession(account_id=cast.accounts[key], token_hash=key, expires_at=now)
    yield t.Handoff(account_id=account, code_hash="x", browser_hash="x", expires_at=now)
    yield t.Attempt(subject="account:x")
    yield t.Invitation(
        person_id=cast.sibling, code_hash="x", created_by=cast.coordinator, expires_at=now
    )
    batch = t.ImportBatch(by_id=cast.coordinator)
    yield batch
    yield t.ImportChange(batch_id=batch.id, subject="student", row_id=cast.child, what="add")
    for key in ("parent", "teacher"):
        yield t.Operation(key=key, actor_id=cast.person(key), action="x")
    yield from (
        t.Strategy(goal_id=goal, student_id=student, text="x", started_on=DAY)
        for goal, student in (
            (cast.goals["other_working"], cast.other_child),
            (cast.goals["far_sibling_working"], cast.far_sibling),
        )
    )
    yield from (
        t.Step(goal_id=goal, student_id=student, who="me", text="x")
        for goal, student in (
            (cast.goals["other_working"], cast.other_child),
            (cast.goals["far_sibling_working"], cast.far_sibling),
        )
    )
    yield t.Comment(
        goal_id=cast.goals["other_working"],
        student_id=cast.other_child,
        author_id=cast.other_teacher,
        text="x",
        audience="adults",
    )
    yield from (
        t.AnswerUse(
            answer_id=cast.answers[answer],
            goal_id=cast.goals[goal],
            student_id=student,
            guardian_id=guardian,
            used_by=cast.teacher,
        )
        for answer, goal, student, guardian in (
            (
                "siblings_parent:child_too",
                "sibling_working",
                cast.sibling,
                cast.siblings_parent,
            ),
            ("other_parent:teachers", "other_working", cast.other_child, cast.other_parent),
        )
    )
    room = t.SchoolClass(name="6C", school_year="2026/27")
    yield room
    yield t.TeachingAssignment(teacher_id=cast.other_teacher, class_id=room.id)


def _entries(cast: Cast) -> Iterator[tuple[t.AuditEntry, tuple[int, ...]]]:
    """What was done, with the children where there are several; the subject is its label."""
    of_child: tuple[tuple[str, dict[str, Any]], ...] = (
        ("child", {}),
        ("child:adults", {"readers": "adults"}),
        ("child:staff", {"readers": "staff"}),
        ("child:parent", {"guardian_id": cast.parent}),
        ("child:barred_parent", {"guardian_id": cast.barred_parent}),
    )
    for label, more in of_child:
        of: dict[str, Any] = {"student_id": cast.child, "subject": label, **more}
        yield t.AuditEntry(actor_id=cast.teacher, action="x", **of), ()
    several, siblings = (cast.other_child, cast.far_sibling), (cast.child, cast.sibling)
    yield t.AuditEntry(actor_id=cast.coordinator, action="x", subject="several"), several
    yield t.AuditEntry(actor_id=0, action="x", subject="several:staff", readers="staff"), siblings
    yield t.AuditEntry(actor_id=0, action="export.school", subject="everybody"), ()
    yield t.AuditEntry(actor_id=0, action="x", subject="nobody"), ()


def _second_household(cast: Cast) -> Iterator[t.Table]:
    """A parent who has left the child's life, and what they once answered; a draft survey."""
    response = t.Response(
        survey_id=cast.survey,
        student_id=cast.child,
        guardian_id=cast.barred_parent,
        state="sent",
    )
    survey = t.Survey(title="draft", school_year="2030/31")
    yield from (response, survey)
    question = t.Question(survey_id=survey.id, kind="text", text="draft")
    yield question
    yield t.Answer(
        response_id=response.id,
        question_id=question.id,
        student_id=cast.child,
        guardian_id=cast.barred_parent,
        text="x",
    )


@pytest.fixture
def full_hub(hub: Cast) -> Cast:
    with writing(SYSTEM) as db:
        for row in chain(_extras(hub), _second_household(hub)):
            db.add(row)
            db.flush()
        for entry, children in _entries(hub):
            db.append(entry, children)
    return hub


def _labels(cast: Cast) -> dict[type[t.Table], Label]:
    """How a row is called in the expected sets."""
    names = {number: key for key, number in cast.people.items()}
    rooms = {cast.school_class: "3B", cast.other_class: "5A"}

    def room(number: int) -> str:
        return rooms.get(number, "6C")

    accounts = {number: key for key, number in cast.accounts.items()}

    def student(row: Any) -> str:
        return names[row.student_id]

    def about(row: Any) -> str:
        return f"{names[row.guardian_id]}:{student(row)}"

    return {
        t.Account: lambda row: names[row.person_id],
        t.Answer: lambda row: f"{about(row)}:{row.audience}",
        t.AnswerUse: about,
        t.AuditChild: student,
        t.AuditEntry: lambda row: row.subject,
        t.Comment: lambda row: f"{student(row)}:{row.audience}",
        t.Contact: lambda row: names[row.person_id],
        t.Enrolment: lambda row: f"{student(row)}:{room(row.class_id)}",
        t.Guardianship: about,
        t.Handoff: lambda row: accounts[row.account_id],
        t.Invitation: lambda row: names[row.person_id],
        t.Operation: lambda row: names.get(row.actor_id, "hub"),
        t.Person: lambda row: names[row.id],
        t.Question: lambda row: "draft" if row.text == "draft" else "open",
        t.Response: about,
        t.SchoolClass: lambda row: room(row.id),
        t.Survey: lambda row: "draft" if row.title == "draft" else "open",
        t.TeachingAssignment: lambda row: f"{names[row.teacher_id]}:{room(row.class_id)}",
        t.WebSession: lambda row: accounts[row.account_id],
        **dict.fromkeys((t.Goal, t.GoalVoice, t.Step, t.Strategy, t.CheckIn), student),
        **dict.fromkeys((t.Attempt, t.ImportBatch, t.ImportChange, t.Setting), lambda _row: "one"),
    }


def _rows(db: Session, table: type[t.Table], label: Label) -> dict[str, set[str]]:
    """Keys of the rows a session gets, by their label."""
    found: dict[str, set[str]] = {}
    key = table.__table__.primary_key.columns.values()[0].name
    for row in db.scalars(select(table)):
        found.setdefault(label(row), set()).add(str(getattr(row, key)))
    return found


def _everything(cast: Cast) -> dict[type[t.Table], dict[str, set[str]]]:
    """All rows, past every rule."""
    labels = _labels(cast)
    with Session(engine()) as db:
        return {table: _rows(db, table, labels[table]) for table in t.ALL}


def test_every_table_has_a_rule() -> None:
    assert set(RULES) == set(t.ALL)
    assert {table.__table__ for table in t.ALL} == set(t.metadata.tables.values())
    assert len(t.ALL) >= 28


def test_each_of_the_cast_sees_exactly_their_rows(full_hub: Cast) -> None:
    labels, cells, wrong = _labels(full_hub), 0, {}
    for table, rows in _everything(full_hub).items():
        for key in CAST:
            with reading(Viewer(full_hub.person(key), BY_KEY[key].role)) as db:
                seen = _rows(db, table, labels[table])
            wanted = {name: rows[name] for name in EXPECTED[table].get(key, ())}
            if seen != wanted:
                wrong[table.__name__, key] = (set(seen), set(wanted))
            cells += 1
    assert wrong == {}
    assert cells == len(t.ALL) * len(BY_KEY) >= 26 * 11


def test_every_table_holds_a_row_that_could_leak(full_hub: Cast) -> None:
    nothing_to_hide = {
        (table, key)
        for table, rows in _everything(full_hub).items()
        for key in CAST
        if not set(rows) - set(EXPECTED[table].get(key, ())) and key != "coordinator"
    }
    assert nothing_to_hide == {(t.Setting, key) for key in CAST if key != "coordinator"}
