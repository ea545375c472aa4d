"""When things go wrong, neither a browser nor the server's log hears a child's name or a secret."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from traceback import format_exception

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException

import app
from rules.menu import menu
from seed.cast import SIGN_INS
from tests.fixtures.served import Served
from tests.journeys.test_break_in import ask

Record = Callable[[str, object], None]
CHILD = "Zykantharilla"  # a name that stands only where something breaks
SECRET = "Quirrelbanoxite"  # the password of the database
WENT_WRONG = ("Something went wrong", "can't reach its data")
DAMAGED = ("person.birth_date", "goal.created_at", "check_in.day", "response.updated_at")
PATHS = (
    f"/{CHILD}",
    f"/child?child={CHILD}",
    f"/join/{CHILD}",
    f"/join?code={CHILD}",
    f"/auth/handoff?code={CHILD}",
    f"/auth/{CHILD}",
    f"/media/{CHILD}.png",
    f"/_stcore/upload_file/{CHILD}/{CHILD}",
    f"/_stcore/{CHILD}",
    f"/component/{CHILD}/index.html",
    f"/static/{CHILD}.js",
    f"/%00{CHILD}",
    f"/..%2f{CHILD}",
    f"/{CHILD}" + "x" * 20_000,
)
METHODS = ("GET", "POST", "PUT", "DELETE", "TRACE")


def run(served: Served, *statements: str) -> None:
    with closing(sqlite3.connect(served.hub.data / "hub.sqlite3", timeout=30)) as db, db:
        for statement in statements:
            db.execute(statement)


def logged(served: Served) -> str:
    return served.hub.log.read_text("utf-8", errors="replace")


def is_told(answer: str) -> bool:
    return any(sentence in answer for sentence in WENT_WRONG)


@pytest.fixture
def broken_rows(served: Served) -> Iterator[None]:
    """Rows that no page can read: Python repeats what it couldn't read."""
    columns = [name.split(".") for name in DAMAGED]
    for table, column in columns:
        run(served, f"CREATE TABLE kept_{table} AS SELECT id, {column} AS was FROM {table}")
        run(served, f"UPDATE {table} SET {column} = '{CHILD}'")
    yield
    for table, column in columns:
        kept = f"SELECT was FROM kept_{table} AS kept WHERE kept.id = {table}.id"
        run(served, f"UPDATE {table} SET {column} = ({kept})", f"DROP TABLE kept_{table}")


@pytest.fixture
def refusing(served: Served) -> Iterator[None]:
    """A database that repeats the row it refuses, as PostgreSQL does."""
    said = f"RAISE(ABORT, 'Failing row contains (7, {CHILD})')"
    run(served, f"CREATE TRIGGER no BEFORE INSERT ON operation BEGIN SELECT {said}; END")
    yield
    run(served, "DROP TRIGGER no")


@pytest.mark.usefixtures("broken_rows")
def test_a_page_that_breaks_is_a_sentence_and_a_reference(
    served: Served, record_property: Record
) -> None:
    broken, leaks = 0, []
    for member in SIGN_INS:
        with served.tab(member.key) as tab:
            for page in menu(member.role):
                answer = tab.open(page.url)
                broken += is_told(answer)
                leaks += [(member.key, page.url)] if CHILD in answer else []
    record_property("pages that broke, and told nobody why", broken)
    assert leaks == []
    assert broken >= 10
    assert CHILD not in logged(served)
    assert "ValueError" in logged(served)


@pytest.mark.usefixtures("refusing")
def test_a_change_that_breaks_is_one_too(served: Served) -> None:
    with served.tab("teacher") as tab:
        answer = tab.open("child", child=served.cast.child)
        assert is_told(answer)
    status, headers, body = ask(served.url, "/auth/handoff?code=x")
    assert (status, is_told(body.decode())) == (500, True)
    assert headers["x-content-type-options"] == "nosniff"
    assert body.decode().rpartition(" ")[2] in logged(served)
    assert CHILD not in answer + body.decode() + logged(served)
    assert "IntegrityError" in logged(served)


def test_what_was_asked_for_is_not_repeated(served: Served, record_property: Record) -> None:
    answers = [
        ask(served.url, path, cookies, method)
        for path in PATHS
        for method in METHODS
        for cookies in ({}, served.cookies("parent"))
    ]
    told = [body for _status, _headers, body in answers if CHILD.encode() in body]
    record_property("requests for what is not there", len(answers))
    assert told == []
    assert {status for status, *_ in answers} <= {200, 303, 400, 403, 404, 405, 413, 414}
    assert CHILD not in logged(served)


def test_a_broken_message_is_not_repeated(served: Served) -> None:
    stranger = BackMsg()
    stranger.rerun_script.page_script_hash = stranger.rerun_script.page_name = CHILD
    stranger.rerun_script.query_string = f"child={CHILD}&goal=%ff{CHILD}"
    stranger.rerun_script.widget_states.widgets.add(id=f"$$ID-{CHILD}", json_value=CHILD)
    asked = BackMsg()
    asked.backend_operation_request.deferred_file.file_id = CHILD
    fragment = BackMsg()
    fragment.rerun_script.fragment_id = CHILD
    for sent in (CHILD.encode(), stranger.SerializeToString(), asked.SerializeToString()):
        with suppress(WebSocketException, TimeoutError), served.tab("parent") as tab:
            tab.open("")
            tab.socket.send(sent)
            tab.socket.send(fragment.SerializeToString())
            tab.open("")
            assert "Amara" in tab.text
    assert CHILD not in logged(served)


def test_a_hub_that_can_not_start_tells_no_password(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What follows an @ in the password is taken for the host, which is then repeated."""
    monkeypatch.setenv("DATABASE_URL", f"postgresql://hub:x@{SECRET}@127.0.0.1/hub")
    with pytest.raises(RuntimeError, match="Reference") as stopped:
        app.start()
    assert SECRET not in "".join(format_exception(stopped.value)) + caplog.text
    assert "OperationalError" in caplog.text
    assert "sslmode=require" in caplog.text  # whoever runs it learns how the database was asked
