"""Guardians who would gain or lose sight of a child: listed by themselves, first."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rules.roster import Change, Sight, Source, Subject, What
from rules.roster_making import Making

MANY_CHILDREN = 6  # an address of the office in every row makes one guardian of all


def sight(making: Making, changes: Iterable[Change]) -> tuple[Sight, ...]:
    """Who gains and who loses; a new child with new guardians tells nobody anything."""
    listed = list(changes)
    found = [*_by_status(making, listed), *_by_link(making, listed)]
    return tuple(
        sorted(found, key=lambda one: (one.gains, not one.child_known, one.guardian, one.child))
    )


def _by_status(making: Making, changes: Iterable[Change]) -> Iterator[Sight]:
    """A guardian who has left can't sign in; one who returns can."""
    for change in changes:
        if change.subject == Subject.GUARDIAN and change.what in (What.LEAVE, What.RETURN):
            for pair in making.index.children_of[change.key]:
                if pair.access:
                    keys = (change.key, pair.student_id)
                    yield _sight(making, keys, change.what == What.RETURN, change.source)


def _by_link(making: Making, changes: Iterable[Change]) -> Iterator[Sight]:
    links = [
        (one.link, one.source)
        for one in changes
        if one.subject == Subject.GUARDIANSHIP and one.what == What.ADD and one.link
    ]
    children = Counter(guardian for (guardian, _child), _source in links)
    for keys, source in links:
        if max(keys) > 0 or children[keys[0]] >= MANY_CHILDREN:
            yield _sight(making, keys, True, source)


def _sight(making: Making, keys: tuple[int, int], gains: bool, source: Source | None) -> Sight:
    guardian, child = keys
    return Sight(
        making.person_name(guardian),
        making.person_name(child),
        gains,
        keys,
        guardian > 0,
        child > 0,
        source,
    )
