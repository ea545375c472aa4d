"""What goes wrong in a way that a person can mend."""

from i18n import _


class Problem(Exception):
    """A sentence in the reader's language: what is wrong, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(Problem):
    """It is not there, or not for this viewer; nobody is told which."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("This is no longer there, or it is not yours to see."))


class NotAllowed(Problem):
    """This person may not do this."""


class NotFresh(Problem):
    """The password has to be given again first."""


class Stale(Problem):
    """Somebody else changed it since this form was opened."""

    def __init__(self, sentence: str, theirs: dict[str, str]) -> None:
        super().__init__(sentence)
        self.theirs = theirs
