"""One call of every command by somebody who may make it, and calls that reach for others' rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyotp
from sqlalchemy import select

from db import tables as t
from db.commands.retention import what_is_due
from db.queries.erasure import looked_at
from db.queries.roster import snapshot
from db.queries.roster_history import undo_plan
from db.queries.school import school
from db.queries.years import year_now
from db.sealed import seal
from db.session import reading, writing
from db.tables.base import utc_now
from i18n.dates import today
from rules.accounts import HANDOFF, fingerprint, new_token
from rules.checkins import CheckInDraft
from rules.corrections import About, Answer, CorrectionDraft
from rules.corrections import State as Answered
from rules.custody import RestrictionDraft, Right
from rules.goals import Audience, GoalDraft, State
from rules.leaving import Keep
from rules.letters import NewCode
from rules.limits import STANDARD
from rules.people import SYSTEM, PersonDraft, Role, Status
from rules.providers import Token
from rules.roster import Change, FieldChange, RosterPlan, Scope, Subject, What
from rules.roster_decisions import Agreed
from rules.roster_undo import packed
from rules.school import SchoolDraft
from rules.second_factor import new_secret
from rules.surveys import Audience as Readers
from rules.surveys import Given, Kind, QuestionDraft, Said, SurveyState
from rules.whole_hub import NO_PASSWORD
from rules.years import propose
from seed.cast import Cast

Arguments = Callable[[Cast], tuple[Any, ...]]
DRAFT = GoalDraft(title="Tell the time")
GIVEN = "interests_home"
LIMITED = "court order 7/2026"


@dataclass(frozen=True)
class Example:
    """Who calls a command, with what; and who may not, with what."""

    who: str
    arguments: Arguments
    foreign: tuple[tuple[str, Arguments], ...] = ()
    empty_hub: bool = False


def row(table: type[t.Table], **values: Any) -> Any:
    """The first row with these values, past every rule."""
    wanted = [getattr(table, name) == value for name, value in values.items()]
    with reading(SYSTEM) as db:
        return db.scalars(select(table).where(*wanted)).first()


def _version(goal: str) -> Callable[[Cast], int]:
    return lambda cast: int(row(t.Goal, id=cast.goals[goal]).version)


def _update(goal: str) -> Arguments:
    return lambda cast: (cast.goals[goal], DRAFT, _version(goal)(cast))


def _move(goal: str) -> Arguments:
    return lambda cast: (cast.goals[goal], State.IDEA, 0, _version(goal)(cast))


def _attempt(goal: str) -> Arguments:
    return lambda cast: (cast.goals[goal], "Called twice.", today(), _version(goal)(cast))


def _words(goal: str) -> Arguments:
    return lambda cast: (cast.goals[goal], "My words", 0)


def _strategy(goal: str) -> Arguments:
    return lambda cast: (cast.goals[goal], "Small groups", today())


def _comment(goal: str) -> Arguments:
    return lambda cast: (cast.goals[goal], "Well done", Audience.ALL)


def _check_in(goal: str, value: float = 3) -> Arguments:
    return lambda cast: (CheckInDraft(cast.goals[goal], today(), value),)


def _note(child: str) -> Arguments:
    return lambda cast: (cast.person(child), "Words for colleagues")


def _noted(author: str) -> Arguments:
    def arguments(cast: Cast) -> tuple[Any, ...]:
        with writing(SYSTEM) as db:
            note = t.StaffNote(student_id=cast.child, author_id=cast.person(author), text="x")
            db.add(note)
            db.flush()
            return (note.id,)

    return arguments


def _wrong(child: str) -> Arguments:
    return lambda cast: (cast.person(child), CorrectionDraft(About.NAME, "It is Amarah"))


def _asked(cast: Cast) -> tuple[Any, ...]:
    with writing(SYSTEM) as db:
        asked = t.Correction(
            student_id=cast.child, author_id=cast.parent, about="name", words="It is Amarah"
        )
        db.add(asked)
        db.flush()
        return asked.id, Answer(Answered.DONE, "We have spelt it anew")


def _photos(child: str) -> Arguments:
    return lambda cast: (cast.person(child), "photos", True)


def _step(child: str) -> Arguments:
    return lambda cast: (row(t.Step, student_id=cast.person(child)).id, True)


def _home_step(child: str) -> Arguments:
    return lambda cast: (row(t.Step, student_id=cast.person(child), who="home").id, True)


def _written(child: str) -> Arguments:
    return lambda cast: (row(t.CheckIn, student_id=cast.person(child)).id,)


def _add(child: str) -> Arguments:
    return lambda cast: (cast.person(child), DRAFT, "Words")


def _answered(child: str) -> Arguments:
    def arguments(cast: Cast) -> tuple[Any, ...]:
        question = cast.questions["hopes"]
        audience = Readers(row(t.Question, id=question).audience)
        given = Given(question, Said(text="Friends"), Said(), audience)
        return cast.survey, cast.person(child), given

    return arguments


def _sent(child: str) -> Arguments:
    return lambda cast: (cast.survey, cast.person(child))


def _use(answer: str, goal: str) -> Arguments:
    return lambda cast: (cast.answers[answer], cast.goals[goal])


def _guardianship(cast: Cast) -> tuple[Any, ...]:
    known = row(t.Guardianship, guardian_id=cast.barred_parent)
    return known.id, RestrictionDraft((Right.WRITE, Right.CONTACT), today(), None, LIMITED)


def _left(cast: Cast) -> tuple[Any, ...]:
    """Somebody who left long ago."""
    with writing(SYSTEM) as db:
        teacher = db.get(t.Person, cast.other_teacher)
        assert teacher is not None
        teacher.status, teacher.left_on = Status.LEFT, date(2020, 1, 31)
    return (cast.other_teacher,)


def _left_behind(cast: Cast) -> tuple[Any, ...]:
    """A guardian whose child left with an import."""
    with writing(SYSTEM) as db:
        child = db.get(t.Person, cast.other_child)
        assert child is not None
        child.status, child.left_on = Status.LEFT, date(2026, 1, 31)
    return ([cast.other_parent],)


def _erasable(cast: Cast) -> tuple[Any, ...]:
    _left(cast)
    with reading(SYSTEM) as db:
        found = looked_at(db, cast.other_teacher)
    assert found is not None
    return cast.other_teacher, found.person.name, found.texts, set()


def _proved(cast: Cast) -> tuple[Any, ...]:
    with writing(SYSTEM) as db:
        kept = t.Erasure(erased_id=987, role=Role.STUDENT, actor_id=cast.coordinator)
        db.add(kept)
        db.flush()
        return [kept.id], {"proven": True}


def _over(cast: Cast) -> tuple[Any, ...]:
    _left(cast)
    return (what_is_due().mark,)


def _hand_off(cast: Cast) -> tuple[Any, ...]:
    _begin(cast, "parent", "code", waits=False)
    return "code", "browser", "token"


def _begin(cast: Cast, key: str, code: str, *, waits: bool) -> None:
    """A right password was given: the hand-off goes on, or waits for the digits."""
    with writing(SYSTEM) as db:
        db.add(
            t.Handoff(
                account_id=cast.accounts[key],
                code_hash=code,
                browser_hash="browser",
                expires_at=utc_now() + HANDOFF,
                waits=waits,
            )
        )


def _token(subject: str, email: str) -> Token:
    return Token("https://id.example.org", subject, email, utc_now())


def _elsewhere(cast: Cast) -> tuple[Any, ...]:
    """A parent's account at a provider."""
    with writing(SYSTEM) as db:
        linked = t.Identity(
            account_id=cast.accounts["parent"],
            issuer="https://id.example.org",
            subject=new_token(),
            email="mariama@example.org",
            token_at=utc_now(),
        )
        db.add(linked)
        db.flush()
        return (linked.id,)


def _second(key: str, *, is_on: bool, then: Callable[[str], tuple[Any, ...]]) -> Arguments:
    """Somebody's second step, begun or on, and what follows from its secret."""

    def arguments(cast: Cast) -> tuple[Any, ...]:
        secret = new_secret()
        with writing(SYSTEM) as db:
            account_id = cast.accounts[key]
            asked = select(t.SecondFactor).where(t.SecondFactor.account_id == account_id)
            row = db.scalars(asked).one_or_none() or t.SecondFactor(
                account_id=account_id, secret=""
            )
            row.secret, row.last_step = seal(secret), 0
            row.confirmed_at = utc_now() if is_on else None
            db.add(row)
        return then(secret)

    return arguments


def _digits(secret: str) -> str:
    return pyotp.TOTP(secret).now()


def _waiting(cast: Cast) -> tuple[Any, ...]:
    """A hand-off that waits for the digits of the teacher."""
    _begin(cast, "teacher", "waiting", waits=True)
    return _second("teacher", is_on=True, then=lambda secret: ("waiting", _digits(secret)))(cast)


def _session(cast: Cast) -> tuple[Any, ...]:
    with writing(SYSTEM) as db:
        session = t.WebSession(
            account_id=cast.accounts["parent"],
            token_hash=new_token(),
            idle_until=utc_now() + HANDOFF,
            expires_at=utc_now() + HANDOFF,
        )
        db.add(session)
        db.flush()
        return (session.id,)


def _invitation(cast: Cast) -> tuple[Any, ...]:
    with writing(SYSTEM) as db:
        db.add(
            t.Invitation(
                person_id=cast.sibling,
                code_hash=fingerprint("code"),
                created_by=cast.coordinator,
                expires_at=utc_now() + HANDOFF,
            )
        )
    return fingerprint("code"), "jose.alvarez", "hash"


def _new_mother(cast: Cast) -> int:
    """Somebody who may see a child and has not joined."""
    with writing(SYSTEM) as db:
        mother = t.Person(role=Role.GUARDIAN, given_name="Rosa")
        db.add(mother)
        db.flush()
        db.add(t.Guardianship(guardian_id=mother.id, student_id=cast.sibling))
        return mother.id


def _staying(cast: Cast) -> tuple[Any, ...]:
    """Her code, where the school lets families stay."""
    mother = _new_mother(cast)
    with writing(SYSTEM) as db:
        db.add(t.Setting(key="school.stay", value=True))
        db.add(
            t.Invitation(
                person_id=mother,
                student_id=cast.sibling,
                code_hash=fingerprint("stay"),
                created_by=cast.coordinator,
                expires_at=utc_now() + HANDOFF,
            )
        )
    return (fingerprint("stay"),)


def _without_password(cast: Cast) -> tuple[Any, ...]:
    with writing(SYSTEM) as db:
        account = db.get(t.Account, cast.accounts["siblings_parent"])
        assert account is not None
        account.password_hash = NO_PASSWORD
    return "lucia.alvarez", "hash"


def _letters(cast: Cast) -> tuple[Any, ...]:
    return ([NewCode(_new_mother(cast), cast.sibling, "hash")],)


def _year(_cast: Cast) -> tuple[Any, ...]:
    with reading(SYSTEM) as db:
        now = year_now(db, school(db).year)
    return propose(now), now.fingerprint


def _plan(cast: Cast) -> tuple[Any, ...]:
    with reading(SYSTEM) as db:
        mark = snapshot(db).fingerprint
    change = Change(Subject.STUDENT, What.ADD, -1, "Nia", (FieldChange("given_name", None, "Nia"),))
    return RosterPlan((change,), (), mark, Scope.PARTIAL, ("one.xlsx",)), Agreed()


def _imported(cast: Cast) -> tuple[Any, ...]:
    """An import that called the child by another name."""
    with writing(SYSTEM) as db:
        batch = t.ImportBatch(by_id=cast.coordinator)
        db.add(batch)
        db.flush()
        change = FieldChange("given_name", "Amy", "Amara")
        db.add(
            t.ImportChange(
                batch_id=batch.id,
                subject=Subject.STUDENT,
                row_id=cast.child,
                what=What.CHANGE,
                fields=packed([change]),
            )
        )
    with reading(SYSTEM) as db:
        return batch.id, undo_plan(db, batch.id).fingerprint


def _question(_cast: Cast) -> tuple[Any, ...]:
    return (QuestionDraft(None, 0, Kind.TEXT, "A pet?", "", (), Readers.TEACHERS),)


def _school(_cast: Cast) -> tuple[Any, ...]:
    names = ("Hill", "UTC", "en", "2026/27", "Ruth", "Okafor", "ruth.o", "three plain words")
    return SchoolDraft(*names), "hash"


NEW_PERSON = PersonDraft(Role.TEACHER, "Nia", "Owen", birth_date=date(1990, 1, 2))

# Who may call it, with what; then those who may call it too, but not with these rows.
EXAMPLES: dict[str, Example] = {
    "school.set_up": Example("system", _school, empty_hub=True),
    "school.stay": Example("coordinator", lambda _cast: (True,)),
    "school.limits": Example("coordinator", lambda _cast: (STANDARD,)),
    "account.guess": Example("system", lambda _cast: ("account", "somebody")),
    "account.clear_guesses": Example("system", lambda _cast: ("account", "somebody")),
    "account.hand_off": Example(
        "system", lambda cast: (cast.accounts["parent"], "code", "browser")
    ),
    "account.sign_in": Example("system", _hand_off),
    "account.confirm": Example("system", _session),
    "account.second": Example("system", _waiting),
    "coordinator.add": Example("system", lambda _cast: ("Nia", "Owen")),
    "coordinator.let_in": Example("system", lambda cast: (cast.coordinator, "hash")),
    "identity.match": Example("system", lambda _cast: (_token("kaya", "ms.kaya@example.org"),)),
    "identity.unlink": Example(
        "parent", _elsewhere, foreign=(("other_parent", _elsewhere), ("teacher", _elsewhere))
    ),
    "identity.relink": Example(
        "parent", _elsewhere, foreign=(("other_parent", _elsewhere), ("teacher", _elsewhere))
    ),
    "second.reseal": Example("system", lambda _cast: ()),
    "second.start": Example("coordinator", lambda _cast: ()),
    "second.confirm": Example(
        "teacher", _second("teacher", is_on=False, then=lambda of: (_digits(of), ["hash"]))
    ),
    "second.codes": Example(
        "teacher", _second("teacher", is_on=True, then=lambda _of: (["hash"],))
    ),
    "second.off": Example(
        "teacher", _second("teacher", is_on=True, then=lambda of: (_digits(of),))
    ),
    "second.reset": Example("coordinator", lambda cast: (cast.teacher,)),
    "school.second_factor": Example(
        "coordinator", _second("coordinator", is_on=True, then=lambda _of: (True,))
    ),
    "account.join": Example("system", _invitation),
    "account.stay": Example("system", _staying),
    "account.first_password": Example(
        "siblings_parent",
        _without_password,
        foreign=(("parent", lambda _cast: ("mariama.diallo", "hash")),),
    ),
    "account.end_session": Example(
        "parent", _session, foreign=(("other_parent", _session), ("teacher", _session))
    ),
    "account.end_sessions": Example(
        "parent",
        lambda cast: (cast.parent,),
        foreign=(
            ("other_parent", lambda cast: (cast.parent,)),
            ("teacher", lambda cast: (cast.child,)),
        ),
    ),
    "account.password": Example("parent", lambda _cast: ("hash",)),
    "account.language": Example("parent", lambda _cast: ("es",)),
    "year.begin": Example("coordinator", _year),
    "person.add": Example("coordinator", lambda _cast: (NEW_PERSON,)),
    "person.invite": Example("coordinator", lambda cast: (cast.sibling, "hash")),
    "person.end_codes": Example("coordinator", lambda cast: (cast.sibling,)),
    "person.leave": Example("coordinator", lambda cast: (cast.teacher,)),
    "person.leave_behind": Example("coordinator", _left_behind),
    "person.back": Example("coordinator", _left),
    "person.erase": Example("coordinator", _erasable),
    "person.prove": Example("coordinator", _proved),
    "school.keep": Example("coordinator", lambda _cast: (Keep(2, 30),)),
    "retention.run": Example("coordinator", _over),
    "letters.make": Example("coordinator", _letters),
    "custody.restrict": Example("coordinator", _guardianship),
    "custody.lift": Example("coordinator", lambda _cast: (row(t.Restriction).id,)),
    "roster.apply": Example("coordinator", _plan),
    "roster.remember": Example("coordinator", lambda _cast: ([],)),
    "import.undo": Example("coordinator", _imported),
    "goal.add": Example(
        "teacher",
        _add("child"),
        (
            ("teacher", _add("other_child")),
            ("teacher", _add("parent")),
            ("parent", _add("other_child")),
            ("barred_parent", _add("child")),
            ("child", _add("sibling")),
            ("child", _add("teacher")),
        ),
    ),
    "goal.update": Example("teacher", _update("idea"), (("teacher", _update("other_idea")),)),
    "goal.move": Example("teacher", _move("agreed"), (("teacher", _move("other_working")),)),
    "goal.attempt": Example("teacher", _attempt("idea"), (("teacher", _attempt("other_idea")),)),
    "voice.child": Example(
        "teacher",
        _words("idea"),
        (("teacher", _words("far_sibling_working")), ("child", _words("other_idea"))),
    ),
    "voice.family": Example(
        "parent",
        _words("idea"),
        (
            ("parent", _words("other_idea")),
            ("barred_parent", _words("idea")),
            ("siblings_parent", _words("idea")),
        ),
    ),
    "step.done": Example(
        "parent",
        _home_step("child"),
        (
            ("parent", _home_step("sibling")),
            ("barred_parent", _home_step("child")),
            ("other_teacher", _step("sibling")),
            ("child", _step("sibling")),
        ),
    ),
    "strategy.add": Example("teacher", _strategy("idea"), (("teacher", _strategy("other_idea")),)),
    "comment.add": Example(
        "parent",
        _comment("idea"),
        (
            ("parent", _comment("other_idea")),
            ("barred_parent", _comment("idea")),
            ("teacher", _comment("other_idea")),
            ("child", _comment("sibling_working")),
        ),
    ),
    "comment.remove": Example(
        "parent",
        lambda cast: (cast.comments["all"],),
        (
            ("teacher", lambda cast: (cast.comments["all"],)),
            ("barred_parent", lambda cast: (cast.comments["all"],)),
            ("child", lambda cast: (cast.comments["adults"],)),
        ),
    ),
    "checkin.add": Example(
        "teacher",
        _check_in("rating"),
        (
            ("teacher", _check_in("other_working")),
            ("parent", _check_in("sibling_working")),
            ("barred_parent", _check_in("rating")),
        ),
    ),
    "checkin.sheet": Example(
        "teacher",
        lambda cast: (cast.school_class, _check_in("rating", 2)(cast)),
        (
            ("teacher", lambda cast: (cast.school_class, _check_in("other_working")(cast))),
            ("teacher", lambda cast: (cast.other_class, _check_in("other_working")(cast))),
            ("other_teacher", lambda cast: (cast.school_class, _check_in("rating")(cast))),
        ),
    ),
    "checkin.remove": Example(
        "teacher",
        _written("child"),
        (
            ("teacher", _written("other_child")),
            ("parent", _written("child")),
            ("other_parent", _written("child")),
        ),
    ),
    "note.add": Example(
        "teacher",
        _note("child"),
        (("teacher", _note("other_child")), ("teacher", _note("parent"))),
    ),
    "note.remove": Example(
        "teacher",
        _noted("teacher"),
        (("other_teacher", _noted("teacher")), ("teacher", _noted("coordinator"))),
    ),
    "survey.state": Example("coordinator", lambda _cast: (SurveyState.CLOSED,)),
    "survey.question": Example("coordinator", _question),
    "survey.order": Example("coordinator", lambda cast: (cast.questions["hopes"], 1)),
    "survey.answer": Example(
        "parent",
        _answered("child"),
        (
            ("parent", _answered("other_child")),
            ("barred_parent", _answered("child")),
            ("siblings_parent", _answered("child")),
            ("parent", _answered("teacher")),
        ),
    ),
    "survey.send": Example(
        "other_parent",
        _sent("other_child"),
        (("other_parent", _sent("child")), ("barred_parent", _sent("child"))),
    ),
    "survey.use": Example(
        "teacher",
        _use("parent:teachers", "idea"),
        (
            ("teacher", _use("other_parent:teachers", "other_idea")),
            ("teacher", _use("parent:teachers", "other_idea")),
            ("teacher", _use("parent:office", "idea")),
            ("teacher", _use("parent:teachers", "sibling_working")),
            ("other_teacher", _use("parent:teachers", "other_idea")),
        ),
    ),
    "view.child": Example(
        "teacher",
        lambda cast: (cast.child, "goals.child"),
        (
            ("teacher", lambda cast: (cast.other_child, "goals.child")),
            ("teacher", lambda cast: (cast.parent, "goals.child")),
        ),
    ),
    "view.answers": Example("coordinator", lambda cast: (cast.survey,)),
    "correction.ask": Example(
        "parent",
        _wrong("child"),
        (
            ("parent", _wrong("other_child")),
            ("barred_parent", _wrong("child")),
            ("parent", _wrong("teacher")),
            ("child", _wrong("sibling")),
        ),
    ),
    "correction.answer": Example("coordinator", _asked),
    "consent.say": Example(
        "parent",
        _photos("child"),
        (
            ("parent", _photos("other_child")),
            ("barred_parent", _photos("child")),
            ("parent", _photos("teacher")),
        ),
    ),
    "export.own": Example(
        "parent",
        lambda cast: (cast.child,),
        (
            ("parent", lambda cast: (cast.other_child,)),
            ("barred_parent", lambda cast: (cast.child,)),
            ("child", lambda cast: (cast.sibling,)),
        ),
    ),
    "export.family": Example("coordinator", lambda cast: (cast.child, cast.parent)),
    "export.children": Example(
        "teacher",
        lambda cast: ([cast.child, cast.sibling], "list"),
        (("teacher", lambda cast: ([cast.child, cast.other_child], "list")),),
    ),
    "export.school": Example("coordinator", lambda _cast: ("hub",)),
    "log.age": Example("coordinator", lambda _cast: (10,)),
    "survey.unuse": Example(
        "teacher", lambda cast: (cast.use,), (("other_teacher", lambda cast: (cast.use,)),)
    ),
}
