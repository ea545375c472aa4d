"""Core tables, aliases, joins and classes named in odd places."""

from typing import Any

from sqlalchemy import (
    case,
    column,
    exists,
    func,
    inspect,
    literal,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.orm import (
    aliased,
    join,
    outerjoin,
)

from tests.db.shapes import GOALS, PEOPLE, G, P, S, Shape

CORE: dict[str, Shape] = {
    "a filter on an aggregate": lambda db: db.execute(
        select(func.count(P.id).filter(P.role == "student"))
    ),
    "a label": lambda db: db.execute(select(P.given_name.label("who")).order_by("who")),
    "for update": lambda db: db.scalars(select(P.id).with_for_update()),
    "a class named only in where": lambda db: db.scalars(
        select(S.key).where(G.title.like("SECRET%"))
    ),
    "a class named only in order by": lambda db: db.scalars(select(S.key).order_by(G.title)),
    "a class named only in group by": lambda db: db.scalars(select(S.key).group_by(S.key, G.title)),
    "a class named only in having": lambda db: db.scalars(
        select(S.key).group_by(S.key).having(func.count(G.id) > 2)
    ),
    "a class named only in a window": lambda db: db.scalars(
        select(func.row_number().over(order_by=G.title)).select_from(S)
    ),
    "a class named only in a case": lambda db: db.scalars(
        select(case((G.title.like("SECRET%"), "yes"), else_="no")).select_from(S)
    ),
    "a class named only in distinct": lambda db: db.scalars(select(S.key).distinct(G.title)),
    "a class named only in an on clause": lambda db: db.scalars(
        select(S.key).join(P, G.student_id == P.id)
    ),
    "a class named only in an inner where": lambda db: db.scalars(
        select(S.key).where(select(P.id).where(G.title.like("SECRET%")).exists())
    ),
    "bare exists": lambda db: db.scalars(
        select(S.key).where(exists().where(G.title.like("SECRET%")))
    ),
    "bare exists, correlated": lambda db: db.scalars(
        select(P.id).where(exists().where(G.student_id == P.id, G.title.like("SECRET%")))
    ),
    "exists of a constant": lambda db: db.scalars(
        select(S.key).where(exists(select(literal(1)).where(G.title.like("SECRET%"))))
    ),
    "a constant from a class": lambda db: db.scalars(select(literal(1)).select_from(P)),
    "a constant where a class": lambda db: db.scalars(select(literal(1)).where(P.id > 0)),
    "a full join": lambda db: db.execute(select(S.key, P.given_name).join(P, P.id == 0, full=True)),
    "a full join from the hidden side": lambda db: db.execute(
        select(S.key).select_from(P).join(S, S.key == P.role, full=True)
    ),
    "an outer join from everybody's": lambda db: db.execute(
        select(S.key, P.given_name).join(P, true(), isouter=True)
    ),
    "an outer join with a condition that always holds": lambda db: db.execute(
        select(P.id, G.title).join(G, or_(true(), G.id > 0), isouter=True)
    ),
    "an alias": lambda db: db.scalars(select(aliased(P))),
    "an alias joined": lambda db: _alias_joined(db),
    "an alias in a subquery": lambda db: db.scalars(
        select(P.id).where(P.id.in_(select(aliased(P).id)))
    ),
    "an alias of a subquery": lambda db: db.scalars(select(aliased(P, select(PEOPLE).subquery()))),
    "an alias of an ORM subquery": lambda db: db.scalars(select(aliased(P, select(P).subquery()))),
    "an alias of the core": lambda db: db.execute(select(P.id, PEOPLE.alias().c.given_name)),
    "an alias of the core in where": lambda db: db.execute(
        select(P.id).where(PEOPLE.alias().c.given_name.like("SECRET%"))
    ),
    "an alias of the core as source": lambda db: db.execute(
        select(P.id).select_from(PEOPLE.alias())
    ),
    "a core subquery by its column": lambda db: db.execute(
        select(P.id, select(PEOPLE).subquery().c.given_name)
    ),
    "a core subquery by its column in where": lambda db: db.execute(
        select(P.id).where(select(PEOPLE).subquery().c.given_name.like("SECRET%"))
    ),
    "an ORM subquery by its column": lambda db: db.execute(
        select(S.key, select(P.given_name).subquery().c.given_name)
    ),
    "an ORM subquery by its column in where": lambda db: db.execute(
        select(S.key).where(select(P.given_name).subquery().c.given_name.like("SECRET%"))
    ),
    "an ORM subquery by its column in order by": lambda db: db.execute(
        select(S.key).order_by(select(P.given_name).subquery().c.given_name)
    ),
    "a subquery of a subquery": lambda db: db.execute(
        select(select(select(P.given_name).subquery().c.given_name).subquery().c.given_name)
    ),
    "a label of a core subquery's column": lambda db: db.execute(
        select(P.id, select(PEOPLE).subquery().c.given_name.label("x"))
    ),
    "a function of a core subquery's column": lambda db: db.execute(
        select(P.id, func.max(select(PEOPLE).subquery().c.given_name))
    ),
    "a core table": lambda db: db.execute(select(PEOPLE)),
    "a core column": lambda db: db.execute(select(PEOPLE.c.given_name)),
    "a core column beside a class": lambda db: db.execute(select(P.id, PEOPLE.c.given_name)),
    "a core column in where": lambda db: db.execute(
        select(S.key).where(PEOPLE.c.given_name.like("SECRET%"))
    ),
    "a core column in order by": lambda db: db.execute(select(S.key).order_by(PEOPLE.c.given_name)),
    "a core column in a function": lambda db: db.execute(
        select(S.key, func.max(PEOPLE.c.given_name))
    ),
    "a column of the mapper": lambda db: db.execute(
        select(S.key, inspect(P).columns["given_name"])
    ),
    "the property's column": lambda db: db.execute(select(S.key, P.given_name.property.columns[0])),
    "an unannotated column": lambda db: db.execute(
        select(S.key, P.given_name.expression._deannotate())
    ),
    "the clause element": lambda db: db.execute(select(S.key, P.given_name.__clause_element__())),
    "select_from the core": lambda db: db.execute(select(P.given_name).select_from(PEOPLE)),
    "a class from another's core": lambda db: db.execute(select(S.key).select_from(PEOPLE)),
    "a join to the core": lambda db: db.execute(
        select(S.key, PEOPLE.c.given_name).join(PEOPLE, PEOPLE.c.id > 0)
    ),
    "a core join": lambda db: db.execute(
        select(P.id).select_from(PEOPLE.join(GOALS, GOALS.c.student_id == PEOPLE.c.id))
    ),
    "an ORM join as source": lambda db: db.execute(
        select(P.id, G.title).select_from(join(P, G, G.student_id == P.id))
    ),
    "an ORM outer join as source": lambda db: db.execute(
        select(S.key, P.given_name).select_from(outerjoin(S, P, true()))
    ),
    "a join to the core of a class": lambda db: db.execute(
        select(P.id).join(GOALS, GOALS.c.student_id == P.id)
    ),
    "a mapper": lambda db: db.execute(select(inspect(P))),
    "an ad hoc table": lambda db: db.execute(
        select(P.id, table("person", column("given_name")).c.given_name)
    ),
    "an ad hoc table in where": lambda db: db.execute(
        select(P.id).where(table("goal", column("title")).c.title.like("SECRET%"))
    ),
    "an ad hoc table as source": lambda db: db.execute(
        select(P.id).select_from(table("person", column("id")))
    ),
    "an ad hoc column": lambda db: db.execute(select(S.key, column("given_name")).select_from(P)),
    "an inner core select": lambda db: db.execute(
        select(P.id).where(P.id.in_(select(GOALS.c.student_id)))
    ),
    "an inner core scalar": lambda db: db.execute(
        select(P.id, select(func.max(GOALS.c.title)).scalar_subquery())
    ),
    "an inner core exists": lambda db: db.execute(
        select(P.id).where(exists(select(GOALS.c.id).where(GOALS.c.student_id != P.id)))
    ),
    "exists of a core column": lambda db: db.execute(
        select(P.id).where(exists().where(GOALS.c.title.like("SECRET%")))
    ),
    "a core scalar in order by": lambda db: db.execute(
        select(P.id).order_by(select(func.max(GOALS.c.title)).scalar_subquery())
    ),
    "an ORM subquery of a function by its column": lambda db: db.execute(
        select(S.key, select(func.max(P.given_name).label("m")).subquery().c.m)
    ),
    "an ORM subquery of a constant in where": lambda db: db.execute(
        select(S.key).where(
            select(func.count().label("n")).select_from(G).subquery().c.n > literal(2)
        )
    ),
}


def _alias_joined(db: Any) -> Any:
    other = aliased(P)
    return db.execute(select(P.id, other.given_name).join(other, other.id != P.id))
