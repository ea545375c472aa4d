"""What is over goes by a command, too, which says it first."""

import pytest

from db import tables as t
from jobs import retention as job
from jobs.by_hand import DONE
from rules.people import Role
from seed.cast import Cast
from tests.cast import session_of
from tests.db.test_retention import gone
from tests.guards.command_examples import row


def test_the_command_says_it_first(any_hub: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    hub = any_hub
    gone(hub.child)
    session_of(hub, "child")
    assert job.main(["--dry-run"]) == DONE
    said = capsys.readouterr().out
    assert "Amara" in said
    assert row(t.Person, id=hub.child).role == Role.STUDENT
    assert job.main(["--do"]) == DONE
    assert "erased" in capsys.readouterr().out
    assert row(t.Person, id=hub.child).role == Role.ERASED
    assert row(t.AuditEntry, action="retention.run").actor_id == 0
    assert job.main(["--dry-run"]) == DONE
