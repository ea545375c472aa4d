"""What people typed is drawn as text: as markdown or HTML it could call a third party."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String, select
from sqlmodel import AutoString

from db import tables as t
from db.session import forget_engine, writing
from rules.menu import menu
from rules.people import SYSTEM
from seed.cast import BY_KEY, build
from tests.cast import quick_hash
from tests.fixtures.hub import serving
from tests.fixtures.served import Served
from tests.fixtures.tab import Tab

EVIL = "![z](//evil.example/i.png) <b>**Z** :red[z]"
TYPED: dict[type[t.Table], tuple[str, ...]] = {
    t.Person: (
        "given_name",
        "family_name",
        "preferred_name",
        "grade",
        "school_ref",
        "home_language",
    ),
    t.Contact: ("email", "phone", "address", "postcode"),
    t.SchoolClass: ("name", "grade", "school_ref", "school_year"),
    t.Guardianship: ("household",),
    t.ImportChange: ("name",),
    t.Restriction: ("reference",),
    t.Goal: ("title", "skill", "measure", "unit", "baseline_source", "family_attempt"),
    t.GoalVoice: ("words",),
    t.Step: ("text",),
    t.StaffNote: ("text",),
    t.Strategy: ("text",),
    t.Comment: ("text",),
    t.CheckIn: ("note",),
    t.Correction: ("words", "reason"),
    t.Survey: ("title",),
    t.Question: ("text", "help"),
    t.Answer: ("text",),
    t.WebSession: ("device",),
    t.Identity: ("email",),
}
# Chosen from a list, made by the hub, or never drawn.
CHOSEN = {
    "Account": ("password_hash", "username"),
    "Answer": ("audience",),
    "Attempt": ("subject",),
    "AuditEntry": ("action", "before", "hash", "readers", "role", "subject"),
    "CheckIn": ("place",),
    "Comment": ("audience", "voice"),
    "Consent": ("subject",),
    "Correction": ("about", "state"),
    "Goal": ("area", "horizon", "measure_kind", "state"),
    "GoalVoice": ("voice",),
    "Guardianship": ("relation",),
    "Handoff": ("browser_hash", "code_hash"),
    "Identity": ("issuer", "subject"),
    "ImportBatch": ("fingerprint",),
    "ImportChange": ("fields", "subject", "what"),
    "Invitation": ("code_hash",),
    "Operation": ("action", "key"),
    "Erasure": ("role",),
    "Person": ("role", "status", "ui_language"),
    "Question": ("audience", "key", "kind"),
    "RecoveryCode": ("code_hash",),
    "Response": ("state",),
    "Restriction": ("right",),
    "SchoolClass": ("status",),
    "SecondFactor": ("secret",),
    "Setting": ("key",),
    "Step": ("who",),
    "Survey": ("school_year", "state"),
    "WebSession": ("token_hash",),
}
# Kinds of element, and fields of the others, that Streamlit draws as the letters they are.
PLAIN_KINDS = {
    "text",
    "arrow_data_frame",
    "vega_lite_chart",
    "bidi_component",
    "page_config_changed",
}
PLAIN_FIELDS = {
    ("selectbox", "options"),
    ("multiselect", "options"),
    ("text_area", "value"),
    ("text_area", "default"),
    ("text_input", "value"),
    ("text_input", "default"),
}
MARKDOWN = re.compile(r"(?<!\\)!\\?\[z(?<!\\)\]\(|(?<!\\):red\[|(?<!\\)\*\*Z")
HTML = re.compile(r"<b>")


def _spoil() -> None:
    """Every word that somebody typed becomes a trap."""
    with writing(SYSTEM) as db:
        for table, names in TYPED.items():
            for row in db.scalars(select(table)):
                for name in names:
                    setattr(row, name, f"{getattr(row, name) or ''}{EVIL}")
        setting = db.get(t.Setting, "school.name")
        assert setting is not None
        setting.value = EVIL


@pytest.fixture(scope="module")
def spoiled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("spoiled")
    shutil.copy(sqlite_template, data / "hub.sqlite3")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_DATA", str(data))
        patch.delenv("DATABASE_URL", raising=False)
        forget_engine()
        with writing(SYSTEM) as db:
            cast = build(db, quick_hash)
        _spoil()
        with serving(data) as hub:
            yield Served(hub, cast)
        forget_engine()


def _strings(message: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a message that is not drawn letter by letter, with where it stands."""
    for field, value in message.ListFields():
        many = value if field.is_repeated else [value]
        if (kind, field.name) in PLAIN_FIELDS or field.name in PLAIN_KINDS:
            continue
        for one in many:
            if hasattr(one, "ListFields"):
                yield from _strings(one, field.name)
            elif isinstance(one, str) and field.name not in ("id", "key", "image", "url"):
                yield f"{kind}.{field.name}", one


def _traps(tab: Tab) -> list[str]:
    """What the page would draw as markdown or as HTML."""
    found = []
    for message in tab.messages:
        for place, words in _strings(message):
            pattern = HTML if place == "html.body" else MARKDOWN
            if pattern.search(words):
                found.append(f"{place}: {words[:90]}")
    return found


def test_every_column_of_words_is_a_trap_or_is_chosen_from_a_list() -> None:
    words = {
        f"{table.__name__}.{column.name}"
        for table in t.ALL
        for column in table.__table__.columns
        if isinstance(column.type, (AutoString, String))
    }
    typed = {f"{table.__name__}.{name}" for table, names in TYPED.items() for name in names}
    assert typed <= words
    assert words - typed == {f"{name}.{one}" for name, ones in CHOSEN.items() for one in ones}


@pytest.mark.parametrize("key", ["coordinator", "teacher", "parent", "child", None])
def test_no_page_draws_what_was_typed_as_anything_but_text(
    spoiled: Served, key: str | None
) -> None:
    pages = [page.url for page in menu(BY_KEY[key].role)] if key else ["", "join"]
    traps, seen = {}, 0
    with spoiled.tab(key) as tab:
        for page in pages:
            answer = tab.open(page, child=spoiled.cast.child, goal=spoiled.cast.goals["working"])
            assert "Something went wrong" not in answer, page
            seen += answer.count("evil.example")
            if found := _traps(tab):
                traps[page] = found
    assert traps == {}
    assert seen >= len(pages)
