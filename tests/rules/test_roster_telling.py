"""An import in words: sentences for people, values as they are written, lines that are found."""

from datetime import date

import pytest

from rules.roster import Change, FieldChange, RosterPlan, Scope, Source, Subject, What
from rules.roster_telling import did, matching, place_of, say_change, say_field, would

COUNTS = {"add": 2, "change": 1, "leave": 0, "return": 1, "same": 1200}


def change(name: str, what: What = What.CHANGE, **more: tuple[FieldChange, ...]) -> Change:
    return Change(Subject.STUDENT, what, 1, name, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (FieldChange("grade", "3", "4"), "Grade: 3 → 4"),
        (FieldChange("grade", None, "4"), "Grade: 4"),
        (FieldChange("birth_date", None, date(2016, 3, 31)), "Birth date: 31 March 2016"),
        (FieldChange("status", "active", "left"), "Status: At school → Has left"),
        (FieldChange("relation", None, "mother"), "Relation: Mother"),
        (FieldChange("ended_on", date(2026, 1, 2), None), "Last day: 2 January 2026 → –"),
    ],
)
def test_a_field_is_said_as_people_write_it(field: FieldChange, said: str) -> None:
    assert say_field(field, Subject.STUDENT) == said


def test_of_somebody_new_the_name_is_not_told_twice() -> None:
    fields = (FieldChange("given_name", None, "Ann"), FieldChange("grade", None, "3"))
    assert say_change(change("Ann", What.ADD, fields=fields)) == "Grade: 3"
    assert say_change(change("Ann", fields=fields[:1])) == "First name: Ann"


def test_what_was_edited_in_the_hub_is_said_to_stay() -> None:
    kept = (FieldChange("phone", "0123", "0456"),)
    assert say_change(change("Ann", kept=kept)) == ("Phone stays 0123, though the file says 0456")


def test_sentences_tell_only_what_there_is() -> None:
    assert would(COUNTS) == "2 to add, 1 to change, 1 to return, 1,200 stay the same."
    assert did(COUNTS) == "2 added, 1 changed, 1 returned, 1,200 already the same"
    assert did({"add": 1}) == "1 added"
    assert did({}) == "Nothing to change"


def test_lines_are_found_by_kind_and_by_every_word_of_a_name() -> None:
    changes = (change("Ann Lee"), change("Bo Lee", What.ADD), change("Ann Ray"))
    lines = RosterPlan(changes, (), "", Scope.PARTIAL, ())
    everybody = list(Subject)
    assert list(matching(lines, list(What), everybody, "lee ann")) == [0]
    assert list(matching(lines, [What.ADD], everybody, "")) == [1]
    assert list(matching(lines, list(What), [Subject.CLASS], "")) == []


def test_a_text_file_s_only_sheet_is_the_file() -> None:
    assert place_of(Source("list.csv", "list", 2)) == "list.csv"
    assert place_of(Source("list.xlsx", "3B", 2)) == "list.xlsx: 3B"
