"""The session's other doors: the legacy query, attached rows, connections, writes."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    delete,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.orm import (
    Session,
    immediateload,
    make_transient_to_detached,
    object_session,
)

from db import tables as t
from tests.db.shapes import GOALS, PEOPLE, G, P, S, Shape

SESSION: dict[str, Shape] = {
    "the legacy query": lambda db: db.query(P).all(),
    "the legacy query of a column": lambda db: db.query(P.given_name).all(),
    "the legacy query of the core": lambda db: db.query(PEOPLE).all(),
    "the legacy query of a core column": lambda db: db.query(PEOPLE.c.given_name).all(),
    "the legacy query by key": lambda db: db.query(P).get(201),
    "the legacy query with text": lambda db: db.query(P).filter(text("1=1) OR (1=1")).all(),
    "the legacy query from a statement": lambda db: (
        db.query(P).from_statement(select(PEOPLE)).all()
    ),
    "the legacy count": lambda db: db.query(P).count(),
    "the legacy exists": lambda db: db.query(db.query(G).filter(G.id > 0).exists()).scalar(),
    "the legacy union": lambda db: db.query(P.id).union(db.query(G.student_id)).all(),
    "the legacy update": lambda db: db.query(P).update({"grade": "9"}),
    "the legacy delete": lambda db: db.query(G).delete(),
    "a hidden row by its key": lambda db: db.get(P, 201),
    "a hidden row by its key or else": lambda db: db.get_one(P, 201),
    "a hidden row by its key, with options": lambda db: db.get(
        P, 201, populate_existing=True, with_for_update=True
    ),
    "a hidden row merged": lambda db: db.merge(P(id=201, role="student", given_name="x")).id,
    "a hidden row merged without loading": lambda db: _merged(db),
    "a hidden row attached": lambda db: _attached(db),
    "a hidden row refreshed": lambda db: _attached_and_refreshed(db),
    "a raw string": lambda db: db.execute("SELECT given_name FROM person"),
    "the connection": lambda db: db.connection().execute(select(PEOPLE)),
    "the bind": lambda db: db.get_bind().execute(select(PEOPLE)),
    "the bind's driver": lambda db: db.get_bind().exec_driver_sql("SELECT given_name FROM person"),
    "the bind attribute": lambda db: db.bind.execute(text("SELECT given_name FROM person")),
    "another session on the bind": lambda db: _plain_session(db),
    "a session found from a row": lambda db: _session_of_a_row(db),
    "a nested transaction": lambda db: db.begin_nested().session.execute(select(PEOPLE)),
    "scalars of the core": lambda db: db.scalars(select(PEOPLE.c.given_name)),
    "scalar of the core": lambda db: db.scalar(select(func.max(PEOPLE.c.given_name))),
    "a sequence of statements": lambda db: db.execute(
        text("SELECT 1; SELECT given_name FROM person")
    ),
    "an update": lambda db: db.execute(update(P).values(grade="9")),
    "an update by the core": lambda db: db.execute(update(PEOPLE).values(grade="9")),
    "an update that returns": lambda db: db.execute(
        update(P).values(grade="9").returning(P.given_name)
    ),
    "a bulk update by key": lambda db: db.execute(update(P), [{"id": 201, "grade": "9"}]),
    "a delete": lambda db: db.execute(delete(G)),
    "a delete by the core": lambda db: db.execute(delete(GOALS)),
    "a delete that returns": lambda db: db.execute(delete(G).returning(G.title)),
    "an insert": lambda db: db.execute(insert(S).values(key="x", value="y")),
    "an insert by the core": lambda db: db.execute(insert(S.__table__).values(key="x", value="y")),
    "an insert from a select": lambda db: db.execute(
        insert(S).from_select(["key"], select(PEOPLE.c.given_name))
    ),
    "an insert that returns": lambda db: db.execute(
        insert(S).values(key="x", value="y").returning(S.key)
    ),
    "rows saved in bulk": lambda db: db.bulk_save_objects([S(key="x", value="y")]),
    "rows inserted in bulk": lambda db: db.bulk_insert_mappings(inspect(S), [{"key": "x"}]),
    "rows updated in bulk": lambda db: db.bulk_update_mappings(
        inspect(P), [{"id": 201, "grade": "9"}]
    ),
    "a row added": lambda db: _flushed(db, lambda: db.add(S(key="x", value="y"))),
    "a row changed": lambda db: _flushed(db, lambda: setattr(db.get(P, 102), "grade", "9")),
    "a row deleted": lambda db: _flushed(db, lambda: db.delete(db.get(G, 301))),
    "a hidden row changed": lambda db: _flushed(db, lambda: _hidden_change(db)),
    "immediate load": lambda db: db.scalars(select(P).options(immediateload("*"))),
    "execution options of one's own": lambda db: db.execute(
        select(PEOPLE), execution_options={"hub_scoped": True}
    ),
}

HIDDEN_WRITES: dict[str, Shape] = {
    "a hidden row attached": lambda db: db.add(_hidden()),
    "a hidden row changed": lambda db: _flushed(db, lambda: _hidden_change(db)),
    "a hidden row deleted": lambda db: _flushed(db, lambda: db.delete(_hidden())),
    "a hidden row merged": lambda db: db.merge(_hidden()),
    "a hidden row merged without loading": lambda db: _merged(db),
    "rows updated in bulk": lambda db: db.bulk_update_mappings(
        inspect(P), [{"id": 201, "grade": "9"}]
    ),
    "rows saved in bulk": lambda db: db.bulk_save_objects([S(key="x", value="y")]),
    "an update": lambda db: db.execute(update(P).values(grade="9")),
    "an update by the core": lambda db: db.execute(update(PEOPLE).values(grade="9")),
    "a delete": lambda db: db.execute(delete(G)),
    "the legacy update": lambda db: db.query(P).update({"grade": "9"}),
    "a core select on the bind": lambda db: db.get_bind().execute(select(PEOPLE)),
    "text on the bind": lambda db: db.get_bind().execute(text("DELETE FROM goal")),
    "a string on the bind": lambda db: db.get_bind().exec_driver_sql("DELETE FROM goal"),
}


def _hidden(**values: Any) -> t.Person:
    row = P(id=201, **values)
    make_transient_to_detached(row)
    return row


def _merged(db: Any) -> Any:
    return db.merge(_hidden(), load=False).given_name


def _attached(db: Any) -> Any:
    row = _hidden()
    db.add(row)
    return row.given_name


def _attached_and_refreshed(db: Any) -> Any:
    row = _hidden()
    db.add(row)
    db.refresh(row)
    return row.given_name


def _hidden_change(db: Any) -> None:
    row = _hidden()
    db.add(row)
    row.grade = "9"


def _flushed(db: Any, change: Callable[[], Any]) -> None:
    change()
    db.flush()


def _plain_session(db: Any) -> Any:
    with Session(db.get_bind()) as other:
        return other.scalars(select(P)).all()


def _session_of_a_row(db: Any) -> Any:
    found = object_session(db.scalars(select(P)).first())
    assert found is not None
    return found.execute(select(PEOPLE))
