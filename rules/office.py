"""What the office sees first: what needs a coordinator today, and who has come in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from i18n import _, ngettext
from rules.people import Role


@dataclass(frozen=True)
class Office:
    """Counts for a coordinator's home."""

    people: Mapping[Role, int]
    joined: Mapping[Role, int]
    not_invited: Mapping[Role, int]
    classes: int
    classless: int
    unguarded: int
    untaught: int
    survey_open: bool
    families: int
    answered: int
    unheard: int
    goals_without_voice: int
    corrections: int = 0


@dataclass(frozen=True)
class Need:
    """One thing to do, why, and the page where it is done."""

    sentence: str
    action: str
    page: str


def needs(office: Office) -> tuple[Need, ...]:
    """What to do next, most urgent first; a new school begins with its roster."""
    if not office.people.get(Role.STUDENT):
        return (
            Need(
                _("There are no children here yet. Bring them in from the office's spreadsheet."),
                _("Import roster"),
                "roster.upload",
            ),
        )
    return (*_asked(office), *_roster_needs(office), *_family_needs(office))


def _asked(office: Office) -> Iterator[Need]:
    if office.corrections:
        yield Need(
            ngettext(
                "{count} request of a family waits for an answer.",
                "{count} requests of families wait for an answer.",
                office.corrections,
            ).format(count=office.corrections),
            _("Answer"),
            "rights.office",
        )


def _roster_needs(office: Office) -> Iterator[Need]:
    if office.classless:
        yield Need(
            ngettext(
                "{count} child is in no class, so no teacher sees them.",
                "{count} children are in no class, so no teacher sees them.",
                office.classless,
            ).format(count=office.classless),
            _("Open people"),
            "roster.people",
        )
    if office.untaught:
        yield Need(
            ngettext(
                "{count} class has no teacher.", "{count} classes have no teacher.", office.untaught
            ).format(count=office.untaught),
            _("Open people"),
            "roster.people",
        )
    if office.unguarded:
        yield Need(
            ngettext(
                "{count} child has no parent or guardian here.",
                "{count} children have no parent or guardian here.",
                office.unguarded,
            ).format(count=office.unguarded),
            _("Open people"),
            "roster.people",
        )


def _family_needs(office: Office) -> Iterator[Need]:
    families = office.not_invited.get(Role.GUARDIAN, 0)
    if families > 0:
        yield Need(
            ngettext(
                "{count} parent or guardian has had no letter yet.",
                "{count} parents and guardians have had no letter yet.",
                families,
            ).format(count=families),
            _("Make letters"),
            "roster.letters",
        )
    waiting = sum(office.not_invited.values()) - families
    if waiting:
        yield Need(
            ngettext(
                "{count} person has not been invited yet.",
                "{count} people have not been invited yet.",
                waiting,
            ).format(count=waiting),
            _("Invite people"),
            "roster.people",
        )
    if not office.survey_open:
        yield Need(
            _("The family survey is closed. Open it to hear what families know."),
            _("Open the survey page"),
            "survey.manage",
        )
    if office.unheard:
        yield Need(
            ngettext(
                "{count} family has answered, but no goal uses what they said.",
                "{count} families have answered, but no goal uses what they said.",
                office.unheard,
            ).format(count=office.unheard),
            _("See the answers"),
            "survey.manage",
        )
    if office.goals_without_voice:
        yield Need(
            ngettext(
                "{count} goal does not have the child's own words yet.",
                "{count} goals do not have the child's own words yet.",
                office.goals_without_voice,
            ).format(count=office.goals_without_voice),
            _("See the classes"),
            "goals.class_board",
        )
