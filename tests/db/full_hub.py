"""The cast with rows of every table that could leak, and how each row is called."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import tables as t
from db.session import engine, writing
from db.tables.base import utc_now
from i18n.dates import today
from rules.log import HEAD
from rules.people import SYSTEM
from seed.cast import Cast

Label = Callable[[Any], str]
DAY = date(2026, 1, 9)


def fill(cast: Cast) -> None:
    """Add what the cast has no need of."""
    with writing(SYSTEM) as db:
        for row in chain(_extras(cast), _second_household(cast)):
            db.add(row)
            db.flush()
        for entry, children in _entries(cast):
            db.append(entry, children)


def _extras(cast: Cast) -> Iterator[t.Table]:
    """Rows that the cast has no need of, but that could leak."""
    now = utc_now()
    account = cast.accounts["other_parent"]
    yield t.Enrolment(student_id=cast.other_child, class_id=cast.school_class, ended_on=DAY)
    yield t.TeachingAssignment(teacher_id=cast.teacher, class_id=cast.other_class, ended_on=DAY)
    yield t.Contact(person_id=cast.other_child, phone="1")
    yield t.Contact(person_id=cast.child, phone="2")
    for key in ("other_parent", "child"):
        account_of = cast.accounts[key]
        yield t.WebSession(account_id=account_of, token_hash=key, idle_until=now, expires_at=now)
    for key in ("coordinator", "teacher"):
        yield t.SecondFactor(account_id=cast.accounts[key], secret=key)
        yield t.RecoveryCode(account_id=cast.accounts[key], code_hash=key)
    for key in ("teacher", "parent"):
        yield t.Identity(
            account_id=cast.accounts[key], issuer="x", subject=key, email="x", token_at=now
        )
    yield t.Handoff(account_id=account, code_hash="x", browser_hash="x", expires_at=now)
    yield t.Attempt(subject="account:x")
    yield t.Invitation(
        person_id=cast.sibling, code_hash="x", created_by=cast.coordinator, expires_at=now
    )
    yield t.Erasure(erased_id=0, role="student", actor_id=cast.coordinator)
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
    yield from (
        t.StaffNote(student_id=cast.person(child), author_id=cast.person(author), text="x")
        for child, author in (("child", "teacher"), ("other_child", "other_teacher"))
    )
    yield from _rights(cast)
    yield from _limits(cast)
    room = t.SchoolClass(name="6C", school_year="2026/27")
    yield room
    yield t.TeachingAssignment(teacher_id=cast.other_teacher, class_id=room.id)


def _rights(cast: Cast) -> Iterator[t.Table]:
    """What families ask and allow: a child, each household, another child's."""
    asked = (
        ("parent", "child"),
        ("barred_parent", "child"),
        ("child", "child"),
        ("other_parent", "other_child"),
    )
    for author, child in asked:
        yield t.Correction(
            student_id=cast.person(child), author_id=cast.person(author), about="name", words="x"
        )
    for guardian, child in (asked[0], asked[1], asked[3]):
        yield t.Consent(
            student_id=cast.person(child),
            guardian_id=cast.person(guardian),
            subject="photos",
            agreed=True,
        )


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


def _limits(cast: Cast) -> Iterator[t.Table]:
    """Limits of one parent for one of two children; and some that don't count today."""
    day, week = today(), timedelta(days=7)
    of: dict[str, Any] = {"guardian_id": cast.siblings_parent}
    yield t.Restriction(**of, student_id=cast.sibling, right="write")
    yield t.Restriction(
        **of,
        student_id=cast.far_sibling,
        right="contact",
        started_on=day - week,
        ended_on=day + week,
    )
    other_days: tuple[dict[str, Any], ...] = (
        {"ended_on": day - week},
        {"started_on": day + week},
        {"removed_at": utc_now()},
    )
    for right in ("read", "contact"):
        for when in other_days:
            yield t.Restriction(guardian_id=cast.parent, student_id=cast.child, right=right, **when)


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


def labels(cast: Cast) -> dict[type[t.Table], Label]:
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
        t.Consent: about,
        t.Correction: lambda row: f"{names[row.author_id]}:{student(row)}",
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
        t.Restriction: about,
        t.SchoolClass: lambda row: room(row.id),
        t.Setting: lambda row: "seal" if row.key == HEAD else "one",
        t.Survey: lambda row: "draft" if row.title == "draft" else "open",
        t.TeachingAssignment: lambda row: f"{names[row.teacher_id]}:{room(row.class_id)}",
        **dict.fromkeys(
            (t.Identity, t.RecoveryCode, t.SecondFactor, t.WebSession),
            lambda row: accounts[row.account_id],
        ),
        **dict.fromkeys((t.StaffNote, t.Goal, t.GoalVoice, t.Step, t.Strategy, t.CheckIn), student),
        **dict.fromkeys((t.Attempt, t.Erasure, t.ImportBatch, t.ImportChange), lambda _row: "one"),
    }


def rows_of(db: Session, table: type[t.Table], label: Label) -> dict[str, set[str]]:
    """Keys of the rows a session gets, by their label."""
    found: dict[str, set[str]] = {}
    key = table.__table__.primary_key.columns.values()[0].name
    for row in db.scalars(select(table)):
        found.setdefault(label(row), set()).add(str(getattr(row, key)))
    return found


def everything(cast: Cast) -> dict[type[t.Table], dict[str, set[str]]]:
    """All rows, past every rule."""
    called = labels(cast)
    with Session(engine()) as db:
        return {table: rows_of(db, table, called[table]) for table in t.ALL}
