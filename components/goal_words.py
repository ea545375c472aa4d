"""What the goal pages say to each role, and the look of the columns."""

from collections.abc import Sequence
from typing import Literal

from babel.lists import format_list

from i18n import _
from i18n.dates import locale_name
from rules.goals import WHO_NAMES, State, Who
from rules.people import Role

Colour = Literal["violet", "blue", "orange", "green", "gray"]

COLOURS: dict[State, Colour] = {
    State.IDEA: "violet",
    State.AGREED: "blue",
    State.WORKING: "orange",
    State.REACHED: "green",
    State.LET_GO: "gray",
}
ICONS = {
    State.IDEA: ":material/lightbulb:",
    State.AGREED: ":material/handshake:",
    State.WORKING: ":material/trending_up:",
    State.REACHED: ":material/celebration:",
    State.LET_GO: ":material/air:",
}


def board_title(name: str, role: Role) -> str:
    if role is Role.STUDENT:
        return _("My goals")
    return _("{name}'s goals").format(name=name)


def new_goal(role: Role) -> str:
    return _("New goal") if role in (Role.TEACHER, Role.COORDINATOR) else _("I have an idea")


def empty_board(name: str, role: Role) -> str:
    """One sentence and what to do about it."""
    if role is Role.STUDENT:
        return _("You have no goals yet. What would you like to be able to do?")
    if role is Role.GUARDIAN:
        return _("{name} has no goals yet. What would you like for them?").format(name=name)
    return _("{name} has no goals yet. Sit down together and start with an idea.").format(name=name)


def child_title(name: str, role: Role) -> str:
    if role is Role.STUDENT:
        return _("In my own words")
    return _("In {name}'s own words").format(name=name)


def own_words(role: Role) -> str:
    if role is Role.STUDENT:
        return _("In my own words")
    return _("In the child's own words")


def silent_child(name: str, role: Role) -> str:
    if role is Role.STUDENT:
        return _("What do you want, and why? Nobody can say it better than you.")
    if role is Role.GUARDIAN:
        return _("{name} has not said anything here yet.").format(name=name)
    return _("{name} has not said anything yet. Ask, and write down what you hear.").format(
        name=name
    )


def family_title(role: Role) -> str:
    if role is Role.STUDENT:
        return _("What my family says")
    if role is Role.GUARDIAN:
        return _("What we say at home")
    return _("What the family says")


def family_empty(name: str, role: Role) -> str:
    if role is Role.STUDENT:
        return _("Your family has not written here yet.")
    if role is Role.GUARDIAN:
        return _("What do you see at home? What do you hope for? Your words belong here.")
    return _("The family has not said anything about this goal yet.")


def words_question(role: Role, name: str) -> str:
    """What the box for somebody's own words asks."""
    if role is Role.STUDENT:
        return _("What do you want to be able to do, and why?")
    if role is Role.GUARDIAN:
        return _("What do you see at home, and what do you hope for?")
    return _("What does {name} say about it, word for word?").format(name=name)


def title_question(role: Role, name: str) -> str:
    if role is Role.STUDENT:
        return _("What is your goal?")
    return _("What is the goal for {name}?").format(name=name)


def begin(still: Sequence[str]) -> str:
    """What a goal needs before work on it begins."""
    return _("Before work begins, this goal needs {things}.").format(
        things=format_list(list(still), locale=locale_name())
    )


def who_title(who: Who, name: str, role: Role) -> str:
    """Whose steps these are; a child reads "I"."""
    if who is Who.ME and role is not Role.STUDENT:
        return _("{name} will").format(name=name)
    return _(WHO_NAMES[who])


def signs() -> str:
    """What the three signs on a card mean."""
    return _(
        "The three signs on a card: the child, the family and the teacher have spoken. "
        "Where a sign is empty, somebody is still to be heard."
    )
