"""The people page and a coordinator's home."""

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.commands.people import invite
from db.session import reading, writing
from rules.accounts import fingerprint, plain_code
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, words
from tests.pages.test_join import press


def test_home_says_what_needs_the_coordinator(app_as: AppAs) -> None:
    seen = words(app_as("coordinator"))
    assert "Needs you" in seen
    assert "have not been invited yet" in seen or "has not been invited yet" in seen


def test_families_without_a_letter_are_named_until_they_have_one(hub: Cast, app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        for key in ("parent", "barred_parent"):
            db.delete(db.get(t.Account, hub.accounts[key]))
    at = app_as("coordinator")
    assert "1 parent or guardian has had no letter yet." in words(at)
    invite(me_of(hub, "coordinator"), "op", hub.parent, "hash")
    assert "no letter yet" not in words(at.run())


def test_everybody_is_listed_once_by_role(app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "roster.people")
    table = at.dataframe[0].value
    assert sorted(table["Name"]) == [
        "Amara Diallo",
        "Carmen Álvarez",
        "Daniyar Bekov",
        "José Álvarez",
    ]


def test_search_finds_by_class_and_accent(app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "roster.people")
    at.text_input(key="people_search").set_value("álvarez 3b").run()
    assert list(at.dataframe[0].value["Name"]) == ["José Álvarez"]


def test_an_invitation_is_shown_once_and_kept_as_a_hash(hub: Cast) -> None:
    code = "ABCD-EFGH-JKMN-PQRS"
    me = me_of(hub, "coordinator")
    invite(me, "op-1", hub.parent, fingerprint(plain_code(code)))
    invite(me, "op-2", hub.parent, fingerprint("another"))
    with reading(SYSTEM) as db:
        first, second = db.scalars(
            select(t.Invitation)
            .where(t.Invitation.person_id == hub.parent)
            .order_by(t.Invitation.id)
        ).all()
    assert first.revoked_at is not None
    assert second.revoked_at is None
    assert code not in str(first)


def _guardian(app_as: AppAs, name: str) -> AppTest:
    at = open_page(app_as("coordinator"), "roster.people")
    at.segmented_control(key="people_role").set_value("guardian").run()
    return at.text_input(key="people_search").set_value(name).run()


def test_a_guardian_s_code_is_also_a_letter_and_ends_when_the_office_says(
    hub: Cast, app_as: AppAs
) -> None:
    with writing(SYSTEM) as db:
        db.delete(db.get(t.Account, hub.accounts["siblings_parent"]))
    at = _guardian(app_as, "Lucía")
    press(at, "Make an invitation code")
    assert "Download it as a letter" in [one.proto.label for one in at.get("download_button")]
    assert "opens nothing" in words(press(at.run(), "End this code"))
    with reading(SYSTEM) as db:
        (row,) = db.scalars(select(t.Invitation))
    assert (row.student_id, row.revoked_at is None) == (hub.sibling, False)


def test_whoever_may_see_no_child_is_told_why_they_get_no_code(hub: Cast, app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        db.delete(db.get(t.Account, hub.accounts["barred_parent"]))
    at = _guardian(app_as, "Ibrahim")
    assert "may not see any child" in words(press(at, "Make an invitation code"))
