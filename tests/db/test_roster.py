"""Imports in the database: applied as previewed or not at all, and exports that come back in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from secrets import token_urlsafe
from time import perf_counter

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.commands import roster as commands
from db.commands.custody import restrict
from db.commands.people import add_person
from db.commands.roster import apply_plan
from db.queries import exports, roster
from db.session import reading, writing
from exchange.exports import export
from exchange.roster_out import roster_sheets
from exchange.workbooks_in import Upload, read_files
from exchange.workbooks_out import workbook
from i18n import LANGUAGES, use
from i18n.dates import today
from rules.custody import RestrictionDraft, Right
from rules.lists import Column, Listed
from rules.people import SYSTEM, Me, PersonDraft, Role, Status
from rules.problems import Problem
from rules.roster import Level, RosterPlan, Scope, Subject, What
from rules.roster_decisions import EVERYTHING, Agreed
from rules.roster_drafts import draft
from rules.roster_plan import make_plan
from rules.roster_suggest import suggest
from seed.cast import Cast, build
from tests.cast import me_of, quick_hash
from tests.exchange.books import ROSTERS, csv

YEAR = "2026/27"
HEAD = (
    "Student ID,First name,Last name,DOB,Class,Parent 1 name,Parent 1 relationship,Parent 1 email"
)
BOUND_SECONDS = 10  # a busy machine's; the benchmark measures the real figure
_refs = count(70_000)


@pytest.fixture(scope="module")
def school(database: str) -> Cast:
    """The cast in a database of each kind."""
    with writing(SYSTEM) as db:
        return build(db, quick_hash)


def op() -> str:
    return token_urlsafe(8)


def preview(me: Me, *files: Upload, scope: Scope = Scope.PARTIAL) -> RosterPlan:
    found = read_files(files)
    with reading(me) as db:
        known = roster.snapshot(db)
    drafts = draft(found.grids, [suggest(grid) for grid in found.grids], known.familiar)
    return make_plan(drafts, known, scope, YEAR)


def office(school: Cast) -> Me:
    return me_of(school, "coordinator")


def people(given: str) -> list[t.Person]:
    with reading(SYSTEM) as db:
        return list(db.scalars(select(t.Person).where(t.Person.given_name == given)))


def count_of(table: type[t.Table]) -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def new_list(given: str, *more: str) -> bytes:
    number = next(_refs)
    row = f"{number},{given},Ho,2016-03-31,7X,May Ho,Mother,may{number}@example.org"
    return csv(HEAD, row, *more)


def test_everything_of_a_list_is_made(school: Cast) -> None:
    found = preview(office(school), ("a.csv", new_list("Made")))
    counts = apply_plan(office(school), op(), found, Agreed())
    assert counts["change"] == counts["leave"] == counts["same"] == 0
    (child,) = people("Made")
    assert (child.role, child.status, str(child.birth_date)) == ("student", "active", "2016-03-31")
    with reading(SYSTEM) as db:
        known = roster.snapshot(db)
    (pair,) = [one for one in known.guardianships if one.student_id == child.id]
    assert (pair.relation, pair.access) == ("mother", True)
    (parent,) = [one for one in known.people if one.id == pair.guardian_id]
    assert parent.email == f"may{child.school_ref}@example.org"
    (place,) = [one for one in known.enrolments if one.person_id == child.id]
    (room,) = [one for one in known.classes if one.id == place.class_id]
    assert (room.name, room.school_year, place.ended_on) == ("7X", YEAR, None)


def test_a_second_import_of_the_same_list_is_all_the_same(school: Cast) -> None:
    data = new_list("Twice")
    apply_plan(office(school), op(), preview(office(school), ("a.csv", data)), Agreed())
    again = preview(office(school), ("a.csv", data))
    assert {one.what for one in again.changes} == {What.SAME}
    with pytest.raises(Problem, match="nothing to change"):
        apply_plan(office(school), op(), again, Agreed())


def test_changes_are_made_and_counted_as_a_new_version(school: Cast) -> None:
    data = new_list("Changed")
    apply_plan(office(school), op(), preview(office(school), ("a.csv", data)), Agreed())
    (before,) = people("Changed")
    data = data.replace(b"Ho,2016-03-31", b"Hu,2016-04-01").replace(b"Mother", b"Guardian")
    found = preview(office(school), ("a.csv", data))
    assert [one.subject for one in found.changes if one.what == What.CHANGE] == [
        Subject.STUDENT,
        Subject.GUARDIANSHIP,
    ]
    apply_plan(office(school), op(), found, Agreed())
    (after,) = people("Changed")
    assert (after.id, after.family_name, str(after.birth_date)) == (before.id, "Hu", "2016-04-01")
    assert after.version == before.version + 1


def test_one_audit_row_and_one_batch(school: Cast) -> None:
    audits, batches = count_of(t.AuditEntry), count_of(t.ImportBatch)
    found = preview(office(school), ("a.csv", new_list("Batch")))
    apply_plan(office(school), op(), found, Agreed())
    assert (count_of(t.AuditEntry), count_of(t.ImportBatch)) == (audits + 1, batches + 1)
    with reading(office(school)) as db:
        past = roster.past_imports(db)[0]
    assert (past.by, past.files, past.counts) == ("Ruth Okafor", ("a.csv",), found.totals)


def test_a_double_click_imports_once(school: Cast) -> None:
    found, key = preview(office(school), ("a.csv", new_list("Click"))), op()
    first = apply_plan(office(school), key, found, Agreed())
    assert apply_plan(office(school), key, found, Agreed()) == first
    assert len(people("Click")) == 1


def test_data_that_changed_since_the_preview_is_refused(school: Cast) -> None:
    found = preview(office(school), ("a.csv", new_list("Stale")))
    other = preview(office(school), ("b.csv", new_list("First")))
    apply_plan(office(school), op(), other, Agreed())
    with pytest.raises(Problem, match="changed since this preview"):
        apply_plan(office(school), op(), found, Agreed())
    assert not people("Stale")


def test_problems_must_be_mended_or_left_out(school: Cast) -> None:
    data = new_list("Mend", ",=1+1,Ho,,,,,")
    found = preview(office(school), ("a.csv", data))
    with pytest.raises(Problem, match="Please mend them"):
        apply_plan(office(school), op(), found, Agreed())
    assert not people("Mend")
    apply_plan(office(school), op(), found, EVERYTHING)
    assert people("Mend")


def test_all_or_nothing(school: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = preview(office(school), ("a.csv", new_list("Torn")))

    def fail(*_args: object) -> None:
        raise RuntimeError("torn")

    monkeypatch.setattr(commands, "_links", fail)
    with pytest.raises(RuntimeError, match="torn"):
        apply_plan(office(school), op(), found, Agreed())
    assert not people("Torn")


@pytest.mark.parametrize("key", ["teacher", "parent", "child"])
def test_only_the_office_imports(school: Cast, key: str) -> None:
    found = preview(office(school), ("a.csv", new_list("Nobody")))
    with pytest.raises(Problem, match="can't do this"):
        apply_plan(me_of(school, key), op(), found, Agreed())


def test_leaving_and_coming_back(school: Cast) -> None:
    data = new_list("Leaver")
    apply_plan(office(school), op(), preview(office(school), ("a.csv", data)), Agreed())
    everybody = workbook(_without_leaver(school))
    found = preview(office(school), ("all.xlsx", everybody), scope=Scope.FULL)
    assert [one.name for one in found.changes if one.what == What.LEAVE] == [
        "Leaver Ho",
        "May Ho",
        "Leaver Ho – 7X",
    ]
    assert [(one.guardian, one.child, one.gains) for one in found.sight] == [
        ("May Ho", "Leaver Ho", False)
    ]
    with pytest.raises(Problem, match="gain or lose sight"):
        apply_plan(office(school), op(), found, Agreed())
    apply_plan(office(school), op(), found, Agreed(sight=True))
    (child,) = people("Leaver")
    assert child.status == Status.LEFT
    found = preview(office(school), ("a.csv", data))
    assert found.totals["return"] == 3
    apply_plan(office(school), op(), found, Agreed(sight=True))
    (child,) = people("Leaver")
    assert child.status == Status.ACTIVE
    with reading(SYSTEM) as db:
        places = db.scalars(select(t.Enrolment).where(t.Enrolment.student_id == child.id)).all()
    assert [place.ended_on for place in places] == [None]


def _without_leaver(school: Cast) -> list[Listed]:
    with reading(office(school)) as db:
        known = roster.snapshot(db)
    kept = [one for one in known.people if one.given_name != "Leaver"]
    return roster_sheets(replace(known, people=tuple(kept)))


def test_a_restriction_stays_and_nobody_new_gets_past_it(school: Cast) -> None:
    head = "Student ID,First name,Last name,Parent 1 name,Parent 1 email"
    rows = ("0001,Amara,Diallo,New Person,new@example.org",)
    found = preview(office(school), ("a.csv", csv(head, *rows)))
    assert [one.level for one in found.findings] == [Level.REVIEW]
    assert not found.changes_anything
    with reading(office(school)) as db:
        (kept,) = db.scalars(
            select(t.Restriction).where(t.Restriction.guardian_id == school.barred_parent)
        )
    assert kept.removed_at is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scope", list(Scope))
def test_ones_own_export_comes_back_unchanged(school: Cast, language: str, scope: Scope) -> None:
    odd = preview(office(school), ("odd.xlsx", _odd_people()))
    if odd.changes_anything:
        assert not odd.stops
        apply_plan(office(school), op(), odd, Agreed())
    _type_oddly(school)
    use(language)
    try:
        with reading(office(school)) as db:
            known = roster.snapshot(db)
            data = export(known, exports.export(db))
        found = preview(office(school), ("export.xlsx", data), scope=scope)
    finally:
        use(None)
    assert [one for one in found.changes if one.what != What.SAME] == []
    assert found.findings == ()
    counted = sum(one.role != Role.COORDINATOR for one in known.people)
    assert sum(sum(found.counts[subject].values()) for subject in commands.ROLES) == counted


def _type_oddly(school: Cast) -> None:
    """People may type by hand what no file may bring."""
    if not people("=1+1"):
        names = (("=1+1", "-5"), ("", "Only"), ("-", "Dash"), ("a@b", "1 ; 2"))
        for given, family in names:
            typed = PersonDraft(
                Role.STUDENT, given, family, "", date(1066, 10, 14), "+", "xx", "@nobody"
            )
            add_person(office(school), op(), typed)


def _odd_people() -> bytes:
    """Nobody here has an ID; names of every kind, classes of one name, a mononym."""
    students = (
        ("محمد", "عبد الله", "2016-03-31", "Odd", "ar"),
        ("<script>alert(1)</script>", "![x](http://x/a.png)", "2015-01-01", "Odd; Chess", ""),
        ("Zoë 😀", "-", "2014-02-03", "Even", "Mixteco alto"),
        ("Ann", "Same", "2014-02-03", "Even", "fil"),
        ("Ann", "Same", "2014-02-04", "Even", "kk"),
    )
    guardians = (
        ("Zoë 😀", "May", "-", "", "Mother", "H1"),
        ("محمد عبد الله", "", "", "odd-susan@example.org", "", ""),
    )
    columns = ("First name", "Last name", "Birth date", "Class", "Home language")
    relations = ("Child's name", "First name", "Last name", "E-mail", "Relation", "Household")
    classes = (("O1", "Odd"), ("O2", "Twin"), ("O3", "Twin"))
    return workbook(
        [
            _sheet("Students", columns, students),
            _sheet("Guardians", relations, guardians),
            _sheet("Classes", ("Class ID", "Class name"), classes),
        ]
    )


def _sheet(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Listed:
    return Listed(name, tuple(Column(one) for one in header), rows)


def test_a_teacher_exports_only_what_they_may_see(school: Cast) -> None:
    with reading(me_of(school, "teacher")) as db:
        known, more = roster.snapshot(db), exports.export(db)
        names = {one.child.name for one in more.goals} | {one.child.name for one in more.check_ins}
        names |= {one.child.name for one in more.answers}
    children = {one.id for one in known.people if one.role == Role.STUDENT}
    assert school.child in children
    assert school.other_child not in children
    assert {one.student_id for one in known.guardianships} <= children
    assert "Amara Diallo" in names
    assert "Daniyar Bekov" not in names


def test_an_export_holds_goals_with_their_voices(school: Cast) -> None:
    with reading(office(school)) as db:
        more = exports.export(db)
        assert list(more.check_ins)
    assert any(goal.child_words and goal.family_words for goal in more.goals)
    assert all(answer.sent_at for answer in more.answers)


def test_access_changed_by_hand_makes_a_preview_old(school: Cast) -> None:
    found = preview(office(school), ("a.csv", new_list("Access")))
    with reading(office(school)) as db:
        (pair,) = db.scalars(
            select(t.Guardianship).where(
                t.Guardianship.guardian_id == school.other_parent,
                t.Guardianship.student_id == school.other_child,
            )
        )
    draft = RestrictionDraft((Right.READ,), today(), None, "court order 7")
    restrict(office(school), op(), pair.id, draft)
    with pytest.raises(Problem, match="changed since this preview"):
        apply_plan(office(school), op(), found, Agreed())


@pytest.mark.skipif(not ROSTERS.exists(), reason="the rosters of other makers are not here")
def test_school_data_sync_as_it_is(hub: Cast) -> None:
    folder = ROSTERS / "microsoft_sds" / "SDS_Format_100_Users"
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv"))]
    found = preview(office(hub), *files)
    assert not found.findings
    counts = {subject: made for subject in Subject if (made := found.counts[subject][What.ADD])}
    assert counts == {
        Subject.STUDENT: 86,
        Subject.TEACHER: 12,
        Subject.CLASS: 28,
        Subject.ENROLMENT: 602,
        Subject.TEACHING: 28,
    }
    apply_plan(office(hub), op(), found, Agreed())
    assert not preview(office(hub), *files).changes_anything


@pytest.mark.skipif(not ROSTERS.exists(), reason="the rosters of other makers are not here")
def test_a_class_list_of_the_health_service_as_it_is(hub: Cast) -> None:
    data = (ROSTERS / "nhs_mavis" / "class_import" / "valid.csv").read_bytes()
    found = preview(office(hub), ("valid.csv", data))
    assert not found.stops
    counts = {subject: found.counts[subject][What.ADD] for subject in Subject}
    assert (counts[Subject.STUDENT], counts[Subject.GUARDIAN], counts[Subject.CLASS]) == (4, 5, 3)
    apply_plan(office(hub), op(), found, Agreed())
    again = preview(office(hub), ("valid.csv", data))
    assert not again.changes_anything
    assert not again.stops


def test_a_thousand_students_are_quick(hub: Cast) -> None:
    rows = (
        f"{n},G{n},F{n // 2},2016-03-31,{n % 30}A,P F{n // 2},Mother,p{n // 2}@example.org"
        for n in range(1, 1001)
    )
    data = csv(HEAD, *rows)
    start = perf_counter()
    found = preview(office(hub), ("a.csv", data))
    assert found.counts[Subject.GUARDIAN][What.ADD] == 501
    apply_plan(office(hub), op(), found, Agreed())
    assert perf_counter() - start < BOUND_SECONDS
