"""Whatever is broken in a row rule, the written rows tell: no mutant survives."""

from collections.abc import Callable, Container, Iterator
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Connection, select

from db import row_rules
from db import tables as t
from db.session import engine
from rules.people import SYSTEM, Role, Viewer
from seed.cast import BY_KEY, Cast
from tests.cast import Template, copied
from tests.db.full_hub import everything, fill
from tests.db.matrix import Keys, Table, key_of
from tests.db.mutants import mutants
from tests.db.row_rules_expected import EXPECTED

# Changed into what they are.
SAME = (
    "always true: def everyone(viewer: Viewer) -> ColumnElement[bool]:",
    "always false: def nobody_else(viewer: Viewer) -> ColumnElement[bool]:",
)


class Judge:
    """What everybody may see, and whether some rules say the same."""

    def __init__(self, cast: Cast, db: Connection) -> None:
        self.cast, self.db, self.rows = cast, db, everything(cast)
        self.asked = list(self._asked())
        self.sound = [self._key(row_rules, who, table) for who, table, _ in self.asked]

    def _asked(self) -> Iterator[tuple[Any, Table, Keys]]:
        for table in t.ALL:
            for key in BY_KEY:
                yield self._member(key), table, self._named(table, EXPECTED[table].get(key, ()))
            everything_ = tuple(self.rows[table])
            yield _system, table, self._named(table, everything_)
        for table in (t.Goal, t.CheckIn):
            for role in (Role.GUARDIAN, Role.TEACHER):
                yield self._as_such(role), table, self._named(table, ("child",))

    def _named(self, table: Table, names: tuple[str, ...]) -> Keys:
        return set().union(*(self.rows[table][name] for name in names))

    def _member(self, key: str) -> Callable[[ModuleType], Viewer]:
        viewer = Viewer(self.cast.person(key), BY_KEY[key].role)
        return lambda _rules: viewer

    def _as_such(self, role: Role) -> Callable[[ModuleType], Viewer]:
        return lambda rules: rules.WithAccess(0, role, self.cast.child)

    def _key(self, rules: ModuleType, who: Any, table: Table) -> Any:
        """Tells two expressions apart, without asking the database."""
        made = rules.RULES[table](who(rules))._generate_cache_key()
        return made.key, [one.value for one in made.bindparams]

    def finds(self, rules: ModuleType, tables: Container[str]) -> str:
        """The first thing that these rules say otherwise; nothing for sound ones."""
        for (who, table, wanted), sound in zip(self.asked, self.sound, strict=True):
            if table.__name__ not in tables:
                continue
            try:
                if self._key(rules, who, table) == sound:
                    continue
                rule = rules.RULES[table](who(rules))
                rows = self.db.scalars(select(key_of(table)).where(rule)).all()
            except Exception as error:  # a rule that can't be asked lets nobody in
                return type(error).__name__
            if {str(key) for key in rows} != wanted:
                return f"{table.__name__} of {who(rules)}"
        return ""


def _system(_rules: ModuleType) -> Viewer:
    return SYSTEM


@pytest.fixture(scope="module")
def judge(hub_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    with copied(hub_template, tmp_path_factory.mktemp("mutants")) as cast:
        fill(cast)
        with engine().connect() as db:
            yield Judge(cast, db)


def test_the_sound_rules_are_found_sound(judge: Judge) -> None:
    judge.sound, kept = [None] * len(judge.asked), judge.sound
    assert judge.finds(row_rules, {table.__name__ for table in t.ALL}) == ""
    judge.sound = kept


def test_no_broken_rule_survives(
    judge: Judge, record_property: Callable[[str, object], None]
) -> None:
    found = [(one.told, judge.finds(one.module(), one.tables)) for one in mutants()]
    alive = [told.partition(": ")[2] for told, why in found if not why]
    assert alive == list(SAME)
    killed = len(found) - len(alive)
    record_property("mutants of the row rules, each of them killed", killed)
    assert killed >= 250
