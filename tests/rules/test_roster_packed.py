"""The changes of a large import are told apart while packed, and come out as they went in."""

import pytest

from rules.roster import Change, FieldChange, RosterPlan, Scope, Subject, Test, What
from rules.roster_packed import PIECE, Packed, pieces

COUNT = 2 * PIECE + 7


def change(number: int) -> Change:
    what = tuple(What)[number % len(What)]
    field = FieldChange("grade", None, str(number), edited=number % 3 == 0)
    kept = (FieldChange("phone", "1", "2"),) if number % 7 == 0 else ()
    return Change(tuple(Subject)[number % 3], what, number, f"Ann {number}", (field,), kept=kept)


CHANGES = tuple(change(number) for number in range(COUNT))
PACKED = Packed(pieces(CHANGES))


def plan_of(changes: tuple[Change, ...] | Packed) -> RosterPlan:
    return RosterPlan(changes, (), "", Scope.FULL, ())


def test_each_change_comes_out_as_it_went_in() -> None:
    assert tuple(PACKED) == CHANGES
    assert len(PACKED) == COUNT
    assert [PACKED[place] for place in (0, PIECE, COUNT - 1, -1)] == [
        CHANGES[place] for place in (0, PIECE, COUNT - 1, -1)
    ]
    assert PACKED[PIECE - 3 : PIECE + 3] == list(CHANGES[PIECE - 3 : PIECE + 3])
    assert not Packed(pieces(()))


@pytest.mark.parametrize(
    "test",
    [
        lambda subject, what, edited: subject == Subject.GUARDIAN and what != What.ADD,
        lambda subject, what, edited: edited,
        lambda subject, what, edited: subject == Subject.GOAL,
    ],
)
def test_what_tells_them_apart_is_the_same(test: Test) -> None:
    assert list(plan_of(PACKED).where(test)) == list(plan_of(CHANGES).where(test))
    assert plan_of(PACKED).counts == plan_of(CHANGES).counts
    assert sum(plan_of(PACKED).totals.values()) == COUNT


def test_only_what_is_the_same_is_nothing_to_change() -> None:
    same = tuple(one for one in CHANGES if one.what == What.SAME)
    assert not plan_of(Packed(pieces(same))).changes_anything
    assert plan_of(PACKED).changes_anything
