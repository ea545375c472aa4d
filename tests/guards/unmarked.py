"""Finds words that a person reads and that no translator was shown."""

import ast
import re
from collections.abc import Iterator

MARKS = {"_", "N_", "ngettext"}
DRAWS = {
    "area_chart", "badge", "bar_chart", "button", "caption", "chat_input", "checkbox", "code",
    "color_picker", "date_input", "dialog", "download_button", "error", "expander", "feedback",
    "file_uploader", "form_submit_button", "header", "image", "info", "line_chart", "link_button",
    "markdown", "menu_button", "metric", "multiselect", "number_input", "page_link", "pills",
    "popover", "progress", "radio", "segmented_control", "select_slider", "selectbox", "slider",
    "spinner", "status", "subheader", "success", "tabs", "text", "text_area", "text_input",
    "time_input", "title", "toast", "toggle", "vega_lite_chart", "warning", "write",
}  # fmt: skip
SPOKEN = {"alt", "body", "caption", "delta", "description", "help", "label", "placeholder", "text"}
PROBLEMS = {"Problem", "NotFound", "Stale"}
NOT_WORDS = re.compile(
    r":material/\w+:|:\w+\[|&\w+;|<[^>]*>|\b\w{4}(-\w{4})+\b|/\w[\w/-]*(\?\w+=)?"
)
LETTERS = re.compile(r"[^\W\d_]{2,}")


def undrawable(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every literal that Streamlit is given to draw as it is."""
    for call in _calls(source):
        if _name(call) in DRAWS and _receiver(call) not in ("", "log"):
            yield from _literals(_spoken(call))


def untellable(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every literal that a person is told as a problem."""
    for call in _calls(source):
        if _name(call) in PROBLEMS:
            yield from _literals(call.args[:1])


def unextractable(source: str) -> Iterator[tuple[int, str]]:
    """Line and code of every mark that no catalog hears of: around a made text, or inside one."""
    for made in ast.walk(ast.parse(source)):
        if isinstance(made, ast.JoinedStr):
            yield from (
                (call.lineno, ast.unparse(call))
                for call in ast.walk(made)
                if isinstance(call, ast.Call)
                and _name(call) in MARKS
                and isinstance(call.args[0], ast.Constant)
            )
    for call in _calls(source):
        if _name(call) in MARKS and isinstance(call.func, ast.Name):
            texts = call.args[:2] if _name(call) == "ngettext" else call.args[:1]
            yield from ((call.lineno, ast.unparse(call)) for text in texts if _is_made(text))


def _calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _receiver(call: ast.Call) -> str:
    return ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""


def _spoken(call: ast.Call) -> list[ast.expr]:
    return call.args[:1] + [word.value for word in call.keywords if word.arg in SPOKEN]


def _is_made(text: ast.expr) -> bool:
    formatted = isinstance(text, ast.Call) and _name(text) == "format"
    return formatted or isinstance(text, ast.JoinedStr | ast.BinOp)


def _literals(texts: list[ast.expr]) -> Iterator[tuple[int, str]]:
    for text in texts:
        match text:
            case ast.Constant(value=str(words)) if LETTERS.search(NOT_WORDS.sub("", words)):
                yield text.lineno, words
            case ast.JoinedStr(values=parts):
                yield from _literals(parts)
            case ast.BinOp(left=left, right=right):
                yield from _literals([left, right])
            case ast.IfExp(body=one, orelse=other):
                yield from _literals([one, other])
            case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
                yield from _literals(parts)
            case ast.Call(func=ast.Attribute(value=inner, attr="format")):
                yield from _literals([inner])
