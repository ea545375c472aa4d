"""What a school said of its columns is kept for its next import."""

from secrets import token_urlsafe

import pytest

from db.commands.roster_memory import remember_columns
from db.queries.roster_memory import memory
from db.session import reading
from rules.people import SYSTEM
from rules.problems import Problem
from rules.roster_memory import Memory
from rules.roster_suggest import suggest
from seed.cast import Cast
from tests.cast import me_of
from tests.rules.rosters import table

ASKING = "Name | DOB | Grade\nAnn Lee | 2016-03-31 | 3"


def known() -> Memory:
    with reading(SYSTEM) as db:
        return memory(db)


def test_answers_are_kept_and_used(hub: Cast) -> None:
    assert known() == Memory()
    sheet = table(ASKING)
    for field in ("name", "reversed"):
        said = suggest(sheet).answer(sheet, 0, field, False).answer(sheet, 2, "grade", False)
        remember_columns(me_of(hub, "coordinator"), token_urlsafe(), [said])
        again = suggest(sheet, memory=known())
        assert [one.field for one in again.columns] == [field, "birth", "grade"]
        assert again.questions == ()


def test_only_the_coordinator(hub: Cast) -> None:
    with pytest.raises(Problem):
        remember_columns(me_of(hub, "teacher"), token_urlsafe(), [])
