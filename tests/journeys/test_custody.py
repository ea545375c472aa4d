"""A limit counts in a tab that is open, in the part of a page that is drawn by itself as well."""

from sqlalchemy import select

from db import tables as t
from db.commands.custody import lift, restrict
from db.session import reading
from i18n.dates import today
from rules.custody import RestrictionDraft, Right
from seed.cast import Cast
from tests.cast import me_of
from tests.fixtures.served import Served

WORDS = "little cousin"


def limit(cast: Cast) -> None:
    office = me_of(cast, "coordinator")
    with reading(office) as db:
        mine = t.Guardianship.guardian_id == cast.parent
        (tie,) = db.scalars(select(t.Guardianship.id).where(mine))
    restrict(office, "limit", tie, RestrictionDraft((Right.READ,), today(), None, "order 7"))


def lift_it(cast: Cast) -> None:
    office = me_of(cast, "coordinator")
    with reading(office) as db:
        mine = t.Restriction.guardian_id == cast.parent
        (key,) = db.scalars(select(t.Restriction.id).where(mine))
    lift(office, "lift", key)


def test_an_open_goal_closes_at_the_next_tap(served: Served) -> None:
    with served.tab("parent") as tab:
        assert WORDS in tab.open("board", goal=served.cast.goals["working"])
        (fragment,) = {one for one in tab.fragments if one}
        assert WORDS in tab.rerun_fragment(fragment)
        limit(served.cast)
        assert WORDS not in tab.rerun_fragment(fragment)
        lift_it(served.cast)
        assert WORDS in tab.open("board", goal=served.cast.goals["working"])
