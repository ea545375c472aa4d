"""Everything a person reads can be translated, and is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from i18n.catalogs import tools
from tests.guards.unmarked import undrawable, unextractable, untellable

Finder = Callable[[str], Iterator[tuple[int, str]]]
DRAWING = ("app.py", "auth", "components", "pages")
EVERYTHING = [path.relative_to(tools.ROOT) for path in tools.sources()]
DRAWN = [path for path in EVERYTHING if path.parts[0] in DRAWING]


def found(paths: list[Path], finder: Finder) -> list[str]:
    assert paths
    return [
        f"{path}:{line} {words!r}"
        for path in paths
        for line, words in finder((tools.ROOT / path).read_text("utf-8"))
    ]


def test_every_drawn_text_is_marked() -> None:
    assert found(DRAWN, undrawable) == []


def test_every_problem_is_marked() -> None:
    assert found(EVERYTHING, untellable) == []


def test_marks_hold_plain_text() -> None:
    assert found(EVERYTHING, unextractable) == []


def test_boxes_to_search_in_are_drawn_in_one_place_with_our_words() -> None:
    using = {
        str(path) for path in DRAWN if 'type="search"' in (tools.ROOT / path).read_text("utf-8")
    }
    assert using == {"components/find.py"}


@pytest.mark.parametrize("language", tools.translated_languages())
def test_catalogs_are_complete(language: str) -> None:
    assert tools.check(language) == []


@pytest.mark.parametrize(
    "line",
    [
        'st.button("Save")',
        'left.caption(f"{name} has no goal")',
        'st.text_input(_("Name"), placeholder="Your name")',
        'st.info("Saved" if done else _("Not saved"))',
        'st.write("Hello {name}".format(name=name))',
    ],
)
def test_an_unmarked_text_is_found(line: str) -> None:
    assert list(undrawable(line))


@pytest.mark.parametrize(
    "line",
    [
        'st.button(_("Save"), key="save", icon=":material/save:")',
        'st.markdown(f"**{name}** · {when}")',
        'st.text(words[key] if key else "–")',
        'log.error("error %s", reference)',
        'st.text_input(_("Code"), placeholder="ABCD-EFGH-JKMN")',
    ],
)
def test_a_marked_text_is_not(line: str) -> None:
    assert not list(undrawable(line))


def test_an_unmarked_problem_is_found() -> None:
    assert list(untellable('raise Problem("Too long.")'))


@pytest.mark.parametrize(
    "line",
    [
        '_(f"Hello {name}")',
        '_("Hello %s" % name)',
        'ngettext("one", f"{n} goals", n)',
        "f\"{told} · {_('Saved')}\"",
    ],
)
def test_a_mark_around_a_made_text_is_found(line: str) -> None:
    assert list(unextractable(line))


@pytest.mark.parametrize(
    ("source", "translation", "fits"),
    [
        ("Hello {name}", "Hola, {name}", True),
        ("Hello {name}", "Hola, {nombre}", False),
        ("Hello {name}", "Hola", False),
        ("Hello {name}", "Hola, {name", False),
        (("One goal", "{count} goals"), ("Una meta", "{count} metas"), True),
        (("{name}: one goal", "{name}: {count} goals"), ("Una meta", "{name}: {count}"), False),
        (("One goal", "{count} goals"), ("Una meta", "Metas"), False),
    ],
)
def test_placeholders_must_match(
    source: str | tuple[str, ...], translation: str | tuple[str, ...], fits: bool
) -> None:
    problems = list(tools.message_problems(Message(source, translation)))
    assert (problems == []) is fits
