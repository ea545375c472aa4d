"""What must hold before a row may be a known person, however it was found."""

from rules.roster_known import KnownPerson
from rules.roster_names import fold, fold_email, fold_phone, fold_postcode
from rules.roster_rows import PersonRow


def ids_differ(row: PersonRow, known: KnownPerson) -> bool:
    return bool(row.ref and known.school_ref and row.ref != known.school_ref)


def birthdays_differ(row: PersonRow, known: KnownPerson) -> bool:
    return bool(row.birth and known.birth_date and row.birth != known.birth_date)


def agrees(row: PersonRow, known: KnownPerson) -> bool:
    """Whether a row with a known person's hub key is that person: the name, or half and more."""
    names = (fold(row.given) == fold(known.given_name)) + (
        fold(row.family) == fold(known.family_name)
    )
    others = (
        row.birth is not None and row.birth == known.birth_date,
        _both(fold_email(row.text("email")), fold_email(known.email)),
        _both(fold_phone(row.text("phone")), fold_phone(known.phone)),
        _both(fold_postcode(row.text("postcode")), fold_postcode(known.postcode)),
    )
    return names == 2 or (names == 1 and any(others)) or (not row.given and others[1])


def _both(one: str, other: str) -> bool:
    return bool(one) and one == other
