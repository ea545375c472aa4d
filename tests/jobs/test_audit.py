"""The log looked through from a shell: one sentence, and an exit code."""

from secrets import token_urlsafe

import pytest
from sqlalchemy.orm import Session

from db import tables as t
from db.commands.comments import add_comment
from db.session import engine
from jobs.audit import main
from jobs.by_hand import DONE, REFUSED
from seed.cast import Cast
from tests.cast import me_of


@pytest.fixture
def written(hub: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Three entries, in a hub whose tables say nothing of who may change them."""
    monkeypatch.setattr("jobs.by_hand.upgrade", lambda: None)
    for _number in range(3):
        add_comment(me_of(hub, "teacher"), token_urlsafe(8), hub.goals["idea"], "Well done")
    return hub


def change(**values: object) -> None:
    log = t.AuditEntry.__table__
    with Session(engine()) as session:
        session.execute(log.update().where(log.c.id == 2).values(**values))
        session.commit()


def test_a_whole_log_tells_its_seal(written: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == DONE
    told = capsys.readouterr().out
    assert "3 entries are as they were written" in told
    seal = told.split()[-1]
    assert main(["verify", "--kept", seal]) == DONE
    assert main(["verify", "--kept", "another"]) == REFUSED


def test_a_broken_log_names_the_entry(written: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    change(actor_id=77)
    assert main(["verify"]) == REFUSED
    assert capsys.readouterr().err.startswith("Entry 2 is not as it was written")
