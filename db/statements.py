"""Which statements may be sent: plain ORM selects, so that no row can escape its rule.

Loader criteria cannot see text, core tables, aliases joined by hand or inner selects that are not
ORM; such a statement is refused rather than sent unfiltered.
"""

from typing import Any

from sqlalchemy import Column, Select, Table
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.visitors import ExternallyTraversible

ALLOWED = frozenset(
    "asc between binary bindparam case cast clauselist column desc expression_clauselist "
    "expression_select exists extract false function grouping label label_reference "
    "lambda_element max min null nulls_last over select select_statement_grouping subquery "
    "table true tuple type_coerce typeclause unary count sum coalesce scalar_select".split()
)


class RefusedStatement(RuntimeError):
    """A statement that row rules could not filter."""


def entities(statement: Any) -> set[type]:
    """The table classes a statement names; RefusedStatement where a rule could be escaped."""
    found: set[type] = set()
    for node in visitors.iterate(statement):
        _refuse_unknown(node)
        entity = node._annotations.get("parententity") if hasattr(node, "_annotations") else None
        if entity is not None:
            _refuse_alias(entity)
            found.add(entity.class_)
    return found


def _refuse_unknown(node: ExternallyTraversible) -> None:
    name = node.__visit_name__
    if name not in ALLOWED and not name.startswith("expression"):
        raise RefusedStatement(f"a query may not use {name}")
    if isinstance(node, Select):
        _refuse_core(node)
    elif isinstance(node, Column):
        if isinstance(node.table, Table) and "parententity" not in node._annotations:
            raise RefusedStatement(f"column {node} of the core: name it by its class")
    elif isinstance(node, ColumnClause) and node.is_literal and node.name != "*":
        raise RefusedStatement("a query may not hold literal SQL")


def _refuse_core(select: Select[Any]) -> None:
    if select._propagate_attrs.get("compile_state_plugin") != "orm":
        raise RefusedStatement("an inner select must name a class")
    sources = [*select._raw_columns, *select._from_obj, *(join[0] for join in select._setup_joins)]
    for source in sources:
        bare = isinstance(source, Table) and "parententity" not in source._annotations
        if bare or getattr(source, "__visit_name__", "") == "join":
            raise RefusedStatement("tables of the core and their joins can't be filtered")


def _refuse_alias(entity: Any) -> None:
    if entity.is_aliased_class:
        raise RefusedStatement("an alias could be joined past its rule: ask twice instead")
