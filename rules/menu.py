"""Every page of the hub: where it is, what it is called and whose it is."""

from dataclasses import dataclass

from i18n import N_
from rules.people import Role

COORDINATOR, TEACHER, GUARDIAN, STUDENT = (
    Role.COORDINATOR,
    Role.TEACHER,
    Role.GUARDIAN,
    Role.STUDENT,
)


@dataclass(frozen=True)
class Page:
    """A page; without roles it is for people who are not signed in."""

    key: str
    url: str
    title: str
    icon: str
    roles: frozenset[Role]

    @property
    def file(self) -> str:
        """The page's file below pages/."""
        return self.key.replace(".", "/") + ".py"


def _page(key: str, url: str, title: str, icon: str, *roles: Role) -> Page:
    return Page(key, url, title, f":material/{icon}:", frozenset(roles))


PAGES = (
    _page("entry.setup", "setup", N_("Set up the hub"), "key"),
    _page("entry.sign_in", "sign-in", N_("Sign in"), "login"),
    _page("entry.second_step", "second-step", N_("The second step"), "phonelink_lock"),
    _page("entry.join", "join", N_("Join with a code"), "mail"),
    _page("home.coordinator", "home", N_("Home"), "home", COORDINATOR),
    _page("home.teacher", "home", N_("Home"), "home", TEACHER),
    _page("home.guardian", "home", N_("Home"), "home", GUARDIAN),
    _page("home.student", "home", N_("Home"), "home", STUDENT),
    _page("goals.class_board", "class", N_("Class overview"), "grid_on", TEACHER, COORDINATOR),
    _page(
        "goals.board",
        "board",
        N_("Goal board"),
        "view_kanban",
        TEACHER,
        COORDINATOR,
        GUARDIAN,
        STUDENT,
    ),
    _page(
        "goals.child",
        "child",
        N_("Progress"),
        "show_chart",
        TEACHER,
        COORDINATOR,
        GUARDIAN,
        STUDENT,
    ),
    _page("goals.checkin_sheets", "check-in-sheet", N_("Check-ins offline"), "edit_note", TEACHER),
    _page("survey.answer", "survey", N_("About my child"), "favorite", GUARDIAN),
    _page("log.child", "who-looked", N_("Who has looked"), "visibility", GUARDIAN, STUDENT),
    _page("rights.family", "our-data", N_("Data and rights"), "shield_person", GUARDIAN, STUDENT),
    _page("survey.manage", "family-survey", N_("Family survey"), "favorite", COORDINATOR),
    _page("roster.letters", "letters", N_("Letters to families"), "mail", COORDINATOR),
    _page("rights.office", "requests", N_("Requests of families"), "contact_support", COORDINATOR),
    _page("rights.consents", "consents", N_("Consents"), "fact_check", COORDINATOR, TEACHER),
    _page("roster.people", "people", N_("People"), "group", COORDINATOR),
    _page("roster.upload", "import", N_("Import roster"), "upload_file", COORDINATOR),
    _page("roster.history", "imports", N_("Earlier imports"), "history", COORDINATOR),
    _page("school.year", "new-year", N_("New school year"), "event_upcoming", COORDINATOR),
    _page("rights.leaving", "leaving", N_("Leaving the school"), "logout", COORDINATOR),
    _page("rights.erasure", "erase", N_("Erase a person"), "person_off", COORDINATOR),
    _page("rights.retention", "over", N_("Old data to erase"), "auto_delete", COORDINATOR),
    _page("school.export", "export", N_("Export"), "download", COORDINATOR, TEACHER),
    _page("log.school", "log", N_("Log"), "visibility", COORDINATOR),
    _page(
        "account.devices",
        "my-sign-in",
        N_("My sign-in"),
        "devices",
        TEACHER,
        COORDINATOR,
        GUARDIAN,
        STUDENT,
    ),
)
BY_KEY = {page.key: page for page in PAGES}
LONG = 10  # pages of a menu that has sections
SECTIONS = {
    N_("Learning"): ("goals.class_board", "goals.board", "goals.child"),
    N_("Families"): ("survey.manage", "roster.letters", "rights.office", "rights.consents"),
    N_("School"): (
        "roster.people",
        "roster.upload",
        "roster.history",
        "school.year",
        "rights.leaving",
        "school.export",
        "log.school",
    ),
}
SECTION = {key: section for section, keys in SECTIONS.items() for key in keys}
REACHED = ("rights.erasure", "rights.retention")  # from another page, not from the menu


def menu(role: Role) -> tuple[Page, ...]:
    """The pages of a role, the first one being home."""
    return tuple(page for page in PAGES if role in page.roles)
