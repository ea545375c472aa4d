"""What lies on the desk of the import page: kept in the tab until other files are chosen."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from rules.roster import Proposal, RosterPlan
from rules.roster_decisions import NONE, Decisions, WhoKey
from rules.roster_mapping import SheetMapping
from rules.roster_sheets import Reading


@dataclass
class Desk:
    """One upload: read, mapped, decided, planned; and the last one that came in."""

    round: int = 0
    files: tuple[str, ...] = ()
    read_as: Any = None  # the files, language and letters that `reading` is of
    reading: Reading | str = ""  # or the sentence that says why not
    letters: dict[str, str] = field(default_factory=dict)
    mappings: list[SheetMapping] | None = None
    decisions: Decisions = NONE
    asked: dict[WhoKey, Proposal] = field(default_factory=dict)
    planned_as: Any = None  # the mappings, scope, decisions and language that `plan` is of
    plan: RosterPlan | None = None
    made_by: Any = None  # the work that made the plan, where a process did
    work: Any = None  # a comparison on its way
    work_as: Any = None  # what it compares
    applying: Any = None  # an import on its way, and how many changes it makes
    refused: str = ""
    done: dict[str, int] | None = None

    def key(self, what: str) -> str:
        """A widget's key, another one for every upload."""
        return f"{what}:{self.round}"

    def forget_plan(self) -> None:
        self.planned_as = self.plan = self.made_by = None

    def stop_work(self) -> None:
        """End a comparison that nobody waits for any more."""
        work, self.work = self.work, None
        if work is not None:
            work.stop()


def desk() -> Desk:
    """This tab's."""
    kept: Desk = st.session_state.setdefault("roster", Desk())
    return kept


def clear(*, files: bool = False) -> Desk:
    """A desk for other files; with `files`, the box of files is emptied too."""
    old = desk()
    old.stop_work()
    fresh = Desk(round=old.round + files, done=old.done)
    st.session_state["roster"] = fresh
    return fresh
