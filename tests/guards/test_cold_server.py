"""A real server: every address, asked for by everybody, tells nobody about anybody else."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pytest

from db import tables as t
from rules.menu import PAGES, menu
from seed.cast import BY_KEY, Cast
from tests.db.row_rules_expected import EXPECTED
from tests.fixtures.needs import ROOT
from tests.fixtures.served import Served

NAMES = {
    "coordinator": "Okafor",
    "teacher": "Kaya",
    "other_teacher": "Nowak",
    "child": "Amara",
    "other_child": "Daniyar",
    "sibling": "José",
    "far_sibling": "Carmen",
    "parent": "Mariama",
    "barred_parent": "Ibrahim",
    "other_parent": "Aigul",
    "siblings_parent": "Lucía",
}
Record = Callable[[str, object], None]
WHO = (None, *(key for key, member in BY_KEY.items() if member.username))
ADDRESSES = tuple(sorted({page.url for page in PAGES}))
ASKED = re.compile(r'(?:query_params(?:\.get\(|\.pop\(|\[)|\b(?:own|number)\()"(\w+)"')
NOTHING = "-1 OR 1=1 <b> ../\x00" + "9" * 30
LOG = "who-looked"  # says who of the school looked, whoever teaches the child
STAFF = {NAMES[key] for key in NAMES if BY_KEY[key].role in ("coordinator", "teacher")}
WORDS = {
    "child": ("Read 95 words", "stop at the menu", "worries when plans"),
    "other_child": ("Explain how I solved", "cities out of boxes"),
    "sibling": ("Pack my own bag",),
    "far_sibling": ("Swim 50 metres",),
}
GOALS = {
    "child": "working",
    "other_child": "other_working",
    "far_sibling": "far_sibling_working",
    "sibling": "sibling_working",
}


def hidden_from(key: str | None) -> set[str]:
    """Names and words that this person may not meet anywhere."""
    seen = EXPECTED[t.Person][key] if key else ()
    children = [name for name in WORDS if name not in seen]
    return {NAMES[other] for other in NAMES if other not in seen} | {
        words for child in children for words in WORDS[child]
    }


def parameters() -> set[str]:
    """What any page reads from its address."""
    rooms = ("auth", "components", "pages")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    return {name for path in files for name in ASKED.findall(path.read_text("utf-8"))}


def reaches(cast: Cast, key: str) -> Iterator[Mapping[str, int | str]]:
    """What somebody may put behind an address to see rows of others."""
    names = parameters() - {"goal"}
    children = [child for child in WORDS if child not in EXPECTED[t.Person][key]]
    rooms = (cast.school_class, cast.other_class)
    for child, room in zip(children, rooms, strict=False):
        yield dict.fromkeys(names, cast.person(child)) | {"class": room}
    for child in children[:1]:
        yield {"goal": cast.goals[GOALS[child]]}
    yield dict.fromkeys(names | {"goal"}, NOTHING)


def _asked(served: Served, key: str | None) -> Iterator[tuple[str, Mapping[str, int | str]]]:
    """Every address; one's own pages also with the numbers of others."""
    for address in ADDRESSES:
        yield address, {}
    if key is not None:
        own = (page.url for page in menu(BY_KEY[key].role))
        yield from product(own, reaches(served.cast, key))


def test_what_pages_read_from_their_address_is_known() -> None:
    assert {"child", "goal", "class"} <= parameters()


@pytest.mark.parametrize("key", WHO, ids=str)
def test_no_address_tells_about_others(
    served: Served, key: str | None, record_property: Record
) -> None:
    leaks, broken, asked = [], [], 0
    with served.tab(key) as tab:
        for page, params in _asked(served, key):
            answer = tab.open(page, **params)
            broken += [(page, params)] if "Something went wrong" in answer else []
            hidden = hidden_from(key) - (STAFF if page == LOG else set())
            leaks += [(page, params, word) for word in hidden if word in answer]
            asked += 1
    record_property("addresses, one's own and with the numbers of others", asked)
    assert (leaks, broken) == ([], [])
    assert asked >= len(ADDRESSES) >= 12


@pytest.mark.parametrize("key", WHO, ids=str)
def test_a_page_of_another_role_is_never_drawn(served: Served, key: str | None) -> None:
    entries = {page.url for page in PAGES if not page.roles}
    mine = {page.url for page in menu(BY_KEY[key].role)} if key else entries
    with served.tab(key) as tab:
        tab.open("")
        home = tab.drawn
        for address in sorted(set(ADDRESSES) - mine):
            tab.open(address)
            assert tab.drawn == home, address
    assert len(home) >= 3
    assert len(set(ADDRESSES) - mine) >= 3


def test_the_words_that_are_looked_for_are_there_for_whoever_may_read_them(served: Served) -> None:
    with served.tab("coordinator") as tab:
        for child, wanted in WORDS.items():
            answer = tab.open("board", child=served.cast.person(child))
            assert NAMES[child] in answer
            assert wanted[0] in answer
