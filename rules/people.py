"""Who people are: roles, the viewer of an event, names, and the views of the people pages."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from i18n import N_, _
from rules.problems import Problem


class Role(StrEnum):
    COORDINATOR = "coordinator"
    TEACHER = "teacher"
    GUARDIAN = "guardian"
    STUDENT = "student"
    SYSTEM = "system"  # sign-in, set-up, seed and jobs: never a person
    ERASED = "erased"  # somebody was here: a row without anything but its number


class Status(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


PEOPLE_ROLES = (Role.COORDINATOR, Role.TEACHER, Role.GUARDIAN, Role.STUDENT)
STAFF = (Role.COORDINATOR, Role.TEACHER)

ROLE_NAMES = {
    Role.COORDINATOR: N_("Coordinator"),
    Role.TEACHER: N_("Teacher"),
    Role.GUARDIAN: N_("Parent or guardian"),
    Role.STUDENT: N_("Student"),
    Role.SYSTEM: N_("The hub"),
    Role.ERASED: N_("Erased"),
}

RELATIONS = {
    "mother": N_("Mother"),
    "father": N_("Father"),
    "guardian": N_("Guardian"),
    "grandparent": N_("Grandparent"),
    "carer": N_("Carer"),
    "other": N_("Other"),
}


@dataclass(frozen=True)
class Viewer:
    """Whose eyes a query reads with; every row rule asks it."""

    person_id: int
    role: Role

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF


@dataclass(frozen=True)
class Me(Viewer):
    """The signed-in person of this event."""

    name: str
    language: str
    account_id: int
    session_id: int
    seen_at: datetime
    confirmed_at: datetime | None = None  # when this session last gave the password
    has_second: bool = False  # six digits beside it
    state: str = ""  # of the hub at this event: the newest seal of its log


SYSTEM = Viewer(person_id=0, role=Role.SYSTEM)


@dataclass(frozen=True)
class Named:
    """A person as others see them."""

    id: int
    name: str


@dataclass(frozen=True)
class PersonLine:
    """A line of the people page."""

    id: int
    role: Role
    name: str
    school_ref: str
    classes: tuple[str, ...]
    children: tuple[str, ...]
    email: str
    username: str
    invited_until: datetime | None
    has_second: bool = False  # six digits beside the password

    @property
    def access(self) -> str:
        if self.username:
            return "joined"
        return "invited" if self.invited_until else "none"


@dataclass(frozen=True)
class PersonDraft:
    """What a coordinator types about one person."""

    role: Role
    given_name: str
    family_name: str
    school_ref: str = ""
    birth_date: date | None = None
    grade: str = ""
    home_language: str = ""
    email: str = ""
    class_ids: tuple[int, ...] = ()
    child_ids: tuple[int, ...] = ()
    relation: str = "guardian"


NAME_LENGTH = 120


def check_name(given: str, family: str) -> None:
    """Raise Problem unless there is a name of a length that a page can show."""
    if not given.strip() and not family.strip():
        raise Problem(_("Please write a name."))
    if max(len(given), len(family)) > NAME_LENGTH:
        raise Problem(
            _("This name is longer than {limit} letters. Please shorten it.").format(
                limit=NAME_LENGTH
            )
        )


def check_person(draft: PersonDraft) -> None:
    """Raise Problem for the first thing that a new person can't be added with."""
    check_name(draft.given_name, draft.family_name)
    if draft.email.strip() and "@" not in draft.email:
        raise Problem(_("This e-mail address has no @. Please check it."))
    if draft.role == Role.GUARDIAN and not draft.child_ids:
        raise Problem(_("Please choose the child this guardian looks after."))


def full_name(given: str, family: str, preferred: str | None = None) -> str:
    """The name a person goes by, given name first."""
    return f"{preferred or given} {family}".strip()
