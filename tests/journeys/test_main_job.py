"""The hub's main job, end to end: set-up, import, invite, goal, survey, check-in, export."""

from dataclasses import dataclass, field
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.fixtures.hub import Hub
from tests.journeys.steps import (
    SLOW,
    OpenPage,
    button,
    choose,
    day,
    in_spanish,
    invitation,
    join,
    menu,
    move_to,
    number,
    open_goal,
    set_up,
    settled,
    sign_in,
    title,
    upload,
)

pytestmark = pytest.mark.browser

CHILD_WORDS = "I want to read to my little cousin."
FAMILY_WORDS = "Le encanta leer los resultados del fútbol."


@dataclass
class Story:
    """Codes that one chapter hands to the next."""

    codes: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


def roster() -> bytes:
    """A list as an office keeps it: its own headers, a guardian beside each child."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Children"
    sheet.append(
        ["Pupil ID", "First name", "Surname", "DOB", "Class", "Parent 1 name", "Parent 1 email"]
    )
    sheet.append(
        ["00017", "Amara", "Diallo", "14/03/2018", "3B", "Mariama Diallo", "mariama@example.com"]
    )
    sheet.append(["00018", "José", "Álvarez", "27/01/2018", "3B", "Lucía Álvarez", ""])
    teachers = book.create_sheet("Teachers")
    teachers.append(["Staff ID", "First name", "Surname", "Class"])
    teachers.append(["T1", "Elif", "Kaya", "3B"])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_office_brings_the_roster_in_and_invites(
    hub_server: Hub, open_page: OpenPage, story: Story
) -> None:
    office = open_page(hub_server.url)
    set_up(office)
    menu(office, "Import roster")
    upload(office, "children.xlsx", roster())
    expect(office.get_by_text("No problems found.")).to_be_visible(timeout=SLOW)
    button(office, "Bring this in").dblclick()
    expect(office.get_by_text("Done.")).to_be_visible(timeout=SLOW)
    for role, person in (
        ("Teachers", "Elif Kaya"),
        ("Parents and guardians", "Mariama Diallo"),
        ("Students", "Amara Diallo"),
    ):
        story.codes[person] = invitation(office, role, person)
    menu(office, "Family survey")
    button(office, "Open it for families now").click()
    expect(office.get_by_text("Opened on")).to_be_visible(timeout=SLOW)


def test_a_teacher_writes_a_goal_with_the_child(
    hub_server: Hub, open_page: OpenPage, story: Story
) -> None:
    page = join(open_page, hub_server, story.codes["Elif Kaya"], "ms.kaya", "Hello, Elif Kaya")
    menu(page, "Goal board")
    button(page, "New goal").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What is the goal for Amara?").fill("Read 95 words a minute")
    dialog.get_by_label("What does Amara say about it, word for word?").fill(CHILD_WORDS)
    button(dialog, "Add this goal").dblclick()
    expect(page.get_by_text(CHILD_WORDS)).to_be_visible(timeout=SLOW)
    button(page, "Edit goal").click()
    dialog.get_by_label("What will Amara be able to do?").fill("Read a new page aloud")
    dialog.get_by_text("With a number").click()
    dialog.get_by_label("What we measure").fill("Words a minute")
    number(dialog, "Where we start", "54")
    number(dialog, "Target", "95")
    dialog.get_by_label("Unit").fill("words")
    day(dialog, "Target date", "30/06/2027")
    button(dialog, "Save goal").dblclick()
    expect(page.get_by_text("We look at: Words a minute")).to_be_visible(timeout=SLOW)


def test_a_parent_on_a_phone_answers_the_survey_in_spanish(
    hub_server: Hub, open_page: OpenPage, story: Story
) -> None:
    page = join(
        open_page,
        hub_server,
        story.codes["Mariama Diallo"],
        "mariama",
        in_spanish("Hello, {name}").format(name="Mariama Diallo"),
        language="es",
        phone=True,
        child="Amara",
    )
    menu(page, in_spanish("About my child"))
    button(page, in_spanish("Begin")).click()
    progress = page.get_by_test_id("stProgress")
    expect(progress).to_be_visible(timeout=SLOW)
    settled(page)
    words = page.get_by_role("textbox").first
    words.fill(FAMILY_WORDS)
    words.press("Tab")
    expect(progress).to_contain_text(in_spanish("Saved"), timeout=SLOW)
    while (told := progress.inner_text(timeout=SLOW)) != in_spanish("Almost done"):
        button(page, in_spanish("Next")).click()
        expect(progress).not_to_have_text(told, timeout=SLOW)
        settled(page)
    button(page, in_spanish("Send to the school")).dblclick()
    expect(page.get_by_text(in_spanish("Change my answers"))).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(FAMILY_WORDS).first).to_be_visible(timeout=SLOW)


def test_the_teacher_uses_the_answer_and_checks_in(hub_server: Hub, open_page: OpenPage) -> None:
    page = open_page(hub_server.url)
    sign_in(page, "ms.kaya")
    menu(page, "Goal board")
    open_goal(page, "Read 95 words a minute")
    button(page, "Edit goal").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(FAMILY_WORDS)).to_be_visible(timeout=SLOW)
    button(dialog, "Use in this goal").first.click()
    used = dialog.locator(".stMarkdownBadge").filter(has_text="In this goal")
    expect(used).to_be_visible(timeout=SLOW)
    button(dialog, "Close without saving").click()
    expect(page.get_by_text("From what the family told us")).to_be_visible(timeout=SLOW)
    for state in ("Agreed", "Working on it"):
        move_to(page, state)
    menu(page, "Home")
    choose(page, "Child and goal", "Amara Diallo: Read 95 words a minute")
    number(page, "Words a minute", "57")
    button(page, "Save").first.dblclick()
    expect(page.get_by_text("Saved for Amara")).to_be_visible(timeout=SLOW)


def test_the_parent_sees_the_goal_its_chart_and_that_they_were_heard(
    hub_server: Hub, open_page: OpenPage
) -> None:
    page = open_page(hub_server.url, language="es", phone=True)
    sign_in(page, "mariama")
    expect(page.get_by_text(CHILD_WORDS).first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(in_spanish("You said")).first).to_be_visible(timeout=SLOW)
    menu(page, in_spanish("Progress"))
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible(timeout=SLOW)


def test_the_child_says_it_in_their_own_words(
    hub_server: Hub, open_page: OpenPage, story: Story
) -> None:
    page = join(open_page, hub_server, story.codes["Amara Diallo"], "amara", "Hello, Amara Diallo")
    expect(page.get_by_text(CHILD_WORDS).first).to_be_visible(timeout=SLOW)
    menu(page, "Goal board")
    open_goal(page, "Read 95 words a minute")
    button(page, "Say it in my words").or_(button(page, "Change these words")).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("I will read to her on Sunday. 🎈")
    button(dialog, "Save these words").dblclick()
    expect(page.get_by_text("I will read to her on Sunday.").first).to_be_visible(timeout=SLOW)


def test_the_office_takes_everything_out_again(hub_server: Hub, open_page: OpenPage) -> None:
    page = open_page(hub_server.url)
    sign_in(page, "office")
    menu(page, "Export")
    title(page, "Export")
    with page.expect_download() as download:
        button(page, "Download the workbook").click()
    taken = download.value.path().read_bytes()
    book = load_workbook(BytesIO(taken))
    said = {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }
    assert {"00017", "Read 95 words a minute", "57", FAMILY_WORDS} <= said
    menu(page, "Import roster")
    upload(page, "export.xlsx", taken)
    expect(page.get_by_text("Nothing to change")).to_be_visible(timeout=SLOW)
