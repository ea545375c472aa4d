"""An answer is given again to the same viewer while nothing has changed, and to nobody else."""

import gc
import re
from collections.abc import Callable
from contextvars import copy_context
from datetime import date, timedelta
from threading import Thread
from typing import Any
from weakref import ref

import pytest

from db.commands.custody import restrict
from db.engine import noting_writes
from db.queries import children, classes, goals, home, kept, sign_in
from db.queries import school as schools
from db.queries.kept import REMEMBERED, standing
from db.session import HubSession, reading, writing
from i18n import use
from i18n.dates import today
from rules.accounts import fingerprint
from rules.custody import RestrictionDraft, Right
from rules.goal_views import ChildHead
from rules.people import SYSTEM, Role
from seed.cast import BY_KEY, Cast
from tests.cast import me_of, session_of
from tests.db.crowd import check_in, counted
from tests.db.test_custody import tie_of
from tests.fixtures.needs import ROOT

SEAL, NEXT = "a seal", "the next seal"
Asked = Callable[[HubSession, Cast], Any]


def head_of(db: HubSession, hub: Cast) -> ChildHead:
    return ChildHead(hub.child, "Amara Diallo", given="Amara")


ASKED: dict[str, Asked] = {
    "children": lambda db, hub: goals.children(db),
    "child_board": lambda db, hub: goals.child_board(db, hub.child),
    "goal_detail": lambda db, hub: goals.goal_detail(db, hub.goals["working"]),
    "child_story": lambda db, hub: children.child_story(db, head_of(db, hub)),
    "classes": lambda db, hub: classes.classes(db),
    "class_board": lambda db, hub: [classes.class_board(db, one) for one in classes.classes(db)],
    "teacher_home": lambda db, hub: home.teacher_home(db),
    "guardian_home": lambda db, hub: home.guardian_home(db),
    "student_home": lambda db, hub: home.student_home(db),
    "school": lambda db, hub: schools.school(db),
}
OF_ONE_ROLE = {
    "teacher_home": Role.TEACHER,
    "guardian_home": Role.GUARDIAN,
    "student_home": Role.STUDENT,
}


def asked(hub: Cast, who: str, name: str) -> Any:
    with reading(me_of(hub, who)) as db:
        return ASKED[name](db, hub)


def turn_to(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    for module in ("db.session", "db.engine", "db.row_rules", "db.queries.custody"):
        monkeypatch.setattr(f"{module}.today", lambda: day)


def keep_the_parent_away(hub: Cast, day: date) -> None:
    """From this day on."""
    draft = RestrictionDraft((Right.READ,), day, None, "court order 7/2026")
    restrict(me_of(hub, "coordinator"), "op", tie_of(hub, "parent"), draft)


def test_every_kept_query_is_here() -> None:
    assert sorted(name.rpartition(".")[2] for name in REMEMBERED) == sorted(ASKED)
    assert len(REMEMBERED) == 10


@pytest.mark.parametrize("name", ASKED)
def test_nobody_gets_the_answer_of_another(hub: Cast, name: str) -> None:
    """One after the other in one state of the hub, each twice, beside what they get for certain."""
    compared = 0
    for key, member in BY_KEY.items():
        if member.role is OF_ONE_ROLE.get(name, member.role):
            sure = asked(hub, key, name)
            with standing(SEAL):
                assert [asked(hub, key, name) for _ in range(2)] == [sure, sure]
            compared += 1
    assert compared >= 2


@pytest.mark.parametrize("name", ASKED)
def test_it_is_asked_once(hub: Cast, name: str) -> None:
    who = {"guardian_home": "parent", "student_home": "child"}.get(name, "teacher")
    with standing(SEAL):
        first = asked(hub, who, name)
        with counted() as sent:
            again = asked(hub, who, name)
    assert again == first
    assert sent == []


def test_another_seal_asks_anew(hub: Cast) -> None:
    counts = []
    for seal in (SEAL, SEAL, NEXT):
        with standing(seal), counted() as sent:
            asked(hub, "teacher", "teacher_home")
        counts.append(len(sent))
    assert counts[1] == 0
    assert counts[0] == counts[2] > 3


def test_what_was_written_just_now_is_seen_in_the_same_event(hub: Cast) -> None:
    with standing(SEAL):
        before = asked(hub, "teacher", "child_story")
        check_in(hub)
        after = asked(hub, "teacher", "child_story")
    assert len(after.check_ins) == len(before.check_ins) + 1


def test_what_was_seen_before_a_write_is_not_given_after_it(hub: Cast) -> None:
    """The event of one tab goes on in its snapshot, while another tab of the same person writes."""
    with standing(SEAL):
        with reading(me_of(hub, "teacher")) as db:
            before = ASKED["goal_detail"](db, hub)
            check_in(hub)
            assert ASKED["child_story"](db, hub).check_ins_of(before.id)
        after = asked(hub, "teacher", "child_story").check_ins_of(before.id)
    assert len(after) == len(before.series.points) + 1


def test_a_child_is_gone_with_the_right_to_see_it(hub: Cast) -> None:
    with standing(SEAL):
        assert asked(hub, "parent", "children")
        keep_the_parent_away(hub, today())
        assert not any(one.id == hub.child for one in asked(hub, "parent", "children"))


def test_a_custody_that_begins_tomorrow_counts_tomorrow(
    hub: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = today() + timedelta(days=1)
    keep_the_parent_away(hub, tomorrow)
    with standing(SEAL):
        assert any(one.id == hub.child for one in asked(hub, "parent", "children"))
        turn_to(monkeypatch, tomorrow)
        assert not any(one.id == hub.child for one in asked(hub, "parent", "children"))


def test_what_was_asked_over_midnight_is_not_the_new_days(
    any_hub: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction keeps the day on which it began."""
    tomorrow = today() + timedelta(days=1)
    keep_the_parent_away(any_hub, tomorrow)
    with standing(SEAL):
        with reading(me_of(any_hub, "parent")) as db:
            turn_to(monkeypatch, tomorrow)
            goals.children(db)
        assert not any(one.id == any_hub.child for one in asked(any_hub, "parent", "children"))


def test_each_language_has_its_own(hub: Cast) -> None:
    with standing(SEAL):
        use("es")
        spanish = asked(hub, "teacher", "child_story")
        use("en")
        english = asked(hub, "teacher", "child_story")
    assert [line.question for line in spanish.told] != [line.question for line in english.told]
    assert spanish.told


def test_a_file_that_is_made_later_asks_anew(hub: Cast) -> None:
    """Even though it is made in a copy of its run's context, for the language and the zone."""
    sent_elsewhere: list[int] = []

    def make() -> None:
        with counted() as sent:
            asked(hub, "teacher", "children")
        sent_elsewhere.append(len(sent))

    with standing(SEAL):
        asked(hub, "teacher", "children")
        maker = Thread(target=copy_context().run, args=(make,))
        maker.start()
        maker.join()
    assert sent_elsewhere == [1]


def test_a_command_is_given_nothing_that_was_kept(hub: Cast) -> None:
    with standing(SEAL):
        asked(hub, "teacher", "children")
        with writing(me_of(hub, "teacher")) as db, counted() as sent:
            goals.children(db)
    assert len(sent) == 1


def test_a_write_that_failed_forgets_too(hub: Cast) -> None:
    with standing(SEAL):
        asked(hub, "teacher", "children")
        with pytest.raises(ZeroDivisionError), noting_writes():
            raise ZeroDivisionError
        with counted() as sent:
            asked(hub, "teacher", "children")
    assert len(sent) == 1


def test_the_seal_comes_with_whoever_comes(any_hub: Cast) -> None:
    """Every command adds to the log, so that its newest seal names the state of the hub."""
    token = session_of(any_hub, "teacher")

    def seal() -> str:
        with reading(SYSTEM) as db:
            me = sign_in.live_session(db, fingerprint(token))
        assert me is not None
        return me.state

    before = seal()
    check_in(any_hub)
    assert (before, len(seal())) == (kept.UNKNOWN, 64)


def test_who_writes_without_an_entry_changes_nothing_that_is_kept() -> None:
    """Another process learns of a change by its entry in the log, so a new name here has to think
    what it changes: sessions, codes and forms that are over, a way in, an empty hub."""
    asks = re.compile(r"\b(writing|restoring)\(\w*\) as")
    rooms = ("auth", "components", "db", "exchange", "jobs", "pages", "rules", "seed")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    found = {str(file.relative_to(ROOT)) for file in files if asks.search(file.read_text("utf-8"))}
    assert found - {"db/commands/base.py"} == {
        "db/commands/accounts.py",
        "db/commands/whole_hub.py",
        "jobs/prune.py",
        "jobs/workbook.py",
        "seed/__main__.py",
        "seed/demo.py",
    }


def test_no_more_is_kept_than_there_is_room_for(hub: Cast) -> None:
    for number in range(kept.MOST + 1):
        with standing(f"seal {number}"):
            asked(hub, "teacher", "classes")
    with standing("seal 0"), counted() as sent:
        asked(hub, "teacher", "classes")
    assert len(sent) == 1


def test_answers_of_an_earlier_state_are_forgotten(hub: Cast) -> None:
    with standing(SEAL):
        story = ref(asked(hub, "teacher", "child_story"))
        assert story() is not None
    with standing(NEXT):
        asked(hub, "teacher", "classes")
    gc.collect()
    assert story() is None
