"""Who may do what: one table, asked by every command."""

from i18n import _
from rules.people import Role, Viewer
from rules.problems import Problem

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
    "account.guess": frozenset({SYSTEM}),
    "account.clear_guesses": frozenset({SYSTEM}),
    "account.hand_off": frozenset({SYSTEM}),
    "account.sign_in": frozenset({SYSTEM}),
    "account.join": frozenset({SYSTEM}),
    "account.language": ANYONE,
    "account.end_session": ANYONE,
    "account.end_sessions": ANYONE,
    "year.begin": frozenset({COORDINATOR}),
    "person.add": frozenset({COORDINATOR}),
    "person.invite": frozenset({COORDINATOR}),
    "person.access": frozenset({COORDINATOR}),
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
    "survey.state": frozenset({COORDINATOR}),
    "survey.question": frozenset({COORDINATOR}),
    "survey.order": frozenset({COORDINATOR}),
    "survey.answer": frozenset({GUARDIAN}),
    "survey.send": frozenset({GUARDIAN}),
    "survey.use": STAFF,
    "survey.unuse": STAFF,
    "view.child": STAFF,
    "view.answers": frozenset({COORDINATOR}),
    "export.children": STAFF,
    "export.school": frozenset({COORDINATOR, SYSTEM}),
    "log.age": frozenset({COORDINATOR}),
}


def may(viewer: Viewer, action: str) -> bool:
    """Whether this role may do this at all; row rules decide to whom."""
    return viewer.role in ALLOWED[action]


def check(viewer: Viewer, action: str) -> None:
    """Raise Problem unless the viewer may do this."""
    if not may(viewer, action):
        raise Problem(_("Your account can't do this. Please ask the school office."))
