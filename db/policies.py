"""The row rules as row-level security of PostgreSQL: written down in the database, never by hand.

Each rule is asked for every role with the viewer left open; what it selects becomes a function that
reads below the policies, because a policy that read another table would meet that one's policy.
docs/decisions/row-level-security.md says who owns what.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, column, func, select
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from db import tables as t
from db.row_rules import RULES, Rule, Whoever
from db.write_rules import may_add, may_change
from rules.people import Role

DIALECT = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call]

# Who asks, as the transaction says at its beginning; nobody when it says nothing.
ASKED = """
CREATE FUNCTION hub_person() RETURNS integer LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('hub.person', true), '')::integer $$;
CREATE FUNCTION hub_role() RETURNS text LANGUAGE sql STABLE
    AS $$ SELECT current_setting('hub.role', true) $$;
CREATE FUNCTION hub_day() RETURNS date LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('hub.day', true), '')::date $$;
"""
# Below the policies: the owner, who says so. It is the owner's alone to say.
KEEPER = "current_setting('hub.keeper', true) = 'on'"
LOOKUP = """
CREATE FUNCTION {name}({arguments}) RETURNS SETOF {type} LANGUAGE plpgsql STABLE SECURITY DEFINER
    ROWS 30 SET search_path = {schema}, pg_temp
    AS $$ DECLARE before text := current_setting('hub.keeper', true); BEGIN
        PERFORM set_config('hub.keeper', 'on', true);
        RETURN QUERY {body};
        PERFORM set_config('hub.keeper', before, true);
    END $$;
"""
TABLE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY hub_keeper ON {table} TO CURRENT_USER USING ({keeper}) WITH CHECK ({keeper});
CREATE POLICY hub_read ON {table} FOR SELECT TO {whom} USING ({read});
CREATE POLICY hub_add ON {table} FOR INSERT TO {whom} WITH CHECK ({add});
CREATE POLICY hub_change ON {table} FOR UPDATE TO {whom} USING ({change}) WITH CHECK ({change});
CREATE POLICY hub_remove ON {table} FOR DELETE TO {whom} USING ({change});
"""


class NotTimeless(TypeError):
    """A rule holds a day of its own, which would be written down for ever."""


@dataclass
class Policies:
    """What is written down, and the functions it calls: in which schema, and for which role.

    It holds for the owner too, who may be the only role there is, except where they look things up;
    CASE, because nothing else says that what follows isn't even tried.
    """

    schema: str = ""
    whom: str = ""
    lookups: dict[str, str] = field(default_factory=dict)

    def script(self) -> str:
        """Everything, for a database that holds none of it."""
        tables = "".join(self._table(table) for table in t.ALL)
        return ASKED + "".join(self.lookups.values()) + tables

    def _table(self, table: type[t.Table]) -> str:
        return TABLE.format(
            table=DIALECT.identifier_preparer.format_table(table.__table__),
            keeper=KEEPER,
            whom=self.whom,
            read=self.of(RULES[table]),
            add=self.of(may_add(table)),
            change=self.of(may_change(table)),
        )

    def of(self, rule: Rule) -> str:
        """A rule for everybody: each role with what it asks for."""
        asked: dict[str, list[Role]] = {}
        for role in Role:
            asked.setdefault(self._of_role(rule, role), []).append(role)
        parts = [_for(roles, found) for found, roles in asked.items() if found != "false"]
        return f"CASE WHEN {KEEPER} THEN false ELSE {' OR '.join(parts) or 'false'} END"

    def _of_role(self, rule: Rule, role: Role) -> str:
        return _sql(self.asked(rule, role))

    def asked(self, rule: Rule, role: Role) -> ColumnElement[bool]:
        """A rule for somebody of this role, as the transaction says who."""
        person: Any = func.hub_person(type_=Integer)
        left_open = rule(Whoever(person, role, func.hub_day(type_=Date)))
        return replacement_traverse(left_open, {}, self._looked_up)

    def _looked_up(self, element: Any, **_: Any) -> Any:
        """In place of an inner select, a function that answers the same."""
        if not isinstance(element, Select):
            return None
        outer = {one.name: column(one.name, one.type) for one in _outer(element)}
        inner: Any = replacement_traverse(element, {}, _given)
        return select(getattr(func, self._named(inner, outer))(*outer.values()))

    def _named(self, asked: Select[Any], outer: dict[str, Any]) -> str:
        """The function that selects this, given what it asks of the row outside."""
        (answer,) = asked.selected_columns
        body = _sql(asked)
        name = f"hub_{answer.name}_{sha256(body.encode()).hexdigest()[:8]}"
        arguments = ", ".join(f"its_{one.name} {_type(one)}" for one in outer.values())
        self.lookups[name] = LOOKUP.format(
            name=name, schema=self.schema, arguments=arguments, type=_type(answer), body=body
        )
        return name


def _for(roles: list[Role], asked: str) -> str:
    names = ", ".join(f"'{role}'" for role in roles)
    who = f"hub_role() IN ({names})"
    return who if asked == "true" else f"({who} AND ({asked}))"


def _outer(element: Any) -> Iterator[Any]:
    """Columns of the row that is asked about: rules name those by the class, and no others."""
    return filter(_is_outer, iterate(element))


def _is_outer(element: Any) -> bool:
    return element.__visit_name__ == "column" and "parententity" in element._annotations


def _given(element: Any, **_: Any) -> Any:
    return column(f"its_{element.name}", element.type) if _is_outer(element) else None


def _type(one: ColumnElement[Any]) -> str:
    return one.type.compile(DIALECT)


def _sql(asked: Any) -> str:
    for one in iterate(asked):
        if isinstance(one, BindParameter) and isinstance(one.value, date):
            raise NotTimeless(f"ask day_of(viewer) in {asked}")
    compiled = asked.compile(dialect=DIALECT, compile_kwargs={"literal_binds": True})
    return str(compiled)
