"""What a reader sees of a page, and pressing what it offers."""

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from tests.cast import words


def seen(at: AppTest) -> str:
    """Every word of the page, those beside boxes to tick too."""
    return "\n".join([words(at), *(box.label for box in at.checkbox)])


def press(at: AppTest, label: str) -> Button:
    """The first button of this label, pressed."""
    return next(button for button in at.button if button.label == label).click()
