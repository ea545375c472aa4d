"""The family survey as guardians, teachers and the office read it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Select, select

from db import tables as t
from db.queries.custody import read_only
from db.session import HubSession
from i18n import _
from i18n.dates import day_of
from rules.people import RELATIONS, Named, Status, full_name
from rules.survey_views import (
    Asked,
    FamilyPage,
    Sheet,
    StateChange,
    SurveyHead,
    ToldUs,
    UsedIn,
)
from rules.survey_words import (
    is_for_goals,
    option_label,
    options,
    question_help,
    question_more,
    question_text,
    wording,
)
from rules.surveys import Audience, Kind, ResponseState, Said, SurveyState


def head(db: HubSession) -> SurveyHead | None:
    """This year's survey and when it was opened and closed; None before it was made."""
    survey = _this_years(db)
    if survey is None:
        return None
    rows = db.execute(
        select(t.AuditEntry.detail, t.AuditEntry.at)
        .where(t.AuditEntry.action == "survey.state", t.AuditEntry.subject_id == survey.id)
        .order_by(t.AuditEntry.id)
    )
    changes = tuple(StateChange(SurveyState(detail["state"]), at) for detail, at in rows)
    changes = changes or (StateChange(SurveyState(survey.state), survey.created_at),)
    return SurveyHead(
        survey.id, survey.school_year, SurveyState(survey.state), survey.version, changes
    )


def asked(db: HubSession, survey_id: int, *, hidden: bool = False) -> tuple[Asked, ...]:
    """The questions of a survey in their order; with `hidden`, those not asked any more too."""
    rows = db.scalars(
        select(t.Question)
        .where(t.Question.survey_id == survey_id)
        .order_by(t.Question.position, t.Question.id)
    )
    return tuple(view(row) for row in rows if row.active or hidden)


def view(row: t.Question) -> Asked:
    """A question in the reader's language."""
    return Asked(
        id=row.id,
        key=row.key,
        kind=Kind(row.kind),
        text=wording(row.key, row.text),
        help=question_help(row.key, row.help),
        more=question_more(row.key),
        options=options(row.key, row.options),
        audience=Audience(row.audience),
        for_goals=is_for_goals(row.key, Audience(row.audience)),
        active=row.active,
    )


def family_page(db: HubSession) -> FamilyPage:
    """The survey for the guardian who reads: their children, questions and own answers."""
    survey, children = _this_years(db), _own_children(db)
    if survey is None:
        return FamilyPage(None, None, children, (), {}, read_only(db))
    return FamilyPage(
        survey.id,
        SurveyState(survey.state),
        children,
        asked(db, survey.id, hidden=True),
        _sheets(db, survey.id),
        read_only(db),
    )


def _this_years(db: HubSession) -> t.Survey | None:
    """The survey of the school year that is set; one that is not open yet is the office's."""
    set_year = select(t.Survey, t.Setting.value).join(t.Setting, t.Setting.key == "school.year")
    return next(
        (survey for survey, year in db.execute(set_year) if survey.school_year == year), None
    )


def _own_children(db: HubSession) -> tuple[Named, ...]:
    rows = db.scalars(
        select(t.Person)
        .join(t.Guardianship, t.Guardianship.student_id == t.Person.id)
        .where(
            t.Guardianship.guardian_id == db.viewer.person_id,
            t.Person.status == Status.ACTIVE,
        )
        .order_by(t.Person.given_name, t.Person.id)
    )
    return tuple(Named(row.id, row.preferred_name or row.given_name) for row in rows)


def _sheets(db: HubSession, survey_id: int) -> dict[int, Sheet]:
    """The reader's own sheets, by child."""
    mine = (
        t.Response.survey_id == survey_id,
        t.Response.guardian_id == db.viewer.person_id,
    )
    responses = db.scalars(select(t.Response).where(*mine)).all()
    answers = db.scalars(
        select(t.Answer).join(t.Response, t.Response.id == t.Answer.response_id).where(*mine)
    ).all()
    used = _used_in(db, select(t.Answer.id).where(t.Answer.guardian_id == db.viewer.person_id))
    said: dict[int, dict[int, Said]] = defaultdict(dict)
    uses: dict[int, dict[int, tuple[UsedIn, ...]]] = defaultdict(dict)
    keys: dict[int, dict[int, int]] = defaultdict(dict)
    for row in answers:
        said[row.response_id][row.question_id] = Said(tuple(row.choices), row.text)
        uses[row.response_id][row.question_id] = used.get(row.id, ())
        keys[row.response_id][row.question_id] = row.id
    return {
        row.student_id: Sheet(
            ResponseState(row.state), row.sent_at, said[row.id], uses[row.id], keys[row.id]
        )
        for row in responses
    }


def told_us(db: HubSession, student_id: int) -> tuple[ToldUs, ...]:
    """What this child's families sent us in the newest survey, in the order it was asked."""
    rows = db.execute(
        select(t.Answer, t.Question)
        .join(t.Question, t.Question.id == t.Answer.question_id)
        .where(t.Answer.student_id == student_id)
        .order_by(t.Question.survey_id.desc(), t.Question.position, t.Answer.id)
    ).all()
    newest = rows[0][1].survey_id if rows else None
    used = _used_in(db, select(t.Answer.id).where(t.Answer.student_id == student_id))
    return _told(
        [(answer, question) for answer, question in rows if question.survey_id == newest],
        _guardians(db, student_id),
        _given_name(db, student_id),
        used,
    )


def _told(
    rows: Iterable[tuple[t.Answer, t.Question]],
    guardians: Mapping[int, str],
    child: str,
    used: Mapping[int, tuple[UsedIn, ...]],
) -> tuple[ToldUs, ...]:
    return tuple(
        ToldUs(
            answer_id=answer.id,
            question=question_text(question.key, question.text, child),
            choices=tuple(option_label(question.key, value) for value in answer.choices),
            text=answer.text,
            guardian=guardians.get(answer.guardian_id, _("The family")),
            audience=Audience(answer.audience),
            for_goals=is_for_goals(question.key, Audience(answer.audience)),
            used_in=used.get(answer.id, ()),
        )
        for answer, question in rows
        if answer.choices or answer.text
    )


def _guardians(db: HubSession, student_id: int) -> dict[int, str]:
    """Names of a child's guardians with what they are to the child."""
    rows = db.execute(
        select(t.Person, t.Guardianship.relation)
        .join(t.Guardianship, t.Guardianship.guardian_id == t.Person.id)
        .where(t.Guardianship.student_id == student_id)
    )
    named = _("{name} ({relation})")
    return {
        person.id: named.format(
            name=full_name(person.given_name, person.family_name, person.preferred_name),
            relation=_(RELATIONS.get(relation, RELATIONS["other"])),
        )
        for person, relation in rows
    }


def _given_name(db: HubSession, student_id: int) -> str:
    person = db.get(t.Person, student_id)
    return (person.preferred_name or person.given_name) if person else ""


def _used_in(db: HubSession, answers: Select[int]) -> dict[int, tuple[UsedIn, ...]]:
    """The goals that these answers found their way into."""
    found: dict[int, list[UsedIn]] = defaultdict(list)
    rows = db.execute(
        select(t.AnswerUse, t.Goal.title)
        .join(t.Goal, t.Goal.id == t.AnswerUse.goal_id)
        .where(t.AnswerUse.answer_id.in_(answers))
        .order_by(t.AnswerUse.used_at)
    )
    for use, title in rows:
        found[use.answer_id].append(UsedIn(use.id, use.goal_id, title, day_of(use.used_at)))
    return {key: tuple(uses) for key, uses in found.items()}
