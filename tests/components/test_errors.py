"""What goes wrong is a sentence for people, and a place without names for the log."""

import logging
import re
import time
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError

from components import errors, text
from components.forms import problems
from rules.problems import Problem

NAME = "Amara"


def _raise() -> None:
    """A database that repeats the row it was about, as PostgreSQL does."""
    try:
        raise ValueError(f"Failing row contains (5, {NAME})")
    except ValueError as cause:
        raise IntegrityError("INSERT", {"name": NAME}, cause) from cause


def _refuse(sentence: str) -> None:
    raise Problem(sentence)


def _caught(wrapped: bool) -> Exception:
    try:
        try:
            _raise()
        except IntegrityError as error:
            if wrapped:
                raise RuntimeError("while saving") from error
            raise
    except (IntegrityError, RuntimeError) as error:
        return error
    return AssertionError()


@pytest.mark.parametrize("wrapped", [False, True])
def test_the_log_says_where_and_not_about_whom(
    caplog: pytest.LogCaptureFixture, wrapped: bool
) -> None:
    assert errors.on_script_error(_caught(wrapped))
    assert "_raise" in caplog.text
    assert NAME not in caplog.text


def test_another_error_is_told_by_its_kind_and_place(caplog: pytest.LogCaptureFixture) -> None:
    def worth(told: str) -> int:
        return int(told)

    try:
        worth(NAME)
    except ValueError as error:
        errors.on_script_error(error)
    assert "in worth" in caplog.text
    assert "ValueError" in caplog.text
    assert NAME not in caplog.text


def test_a_save_that_failed_leaves_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with problems():
        _raise()
    assert "ValueError" in caplog.text
    assert NAME not in caplog.text


def test_a_sentence_with_typed_words_holds_no_markdown() -> None:
    typed = text.sentence("The id ![x](//evil.example/x.png) <b>**_`$ is taken. Please choose!")
    assert re.search(r"(?<!\\)[\[<*_`$]", typed) is None
    assert typed.endswith("is taken. Please choose!")


@pytest.fixture
def own_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The log as the server starts it, on a machine that isn't in Greenwich."""
    factory = logging.getLogRecordFactory()
    monkeypatch.setattr(logging.Formatter, "converter", time.localtime)
    monkeypatch.setattr(logging.Formatter, "default_msec_format", "%s,%03d")
    monkeypatch.setenv("TZ", "Asia/Almaty")
    time.tzset()
    errors.start_log()
    yield
    logging.setLogRecordFactory(factory)
    monkeypatch.undo()
    time.tzset()


def _entry(message: str) -> logging.LogRecord:
    return logging.getLogRecordFactory()("hub", logging.ERROR, "", 0, message, (), None)


@pytest.mark.usefixtures("own_log")
def test_no_line_is_forged() -> None:
    told = logging.Formatter("%(levelname)s %(message)s").format(_entry("x\r\nERROR forged"))
    assert told.splitlines() == ["ERROR x", "    ERROR forged"]


@pytest.mark.usefixtures("own_log")
def test_an_entry_tells_its_time_in_utc() -> None:
    entry = _entry("x")
    entry.created, entry.msecs = 0.0, 0.0
    told = logging.Formatter("%(asctime)sZ %(levelname)s %(name)s: %(message)s").format(entry)
    assert told == "1970-01-01 00:00:00.000Z ERROR hub: x"


def test_a_problem_is_drawn_without_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr("streamlit.error", drawn.append)
    with problems():
        _refuse("![x](//evil.example/x.png) is taken.")
    assert drawn == [r"!\[x\](//evil.example/x.png) is taken."]
