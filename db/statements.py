"""Which statements may be sent: plain ORM selects, so that no row can escape its rule.

Loader criteria cannot see text, core tables, aliases joined by hand or inner selects that are not
ORM; such a statement is refused rather than sent unfiltered.
"""

from collections.abc import Callable
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Column, Select, Table
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import custom_op
from sqlalchemy.sql.selectable import TableClause

_PARTS = (
    "asc between binary bindparam case cast clauselist coalesce column count desc exists "
    "expression_clauselist expression_select extract false funcfilter function grouping label "
    "label_reference max min null nulls_last over scalar_select select "
    "select_statement_grouping subquery sum table true tuple type_coerce typeclause unary"
)
ALLOWED = frozenset(_PARTS.split())
# Some functions read a table by its name (query_to_xml of PostgreSQL); these are known not to.
_CALLS = (
    "abs avg coalesce count first_value lag last_value lead length lower max min nullif rank "
    "round row_number substr sum trim upper"
)
FUNCTIONS = frozenset(_CALLS.split())
RAW_SQL = ("_prefixes", "_suffixes", "_hints", "_statement_hints")


class RefusedStatement(RuntimeError):
    """A statement that row rules could not filter."""


# What was found in statements that are kept; they never change, `where` and the like make new ones.
_looked_at: WeakKeyDictionary[Any, frozenset[type]] = WeakKeyDictionary()


def entities(statement: Any) -> frozenset[type]:
    """The table classes a statement names; RefusedStatement where a rule could be escaped."""
    found = _looked_at.get(statement)
    if found is None:
        found = _looked_at[statement] = frozenset(_entities(statement))
    return found


def _entities(statement: Any) -> set[type]:
    found: set[type] = set()
    for node in visitors.iterate(statement):
        _refuse_unknown(node)
        entity = node._annotations.get("parententity") if hasattr(node, "_annotations") else None
        if entity is not None:
            _refuse_alias(entity)
            found.add(entity.class_)
    return found


def _refuse_unknown(node: Any) -> None:
    name = node.__visit_name__
    if name not in ALLOWED and not name.startswith("expression"):
        raise RefusedStatement(f"a query may not use {name}")
    _check_of(node.__class__)(node)


@cache
def _check_of(kind: type) -> Callable[[Any], None]:
    """What to look at in a node of this kind: asked of hundreds of nodes on every event."""
    if issubclass(kind, Select):
        return _refuse_core
    if issubclass(kind, ColumnClause):
        return _refuse_bare_column
    if issubclass(kind, FunctionElement):
        return _refuse_function
    if issubclass(kind, TableClause) and not issubclass(kind, Table):
        return _refuse_named_table
    return _refuse_operator


def _refuse_function(node: Any) -> None:
    if getattr(node, "name", "") not in FUNCTIONS:
        raise RefusedStatement("a query may call only functions that read no table")
    _refuse_operator(node)


def _refuse_operator(node: Any) -> None:
    operator = getattr(node, "operator", None)
    if operator is not None and isinstance(operator, custom_op):
        raise RefusedStatement("a query may not hold operators of its own")


def _refuse_named_table(_: Any) -> None:
    raise RefusedStatement("a query may not name a table by a string")


def _refuse_core(select: Select[Any]) -> None:
    if select._propagate_attrs.get("compile_state_plugin") != "orm":
        raise RefusedStatement("an inner select must name a class")
    if any(getattr(select, raw) for raw in RAW_SQL):
        raise RefusedStatement("a query may not hold prefixes, suffixes or hints")
    if any(options.get("full") for *_, options in select._setup_joins):
        raise RefusedStatement("a full join returns rows that no rule let in")
    sources = [*select._raw_columns, *select._from_obj, *(join[0] for join in select._setup_joins)]
    for source in sources:
        bare = isinstance(source, Table) and "parententity" not in source._annotations
        if bare or getattr(source, "__visit_name__", "") == "join":
            raise RefusedStatement("tables of the core and their joins can't be filtered")


def _refuse_bare_column(column: ColumnClause[Any]) -> None:
    if isinstance(column, Column):
        if isinstance(column.table, Table) and "parententity" not in column._annotations:
            raise RefusedStatement(f"column {column} of the core: name it by its class")
    elif column.table is None and (column.name != "*" or not column.is_literal):
        raise RefusedStatement("a query may not hold literal SQL")


def _refuse_alias(entity: Any) -> None:
    if entity.is_aliased_class:
        raise RefusedStatement("an alias could be joined past its rule: ask twice instead")
