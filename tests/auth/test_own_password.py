"""Changing one's own password: the present one is asked for, and other devices are signed out."""

from streamlit.testing.v1 import AppTest

from auth.passwords import matches
from db import tables as t
from db.session import reading
from rules.people import SYSTEM
from seed.cast import BY_KEY, Cast
from tests.auth.test_devices import lives
from tests.cast import AppAs, open_page, session_of, sound
from tests.pages.seen import press

NEW = "three odd socks fly"


def change(at: AppTest, now: str, new: str = NEW) -> AppTest:
    fields = {field.label: field for field in at.text_input}
    fields["The password you have now"].set_value(now)
    fields["The new password"].set_value(new)
    fields["Password again"].set_value(new)
    return sound(press(at, "Change it").run())


def opens(hub: Cast, password: str) -> bool:
    with reading(SYSTEM) as db:
        account = db.get(t.Account, hub.accounts["parent"])
    assert account is not None
    return matches(password, account.password_hash)


def test_another_password_signs_other_devices_out(hub: Cast, app_as: AppAs) -> None:
    elsewhere = session_of(hub, "parent")
    at = change(open_page(app_as("parent"), "account.devices"), BY_KEY["parent"].password)
    assert [one.value for one in at.error] == []
    assert opens(hub, NEW)
    assert not lives(elsewhere)
    assert "Where you are signed in" in [one.value for one in at.subheader]


def test_the_present_password_is_asked_for(hub: Cast, app_as: AppAs) -> None:
    at = change(open_page(app_as("parent"), "account.devices"), "not my password")
    assert "not your password" in at.error[0].value
    assert opens(hub, BY_KEY["parent"].password)


def test_an_easy_one_is_refused(hub: Cast, app_as: AppAs) -> None:
    own = BY_KEY["parent"].password
    at = change(open_page(app_as("parent"), "account.devices"), own, "mariama-diallo")
    assert "easy to guess" in at.error[0].value
    assert opens(hub, own)


def test_guessing_the_present_one_ends(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("parent"), "account.devices")
    for _try in range(9):
        change(at, "not my password")
    assert "Too many tries" in at.error[0].value
    change(at, BY_KEY["parent"].password)
    assert not opens(hub, NEW)
