"""What counts of what guardians say: of those who may answer today, and the careful answer."""

from secrets import token_urlsafe

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.consents import say
from db.queries import consents
from db.queries.classes import children
from db.session import reading, writing
from db.tables.base import utc_now
from rules.consents import ChildConsents, Subject
from rules.people import SYSTEM
from rules.problems import Problem
from seed.cast import Cast
from tests.cast import me_of
from tests.db.crowd import add_children, counted

WHAT = Subject.TRANSLATION


def allow(hub: Cast, who: str, *, agreed: bool, what: str = WHAT) -> None:
    say(me_of(hub, who), token_urlsafe(8), hub.child, what, agreed)


def counts(hub: Cast) -> bool | None:
    with reading(SYSTEM) as db:
        return consents.counts(db, hub.child)[WHAT]


def let_in(_hub: Cast) -> None:
    """The father sees the child, too."""
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Restriction)):
            row.removed_at = utc_now()


def limit(hub: Cast, who: str, right: str) -> None:
    with writing(SYSTEM) as db:
        guardian = hub.person(who)
        db.add(t.Restriction(guardian_id=guardian, student_id=hub.child, right=right))


def of_class(hub: Cast, who: str) -> dict[str, ChildConsents]:
    with reading(me_of(hub, who)) as db:
        return {one.child.name: one for one in consents.of_children(db, children(db))}


def test_where_guardians_disagree_the_no_counts(any_hub: Cast) -> None:
    let_in(any_hub)
    assert counts(any_hub) is None
    allow(any_hub, "parent", agreed=True)
    assert counts(any_hub) is True
    allow(any_hub, "barred_parent", agreed=False)
    assert counts(any_hub) is False
    allow(any_hub, "barred_parent", agreed=True)
    assert counts(any_hub) is True


@pytest.mark.parametrize("right", ["read", "write"])
def test_whoever_may_not_answer_does_not_count(any_hub: Cast, right: str) -> None:
    let_in(any_hub)
    allow(any_hub, "parent", agreed=True)
    allow(any_hub, "barred_parent", agreed=False)
    limit(any_hub, "barred_parent", right)
    assert counts(any_hub) is True
    assert "Ibrahim" not in of_class(any_hub, "coordinator")["Amara Diallo"].told


def test_whoever_may_only_read_does_not_answer(hub: Cast) -> None:
    limit(hub, "parent", "write")
    with pytest.raises(Problem, match="may read about this child here, but not write"):
        allow(hub, "parent", agreed=True)


def test_somebody_who_was_contacted_no_more_may_still_answer(hub: Cast) -> None:
    limit(hub, "parent", "contact")
    allow(hub, "parent", agreed=True)
    assert counts(hub) is True


def test_what_was_said_stays_and_is_the_speakers_own(hub: Cast) -> None:
    let_in(hub)
    for agreed in (True, False):
        allow(hub, "parent", agreed=agreed)
    for who, said in (("parent", [False, True]), ("barred_parent", [])):
        with reading(SYSTEM) as db:
            all_of_it = consents.counts(db, hub.child)
        with reading(me_of(hub, who)) as db:
            found = {one.subject: one for one in consents.of_child(db, hub.child, all_of_it)}
        assert [one.agreed for one in found[WHAT].said] == said
        assert found[WHAT].counts is False


def test_the_school_reads_who_said_it_and_when(hub: Cast) -> None:
    let_in(hub)
    allow(hub, "parent", agreed=True, what="directory")
    allow(hub, "barred_parent", agreed=False, what="directory")
    found = of_class(hub, "teacher")
    assert set(found) == {"Amara Diallo", "José Álvarez"}
    amara = found["Amara Diallo"]
    assert amara.counts == {Subject.PHOTOS: False, Subject.DIRECTORY: False, WHAT: None}
    assert "Mariama Diallo yes," in amara.told
    assert "Ibrahim Diallo no," in amara.told


def test_a_class_costs_as_much_for_one_as_for_thirty(hub: Cast) -> None:
    with counted() as few:
        of_class(hub, "coordinator")
    add_children(hub, 30)
    with counted() as many:
        assert len(of_class(hub, "coordinator")) == 34
    assert len(few) == len(many)


def test_only_what_the_school_asks_is_answered(hub: Cast) -> None:
    with pytest.raises(Problem):
        allow(hub, "parent", agreed=True, what="films")
