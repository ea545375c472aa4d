"""Who may do what: one table, asked by every command; and what asks for the password again."""

from datetime import UTC, datetime, timedelta

from i18n import _
from rules.people import Me, Role, Viewer
from rules.problems import NotAllowed, NotFresh

COORDINATOR, TEACHER, GUARDIAN, STUDENT, SYSTEM = (
    Role.COORDINATOR,
    Role.TEACHER,
    Role.GUARDIAN,
    Role.STUDENT,
    Role.SYSTEM,
)
STAFF = frozenset({COORDINATOR, TEACHER})
ANYONE = frozenset({COORDINATOR, TEACHER, GUARDIAN, STUDENT})

ALLOWED: dict[str, frozenset[Role]] = {
    "school.set_up": frozenset({SYSTEM}),
    "school.limits": frozenset({COORDINATOR}),
    "school.stay": frozenset({COORDINATOR}),
    "account.guess": frozenset({SYSTEM}),
    "account.clear_guesses": frozenset({SYSTEM}),
    "account.hand_off": frozenset({SYSTEM}),
    "account.sign_in": frozenset({SYSTEM}),
    "account.confirm": frozenset({SYSTEM}),
    "account.join": frozenset({SYSTEM}),
    "account.second": frozenset({SYSTEM}),
    "identity.match": frozenset({SYSTEM}),
    "identity.unlink": ANYONE,
    "identity.relink": ANYONE,
    "second.start": STAFF,
    "second.confirm": STAFF,
    "second.codes": STAFF,
    "second.off": STAFF,
    "second.reset": frozenset({COORDINATOR}),
    "school.second_factor": frozenset({COORDINATOR}),
    "second.reseal": frozenset({SYSTEM}),
    "coordinator.add": frozenset({SYSTEM}),
    "coordinator.let_in": frozenset({SYSTEM}),
    "account.stay": frozenset({SYSTEM}),
    "account.first_password": frozenset({GUARDIAN}),
    "account.password": ANYONE,
    "account.language": ANYONE,
    "account.end_session": ANYONE,
    "account.end_sessions": ANYONE,
    "year.begin": frozenset({COORDINATOR}),
    "person.add": frozenset({COORDINATOR}),
    "person.invite": frozenset({COORDINATOR}),
    "person.end_codes": frozenset({COORDINATOR}),
    "person.leave": frozenset({COORDINATOR}),
    "person.leave_behind": frozenset({COORDINATOR}),
    "person.back": frozenset({COORDINATOR}),
    "person.erase": frozenset({COORDINATOR}),
    "person.prove": frozenset({COORDINATOR, SYSTEM}),
    "school.keep": frozenset({COORDINATOR}),
    "retention.run": frozenset({COORDINATOR, SYSTEM}),
    "letters.make": frozenset({COORDINATOR}),
    "custody.restrict": frozenset({COORDINATOR}),
    "custody.lift": frozenset({COORDINATOR}),
    "roster.apply": frozenset({COORDINATOR}),
    "roster.remember": frozenset({COORDINATOR}),
    "import.undo": frozenset({COORDINATOR}),
    "goal.add": ANYONE,
    "goal.update": STAFF,
    "goal.move": STAFF,
    "goal.attempt": STAFF,
    "voice.child": frozenset({TEACHER, COORDINATOR, STUDENT}),
    "voice.family": frozenset({GUARDIAN}),
    "step.done": ANYONE,
    "strategy.add": STAFF,
    "comment.add": ANYONE,
    "comment.remove": ANYONE,
    "checkin.add": frozenset({TEACHER, COORDINATOR, GUARDIAN}),
    "checkin.remove": frozenset({TEACHER, COORDINATOR, GUARDIAN}),
    "checkin.sheet": frozenset({TEACHER}),
    "note.add": STAFF,
    "note.remove": STAFF,
    "survey.state": frozenset({COORDINATOR}),
    "survey.question": frozenset({COORDINATOR}),
    "survey.order": frozenset({COORDINATOR}),
    "survey.answer": frozenset({GUARDIAN}),
    "survey.send": frozenset({GUARDIAN}),
    "survey.use": STAFF,
    "survey.unuse": STAFF,
    "view.child": STAFF,
    "view.answers": frozenset({COORDINATOR}),
    "correction.ask": frozenset({GUARDIAN, STUDENT}),
    "correction.answer": frozenset({COORDINATOR}),
    "consent.say": frozenset({GUARDIAN}),
    "export.own": frozenset({GUARDIAN, STUDENT}),
    "export.family": frozenset({COORDINATOR}),
    "export.children": STAFF,
    "export.school": frozenset({COORDINATOR, SYSTEM}),
    "log.age": frozenset({COORDINATOR}),
}


EXPORT = "school.export"  # made at a download, which is no command
OF_A_COORDINATOR = frozenset({"person.add:coordinator", "person.invite:coordinator"})

# What nobody does at a computer that somebody else left open.
FRESH = frozenset(
    {
        "custody.restrict",
        "custody.lift",
        "person.leave",
        "person.leave_behind",
        "person.back",
        "person.erase",
        "retention.run",
        "school.second_factor",
        "second.start",
        "second.confirm",
        "second.codes",
        "second.off",
        "second.reset",
        "identity.unlink",
        "identity.relink",
        *OF_A_COORDINATOR,
        EXPORT,
    }
)
FRESH_FOR = timedelta(minutes=10)


def may(viewer: Viewer, action: str) -> bool:
    """Whether this role may do this at all; row rules decide to whom."""
    return viewer.role in ALLOWED[action]


def check(viewer: Viewer, action: str) -> None:
    """Raise Problem unless the viewer may do this."""
    if not may(viewer, action):
        raise NotAllowed(_("Your account can't do this. Please ask the school office."))
    check_fresh(viewer, action)


def is_fresh(viewer: Viewer) -> bool:
    """Whether the password was given just now; the hub itself has none."""
    return viewer.role == SYSTEM or seconds_left(viewer) > 0


def seconds_left(viewer: Viewer) -> float:
    """How long the password that was given still counts."""
    given = viewer.confirmed_at if isinstance(viewer, Me) else None
    return (given + FRESH_FOR - datetime.now(UTC)).total_seconds() if given else 0


def check_fresh(viewer: Viewer, action: str) -> None:
    """Raise NotFresh for what asks for the password again."""
    if action in FRESH and not is_fresh(viewer):
        raise NotFresh(_("Please type your password again first: ten minutes have passed."))
