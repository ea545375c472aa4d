"""Which person a cell points to: the child of a guardian, the child or teacher of a class."""

from i18n import _
from rules.people import Status
from rules.roster import Subject
from rules.roster_making import STOPPED, Making
from rules.roster_names import fold, fold_email
from rules.roster_rows import Mention


def person_of(making: Making, mention: Mention, subject: Subject) -> int | None:
    """The key of the person: STOPPED for a row left out, None after saying what is wrong."""
    hits = _hits(making, mention, subject)
    if len(hits) > 1:
        _stop(making, mention, _two_fit(subject))
        return None
    if not hits:
        _stop(making, mention, _nobody(subject))
        return None
    key = next(iter(hits))
    if key != STOPPED and not _fits_name(making, mention, key):
        _stop(making, mention, _other_name(making, mention, key))
        return None
    return key


def _hits(making: Making, mention: Mention, subject: Subject) -> set[int]:
    if mention.key:
        known = making.index.of_key(subject, mention.key)
        return {known.id} if known else set()
    if mention.ref:
        return _by_ref(making, mention.ref, subject)
    if mention.email and subject == Subject.TEACHER:
        return _by_email(making, mention.email, subject)
    return _by_name(making, mention, subject)


def _by_ref(making: Making, ref: str, subject: Subject) -> set[int]:
    if (subject, ref) in making.by_ref:
        return {making.by_ref[subject, ref]}
    return {known.id for known in making.index.by_ref.get((subject, ref), ())}


def _by_email(making: Making, email: str, subject: Subject) -> set[int]:
    sign = (subject, fold_email(email))
    known = {one.id for one in making.index.by_email.get(sign, ())}
    return known | making.by_email.get(sign, set())


def _by_name(making: Making, mention: Mention, subject: Subject) -> set[int]:
    sign = (subject, fold(_full_name(mention)))
    known = {
        one.id for one in making.index.by_name.get(sign, ()) if one.status == Status.ACTIVE
    } | making.by_name.get(sign, set())
    if mention.birth is None:
        return known
    return {key for key in known if key == STOPPED or _birth(making, key) in (None, mention.birth)}


def _full_name(mention: Mention) -> str:
    split = f"{mention.given} {mention.family}".strip()
    before, comma, after = mention.name.partition(",")
    return split or (f"{after} {before}".strip() if comma else mention.name)


def _birth(making: Making, key: int) -> object:
    if key in making.people:
        return making.people[key].value("birth_date")
    return making.index.people[key].birth_date


def _fits_name(making: Making, mention: Mention, key: int) -> bool:
    """Whether a name beside an ID is that person's: one word of it at least."""
    said = set(fold(_full_name(mention)).split())
    return not said or bool(said & set(fold(making.person_name(key)).split()))


def _other_name(making: Making, mention: Mention, key: int) -> str:
    return _("This ID is {name}'s, but the row says {other}. Please correct one of them.").format(
        name=making.person_name(key), other=_full_name(mention)
    )


def _nobody(subject: Subject) -> str:
    if subject == Subject.TEACHER:
        return _("We know no teacher like this: not in these files and not in the hub.")
    return _(
        "We know no child like this: not in these files and not in the hub."
        " Please correct the row, or add the child to the students."
    )


def _two_fit(subject: Subject) -> str:
    if subject == Subject.TEACHER:
        return _("Two teachers fit this row. Please write the teacher's ID.")
    return _("Two children fit this row. Please write the student ID.")


def _stop(making: Making, mention: Mention, message: str) -> None:
    making.stop(mention.source, mention.column, mention.shown or mention.key, message)
