"""A file is made when it is asked for, and only for somebody who is still here."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import select

from db import tables as t
from db.session import writing
from db.tables.base import utc_now
from rules.menu import menu
from rules.people import SYSTEM
from rules.problems import Problem
from seed.cast import BY_KEY, Cast
from tests.cast import AppAs, open_page

LEAST = {"coordinator": 9, "teacher": 6, "parent": 1}


def sign_out_everybody() -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.WebSession)):
            row.revoked_at = utc_now()


@pytest.mark.parametrize("key", LEAST)
def test_nobody_who_has_signed_out_gets_a_file(
    hub: Cast, app_as: AppAs, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    offered: list[Callable[[], bytes]] = []

    def offer(_label: str, make: Any, *_: Any, **__: Any) -> None:
        offered.append(make)

    at = app_as(key)
    monkeypatch.setattr(st, "download_button", offer)
    for page in menu(BY_KEY[key].role):
        open_page(at, page.key, child=hub.child)
    sign_out_everybody()
    for make in offered:
        with pytest.raises(Problem, match="signed out"):
            make()
    assert len(offered) >= LEAST[key]
