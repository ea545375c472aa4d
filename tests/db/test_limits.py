"""Limits of an upload: the usual ones until the school sets its own."""

import secrets
from dataclasses import replace

import pytest

from db.commands.limits import set_limits
from db.queries.school import setting
from db.session import reading
from rules.limits import SETTING, STANDARD, Limits, limits_of
from rules.people import SYSTEM
from rules.problems import Problem
from seed.cast import Cast
from tests.cast import me_of


def now_in_force() -> Limits:
    with reading(SYSTEM) as db:
        return limits_of(setting(db, SETTING))


def test_a_school_sets_its_own(hub: Cast) -> None:
    assert now_in_force() == STANDARD
    for rows in (500, 900):
        wanted = replace(STANDARD, rows=rows, megabytes=5)
        set_limits(me_of(hub, "coordinator"), secrets.token_urlsafe(), wanted)
        assert now_in_force() == wanted


def test_only_the_coordinator(hub: Cast) -> None:
    with pytest.raises(Problem):
        set_limits(me_of(hub, "teacher"), secrets.token_urlsafe(), STANDARD)


def test_not_any_number(hub: Cast) -> None:
    with pytest.raises(Problem, match="Megabytes of one file: please write a number from 1 to"):
        set_limits(
            me_of(hub, "coordinator"), secrets.token_urlsafe(), replace(STANDARD, megabytes=900)
        )
    assert now_in_force() == STANDARD
