"""Every command: one permission, one audit row, once a form, and nobody else's rows."""

import pkgutil
from importlib import import_module
from inspect import signature
from itertools import product

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import db.commands
from db import tables as t
from db.commands.base import COMMANDS
from db.session import engine, reading
from rules.people import PEOPLE_ROLES, SYSTEM, Role, Viewer
from rules.permissions import ALLOWED
from rules.problems import Problem, Stale
from seed.cast import BY_KEY, Cast
from tests.cast import me_of
from tests.guards.command_examples import EXAMPLES, row

for _module in pkgutil.iter_modules(db.commands.__path__):
    import_module(f"db.commands.{_module.name}")

ACTIONS = sorted(COMMANDS)
TYPED = (
    "Tell the time",
    "Words",
    "My words",
    "Well done",
    "Small groups",
    "Friends",
    "Nia",
    "Called",
    "court order",
    "Amarah",
    "spelt",
)
FOREIGN = [
    (action, who, arguments)
    for action, example in EXAMPLES.items()
    for who, arguments in example.foreign
]
# These take nobody's number: they are about whoever calls.
OF_ONESELF = {
    "account.language",
    "account.password",
    "second.start",
    "second.confirm",
    "second.codes",
    "second.off",
}
STRANGERS = {
    Role.COORDINATOR: "coordinator",
    Role.TEACHER: "teacher",
    Role.GUARDIAN: "parent",
    Role.STUDENT: "child",
}


def viewer(hub: Cast, key: str) -> Viewer:
    return SYSTEM if key == "system" else me_of(hub, key)


def everything() -> dict[str, list[str]]:
    """Every row of every table, past every rule."""
    with Session(engine()) as session:
        return {
            table.__name__: sorted(repr(sorted(row.model_dump().items())) for row in rows)
            for table in t.ALL
            if (rows := session.scalars(select(table)).all()) is not None
        }


def audit_rows() -> int:
    with reading(SYSTEM) as session:
        return session.scalar(select(func.count()).select_from(t.AuditEntry)) or 0


@pytest.fixture
def ready(hub: Cast, request: pytest.FixtureRequest) -> Cast:
    """The cast; for set-up, a hub without anybody."""
    if EXAMPLES[request.node.callspec.params["action"]].empty_hub:
        with Session(engine()) as session:
            session.execute(t.Account.__table__.delete())
            session.commit()
    return hub


def test_every_command_has_a_permission_and_an_example() -> None:
    assert set(COMMANDS) == set(EXAMPLES) == set(ALLOWED)
    assert len(COMMANDS) >= 36


@pytest.mark.parametrize("action", ACTIONS)
def test_a_command_leaves_one_audit_row_and_runs_once_a_form(ready: Cast, action: str) -> None:
    example = EXAMPLES[action]
    me, arguments = viewer(ready, example.who), example.arguments(ready)
    before = audit_rows()
    first = COMMANDS[action](me, "op", *arguments)
    assert audit_rows() == before + 1
    stored = everything()
    assert [word for word in TYPED if word in str(stored["AuditEntry"])] == []
    assert COMMANDS[action](me, "op", *arguments) == first
    assert everything() == stored


def test_a_form_that_was_used_for_one_thing_does_no_other(hub: Cast) -> None:
    me = me_of(hub, "parent")
    COMMANDS["account.language"](me, "op", "es")
    stored = everything()
    with pytest.raises(Problem):
        COMMANDS["voice.family"](me, "op", *EXAMPLES["voice.family"].arguments(hub))
    assert everything() == stored


def test_the_form_of_one_is_not_the_form_of_another(hub: Cast) -> None:
    for key, language in (("parent", "es"), ("teacher", "en"), ("child", "es")):
        COMMANDS["account.language"](me_of(hub, key), "op", language)
    assert [row(t.Person, id=hub.person(key)).ui_language for key in ("parent", "teacher")] == [
        "es",
        "en",
    ]


def test_a_command_refuses_every_other_role(hub: Cast, caplog: pytest.LogCaptureFixture) -> None:
    given = {action: example.arguments(hub) for action, example in EXAMPLES.items()}
    stored, refused = everything(), 0
    for action, role in product(ACTIONS, PEOPLE_ROLES):
        if role not in ALLOWED[action]:
            with pytest.raises(Problem):
                COMMANDS[action](viewer(hub, STRANGERS[role]), f"op:{role}", *given[action])
            refused += 1
    assert everything() == stored
    assert refused == sum(len(set(PEOPLE_ROLES) - ALLOWED[one]) for one in ACTIONS) >= 70
    assert caplog.text.count("refused NotAllowed: person ") == refused


def test_a_command_refuses_rows_of_others(hub: Cast, caplog: pytest.LogCaptureFixture) -> None:
    given = [(action, who, arguments(hub)) for action, who, arguments in FOREIGN]
    stored = everything()
    for action, who, arguments in given:
        assert BY_KEY[who].role in ALLOWED[action]
        with pytest.raises(Problem):
            COMMANDS[action](me_of(hub, who), "op", *arguments)
        assert everything() == stored, (action, who)
    assert len(given) >= 36
    assert caplog.text.count("refused ") == len(given)


def test_a_command_refuses_numbers_of_nothing(hub: Cast) -> None:
    """Where the first argument is a row's number, it is one that no row has."""
    given = {action: example.arguments(hub) for action, example in EXAMPLES.items()}
    named = {action: rest[1:] for action, rest in given.items() if rest and type(rest[0]) is int}
    stored = everything()
    for action, rest in named.items():
        with pytest.raises(Problem):
            COMMANDS[action](viewer(hub, EXAMPLES[action].who), "op", 987_654, *rest)
    assert everything() == stored
    assert len(named) >= 18


def test_what_the_rules_refuse_leaves_a_line_without_words(
    hub: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """A step out of order, and text that no form lets through: who and what, not which words."""
    me = me_of(hub, "teacher")
    with pytest.raises(Problem):
        COMMANDS["second.codes"](me, "op", ["hash"])
    with pytest.raises(Problem):
        COMMANDS["coordinator.add"](SYSTEM, "op", "Mariama" * 100, "Jallow")
    told = f"person {me.person_id}, teacher, second.codes"
    assert f"refused Problem: {told}" in caplog.text
    assert "system, coordinator.add" in caplog.text
    assert "Mariama" not in caplog.text


def test_a_stale_form_changes_nothing(hub: Cast, caplog: pytest.LogCaptureFixture) -> None:
    """Wherever a command takes the version that its form was opened at."""
    counted = 0
    for action, example in EXAMPLES.items():
        names = list(signature(COMMANDS[action]).parameters)[1:]
        if "version" in names:
            arguments = list(example.arguments(hub))
            arguments[names.index("version")] -= 1
            stored = everything()
            with pytest.raises(Stale):
                COMMANDS[action](viewer(hub, example.who), "op", *arguments)
            assert everything() == stored
            counted += 1
    assert counted >= 5
    assert "refused" not in caplog.text


def test_whoever_is_given_families_also_has_foreign_calls() -> None:
    """A command that names a child's rows has at least one call for rows of others."""
    open_to_all_rows = {Role.COORDINATOR, Role.SYSTEM}
    for action, example in EXAMPLES.items():
        if ALLOWED[action] - open_to_all_rows and action not in OF_ONESELF:
            assert example.foreign, action
