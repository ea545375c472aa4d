"""Limits of an upload: what a school may set, and what is stored of it."""

from dataclasses import replace

import pytest

from rules.limits import STANDARD, check_limits, limits_of, own_limits, told
from rules.problems import Problem


def test_what_is_stored_comes_back() -> None:
    own = replace(STANDARD, files=3, rows=500)
    assert limits_of(own_limits(own)) == own


@pytest.mark.parametrize(
    "stored", [None, "20", [], {"rows": 0}, {"rows": True}, {"rows": "many"}, {"memory": 9_000}]
)
def test_what_is_no_limit_is_passed_over(stored: object) -> None:
    assert limits_of(stored) == STANDARD


def test_they_are_told_beforehand() -> None:
    assert told(replace(STANDARD, rows=1_500)) == "Up to 20 files of 20 MB, and 1,500 rows a sheet."


def test_a_limit_that_locks_everybody_out() -> None:
    check_limits(STANDARD)
    with pytest.raises(Problem, match="Rows of one sheet: please write a number from 100"):
        check_limits(replace(STANDARD, rows=0))
