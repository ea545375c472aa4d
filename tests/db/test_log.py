"""The log is sealed on both databases, and only ever added to."""

from concurrent.futures import ThreadPoolExecutor
from secrets import token_urlsafe

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db import tables as t
from db.commands.comments import add_comment
from db.queries import log
from db.queries.log import sealed
from db.queries.school import setting
from db.session import engine, reading, writing
from db.statements import RefusedStatement
from rules.log import HEAD, Looked, look_through
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import me_of


def looked() -> Looked:
    with reading(SYSTEM) as db:
        return look_through(sealed(db), setting(db, HEAD) or "")


def comment(hub: Cast, key: str = "teacher") -> int:
    return add_comment(me_of(hub, key), token_urlsafe(8), hub.goals["idea"], "Well done")


def entries(hub: Cast) -> list[t.AuditEntry]:
    with reading(me_of(hub, "coordinator")) as db:
        return list(db.scalars(select(t.AuditEntry).order_by(t.AuditEntry.id)))


def test_many_writers_make_one_chain(any_hub: Cast) -> None:
    who = ("teacher", "parent", "child", "coordinator") * 8
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: comment(any_hub, key), who))
    found = looked()
    assert (found.fault, found.entries) == (None, len(who))


def test_an_entry_says_what_its_writer_was(any_hub: Cast) -> None:
    comment(any_hub, "parent")
    (entry,) = entries(any_hub)
    assert (entry.role, entry.student_id, entry.before) == ("guardian", any_hub.child, "")


def test_an_entry_about_several_children_is_sealed_with_them(any_hub: Cast) -> None:
    with writing(SYSTEM) as db:
        entry = t.AuditEntry(actor_id=0, action="test", subject="test")
        db.append(entry, (any_hub.sibling, any_hub.child))
    assert looked().fault is None
    with engine().connect().execution_options(hub_writing=True) as connection, connection.begin():
        connection.execute(t.AuditChild.__table__.insert().values(entry_id=entry.id, student_id=1))
    assert looked().at == entry.id


def test_a_family_reads_what_is_about_several_children(any_hub: Cast) -> None:
    with writing(SYSTEM) as db:
        both = (any_hub.sibling, any_hub.child)
        db.append(t.AuditEntry(actor_id=0, action="checkin.sheet", subject="test"), both)
    for key, child, count in (("parent", "child", 1), ("other_parent", "other_child", 0)):
        with reading(me_of(any_hub, key)) as db:
            about = log.child(db, any_hub.person(child))
            assert about is not None
            assert len(log.of_child(db, about, 0, 9)) == log.count_of_child(db, about) == count


@pytest.mark.parametrize("table", [t.AuditEntry, t.AuditChild])
@pytest.mark.parametrize("change", [update, delete])
def test_the_database_refuses_to_change_an_entry(
    any_hub: Cast, table: type[t.Table], change: type
) -> None:
    with writing(SYSTEM) as db:
        both = (any_hub.child, any_hub.sibling)
        db.append(t.AuditEntry(actor_id=0, action="test", subject="test"), both)
    statement = change(table.__table__)
    if change is update:
        statement = statement.values(id=77)
    with Session(engine()) as session, pytest.raises(DBAPIError, match="only ever added to"):
        session.execute(statement)
    assert looked().fault is None


def test_nothing_but_append_writes_to_the_log(hub: Cast) -> None:
    comment(hub)
    with pytest.raises(RefusedStatement), writing(SYSTEM) as db:
        db.add(t.AuditEntry(actor_id=0, action="test", subject="test"))
    with pytest.raises(RefusedStatement), writing(SYSTEM) as db:
        db.add(t.AuditChild(entry_id=1, student_id=1))
    with pytest.raises(RefusedStatement), writing(SYSTEM) as db:
        db.scalars(select(t.AuditEntry)).one().actor_id = 7
    with pytest.raises(RefusedStatement), writing(SYSTEM) as db:
        db.delete(db.scalars(select(t.AuditEntry)).one())
    with pytest.raises(RefusedStatement), writing(SYSTEM) as db:
        db.many(t.AuditEntry.__table__.delete(), [{}])
    with pytest.raises(RefusedStatement), writing(SYSTEM) as db:
        db.delete(db.scalars(select(t.Setting).where(t.Setting.key == HEAD)).one())
    assert looked().fault is None
