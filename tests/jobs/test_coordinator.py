"""The last coordinator is lost: whoever runs the hub lets one in."""

import re

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.accounts import hand_off, join
from db.session import reading, writing
from db.tables.base import utc_now
from jobs.coordinator import main
from rules.accounts import RESET_MINUTES, fingerprint, new_token, plain_code
from rules.people import SYSTEM, Role
from seed.cast import BY_KEY, Cast
from tests.auth.test_second_factor import turned_on

CODE = re.compile(r"\b[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}\b")
NAME = BY_KEY["coordinator"].username
Said = pytest.CaptureFixture[str]


def joined(said: str, username: str) -> int:
    """Whoever types the code that was printed."""
    (code,) = CODE.findall(said)
    return join(SYSTEM, new_token(), fingerprint(plain_code(code)), username, "hash")


def refused(capsys: Said, *words: str) -> str:
    assert main(list(words)) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("words", [[], [NAME], [f" {NAME.upper()} "]])
def test_the_coordinator_gets_a_code_for_half_an_hour(
    any_hub: Cast, capsys: Said, words: list[str]
) -> None:
    assert main(words) == 0
    said = capsys.readouterr().out
    assert f"within {RESET_MINUTES} minutes" in said
    with reading(SYSTEM) as db:
        (row,) = db.scalars(select(t.Invitation))
        asked = select(t.AuditEntry).where(t.AuditEntry.action == "coordinator.let_in")
        entry = db.scalars(asked).one()
    assert (row.expires_at - utc_now()).total_seconds() <= RESET_MINUTES * 60
    assert (entry.actor_id, entry.subject_id) == (0, any_hub.coordinator)
    assert joined(said, NAME) == any_hub.accounts["coordinator"]


def test_somebody_new_becomes_a_coordinator(any_hub: Cast, capsys: Said) -> None:
    assert main(["--new", "Nia", "Owen"]) == 0
    account_id = joined(capsys.readouterr().out, "nia.owen")
    with reading(SYSTEM) as db:
        account = db.get(t.Account, account_id)
        assert account is not None
        person = db.get(t.Person, account.person_id)
    assert person is not None
    assert (person.role, person.given_name) == (Role.COORDINATOR, "Nia")
    assert NAME in refused(capsys), "two of them: which one?"


def test_the_second_step_stays_unless_it_is_said(any_hub: Cast, capsys: Said) -> None:
    turned_on(any_hub, "coordinator")
    for words, waits in (([], True), (["--second-step-off"], False)):
        assert main(words) == 0
        account = joined(capsys.readouterr().out, NAME)
        assert hand_off(SYSTEM, new_token(), account, new_token(), "browser") is waits


def test_a_new_code_ends_the_one_before(any_hub: Cast, capsys: Said) -> None:
    main([])
    main([])
    with reading(SYSTEM) as db:
        ended = [row.revoked_at is not None for row in db.scalars(select(t.Invitation))]
    assert sorted(ended) == [False, True]


def test_nobody_but_a_coordinator_is_let_in(any_hub: Cast, capsys: Said) -> None:
    assert NAME in refused(capsys, BY_KEY["teacher"].username)
    with writing(SYSTEM) as db:
        person = db.get(t.Person, any_hub.coordinator)
        assert person is not None
        person.status = "left"
    assert "(-)" in refused(capsys)
    assert "write a name" in refused(capsys, "--new", " ", "")


def test_an_empty_hub_is_set_up_instead(any_hub: Cast, capsys: Said) -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Setting)):
            db.delete(row)
    assert "set it up" in refused(capsys)
