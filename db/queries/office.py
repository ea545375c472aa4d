"""Counts for a coordinator's home; a few selects for any school."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from db import tables as t
from db.queries.corrections import WAITING
from db.queries.custody import allowed
from db.queries.leaving import behind
from db.session import HubSession
from db.tables.base import utc_now
from rules.custody import Right
from rules.office import Office
from rules.people import Role, Status


def office(db: HubSession) -> Office:
    """What a coordinator's home counts."""
    people = _by_role(db, _people())
    joined = _by_role(db, _people().join(t.Account, t.Account.person_id == t.Person.id))
    pending = _by_role(db, _people().where(or_(t.Person.id.in_(_invited()), _uninvitable())))
    classes = _classes(db)
    return Office(
        people=people,
        joined=joined,
        not_invited={
            role: count - joined.get(role, 0) - pending.get(role, 0)
            for role, count in people.items()
        },
        classes=len(classes),
        untaught=sum(not teachers for teachers in classes.values()),
        **_children(db),
        **_survey(db),
        **_waiting(db),
    )


def _people() -> Any:
    return (
        select(t.Person.role, func.count(t.Person.id.distinct()))
        .where(t.Person.status == Status.ACTIVE)
        .group_by(t.Person.role)
    )


def _invited() -> Select[Any]:
    return select(t.Invitation.person_id).where(
        t.Invitation.used_at.is_(None),
        t.Invitation.revoked_at.is_(None),
        t.Invitation.expires_at > utc_now(),
        t.Invitation.person_id.not_in(select(t.Account.person_id)),
    )


def _uninvitable() -> ColumnElement[bool]:
    """A guardian who may see no child gets no code."""
    seeing = select(t.Guardianship.guardian_id).where(allowed(Right.READ))
    return and_(
        t.Person.role == Role.GUARDIAN,
        t.Person.id.not_in(seeing),
        t.Person.id.not_in(select(t.Account.person_id)),
    )


def _by_role(db: HubSession, counted: Select[Any]) -> dict[Role, int]:
    return {Role(role): count for role, count in db.execute(counted)}


def _classes(db: HubSession) -> Mapping[int, int]:
    """Teachers of each class."""
    taught = select(t.TeachingAssignment.class_id).where(t.TeachingAssignment.ended_on.is_(None))
    rows = select(t.SchoolClass.id, t.SchoolClass.id.in_(taught)).where(
        t.SchoolClass.status == Status.ACTIVE
    )
    return dict(db.execute(rows).all())


def _children(db: HubSession) -> dict[str, Any]:
    attending = select(t.Enrolment.student_id).where(t.Enrolment.ended_on.is_(None))
    guarded = select(t.Guardianship.student_id)
    rows = db.execute(
        select(t.Person.id.in_(attending), t.Person.id.in_(guarded)).where(
            t.Person.role == Role.STUDENT, t.Person.status == Status.ACTIVE
        )
    ).all()
    return {
        "classless": sum(not attends for attends, _ in rows),
        "unguarded": sum(not guarded for _, guarded in rows),
    }


def _survey(db: HubSession) -> dict[str, Any]:
    survey = db.scalars(select(t.Survey).order_by(t.Survey.id.desc()).limit(1)).one_or_none()
    if survey is None:
        return {"survey_open": False, "families": 0, "answered": 0, "unheard": 0}
    sent = select(t.Response.id).where(
        t.Response.survey_id == survey.id, t.Response.state == "sent"
    )
    families, answered, unheard = db.execute(
        select(
            select(func.count(t.Guardianship.student_id.distinct())).scalar_subquery(),
            select(func.count(t.Response.student_id.distinct()))
            .where(t.Response.id.in_(sent))
            .scalar_subquery(),
            select(func.count(t.Response.student_id.distinct()))
            .where(
                t.Response.id.in_(sent),
                t.Response.student_id.not_in(select(t.AnswerUse.student_id)),
            )
            .scalar_subquery(),
        )
    ).one()
    return {
        "survey_open": survey.state == "open",
        "families": families,
        "answered": answered,
        "unheard": unheard,
    }


def _waiting(db: HubSession) -> dict[str, Any]:
    """What waits for somebody, counted in one select."""
    spoken = select(t.GoalVoice.goal_id).where(t.GoalVoice.voice == "child")
    unspoken = select(func.count(t.Goal.id)).where(
        t.Goal.state.in_(("agreed", "working")), t.Goal.id.not_in(spoken)
    )
    counts = {
        "goals_without_voice": unspoken,
        "corrections": WAITING,
        "left_behind": select(func.count(t.Person.id)).where(behind()),
    }
    found = db.execute(select(*(one.scalar_subquery() for one in counts.values()))).one()
    return dict(zip(counts, found, strict=True))
