"""The goals of the cast: every state, every voice."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from db import tables as t
from db.session import HubSession
from seed.goals import CheckInPlan, CommentPlan, GoalPlan, plant

READING = (53, 56, 54, 57, 57, 57, 62, 62, 63, 67, 72, 75, 79, 79, 81, 82, 82, 81, 80, 84)
HELP = (1, 1, 2, 1, 2, 2, 2, 3, 2, 3, 3)
BONDS = (8, 9, 9, 11, 12, 14, 15, 17, 19, 20, 20)


def plant_goals(
    db: HubSession, people: Mapping[str, int], today: date
) -> tuple[dict[str, int], dict[str, int]]:
    """Ids of the goals and of the two comments, by name."""
    plans = {**_childs(people), **_others(people)}
    goals = plant(db, list(plans.values()), today)
    return dict(zip(plans, (goal.id for goal in goals), strict=True)), _comments(db)


def _comments(db: HubSession) -> dict[str, int]:
    rows = db.scalars(select(t.Comment)).all()
    return {row.audience: row.id for row in rows}


def weekly(values: Sequence[float], last: int, notes: Mapping[int, str] = {}) -> list[CheckInPlan]:
    """Check-ins a week apart, the last one so many days ago; every fifth one at home."""
    count = len(values)
    return [
        CheckInPlan(last + 7 * (count - 1 - i), value, notes.get(i, ""), i % 5 == 4)
        for i, value in enumerate(values)
    ]


def _childs(people: Mapping[str, int]) -> dict[str, GoalPlan]:
    child, teacher, parent = people["child"], people["teacher"], people["parent"]
    return {
        "working": GoalPlan(
            child,
            teacher,
            "Read 95 words a minute",
            "reading",
            "working",
            150,
            horizon="year",
            skill="Reads an unseen page of the class book aloud",
            kind="number",
            measure="Words a minute",
            unit="words",
            baseline=54,
            source="Reading aloud in September, three pages",
            target=95,
            due_in=120,
            child_words="I want to read to my little cousin without stopping.",
            family_words="She reads the football results to us. She loves that.",
            guardian=parent,
            steps=(
                ("me", "Read one page aloud every day", None),
                ("school", "Ten minutes of paired reading, Monday to Thursday", None),
                ("home", "Listen to one page at bedtime", 9),
            ),
            supports=(("Daily one-to-one reading", 73),),
            check_ins=weekly(READING, 2, {9: "Chose a book about football.", 18: "Tired today."}),
            comments=(
                CommentPlan(12, parent, "She read the menu to all of us on Sunday!"),
                CommentPlan(20, teacher, "Ask about glasses at the next meeting.", "adults"),
            ),
        ),
        "rating": GoalPlan(
            child,
            teacher,
            "Ask for help when I am stuck",
            "social",
            "working",
            90,
            position=1,
            skill="Puts the help card up within two minutes",
            measure="Asking for help in maths",
            target=4,
            due_in=60,
            child_words="I don't like it when everybody looks.",
            family_words="At home she waits until somebody sees it.",
            guardian=parent,
            steps=(("me", "Use my help card", None), ("school", "Come by her table first", None)),
            check_ins=weekly(HELP, 6),
        ),
        "agreed": GoalPlan(
            child,
            teacher,
            "Write three linked sentences",
            "writing",
            "agreed",
            20,
            skill="Three sentences that belong together",
            kind="number",
            measure="Linked sentences",
            unit="sentences",
            baseline=1,
            source="Class notebook",
            target=3,
            due_in=90,
            child_words="My stories should have a real ending.",
        ),
        "idea": GoalPlan(
            child,
            teacher,
            "Build a bridge that holds a book",
            "interest",
            "idea",
            8,
            author=child,
            child_words="I saw the big bridge with my mum.",
        ),
        "reached": GoalPlan(
            child,
            teacher,
            "Know number bonds to 20",
            "maths",
            "reached",
            190,
            skill="Says the missing number at once",
            kind="number",
            measure="Right answers out of 20",
            unit="answers",
            baseline=9,
            source="Ten-minute test in class",
            target=20,
            due_in=-60,
            child_words="I want to be quick like Aunt Fanta at the market.",
            family_words="We count the change together.",
            guardian=parent,
            steps=(("home", "Count the change when we shop", 70),),
            check_ins=weekly(BONDS, 75),
        ),
        "let_go": GoalPlan(
            child,
            teacher,
            "Tie my laces",
            "independence",
            "let_go",
            160,
            child_words="My new shoes have no laces.",
        ),
    }


def _others(people: Mapping[str, int]) -> dict[str, GoalPlan]:
    teacher, other_teacher = people["teacher"], people["other_teacher"]
    return {
        "other_working": GoalPlan(
            people["other_child"],
            other_teacher,
            "Explain how I solved it",
            "maths",
            "working",
            70,
            skill="Explains each step to a partner",
            measure="Explaining a solution",
            target=3,
            due_in=50,
            attempt="Two calls and a letter in Kazakh; no answer yet.",
            child_words="I know it, but the words are missing.",
            check_ins=weekly((1, 2, 2, 2, 2, 1), 4),
        ),
        "other_idea": GoalPlan(
            people["other_child"],
            other_teacher,
            "Join a game at break",
            "social",
            "idea",
            5,
        ),
        "sibling_working": GoalPlan(
            people["sibling"],
            teacher,
            "Pack my own bag",
            "independence",
            "working",
            60,
            skill="Bag packed from the list, nothing missing",
            measure="Packing the bag",
            target=4,
            due_in=45,
            child_words="Quiero hacerlo solo.",
            family_words="Lo hacemos juntos por la noche.",
            guardian=people["siblings_parent"],
            steps=(("home", "Put the list beside the door", None),),
            check_ins=weekly((1, 2, 2, 3, 3, 4), 3),
        ),
        "far_sibling_working": GoalPlan(
            people["far_sibling"],
            other_teacher,
            "Swim 50 metres",
            "interest",
            "working",
            80,
            kind="number",
            measure="Metres without a stop",
            unit="m",
            baseline=10,
            source="First lesson",
            target=50,
            due_in=70,
            child_words="En verano quiero nadar en el mar.",
            family_words="Vamos a la piscina los sábados.",
            guardian=people["siblings_parent"],
            check_ins=weekly((10, 12, 15, 15, 20, 25, 25), 1),
        ),
    }
