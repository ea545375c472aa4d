"""What a reader sees of a page, and pressing what it offers."""

from html import unescape
from re import DOTALL, findall

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from tests.cast import words


def seen(at: AppTest) -> str:
    """Every word of the page, those beside boxes to tick too."""
    return "\n".join([words(at), *(box.label for box in at.checkbox)])


def press(at: AppTest, label: str) -> Button:
    """The first button of this label, pressed."""
    return next(button for button in at.button if button.label == label).click()


def lines(at: AppTest, caption: str) -> list[dict[str, str]]:
    """The rows of the table with this caption, by their headers."""
    drawn = next(box.value for box in at.html if f"<caption>{caption}</caption>" in box.value)
    header, *rows = (
        [unescape(text) for text in findall("<t[hd][^>]*>(.*?)</t[hd]>", row, DOTALL)]
        for row in findall("<tr>(.*?)</tr>", drawn, DOTALL)
    )
    return [dict(zip(header, row, strict=True)) for row in rows]
