"""Beginning a new school year: kept like an import, so that it is undone like one."""

from db.commands.base import Tx, command
from db.commands.roster import make_changes
from db.queries.roster import snapshot
from db.queries.school import setting
from db.queries.years import of_roster
from i18n import _
from rules.problems import Problem
from rules.roster import RosterPlan, Scope
from rules.year_changes import year_changes
from rules.years import YearDraft, make_plan


@command("year.begin")
def begin_year(tx: Tx, draft: YearDraft, fingerprint: str) -> dict[str, int]:
    """Turn the year as it was previewed: how many rows were made, changed and ended."""
    known = snapshot(tx.db)
    now = of_roster(tx.db, known, setting(tx.db, "school.year") or "")
    if now.fingerprint != fingerprint:
        raise Problem(
            _(
                "The school's data changed since this preview, so nothing was done."
                " Please look at the new preview and confirm it."
            )
        )
    changes = year_changes(now, make_plan(now, draft), known)
    title = _("New school year {year}").format(year=draft.year)
    return make_changes(tx, RosterPlan(changes, (), fingerprint, Scope.PARTIAL, (title,)))
