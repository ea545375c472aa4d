"""Every page is in the menu table, opens its own gate first, and knows no other page."""

import ast
import tomllib
from pathlib import Path

import pytest

from rules.menu import BY_KEY, PAGES, menu
from rules.people import PEOPLE_ROLES, Role
from rules.permissions import ALLOWED

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "pages").glob("*/**/*.py"))
GATES = ("visit", "visit_unsigned")


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def key_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "pages").with_suffix("").parts)


def first_call(tree: ast.Module) -> ast.Call | None:
    """The first thing a page does: nothing but imports and constants may stand before it."""
    for node in tree.body:
        value = node.value if isinstance(node, (ast.Expr, ast.Assign)) else None
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            return value
        if not isinstance(node, STILL) and not _is_constant(value):
            return None
    return None


STILL = (ast.Import, ast.ImportFrom)


def _is_constant(value: ast.expr | None) -> bool:
    """A docstring, a number, a tuple or an attribute: nothing that is called."""
    return value is not None and not any(isinstance(n, ast.Call) for n in ast.walk(value))


def gate(path: Path, call: ast.Call | None) -> tuple[str, object]:
    """The gate a call opens, and the page it names."""
    if call is None or len(call.args) != 1:
        return "none", None
    (argument,) = call.args
    if isinstance(argument, ast.Name):
        return _name(call), _constant(path, argument.id)
    return _name(call), argument.value if isinstance(argument, ast.Constant) else None


MENUS = {
    Role.COORDINATOR: {
        "home.coordinator",
        "goals.class_board",
        "goals.board",
        "goals.child",
        "survey.manage",
        "roster.upload",
        "roster.history",
        "roster.people",
        "roster.letters",
        "school.year",
        "school.export",
        "rights.leaving",
        "rights.erasure",
        "rights.retention",
        "log.school",
        "rights.consents",
        "rights.office",
        "account.devices",
    },
    Role.TEACHER: {
        "home.teacher",
        "goals.class_board",
        "goals.board",
        "goals.child",
        "goals.checkin_sheets",
        "school.export",
        "rights.consents",
        "account.devices",
    },
    Role.GUARDIAN: {
        "home.guardian",
        "goals.board",
        "goals.child",
        "survey.answer",
        "log.child",
        "rights.family",
        "account.devices",
    },
    Role.STUDENT: {
        "home.student",
        "goals.board",
        "goals.child",
        "log.child",
        "rights.family",
        "account.devices",
    },
}
FAMILY_ACTIONS = {
    Role.GUARDIAN: {
        "account.first_password",
        "account.password",
        "account.language",
        "account.end_session",
        "account.end_sessions",
        "identity.unlink",
        "identity.relink",
        "goal.add",
        "voice.family",
        "step.done",
        "comment.add",
        "comment.remove",
        "checkin.add",
        "checkin.remove",
        "survey.answer",
        "survey.send",
        "consent.say",
        "correction.ask",
        "export.own",
    },
    Role.STUDENT: {
        "account.password",
        "account.language",
        "account.end_session",
        "account.end_sessions",
        "identity.unlink",
        "identity.relink",
        "goal.add",
        "voice.child",
        "step.done",
        "comment.add",
        "comment.remove",
        "correction.ask",
        "export.own",
    },
}


def test_each_role_has_the_pages_it_should() -> None:
    assert {role: {page.key for page in menu(role)} for role in MENUS} == MENUS
    assert set(MENUS) == set(PEOPLE_ROLES)
    assert {page.key for page in PAGES if not page.roles} == {
        "entry.setup",
        "entry.sign_in",
        "entry.second_step",
        "entry.join",
    }


def test_families_and_children_may_do_what_they_should() -> None:
    for role, wanted in FAMILY_ACTIONS.items():
        assert {action for action, roles in ALLOWED.items() if role in roles} == wanted


def test_every_page_is_in_the_menu_table_and_there() -> None:
    assert {key_of(path) for path in FILES} == set(BY_KEY)
    assert len(FILES) == len(PAGES) >= 15
    assert sorted((ROOT / "pages").glob("*.py")) == [ROOT / "pages" / "main.py"]


@pytest.mark.parametrize("path", FILES, ids=key_of)
def test_a_page_opens_its_gate_first(path: Path) -> None:
    key = key_of(path)
    wanted = "visit" if BY_KEY[key].roles else "visit_unsigned"
    assert gate(path, first_call(parsed(path))) == (wanted, key)
    assert {gate(path, call) for call in _calls(path) if _name(call) in GATES} == {(wanted, key)}


@pytest.mark.parametrize("path", FILES, ids=key_of)
def test_a_dialog_or_fragment_opens_the_gate_again(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef) and any(map(_reruns_alone, node.decorator_list)):
            assert _first_call_of(node) == "visit", f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", FILES, ids=key_of)
def test_a_page_knows_no_other_page(path: Path) -> None:
    imported = {
        name
        for node in ast.walk(parsed(path))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (getattr(node, "module", None), *(alias.name for alias in node.names))
    }
    assert [name for name in imported if name and name.split(".")[0] == "pages"] == []


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _constant(path: Path, name: str) -> object:
    """The value of a constant of a page."""
    found = [
        node.value.value
        for node in parsed(path).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and [target.id for target in node.targets if isinstance(target, ast.Name)] == [name]
    ]
    return found[0] if len(found) == 1 else None


def _reruns_alone(decorator: ast.expr) -> bool:
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(named, ast.Attribute) and named.attr in ("dialog", "fragment")


def _first_call_of(function: ast.FunctionDef) -> str:
    """The call that Python makes first: a first argument comes before the call it is for."""
    body = [node for node in function.body if not _is_docstring(node)]
    value = body[0].value if isinstance(body[0], (ast.Expr, ast.Assign)) else None
    while isinstance(value, ast.Call) and value.args and isinstance(value.args[0], ast.Call):
        value = value.args[0]
    return _name(value) if isinstance(value, ast.Call) else ""


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_a_tab_makes_one_run_after_another() -> None:
    """Else a tab notes an answer while it saves the one before: docs/decisions/reruns.md."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["runner"]["fastReruns"] is False
