"""What the office sees first: what needs a coordinator today, and who has come in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from i18n import _, ngettext
from rules.leaving import can_still_come_in
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
    left_behind: int = 0  # guardians whose children all left


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
    return (
        *_asked(office),
        *_left_behind(office),
        *_roster_needs(office),
        *_family_needs(office),
    )


def _counted(count: int, sentence: str, action: str, page: str) -> Iterator[Need]:
    """A need that there is only where something was counted."""
    if count > 0:
        yield Need(sentence.format(count=count), action, page)


def _left_behind(office: Office) -> Iterator[Need]:
    count = office.left_behind
    yield from _counted(count, can_still_come_in(count), _("End their access"), "rights.leaving")


def _asked(office: Office) -> Iterator[Need]:
    yield from _counted(
        office.corrections,
        ngettext(
            "{count} request of a family waits for an answer.",
            "{count} requests of families wait for an answer.",
            office.corrections,
        ),
        _("Open requests"),
        "rights.office",
    )


def _roster_needs(office: Office) -> Iterator[Need]:
    yield from _counted(
        office.classless,
        ngettext(
            "{count} child is in no class, so no teacher sees them.",
            "{count} children are in no class, so no teacher sees them.",
            office.classless,
        ),
        _("Open people"),
        "roster.people",
    )
    yield from _counted(
        office.untaught,
        ngettext(
            "{count} class has no teacher.", "{count} classes have no teacher.", office.untaught
        ),
        _("Open people"),
        "roster.people",
    )
    yield from _counted(
        office.unguarded,
        ngettext(
            "{count} child has no parent or guardian here.",
            "{count} children have no parent or guardian here.",
            office.unguarded,
        ),
        _("Open people"),
        "roster.people",
    )


def _family_needs(office: Office) -> Iterator[Need]:
    families = office.not_invited.get(Role.GUARDIAN, 0)
    yield from _counted(
        families,
        ngettext(
            "{count} parent or guardian has had no letter yet.",
            "{count} parents and guardians have had no letter yet.",
            families,
        ),
        _("Make letters"),
        "roster.letters",
    )
    waiting = sum(office.not_invited.values()) - families
    yield from _counted(
        waiting,
        ngettext(
            "{count} person has not been invited yet.",
            "{count} people have not been invited yet.",
            waiting,
        ),
        _("Invite people"),
        "roster.people",
    )
    if not office.survey_open:
        yield Need(
            _("The family survey is closed. Open it to hear what families know."),
            _("Open the survey page"),
            "survey.manage",
        )
    yield from _counted(
        office.unheard,
        ngettext(
            "{count} family has answered, but no goal uses what they said.",
            "{count} families have answered, but no goal uses what they said.",
            office.unheard,
        ),
        _("See the answers"),
        "survey.manage",
    )
    yield from _counted(
        office.goals_without_voice,
        ngettext(
            "{count} goal does not have the child's own words yet.",
            "{count} goals do not have the child's own words yet.",
            office.goals_without_voice,
        ),
        _("See the classes"),
        "goals.class_board",
    )
