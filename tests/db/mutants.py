"""The row rules, broken in every way that a slip of the pen could break them, one at a time."""

import ast
import sys
from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from db import row_rules

NAME = "db.row_rules_broken"
NOWHERE = -1
JOINED = ("and_", "or_")
ASKED = ("in_", "is_", "exists")
SWAPS = {
    "Role": ("COORDINATOR", "TEACHER", "GUARDIAN", "STUDENT"),
    "Right": ("READ", "WRITE", "CONTACT"),
}
Broken = Iterator[tuple[str, ast.AST]]


@dataclass(frozen=True)
class Mutant:
    """One broken set of rules, and what was broken."""

    told: str
    tree: ast.Module
    tables: frozenset[str]  # those whose rule can have changed

    def module(self) -> ModuleType:
        made = ModuleType(NAME)
        sys.modules[NAME] = made  # a dataclass looks its module up
        exec(compile(self.tree, NAME, "exec"), made.__dict__)
        return made


def mutants() -> Iterator[Mutant]:
    """Every rule and helper with one thing changed."""
    tree = ast.parse(Path(row_rules.__file__).read_text(encoding="utf-8"))
    for number, node in enumerate(_places(tree)):
        node.number = number  # type: ignore[attr-defined]
    for top, tables in _tops(tree):
        for node in ast.walk(top):
            place: int = getattr(node, "number", NOWHERE)
            for told, new in _ways(node) if place != NOWHERE else ():
                broken = _Replaced(place, new).visit(deepcopy(tree))
                ast.fix_missing_locations(broken)
                where = f"{told}: {ast.unparse(node).splitlines()[0][:80]}"
                yield Mutant(f"line {getattr(node, 'lineno', '?')}: {where}", broken, tables)


def _tops(tree: ast.Module) -> Iterator[tuple[ast.AST, frozenset[str]]]:
    """Each function and each entry of the table of rules, with the tables that it can change."""
    functions = [top for top in tree.body if isinstance(top, ast.FunctionDef)]
    (rules,) = (top.value for top in tree.body if isinstance(top, ast.AnnAssign) and top.value)
    assert isinstance(rules, ast.Dict)
    entries = {
        ast.unparse(key).removeprefix("t."): value
        for key, value in zip(rules.keys, rules.values, strict=True)
        if key
    }
    for function in functions:
        names = _users(function.name, functions)
        used = {table for table, rule in entries.items() if names & _names(rule)}
        yield function, frozenset(used)
    yield rules, frozenset(entries)


def _users(name: str, functions: list[ast.FunctionDef]) -> set[str]:
    """The function and whatever asks it, directly or not."""
    found = {name}
    while more := {one.name for one in functions if _names(one) & found} - found:
        found |= more
    return found


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


class _Replaced(ast.NodeTransformer):
    def __init__(self, number: int, new: ast.AST) -> None:
        self.number, self.new = number, new

    def visit(self, node: ast.AST) -> Any:
        if getattr(node, "number", None) == self.number:
            return deepcopy(self.new)
        return self.generic_visit(node)


def _places(tree: ast.Module) -> Iterator[ast.AST]:
    """Functions with all that is in them, and the table of rules."""
    for top in tree.body:
        if isinstance(top, ast.FunctionDef):
            yield top
            for statement in top.body:
                yield from ast.walk(statement)
        elif isinstance(top, ast.AnnAssign) and isinstance(top.value, ast.Dict):
            yield top.value
            for rule in top.value.values:
                yield from ast.walk(rule)


def _ways(node: ast.AST) -> Broken:
    if isinstance(node, ast.FunctionDef):
        yield from _wide(node)
    elif isinstance(node, ast.Dict):
        yield from _open_tables(node)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.List | ast.Tuple) and isinstance(node.ctx, ast.Load):
        yield from _shorter(node)
    elif isinstance(node, ast.Compare):
        yield from _compared(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        yield "turned round", node.operand
    elif isinstance(node, ast.Attribute):
        yield from _swapped(node)


def _wide(node: ast.FunctionDef) -> Broken:
    """A rule that lets everything in, or nothing."""
    if node.returns and ast.unparse(node.returns) == "ColumnElement[bool]":
        for word in ("true", "false"):
            new = copy(node)
            new.body = ast.parse(f"return {word}()").body
            yield f"always {word}", new


def _open_tables(node: ast.Dict) -> Broken:
    """A table whose rule is forgotten, or is another one's."""
    for place, value in enumerate(node.values):
        for word in ("everyone", "nobody_else", "hub_only"):
            if ast.unparse(value) != word:
                new = copy(node)
                new.values = [*node.values]
                new.values[place] = ast.Name(word, ast.Load())
                yield f"{ast.unparse(value)} is {word}", new


def _calls(node: ast.Call) -> Broken:
    name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
    if name in ASKED:
        yield "turned round", ast.UnaryOp(ast.Invert(), node)
    if (name in JOINED and len(node.args) > 1) or name == "where":
        for place in range(len(node.args)):
            new = copy(node)
            new.args = [one for at, one in enumerate(node.args) if at != place]
            yield f"without part {place + 1}", new
    if name in JOINED:
        new = copy(node)
        new.func = ast.Name(JOINED[1 - JOINED.index(name)], ast.Load())
        yield "and for or", new


def _shorter(node: ast.List | ast.Tuple) -> Broken:
    for place in range(len(node.elts)):
        new = copy(node)
        new.elts = [one for at, one in enumerate(node.elts) if at != place]
        yield f"without part {place + 1}", new


def _compared(node: ast.Compare) -> Broken:
    """In Python a question about the viewer, in SQL one about a row."""
    python = ast.unparse(node.left).startswith("viewer.")
    yield "turned round", ast.UnaryOp(ast.Not() if python else ast.Invert(), node)
    for place, one in enumerate(node.comparators):
        if isinstance(one, ast.Constant):
            new = copy(node)
            new.comparators = [*node.comparators]
            new.comparators[place] = ast.Constant("something else")
            yield "with another word", new


def _swapped(node: ast.Attribute) -> Broken:
    """Somebody else's eyes, another role, another right."""
    owner = getattr(node.value, "id", "")
    if owner == "viewer" and node.attr == "person_id":
        yield "the next viewer", ast.BinOp(node, ast.Add(), ast.Constant(1))
    for other in SWAPS.get(owner, ()):
        if other != node.attr:
            yield f"for {other}", ast.Attribute(node.value, other, ast.Load())
