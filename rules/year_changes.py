"""What a new school year changes, row by row: the same shape as an import, and undone like one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.goals import State
from rules.people import Named, Status
from rules.roster import Change, FieldChange, Subject, What
from rules.roster_known import Known, KnownLink
from rules.surveys import SurveyState
from rules.year_now import OpenGoal, YearNow
from rules.years import NewClass, YearPlan

SCHOOL_ROW = 0  # there is one school
LEFT = FieldChange("status", Status.ACTIVE, Status.LEFT)


def year_changes(now: YearNow, plan: YearPlan, known: Known) -> tuple[Change, ...]:
    """People, classes, and who belongs to which; a key below zero is a class still to be made."""
    turn = _Turn(now, plan, known)
    return (
        *(_leaves(Subject.STUDENT, child) for child in plan.leaving),
        *(_leaves(Subject.CLASS, one) for one in now.classes if one.id in turn.ending),
        *turn.stay(),
        *turn.begin(),
        *turn.end(Subject.ENROLMENT, known.enrolments),
        *turn.end(Subject.TEACHING, known.teaching),
        *(_closes(goal) for goal in plan.closing),
        *_beside(now, plan),
    )


def _leaves(subject: Subject, one: Named) -> Change:
    return Change(subject, What.LEAVE, one.id, one.name, (LEFT,))


def _closes(goal: OpenGoal) -> Change:
    state = FieldChange("state", goal.state, State.LET_GO)
    return Change(Subject.GOAL, What.CHANGE, goal.id, goal.title, (state,))


def _beside(now: YearNow, plan: YearPlan) -> Iterator[Change]:
    """The family survey of the year that ends, and the year itself."""
    if now.survey:
        closed = FieldChange("state", SurveyState.OPEN, SurveyState.CLOSED)
        yield Change(Subject.SURVEY, What.CHANGE, now.survey.id, now.survey.name, (closed,))
    turned = FieldChange("school_year", now.year, plan.draft.year)
    yield Change(Subject.SCHOOL, What.CHANGE, SCHOOL_ROW, plan.draft.year, (turned,))


@dataclass
class _Turn:
    now: YearNow
    plan: YearPlan
    known: Known

    def __post_init__(self) -> None:
        self.year = self.plan.draft.year
        self.people = {one.id: one for one in self.known.people}
        self.classes = {one.id: one for one in self.now.classes}
        self.leaving = {child.id for child in self.plan.leaving}
        self.ending = {key for new in self.plan.classes for key in new.sources}
        self.ending |= set(self.plan.leaving_classes)

    def stay(self) -> Iterator[Change]:
        for one in self.plan.staying:
            turned = FieldChange("school_year", one.school_year, self.year)
            yield Change(Subject.CLASS, What.CHANGE, one.id, one.name, (turned,))

    def begin(self) -> Iterator[Change]:
        """The classes of next year, but for those that are there, with children and teachers."""
        for number, new in enumerate(self.plan.classes, 1):
            key = new.stays or -number
            if new.stays is None:
                yield self._made(new, key)
            yield from self._children(new, key)
            for teacher in () if new.stays else new.teachers:
                yield self._joins(Subject.TEACHING, teacher, new, key)

    def _made(self, new: NewClass, key: int) -> Change:
        values = {
            "name": new.name,
            "grade": new.grade,
            "school_year": self.year,
            "status": Status.ACTIVE,
        }
        fields = tuple(FieldChange(name, None, value) for name, value in values.items() if value)
        return Change(Subject.CLASS, What.ADD, key, new.name, fields)

    def _children(self, new: NewClass, key: int) -> Iterator[Change]:
        there = {one.person_id: one for one in self.known.enrolments if one.class_id == key}
        children = (child.id for one in new.sources for child in self.classes[one].children)
        for child in dict.fromkeys(child for child in children if child not in self.leaving):
            link = there.get(child)
            if link is None:
                yield self._joins(Subject.ENROLMENT, child, new, key)
            elif link.ended_on:
                back = FieldChange("ended_on", link.ended_on, None)
                name = self._name(child, new.name)
                yield Change(Subject.ENROLMENT, What.RETURN, link.id, name, (back,), (child, key))

    def _joins(self, subject: Subject, person: int, new: NewClass, key: int) -> Change:
        return Change(subject, What.ADD, 0, self._name(person, new.name), (), (person, key))

    def end(self, subject: Subject, links: Iterable[KnownLink]) -> Iterator[Change]:
        for link in links:
            ends = link.class_id in self.ending or link.person_id in self.leaving
            if ends and link.ended_on is None and link.class_id in self.classes:
                name = self._name(link.person_id, self.classes[link.class_id].name)
                keys = (link.person_id, link.class_id)
                yield Change(subject, What.LEAVE, link.id, name, (), keys)

    def _name(self, person: int, school_class: str) -> str:
        one = self.people[person]
        return f"{one.given_name} {one.family_name} – {school_class}".strip()
