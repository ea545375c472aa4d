"""Text, literal SQL, functions, unions, CTEs and other statements."""

from typing import Any

from sqlalchemy import (
    Integer,
    column,
    false,
    func,
    lambda_stmt,
    lateral,
    literal_column,
    or_,
    select,
    text,
    true,
    union,
    union_all,
    values,
)
from sqlalchemy.orm import (
    Bundle,
    aliased,
    with_loader_criteria,
)

from tests.db.shapes import GOALS, PEOPLE, G, P, S, Shape

TEXT: dict[str, Shape] = {
    "text": lambda db: db.execute(text("SELECT given_name FROM person")),
    "text in a list of columns": lambda db: db.execute(select(P.id, text("given_name"))),
    "text in where": lambda db: db.execute(select(P.id).where(text("1=1) OR (1=1"))),
    "text in where of a subquery": lambda db: db.execute(
        select(P.id).where(P.id.in_(select(G.student_id).where(text("1=1) OR (1=1"))))
    ),
    "text in order by": lambda db: db.execute(
        select(P.id).order_by(text("(SELECT max(title) FROM goal)"))
    ),
    "a name in order by": lambda db: db.execute(select(P.id).order_by("nothing of the kind")),
    "text in group by": lambda db: db.execute(select(P.id).group_by(text("1"))),
    "text as source": lambda db: db.execute(select(P.id).select_from(text("person AS p2"))),
    "text with columns": lambda db: db.execute(
        select(text("SELECT given_name FROM person").columns(column("given_name")).subquery())
    ),
    "text with columns, by its column": lambda db: db.execute(
        select(
            P.id,
            text("SELECT given_name FROM person")
            .columns(column("given_name"))
            .subquery()
            .c.given_name,
        )
    ),
    "literal SQL": lambda db: db.execute(
        select(P.id, literal_column("(SELECT group_concat(given_name) FROM person)"))
    ),
    "literal SQL in where": lambda db: db.execute(
        select(P.id).where(literal_column("1=1) OR (1=1"))
    ),
    "literal SQL in a function": lambda db: db.execute(
        select(P.id, func.max(literal_column("(SELECT max(title) FROM goal)")))
    ),
    "a star": lambda db: db.execute(select(literal_column("*")).select_from(P)),
    "a star of two": lambda db: db.execute(
        select(literal_column("*")).select_from(S).join(P, P.id > 0)
    ),
    "an operator of one's own": lambda db: db.execute(
        select(P.id).where(P.id.op("= 1 OR 1=1) OR (1 =")(1))
    ),
    "a boolean operator of one's own": lambda db: db.execute(
        select(P.id).where(P.id.bool_op("> 0) OR (1 =")(1))
    ),
    "a collation of one's own": lambda db: db.execute(
        select(P.id).order_by(P.given_name.collate("NOCASE"))
    ),
    "a prefix": lambda db: db.execute(
        select(P.id).prefix_with("given_name, (SELECT max(title) FROM goal),")
    ),
    "a suffix": lambda db: db.execute(select(P.id).suffix_with("UNION SELECT id FROM person")),
    "a hint": lambda db: db.execute(select(P.id).with_hint(P, "CROSS JOIN goal", "*")),
    "a statement hint": lambda db: db.execute(
        select(P.id).with_statement_hint("UNION SELECT id FROM person")
    ),
    "a hint in a subquery": lambda db: db.execute(
        select(P.id).where(P.id.in_(select(G.student_id).with_statement_hint("OR 1=1")))
    ),
    "a union": lambda db: db.execute(union(select(P.id), select(PEOPLE.c.id))),
    "a union of classes": lambda db: db.execute(union_all(select(P.id), select(G.student_id))),
    "a union as a subquery": lambda db: db.execute(
        select(P.id).where(P.id.in_(union(select(G.student_id), select(PEOPLE.c.id))))
    ),
    "a union by its column": lambda db: db.execute(
        select(S.key, union(select(PEOPLE.c.given_name), select(GOALS.c.title)).subquery().c[0])
    ),
    "a CTE": lambda db: db.execute(select(select(P.id, P.given_name).cte().c.given_name)),
    "a core CTE": lambda db: db.execute(select(P.id, select(PEOPLE).cte().c.given_name)),
    "a recursive CTE": lambda db: db.execute(_recursive()),
    "an attached CTE": lambda db: db.execute(
        select(P.id).add_cte(select(PEOPLE.c.given_name).cte("x"))
    ),
    "a lateral": lambda db: db.execute(
        select(P.id, lateral(select(GOALS.c.title).where(GOALS.c.id > 0)).c.title)
    ),
    "an ORM lateral": lambda db: db.execute(
        select(P.id, select(G.title).where(G.student_id != P.id).lateral().c.title)
    ),
    "values": lambda db: db.execute(
        select(P.id).join(values(column("n", Integer), name="v").data([(1,)]), true())
    ),
    "a table sample": lambda db: db.execute(select(aliased(P, P.__table__.tablesample(100)))),
    "a table sample by its column": lambda db: db.execute(
        select(P.id, func.max(PEOPLE.tablesample(100).c.given_name))
    ),
    "a table-valued function": lambda db: db.execute(
        select(P.id, func.json_each("[1]").table_valued("value").c.value)
    ),
    "a function's column": lambda db: db.execute(
        select(P.id, func.json_each("[1]").column_valued("x"))
    ),
    "a function that reads a table": lambda db: db.execute(
        select(P.id, func.query_to_xml("select * from person", True, True, ""))
    ),
    "a function of a name of one's own": lambda db: db.execute(
        select(P.id, getattr(func, "max(1), (SELECT max(title) FROM goal), max")(1))
    ),
    "from_statement": lambda db: db.scalars(select(P).from_statement(select(PEOPLE))),
    "from_statement with text": lambda db: db.scalars(
        select(P).from_statement(text("SELECT * FROM person"))
    ),
    "from_statement with a class": lambda db: db.scalars(select(P).from_statement(select(P))),
    "a bundle": lambda db: db.execute(select(Bundle("b", P.id, P.given_name))),
    "a bundle of the core": lambda db: db.execute(select(S.key, Bundle("b", PEOPLE.c.given_name))),
    "core columns in place of a class's": lambda db: db.execute(
        select(P).with_only_columns(PEOPLE.c.given_name)
    ),
    "columns added": lambda db: db.execute(select(P.id).add_columns(GOALS.c.title)),
    "a statement made by a lambda": lambda db: db.execute(lambda_stmt(lambda: select(PEOPLE))),
    "a class by a lambda": lambda db: db.execute(lambda_stmt(lambda: select(P))),
    "a rule turned off": lambda db: db.scalars(
        select(P).options(with_loader_criteria(P, lambda cls: or_(true(), cls.id > 0)))
    ),
}


def _recursive() -> Any:
    start = select(PEOPLE.c.id, PEOPLE.c.given_name).cte(recursive=True)
    return select(start.union_all(select(start.c.id, start.c.given_name).where(false())).c[1])
