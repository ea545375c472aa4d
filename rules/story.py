"""One child's story: what happened on which day, and who did it."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from i18n import N_


class Lane(StrEnum):
    """Who did it; a lane of the timeline."""

    CHILD = "child"
    FAMILY = "family"
    SCHOOL = "school"


class Happening(StrEnum):
    GOAL = "goal"
    WORDS = "words"
    CHECK_IN = "check_in"
    SUPPORT = "support"
    COMMENT = "comment"
    REACHED = "reached"


LANE_NAMES = {Lane.CHILD: N_("Child"), Lane.FAMILY: N_("Family"), Lane.SCHOOL: N_("School")}

HAPPENING_NAMES = {
    Happening.GOAL: N_("Goal set"),
    Happening.WORDS: N_("Own words"),
    Happening.CHECK_IN: N_("Check-in"),
    Happening.SUPPORT: N_("Support changed"),
    Happening.COMMENT: N_("Comment"),
    Happening.REACHED: N_("Goal reached"),
}


class StoryMark(NamedTuple):
    """Something that happened; the label is what a reader sees when they point at it."""

    day: date
    lane: Lane
    kind: Happening
    label: str = ""
