"""What each action is called in the log: to the family of a child, and to the office."""

from i18n import N_
from rules.permissions import ALLOWED

# By whoever it was, then by the reader. What holds no name of a goal may hold the child's.
OF_CHILD: dict[str, tuple[str, str]] = {
    "goal.add": (N_("{who} added a goal"), N_("You added a goal")),
    "goal.update": (N_("{who} changed a goal"), N_("You changed a goal")),
    "goal.move": (N_("{who} moved a goal"), N_("You moved a goal")),
    "goal.attempt": (
        N_("{who} wrote down how the school tried to reach the family"),
        N_("You wrote down how you tried to reach the family"),
    ),
    "voice.child": (N_("{who} wrote the child's words"), N_("You wrote the child's words")),
    "voice.family": (N_("{who} wrote the family's words"), N_("You wrote your words")),
    "step.done": (N_("{who} ticked a step"), N_("You ticked a step")),
    "strategy.add": (N_("{who} noted a new support"), N_("You noted a new support")),
    "comment.add": (N_("{who} wrote a comment"), N_("You wrote a comment")),
    "comment.remove": (N_("{who} took a comment away"), N_("You took a comment away")),
    "checkin.add": (N_("{who} wrote a check-in"), N_("You wrote a check-in")),
    "checkin.remove": (N_("{who} took a check-in back"), N_("You took a check-in back")),
    "checkin.sheet": (
        N_("{who} brought in check-ins for {child}"),
        N_("You brought in check-ins for {child}"),
    ),
    "survey.answer": (
        N_("{who} answered the family survey about {child}"),
        N_("You answered the family survey about {child}"),
    ),
    "survey.send": (
        N_("{who} sent the family survey about {child}"),
        N_("You sent the family survey about {child}"),
    ),
    "survey.use": (
        N_("{who} used an answer of the family survey"),
        N_("You used an answer of the family survey"),
    ),
    "survey.unuse": (
        N_("{who} no longer uses an answer of the family survey"),
        N_("You no longer use an answer of the family survey"),
    ),
    "person.add": (
        N_("{who} added {child}, or a guardian of {child}"),
        N_("You added {child}, or a guardian of {child}"),
    ),
    "custody.restrict": (
        N_("{who} recorded what a guardian may not do for {child}"),
        N_("You recorded what a guardian may not do for {child}"),
    ),
    "custody.lift": (
        N_("{who} lifted a limit of a guardian of {child}"),
        N_("You lifted a limit of a guardian of {child}"),
    ),
    "letters.make": (
        N_("{who} made letters home for {child}"),
        N_("You made letters home for {child}"),
    ),
    "note.add": (N_("{who} wrote a note for staff"), N_("You wrote a note for staff")),
    "note.remove": (N_("{who} took a note for staff away"), N_("You took a note for staff away")),
    "person.invite": (
        N_("{who} made a code for {child} to sign in"),
        N_("You made a code for {child} to sign in"),
    ),
    "person.leave": (
        N_("{who} recorded who has left the school"),
        N_("You recorded who has left the school"),
    ),
    "person.back": (
        N_("{who} recorded who has come back to the school"),
        N_("You recorded who has come back to the school"),
    ),
    "roster.apply": (
        N_("{who} imported a list that changed what is kept about {child}"),
        N_("You imported a list that changed what is kept about {child}"),
    ),
    "import.undo": (
        N_("{who} took back an import about {child}"),
        N_("You took back an import about {child}"),
    ),
    "year.begin": (N_("{who} began a new school year"), N_("You began a new school year")),
    "view.child": (N_("{who} opened the page of {child}"), N_("You opened the page of {child}")),
    "view.answers": (
        N_("{who} read what families said in the survey"),
        N_("You read what families said in the survey"),
    ),
    "export.children": (
        N_("{who} made a file that holds {child}"),
        N_("You made a file that holds {child}"),
    ),
    "correction.ask": (
        N_("{who} asked to have something put right about {child}"),
        N_("You asked to have something put right about {child}"),
    ),
    "correction.answer": (
        N_("{who} answered what a family asked to have put right about {child}"),
        N_("You answered what a family asked to have put right about {child}"),
    ),
    "consent.say": (
        N_("{who} said what the school may do for {child}"),
        N_("You said what the school may do for {child}"),
    ),
    "export.own": (
        N_("{who} downloaded everything about {child}"),
        N_("You downloaded everything about {child}"),
    ),
    "export.family": (
        N_("{who} made a family's copy of everything about {child}"),
        N_("You made a family's copy of everything about {child}"),
    ),
    "export.school": (
        N_("{who} made an export of the whole school"),
        N_("You made an export of the whole school"),
    ),
}
# These are about no child: about an account, or about what the school chose.
OF_ACCOUNT: dict[str, str] = {
    "account.guess": N_("Somebody typed a password or a code"),
    "account.clear_guesses": N_("A password or a code was right"),
    "account.hand_off": N_("A browser was let in"),
    "account.sign_in": N_("Somebody signed in"),
    "account.confirm": N_("Somebody typed their password again"),
    "account.second": N_("Somebody typed the code that follows the password"),
    "account.join": N_("Somebody joined with a code"),
    "account.stay": N_("Somebody joined with a code, without a password"),
    "account.first_password": N_("{who} chose a password"),
    "account.password": N_("{who} chose another password"),
    "identity.match": N_("Somebody came with an account of Google, Microsoft or the like"),
    "identity.unlink": N_("{who} unlinked an account of Google, Microsoft or the like"),
    "identity.relink": N_("{who} linked such an account again"),
    "second.start": N_("{who} began to set up a second step"),
    "second.confirm": N_("{who} turned the second step on"),
    "second.codes": N_("{who} made new recovery codes"),
    "second.off": N_("{who} turned the second step off"),
    "second.reset": N_("{who} turned off somebody's second step"),
    "person.end_codes": N_("{who} ended a code"),
    "person.erase": N_("{who} erased somebody for good"),
    "person.prove": N_("The hub looked for what is left of somebody erased"),
    "retention.run": N_("{who} erased what is over"),
    "coordinator.add": N_("The host of the hub added a coordinator"),
    "coordinator.let_in": N_("The host of the hub let a coordinator in"),
    "account.language": N_("{who} chose a language"),
    "account.end_session": N_("{who} signed out on a device"),
    "account.end_sessions": N_("{who} signed somebody out everywhere"),
}
OF_SCHOOL: dict[str, str] = {
    "school.set_up": N_("The school was set up"),
    "school.stay": N_("{who} changed whether families may stay signed in for the year"),
    "school.second_factor": N_("{who} changed whether coordinators need a second step"),
    "second.reseal": N_("The host of the hub changed the key of second steps"),
    "school.limits": N_("{who} changed how much an upload may hold"),
    "roster.remember": N_("{who} answered what the columns of a list hold"),
    "survey.state": N_("{who} opened or closed the family survey"),
    "survey.question": N_("{who} changed a question of the family survey"),
    "survey.order": N_("{who} moved a question of the family survey"),
    "person.leave_behind": N_("{who} ended the access of guardians without a child here"),
    "school.keep": N_("{who} changed how long the hub keeps what it knows"),
    "log.age": N_("{who} changed from which age students read their own log"),
}
WITHOUT_CHILD = OF_ACCOUNT | OF_SCHOOL
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "looked": (N_("Looked"), ("view",)),
    "taken": (N_("Files taken away"), ("export",)),
    "goals": (N_("Goals"), ("goal", "voice", "step", "strategy")),
    "checkins": (N_("Check-ins"), ("checkin",)),
    "comments": (N_("Comments"), ("comment", "note")),
    "survey": (N_("Family survey"), ("survey",)),
    "rights": (N_("Requests and consents"), ("correction", "consent")),
    "people": (
        N_("People and imports"),
        ("person", "custody", "letters", "roster", "import", "year", "retention"),
    ),
    "settings": (
        N_("Sign-in and settings"),
        ("account", "second", "identity", "coordinator", "school", "log"),
    ),
}


CHILDREN = "children"  # all but what is about no child


def actions_of(kind: str) -> tuple[str, ...]:
    """The actions of a kind, by which the log is filtered."""
    if kind == CHILDREN:
        return tuple(OF_CHILD)
    prefixes = KINDS[kind][1]
    return tuple(action for action in ALLOWED if action.partition(".")[0] in prefixes)
