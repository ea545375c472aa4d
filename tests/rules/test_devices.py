"""A browser and its system, as people say them."""

import pytest

from rules.devices import device

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64) {WEBKIT} Chrome/140 Safari/537",
            "Chrome · Windows",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140 Safari/537 Edg/140", "Edge · Windows"),
        (f"Mozilla/5.0 (X11; CrOS x86_64) {WEBKIT} Chrome/140 Safari/537", "Chrome · Chromebook"),
        (f"Mozilla/5.0 (Linux; Android 15) {WEBKIT} Chrome/140 Mobile Safari", "Chrome · Android"),
        (
            f"Mozilla/5.0 (Linux; Android 15) {WEBKIT} SamsungBrowser/28 Chrome/130 Safari",
            "Samsung Internet · Android",
        ),
        (f"{IPHONE} Version/18.1 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
        (f"{IPHONE} CriOS/140 Mobile/15E148 Safari/604.1", "Chrome · iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Version/18 Safari/605", "Safari · Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140", "Firefox · Linux"),
        ("curl/8.5", ""),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_a_device_is_told_by_its_name(user_agent: str, said: str) -> None:
    assert device(user_agent) == said
