"""What families allow, ask and take away, on their page and on those of the school."""

from secrets import token_urlsafe

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.commands.consents import say
from db.commands.corrections import ask
from db.commands.log import set_age, take_own
from db.session import reading, writing
from db.tables.base import utc_now
from rules.corrections import About, CorrectionDraft, State
from rules.people import SYSTEM
from rules.problems import Problem
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, words
from tests.pages.seen import lines, press

WRONG = "Her name has one r."


def op() -> str:
    return token_urlsafe(8)


def offered(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.get("download_button")]


def request_of(hub: Cast, who: str = "parent") -> int:
    return ask(me_of(hub, who), op(), hub.child, CorrectionDraft(About.NAME, WRONG))


def test_a_guardian_allows_something_and_takes_it_back(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("parent"), "rights.family")
    assert "Seen by you, the teachers and the school office." in words(at)
    at.button(key=f"consent:{hub.child}:translation:True").click().run()
    assert "You said yes on" in words(at)
    at.button(key=f"consent:{hub.child}:translation:False").click().run()
    assert "You took your yes back on" in words(at)
    said = [f"consent:{hub.child}:translation:{agreed}" for agreed in (True, False)]
    assert [at.button(key=key).proto.type for key in said] == ["secondary", "primary"]
    at.button(key=said[1]).click().run()
    with reading(SYSTEM) as db:
        kept = db.scalars(select(t.Consent.agreed).where(t.Consent.subject == "translation"))
        assert kept.all() == [True, False]
    assert "You said yes on" in words(at)


def test_the_page_says_that_a_no_of_somebody_else_counts(hub: Cast, app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Restriction)):
            row.removed_at = utc_now()
    say(me_of(hub, "barred_parent"), op(), hub.child, "directory", False)
    told = words(open_page(app_as("parent"), "rights.family"))
    assert "This counts as a no: not everybody who answers for Amara has said yes" in told
    assert "Ibrahim" not in told


def test_a_guardian_says_what_is_wrong_and_reads_the_answer(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("parent"), "rights.family")
    form = f"correction:{hub.child}:1"
    at.selectbox(key=f"{form}:about").select(About.NAME)
    at.text_area(key=f"{form}:words").input(WRONG)
    press(at, "Send to the office").run()
    assert "Sent. Thank you." in words(at)
    assert f"{WRONG}" in words(at)
    assert "Waiting for an answer" in words(at)
    office = app_as("coordinator")
    assert "1 request of a family waits for an answer." in words(office)
    open_page(office, "rights.office")
    with reading(SYSTEM) as db:
        number = db.scalars(select(t.Correction.id).where(t.Correction.words == WRONG)).one()
    office.radio(key=f"answer:{number}:state").set_value(State.DONE)
    office.text_area(key=f"answer:{number}:reason").input("Thank you, it is mended.")
    next(one for one in office.button if one.label == "Send the answer").click().run()
    assert "Nobody waits for an answer." in words(office)
    told = words(open_page(at, "rights.family"))
    assert "Thank you, it is mended." in told
    assert "Put right" in told


def test_an_empty_request_is_explained_and_nothing_is_lost(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("parent"), "rights.family")
    press(at, "Send to the office").run()
    assert "Please say what is wrong, and what would be right." in words(at)
    request_of(hub)
    office = open_page(app_as("coordinator"), "rights.office")
    next(one for one in office.button if one.label == "Send the answer").click().run()
    assert "Please choose whether it was put right." in words(office)


@pytest.mark.parametrize("key", ["barred_parent", "siblings_parent", "child", "other_parent"])
def test_what_somebody_asked_is_read_by_nobody_else(hub: Cast, app_as: AppAs, key: str) -> None:
    request_of(hub)
    set_age(me_of(hub, "coordinator"), op(), 0)
    told = words(open_page(app_as(key), "rights.family", child=hub.child))
    assert WRONG not in told


def test_the_other_household_reads_of_none_of_it_in_the_log(hub: Cast, app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Restriction)):
            row.removed_at = utc_now()
    request_of(hub)
    say(me_of(hub, "parent"), op(), hub.child, "photos", True)
    take_own(me_of(hub, "parent"), op(), hub.child)
    told = words(open_page(app_as("parent"), "log.child"))
    for sentence in (
        "You asked to have something put right about Amara",
        "You said what the school may do for Amara",
        "You downloaded everything about Amara",
    ):
        assert sentence in told
    told = words(open_page(app_as("barred_parent"), "log.child"))
    assert "Nothing was written down yet" in told


def test_a_guardian_who_only_reads_is_told_so_and_may_take_it_away(
    hub: Cast, app_as: AppAs
) -> None:
    with writing(SYSTEM) as db:
        db.add(t.Restriction(guardian_id=hub.parent, student_id=hub.child, right="write"))
    at = open_page(app_as("parent"), "rights.family")
    assert "you may read about this child here, but not write" in words(at)
    assert {"Yes", "No", "Send to the office"}.isdisjoint(one.label for one in at.button)
    assert offered(at) == ["Download everything about Amara"]


def test_a_guardian_without_access_is_offered_nothing(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("barred_parent"), "rights.family", child=hub.child)
    assert "No child is linked to your account yet" in words(at)
    assert offered(at) == []


def test_a_student_from_an_age(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("child"), "rights.family")
    assert "From the age of 12" in words(at)
    assert offered(at) == []
    with pytest.raises(Problem):
        request_of(hub, "child")
    with pytest.raises(Problem, match="with you"):
        take_own(me_of(hub, "child"), op(), hub.child)
    set_age(me_of(hub, "coordinator"), op(), 0)
    open_page(at, "rights.family")
    assert offered(at) == ["Download everything about Amara"]
    assert "What may the school do?" not in words(at)
    assert "You can see this, and the school office can too." in words(at)
    request_of(hub, "child")


def test_the_office_makes_the_file_for_whoever_asks(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "rights.office")
    assert offered(at) == []
    at.selectbox(key="copy-child").select(hub.child).run()
    assert offered(at) == ["Download for Mariama Diallo · Mother"]


@pytest.mark.parametrize(
    ("key", "seen"),
    [("coordinator", {"Amara Diallo", "Carmen Álvarez"}), ("other_teacher", {"Carmen Álvarez"})],
)
def test_staff_read_what_counts(hub: Cast, app_as: AppAs, key: str, seen: set[str]) -> None:
    at = open_page(app_as(key), "rights.consents")
    rows = {row["Child"]: row for row in lines(at, "Consents")}
    assert seen <= set(rows)
    if key == "coordinator":
        assert rows["Amara Diallo"]["Photos"] == "No"
        assert rows["Amara Diallo"]["Class directory"] == "Yes"
        assert rows["Carmen Álvarez"]["Photos"] == "Not answered yet"
        at.session_state["consents-who"] = True
        assert "Photos: Mariama Diallo no," in words(at.run())
        at.selectbox(key="consents-class").select(hub.other_class).run()
        assert "Amara Diallo" not in words(at)
    else:
        assert "Amara Diallo" not in rows
    assert offered(at) == ["Download for Excel", "Download as CSV"]
