"""Goals that children of a primary school really have, to be varied for each child."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """A goal; {end} in its title is the target. A rating goes from 1 to 4."""

    area: str
    title: str
    skill: str
    measure: str
    me: str
    school: str
    home: str
    support: str
    child: tuple[str, ...]
    family: tuple[str, ...]
    unit: str = ""
    start: tuple[int, int] = (1, 2)
    gain: tuple[int, int] = (2, 2)
    source: str = "Seen in class over a week"
    step: int = 1

    @property
    def kind(self) -> str:
        return "number" if self.unit else "rating"


PATTERNS = (
    Pattern(
        "reading",
        "Read {end} words a minute",
        "Reads an unseen page of the class book aloud",
        "Words a minute",
        "Read one page aloud every day",
        "Paired reading, ten minutes, four days a week",
        "Listen to one page at bedtime",
        "Daily one-to-one reading",
        ("I want to read to my little brother.", "I want to get to the end of a chapter."),
        ("At bedtime it is the same book every night.", "She reads every shop sign aloud."),
        "words",
        (32, 70),
        (25, 40),
        "Three pages read aloud",
        5,
    ),
    Pattern(
        "reading",
        "Tell what a page was about",
        "Retells a page with the main idea and two details",
        "Retelling a page",
        "Stop after each page and say it in my words",
        "Picture cards for who, where and what happened",
        "Ask: what was the best bit?",
        "Picture cards for retelling",
        ("I read it and then it is gone.", "I like telling it to Grandma."),
        ("We talk about the story in the car.", "He tells films very well, books not yet."),
    ),
    Pattern(
        "writing",
        "Write {end} linked sentences",
        "Sentences that belong together, with because, so or then",
        "Linked sentences in ten minutes",
        "Read my sentences aloud before I hand them in",
        "A strip with linking words on the table",
        "Write the shopping list together",
        "Strip with linking words",
        ("My stories should have a real ending.", "I have ideas, my hand is too slow."),
        ("She makes up long stories in the bath.", "He would rather draw it."),
        "sentences",
        (1, 3),
        (4, 7),
        "Class notebook",
    ),
    Pattern(
        "writing",
        "Spell the class words",
        "Writes the twenty class words from dictation",
        "Right words out of 20",
        "Cover, write, look",
        "Five words a day on the mini-board",
        "One word on the fridge each day",
        "Words in groups that sound alike",
        ("I want my diary to be right.", "Silent letters are mean."),
        ("We play hangman after dinner.",),
        "words",
        (5, 9),
        (8, 11),
        "Dictation of twenty words",
    ),
    Pattern(
        "maths",
        "Know number bonds to 20",
        "Says the missing number at once",
        "Right answers in two minutes",
        "Play the bonds game with a partner",
        "Ten-frames before the sums",
        "Count the change when we shop",
        "Ten-frames on the table",
        ("I want to be quick at the market.", "I know them, but not fast."),
        ("We count the stairs together.", "He is proud when he pays himself."),
        "answers",
        (6, 9),
        (11, 11),
        "Two-minute test",
    ),
    Pattern(
        "maths",
        "Explain how I solved it",
        "Tells a partner each step, with a drawing",
        "Explaining a solution",
        "Draw it first, then say it",
        "Sentence starters on the wall",
        "Ask: how did you know?",
        "Sentence starters for maths talk",
        ("I know it, but the words are missing.", "I just see the answer."),
        ("At home he explains every game to us.",),
    ),
    Pattern(
        "maths",
        "Know the tables of 3, 4 and 6",
        "Answers table questions in any order",
        "Right answers out of 40",
        "Five minutes with my cards",
        "A short quiz each Tuesday and Friday",
        "Cards on the way to school",
        "Tables by songs and rhythm",
        ("I want the gold badge.", "The sevens don't stay in my head."),
        ("We sing them in the car.",),
        "answers",
        (10, 18),
        (16, 20),
        "Quiz of forty",
    ),
    Pattern(
        "speaking",
        "Share one idea in circle",
        "Says a sentence to the group without being asked",
        "Speaking in circle",
        "Tell my partner first",
        "A turn that I know of the day before",
        "Tell one thing at dinner",
        "Rehearse with a partner first",
        ("My tummy hurts when all look at me.", "I want them to know about my cat."),
        ("At home she never stops talking.", "She is quiet with people she does not know."),
    ),
    Pattern(
        "speaking",
        "Give a talk of {end} minutes",
        "Speaks from notes, looks up, can be heard at the back",
        "Minutes without stopping",
        "Practise in front of the mirror",
        "A topic of my own choice",
        "Be my audience once a week",
        "Note cards with pictures",
        ("I want to tell about volcanoes.",),
        ("She practises on her grandparents.",),
        "minutes",
        (1, 1),
        (3, 4),
        "First talk in class",
    ),
    Pattern(
        "social",
        "Ask for help when I am stuck",
        "Puts the help card up within two minutes",
        "Asking for help",
        "Use my help card",
        "Come by the table first",
        "Say how you asked for help this week",
        "Help card on the table",
        ("I don't like it when everybody looks.", "I wait and then it is too late."),
        ("At home she waits until somebody sees it.",),
    ),
    Pattern(
        "social",
        "Calm down and come back",
        "Takes a break before shouting and comes back to work",
        "Calming down by myself",
        "Go to the quiet corner and breathe five times",
        "A break card that needs no words",
        "The same five breaths at home",
        "Break card and quiet corner",
        ("It is like a fire in my ears.", "I want to stay and not be sent out."),
        ("After football he is much calmer.", "Loud rooms are hard for her."),
    ),
    Pattern(
        "social",
        "Join a game at break",
        "Asks to join and stays until the end",
        "Joining in at break",
        "Ask: can I play too?",
        "A play buddy on Mondays and Thursdays",
        "Invite one child on a Saturday",
        "Play buddy",
        ("I know the rules, they never ask me.", "I would like one real friend."),
        ("He misses his friends from the old school.",),
    ),
    Pattern(
        "independence",
        "Pack my own bag",
        "Bag packed from the list, nothing missing",
        "Packing the bag",
        "Tick my list before I go",
        "Five minutes for it before the bell",
        "Put the list beside the door",
        "Picture list in the bag",
        ("I want to do it alone.", "Somebody always shouts that we are late."),
        ("In the morning we are five people and one bathroom.",),
    ),
    Pattern(
        "independence",
        "Start my work in two minutes",
        "First line written two minutes after the task was given",
        "Starting by myself",
        "Turn my sand timer over",
        "Say the first step quietly once",
        "Homework at the same time every day",
        "Sand timer and a first-step card",
        ("I think about everything else first.",),
        ("He needs somebody beside him to begin.", "With music it goes better."),
    ),
    Pattern(
        "creativity",
        "Build a machine that moves",
        "Plans, builds, tests and mends a model",
        "Steps of the plan done",
        "Draw my plan before I build",
        "The maker table on Wednesdays",
        "Save boxes and bottles",
        "A partner at the maker table",
        ("It should carry my hamster.", "I want to know why gears turn."),
        ("He takes everything apart.",),
        "steps",
        (1, 1),
        (7, 7),
        "Maker book",
    ),
    Pattern(
        "body",
        "Swim {end} metres",
        "Swims without holding on and without a stop",
        "Metres without a stop",
        "Put my face in the water every time",
        "Swimming on Tuesdays",
        "The pool on Saturdays",
        "Kickboard for the legs",
        ("In summer I want to swim in the sea.",),
        ("Her cousins all swim, she wants that too.",),
        "m",
        (5, 10),
        (15, 40),
        "First lesson",
        5,
    ),
    Pattern(
        "interest",
        "Make a book about {interest}",
        "Finds out five things and shows them",
        "Pages finished",
        "Write down one question a day",
        "An hour for it on Fridays",
        "Look for one thing together at the library",
        "Visit of somebody who knows about it",
        ("Nobody in my class knows as much about it as me.", "I have a hundred questions."),
        ("He talks about nothing else.", "We found three books at the library."),
        "pages",
        (0, 1),
        (9, 11),
        "Pages in the book",
    ),
)

INTERESTS = (
    "volcanoes",
    "foxes",
    "the planets",
    "our street long ago",
    "bridges",
    "sharks",
    "how bread is made",
    "football in the world",
    "bees",
    "my grandmother's village",
)

NOTES = (
    "Chose it herself today.",
    "Tired after the trip.",
    "Very proud.",
    "Needed a break half-way.",
    "With a partner.",
    "First time without the card.",
    "Noisy room.",
    "Asked to do it again.",
)

PRAISE = (
    "He told everybody at dinner.",
    "We did this on Sunday, it went well!",
    "Is there something else we can do at home?",
    "She was sad about it yesterday. Could you talk to her?",
    "Thank you for the card, it hangs on the fridge.",
)

STAFF_NOTES = (
    "Talk about this at the next meeting.",
    "Ask about glasses.",
    "Agreed with the family by phone.",
)

ATTEMPTS = (
    "Two calls and a letter; no answer yet.",
    "Wrote by e-mail and sent a note in the bag.",
    "Called in the evening, left a message.",
)

# Families write in the language they think in.
HOME_WORDS: dict[str, tuple[str, ...]] = {
    "es": (
        "En casa lo intenta todos los días.",
        "Le gusta hacerlo con su abuela.",
        "Con paciencia le sale mejor.",
    ),
    "pl": ("W domu ćwiczymy wieczorem.", "Bardzo się z tego cieszy."),
    "ar": ("نتدرب معًا كل مساء.", "يحب أن يساعد في البيت."),
    "tr": ("Evde her akşam birlikte çalışıyoruz.", "Dedesiyle çok konuşuyor."),
    "zh": ("我们每天晚上一起练习。", "她在家里很爱说话。"),
    "uk": ("Вдома ми займаємося разом.", "Вона дуже старається."),
    "pt": ("Em casa gosta de fazer sozinha.",),
    "ro": ("Acasă exersăm împreună seara.",),
    "vi": ("Ở nhà cháu tập mỗi tối.",),
}
CHILD_WORDS: dict[str, tuple[str, ...]] = {
    "es": ("Quiero hacerlo solo.", "Me gusta cuando sale bien."),
    "uk": ("Я хочу вміти сам.",),
    "ar": ("أريد أن أفعلها وحدي.",),
}
