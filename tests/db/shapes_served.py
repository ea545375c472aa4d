"""What pages may ask: each is answered, and blind to hidden rows."""

from typing import Any

from sqlalchemy import (
    String,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    false,
    func,
    literal,
    not_,
    or_,
    over,
    select,
    true,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm import (
    defer,
    load_only,
    undefer,
    with_loader_criteria,
)

from tests.db.shapes import C, G, P, S, Shape, W

_TWICE = select(P.given_name).where(P.id.in_(select(G.student_id)))

SERVED: dict[str, Shape] = {
    "all rows of a class": lambda db: db.scalars(select(P)),
    "one column": lambda db: db.execute(select(P.given_name)),
    "two classes side by side": lambda db: db.execute(select(P, G)),
    "a join": lambda db: db.execute(select(P, G).join(G, G.student_id == P.id)),
    "an outer join": lambda db: db.execute(
        select(P, G.title).join(G, G.student_id == P.id, isouter=True)
    ),
    "a join from the other side": lambda db: db.execute(
        select(G.title).select_from(P).join(G, G.student_id == P.id)
    ),
    "a join through a third": lambda db: db.execute(
        select(C.email).join(W, W.guardian_id == C.person_id).join(G, G.student_id == W.student_id)
    ),
    "a count": lambda db: db.scalar(select(func.count()).select_from(P)),
    "a count of a column": lambda db: db.scalar(select(func.count(P.id))),
    "a distinct count": lambda db: db.scalar(select(func.count(distinct(P.family_name)))),
    "a maximum": lambda db: db.scalar(select(func.max(P.given_name))),
    "a sum": lambda db: db.scalar(select(func.sum(G.target))),
    "groups": lambda db: db.execute(select(G.student_id, func.count(G.id)).group_by(G.student_id)),
    "groups that have many": lambda db: db.execute(
        select(P.family_name).group_by(P.family_name).having(func.count(P.id) > 1)
    ),
    "in a subquery": lambda db: db.scalars(
        select(P.given_name).where(P.id.in_(select(G.student_id)))
    ),
    "not in a subquery": lambda db: db.scalars(
        select(P.given_name).where(P.id.not_in(select(G.student_id)))
    ),
    "a scalar subquery": lambda db: db.execute(
        select(P.id, select(func.count(G.id)).scalar_subquery())
    ),
    "a correlated scalar subquery": lambda db: db.execute(
        select(
            P.id,
            select(func.count(G.id)).where(G.student_id == P.id).correlate(P).scalar_subquery(),
        )
    ),
    "exists": lambda db: db.scalars(select(S.key).where(select(G.id).exists())),
    "exists of one title": lambda db: db.scalars(
        select(S.key).where(select(G.id).where(G.title.like("SECRET%")).exists())
    ),
    "not exists": lambda db: db.scalars(
        select(S.key).where(~select(G.id).where(G.title.like("SECRET%")).exists())
    ),
    "a case": lambda db: db.scalars(select(case((P.grade == "5", P.given_name), else_="other"))),
    "a cast": lambda db: db.scalars(select(cast(P.id, String) + P.given_name)),
    "a type coerced": lambda db: db.scalars(select(type_coerce(P.given_name, String))),
    "coalesce": lambda db: db.scalars(select(func.coalesce(P.preferred_name, P.given_name))),
    "a window": lambda db: db.execute(select(P.id, func.row_number().over(order_by=P.given_name))),
    "a window over a partition": lambda db: db.execute(
        select(G.id, func.max(G.title).over(partition_by=G.horizon))
    ),
    "the over function": lambda db: db.execute(
        select(P.id, over(func.count(P.id), partition_by=P.role))
    ),
    "a tuple": lambda db: db.scalars(select(P.id).where(tuple_(P.id, P.role).in_([(1, "x")]))),
    "or true": lambda db: db.scalars(select(P.id).where(or_(P.id > 0, true()))),
    "not false": lambda db: db.scalars(select(P.id).where(not_(and_(false(), P.id > 0)))),
    "a bound value": lambda db: db.scalars(select(P).where(P.id == bindparam("who")), {"who": 102}),
    "a literal beside it": lambda db: db.execute(select(literal("x"), P.id)),
    "distinct": lambda db: db.scalars(select(P.family_name).distinct()),
    "limit and offset": lambda db: db.scalars(select(P).order_by(P.id).limit(2).offset(1)),
    "a subquery of a class": lambda db: db.execute(
        select(select(P.id, P.given_name).subquery().c.given_name)
    ),
    "a subquery joined by hand": lambda db: _joined_subquery(db),
    "a row by its key": lambda db: db.get(P, 102),
    "a row by its key or else": lambda db: db.get_one(P, 102),
    "load only": lambda db: [
        row.given_name for row in db.scalars(select(P).options(load_only(P.id)))
    ],
    "a deferred column": lambda db: [
        row.given_name for row in db.scalars(select(P).options(defer(P.given_name)))
    ],
    "undefer": lambda db: db.scalars(select(P).options(undefer("*"))),
    "populate existing": lambda db: db.scalars(select(P).execution_options(populate_existing=True)),
    "partitions": lambda db: db.scalars(select(P).execution_options(yield_per=1)),
    "only other columns": lambda db: db.execute(select(P).with_only_columns(P.given_name)),
    "an expired row": lambda db: _expired(db),
    "a refreshed row": lambda db: _refreshed(db),
    "criteria of one's own": lambda db: db.scalars(
        select(P).options(with_loader_criteria(P, true()))
    ),
    "ordered by another class's subquery": lambda db: db.scalars(
        select(P.id).order_by(
            select(func.max(G.title)).where(G.student_id == P.id).correlate(P).scalar_subquery()
        )
    ),
    "a statement asked twice": lambda db: [*db.scalars(_TWICE), *db.scalars(_TWICE)],
}


def _joined_subquery(db: Any) -> Any:
    counted = select(G.student_id, func.count(G.id).label("n")).group_by(G.student_id).subquery()
    return db.execute(select(P.id, counted.c.n).join(counted, counted.c.student_id == P.id))


def _expired(db: Any) -> Any:
    row = db.scalars(select(P).where(P.id == 102)).one()
    db.expire(row)
    return row.given_name


def _refreshed(db: Any) -> Any:
    row = db.scalars(select(P).where(P.id == 102)).one()
    db.refresh(row)
    return row.given_name
