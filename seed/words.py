"""What children, families and teachers say and write, in the language they think in."""

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
