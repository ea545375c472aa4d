"""Everything about a child: all that its reader may see, and nothing that they may not.

Every text that somebody typed becomes a word of its own, in every row of every table; what has to
be in the file, and what may not, is read from the row rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from re import sub
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import family_copy as made
from db import tables as t
from db.commands.consents import say
from db.commands.corrections import answer, ask
from db.queries.family_copy import readers
from db.session import engine, reading, writing
from i18n.dates import today
from rules.corrections import About, Answer, CorrectionDraft, State
from rules.family_copy import LOG, Reader
from rules.people import STAFF, SYSTEM, Role, Viewer
from rules.problems import Problem
from rules.whole_hub_words import sheet_name
from seed.cast import BY_KEY, Cast
from tests.cast import Template, copied, me_of
from tests.db.full_hub import fill
from tests.guards.test_typed_text import TYPED

SCHOOL = "Brook Hill"
OWN = {
    "parent": ("child",),
    "other_parent": ("other_child",),
    "siblings_parent": ("sibling", "far_sibling"),
    "child": ("child",),
    "other_child": ("other_child",),
    "sibling": ("sibling",),
}
WHO = [(who, child) for who, children in OWN.items() for child in children]
NAMES = ("given_name", "family_name", "preferred_name")
OF_CHILDREN = [one for one in t.ALL if "student_id" in one.__table__.columns]
Key = tuple[str, str]  # a table and the key of a row
Marks = dict[Key, set[str]]


@dataclass(frozen=True)
class File:
    """What is in a copy: its page as words, its sheets, and every letter of both."""

    page: str
    sheets: Mapping[str, Sequence[tuple[object, ...]]]
    raw: str

    @property
    def cells(self) -> str:
        return "\n".join(str(cell) for rows in self.sheets.values() for row in rows for cell in row)


def opened(data: bytes) -> File:
    with ZipFile(BytesIO(data)) as file:
        page, book = (file.read(name) for name in file.namelist())
    words = unescape(sub("<style.*?</style>|<[^>]+>", " ", page.decode()))
    sheets = {
        sheet.title: list(sheet.iter_rows(min_row=2, values_only=True))
        for sheet in load_workbook(BytesIO(book)).worksheets
    }
    with ZipFile(BytesIO(book)) as parts:
        inner = b"".join(parts.read(name) for name in parts.namelist())
    return File(words, sheets, page.decode() + inner.decode())


def key_of(row: t.Table) -> Key:
    table = row.__table__
    name = table.primary_key.columns.values()[0].name
    return str(table.name), str(getattr(row, name))


def marks_of(row: t.Table) -> dict[str, str]:
    """A word of its own for each typed column of a row."""
    table, key = key_of(row)
    return {name: f"K{table}X{name}X{key}Z".replace("_", "") for name in TYPED.get(type(row), ())}


@pytest.fixture(scope="module")
def marked(
    hub_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Cast, Marks]]:
    """The cast with rows of every table, and in each the words that tell it."""
    with copied(hub_template, tmp_path_factory.mktemp("copies")) as cast:
        fill(cast)
        with Session(engine()) as db:
            found = {}
            for table in TYPED:
                for row in db.scalars(select(table)).all():
                    for name, word in marks_of(row).items():
                        setattr(row, name, word)
                    found[key_of(row)] = set(marks_of(row).values())
            db.commit()
        yield cast, found


@pytest.fixture(autouse=True)
def every_student(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever their age: that they have to be old enough is tried on the page."""
    monkeypatch.setattr("db.commands.log.old_enough", lambda *_: True)


def copy_of(cast: Cast, who: str, child: str) -> File:
    return opened(made.own_copy(me_of(cast, who), cast.person(child), SCHOOL))


def mine(cast: Cast, who: str, child: str) -> dict[type[t.Table], list[t.Table]]:
    """Rows about the child that stand, as far as this reader's rules let them in."""
    with reading(Viewer(cast.person(who), BY_KEY[who].role)) as db:
        return {
            table: [
                row
                for row in db.scalars(select(table))
                if row.student_id == cast.person(child)  # type: ignore[attr-defined]
                and getattr(row, "removed_at", None) is None
            ]
            for table in OF_CHILDREN
            if table.__table__.name not in LOG
        }


def strangers(cast: Cast, who: str, child: str, marks: Marks) -> set[str]:
    """Words of every row that this reader may not see, or that is about somebody else.

    The log names who of the school did something, as the page that families read does.
    """
    seen = {("person", str(cast.person(key))) for key, one in BY_KEY.items() if one.role in STAFF}
    own = {key_of(row) for rows in mine(cast, who, child).values() for row in rows}
    with reading(Viewer(cast.person(who), BY_KEY[who].role)) as db:
        for table in TYPED:
            rows = {key_of(row) for row in db.scalars(select(table))}
            seen |= rows & own if table in OF_CHILDREN else rows
    return set().union(*(words for key, words in marks.items() if key not in seen))


@pytest.mark.parametrize(("who", "child"), WHO)
def test_a_copy_holds_all_that_its_reader_may_see(
    marked: tuple[Cast, Marks], who: str, child: str
) -> None:
    cast, marks = marked
    file, rows = copy_of(cast, who, child), mine(cast, who, child)
    wanted = {word for some in rows.values() for row in some for word in marks_of(row).values()}
    wanted |= marks["person", str(cast.person(child))]
    assert {word for word in wanted if word not in file.page} == set()
    assert {word for word in wanted if word not in file.cells} == set()
    assert len(wanted) >= 20
    counts = {sheet_name(str(one.__table__.name)): len(some) for one, some in rows.items() if some}
    assert {name: len(file.sheets.get(name, ())) for name in counts} == counts


@pytest.mark.parametrize(("who", "child"), WHO)
def test_a_copy_holds_nothing_that_its_reader_may_not_see(
    marked: tuple[Cast, Marks], who: str, child: str
) -> None:
    cast, marks = marked
    file = copy_of(cast, who, child)
    forbidden = strangers(cast, who, child, marks)
    assert {word for word in forbidden if word in file.raw} == set()
    assert len(forbidden) >= 100
    others = {key for key in marks if key[0] == "person" and key[1] != str(cast.person(child))}
    more = {word for key in others for word in marks[key] if not _is_name(word)}
    assert {word for word in more if word in file.raw} == set()


def _is_name(word: str) -> bool:
    return any(f"X{name.replace('_', '')}X" in word for name in NAMES)


def test_of_every_table_about_children_something_is_tried(marked: tuple[Cast, Marks]) -> None:
    """A new table has rows in the full hub, or nobody would notice that it is missing."""
    cast, _marks = marked
    found = [mine(cast, who, child) for who, child in WHO]
    told = {table for rows in found for table, some in rows.items() if some}
    for_staff = {t.StaffNote, t.Invitation}
    assert told == {one for one in OF_CHILDREN if one.__table__.name not in LOG} - for_staff


def test_whoever_may_not_see_the_child_gets_nothing(marked: tuple[Cast, Marks]) -> None:
    cast, _marks = marked
    for who in ("barred_parent", "other_parent", "siblings_parent", "sibling"):
        with pytest.raises(Problem):
            copy_of(cast, who, "child")


def test_the_office_makes_the_same_without_what_was_not_sent(hub: Cast) -> None:
    _spell(hub)
    reader = Reader(Viewer(hub.other_parent, Role.GUARDIAN), "Aigul")
    own = copy_of(hub, "other_parent", "other_child")
    office = opened(made.copy_for(me_of(hub, "coordinator"), hub.other_child, reader, SCHOOL))
    assert "not sent yet, by Aigul" in own.page
    assert "not sent yet, by Aigul" in own.cells
    assert "not sent yet, by Aigul" not in office.raw
    assert "The school office made this copy" in office.page
    assert set(own.sheets) - set(office.sheets) == {"Survey answers", "Survey sheets"}


def _spell(hub: Cast) -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Answer).where(t.Answer.guardian_id == hub.other_parent)):
            row.text = "not sent yet, by Aigul"


def test_the_office_writes_in_the_familys_language(hub: Cast) -> None:
    with reading(me_of(hub, "coordinator")) as db:
        (reader,) = readers(db, hub.sibling, 12, today())
    assert reader.language == "es"
    file = opened(made.copy_for(me_of(hub, "coordinator"), hub.sibling, reader, SCHOOL))
    assert "Todo sobre José" in file.page
    assert "Metas" in file.sheets


def test_who_may_have_a_copy(hub: Cast) -> None:
    with reading(me_of(hub, "coordinator")) as db:
        young = [one.label for one in readers(db, hub.child, 12, today())]
        old = [one.label for one in readers(db, hub.child, 0, today())]
    assert young == ["Mariama Diallo · Mother"]  # the father may not see the child
    assert old == [*young, "Amara Diallo"]


def test_the_log_in_a_copy_says_that_it_was_made(hub: Cast) -> None:
    parent, office = me_of(hub, "parent"), me_of(hub, "coordinator")
    say(parent, "say", hub.child, "photos", False)
    number = ask(parent, "ask", hub.child, CorrectionDraft(About.CLASS, "She is in 3A."))
    answer(office, "answer", number, Answer(State.NOT_CHANGED, "The list of the town says 3B."))
    file = copy_of(hub, "parent", "child")
    for words in (
        "You downloaded everything about Amara",
        "You said what the school may do for Amara",
        "Ruth Okafor (school office) answered what a family asked to have put right about Amara",
        "The list of the town says 3B.",
        "Not changed",
    ):
        assert words in file.page
    assert "Photos" in file.cells
    assert file.sheets["Log"][0][1] == "You downloaded everything about Amara"


def test_what_families_write_is_text(hub: Cast) -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.GoalVoice)):
            row.words = "<script>alert(1)</script> مرحبا"
    data = made.own_copy(me_of(hub, "parent"), hub.child, SCHOOL)
    with ZipFile(BytesIO(data)) as file:
        page = file.read(file.namelist()[0]).decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; مرحبا</blockquote>" in page
    assert "default-src 'none'" in page
