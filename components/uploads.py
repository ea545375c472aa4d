"""The box that takes a file, in the reader's words."""

from components import text


def speak(label: str) -> None:
    """Streamlit's own words in the box speak English only: put ours in their place."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    words = label.replace("\\", "").replace('"', "").replace("<", "")
    text.html(
        f'<style>{zone} [data-testid="stFileUploaderDropzoneInstructions"],'
        f'{zone} button [data-testid="stMarkdownContainer"] p {{ display: none; }}'
        f'{zone} button [data-testid="stMarkdownContainer"]::after {{ content: "{words}"; }}'
        "</style>"
    )
