"""The few doors to the database, and to drawing unescaped, are where they are known to be."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("auth", "components", "db", "exchange", "i18n", "jobs", "pages", "rules", "seed")

# Ways past the row rules, and the only files that may use them.
DOORS = {
    "create_engine": {"db/engine.py"},
    "make_engine": {"db/session.py"},
    "engine": {"db/session.py", "db/traces.py"},
    "HubSession": {"db/session.py"},
    "restoring": {"db/commands/whole_hub.py"},
    "with_loader_criteria": {"db/session.py"},
    "text": {"db/traces.py"},  # to vacuum, which reads no row
    "literal_column": set(),
    "Session": {"db/session.py"},
    "sessionmaker": set(),
}
ATTRIBUTES = {
    "exec_driver_sql": {"db/engine.py"},
    "get_bind": set(),
    "bind": set(),
    "many": {"db/commands/roster_rows.py"},
}
SQL = ("sqlalchemy", "sqlmodel", "db.session", "db.engine")
HTML_FILES = ("charts", "children", "style", "tables", "text", "uploads")
HTML = {f"components/{name}.py" for name in HTML_FILES}
CALLBACKS = ("on_click", "on_change", "on_submit", "on_select", "on_dismiss")


@cache
def files() -> dict[str, list[ast.AST]]:
    """The parts of every file of the hub."""
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {
        path.relative_to(ROOT).as_posix(): list(ast.walk(ast.parse(path.read_text("utf-8"))))
        for path in paths
    }


def imports(nodes: list[ast.AST], *sources: str) -> set[str]:
    """Names that come from these modules."""
    return {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(sources)
        for alias in node.names
    }


def calls(nodes: list[ast.AST]) -> set[str]:
    return {
        node.func.id
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def attributes(nodes: list[ast.AST]) -> set[str]:
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def keywords(nodes: list[ast.AST], *names: str) -> list[ast.expr]:
    return [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg in names]


def test_there_are_files_to_look_at() -> None:
    assert len(files()) >= 120


def test_the_database_is_reached_by_its_doors_alone() -> None:
    wrong = set()
    for file, nodes in files().items():
        used = imports(nodes, *SQL) & calls(nodes)
        wrong |= {(file, door) for door in used & set(DOORS) if file not in DOORS[door]}
        seen = attributes(nodes) & set(ATTRIBUTES)
        wrong |= {(file, name) for name in seen if file not in ATTRIBUTES[name]}
    assert wrong == set()


def test_only_a_few_files_draw_html_and_none_draws_markdown_unescaped() -> None:
    for file, nodes in files().items():
        assert not keywords(nodes, "unsafe_allow_html"), file
        assert "html" not in attributes(nodes) or file in HTML, file


def test_a_callback_changes_nothing_in_the_database() -> None:
    """It runs before anybody asks who is here: it may only note what was clicked."""
    counted = 0
    for file, nodes in files().items():
        bodies = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
        stored = imports(nodes, "db.")
        for callback in _named(keywords(nodes, *CALLBACKS)):
            inside = ast.walk(bodies[callback]) if callback in bodies else iter(())
            names = {node.id for node in inside if isinstance(node, ast.Name)}
            assert not ({callback} | names) & stored, (file, callback)
            counted += 1
    assert counted >= 5


def _named(values: list[ast.expr]) -> set[str]:
    return {node.id for value in values for node in ast.walk(value) if isinstance(node, ast.Name)}


def test_what_is_cached_is_cached_by_all_it_is_made_of() -> None:
    """Streamlit leaves arguments that begin with _ out of the key: another's would be served."""
    for file, nodes in files().items():
        for node in nodes:
            if isinstance(node, ast.FunctionDef) and any(map(_caches, node.decorator_list)):
                assert not [a.arg for a in node.args.args if a.arg.startswith("_")], file


def _caches(decorator: ast.expr) -> bool:
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(named, ast.Attribute) and named.attr in ("cache_data", "cache_resource")
