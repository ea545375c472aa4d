"""What headers mean, what sheets hold, and what the hub refuses to read."""

from time import perf_counter

import pytest

from i18n import LANGUAGES, use
from rules import roster_labels
from rules.roster_fields import ALLOWED, Kind, all_fields, label
from rules.roster_headers import Meaning, meaning
from rules.roster_kinds import kind_of, titled

HEADERS = {
    "First Name": (None, "given"),
    "CHILD_FIRST_NAME": ("student", "given"),
    "Legal first name": (None, "given"),
    "Forename": (None, "given"),
    "Surname": (None, "family"),
    "Family name": (None, "family"),
    "familyName": (None, "family"),
    "Nombre": (None, "some_name"),
    "Nombre del alumno": ("student", "some_name"),
    "APELLIDOS": (None, "family"),
    "Apellido materno": (None, "family2"),
    "Apellidos y nombre": (None, "two_reversed"),
    "Student Name": ("student", "some_name"),
    "Preferred first name": (None, "preferred"),
    "Known as": (None, "preferred"),
    "DOB": (None, "birth"),
    "D.O.B.": (None, "birth"),
    "Date of birth": (None, "birth"),
    "Fecha de nacimiento": (None, "birth"),
    "CHILD_YEAR_GROUP": ("student", "grade"),
    "Year": (None, "grade"),
    "Grade level": (None, "grade"),
    "Curso": (None, "grade"),
    "CHILD_REGISTRATION": ("class", "self"),
    "Reg Group": ("class", "self"),
    "Home-room": ("class", "self"),
    "Grupo": ("class", "self"),
    "Section SIS ID": ("class", "ref"),
    "classSourcedId": ("class", "ref"),
    "SIS ID": (None, "ref"),
    "Student ID": ("student", "ref"),
    "Nº de matrícula": (None, "ref"),
    "Home language": (None, "home_language"),
    "Mother tongue": (None, "home_language"),
    "Lengua materna": (None, "home_language"),
    "E-mail": (None, "email"),
    "Correo electrónico": (None, "email"),
    "Mobile phone": (None, "phone"),
    "Móvil": (None, "phone"),
    "CHILD_ADDRESS_LINE_2": ("student", "address"),
    "Código postal": (None, "postcode"),
    "Zip": (None, "postcode"),
    "Form tutor": ("teacher", "self"),
    "Class teacher e-mail": ("teacher", "email"),
    "Relationship to child": (None, "relation"),
    "Parentesco": (None, "relation"),
    "Curso escolar": (None, "school_year"),
}
PARENTS = {
    "PARENT_1_NAME": ("some_name", "1"),
    "parent2Email": ("email", "2"),
    "Parent/Guardian 2 Last Name": ("family", "2"),
    "Mother's first name": ("given", "mother"),
    "Teléfono de la madre": ("phone", "mother"),
    "Correo del padre": ("email", "father"),
    "Padre/Madre/Tutor 1: correo": ("email", "1"),
    "Primary contact e-mail": ("email", "1"),
    "Secondary contact phone": ("phone", "2"),
    "Guardian": ("self", ""),
    "Carer 3 relationship": ("relation", "3"),
}
UNKNOWN = (
    "",
    "  ",
    "Emergency contact name",
    "School SIS ID",
    "School name",
    "CHILD_NHS_NUMBER",
    "Username",
    "Middle Name",
    "Free lunch",
    "Course Name",
    "do not edit! --->",
    "😀",
    "=1+1",
)
PASSWORDS = (
    "Password",
    "PASSWORD",
    "Temp Password",
    "user_password",
    "pwd",
    "Contraseña",
    "Contraseña inicial",
    "Passwort",
    "Mot de passe",
    "senha",
    "密码",
    "Passcode",
)


@pytest.mark.parametrize(("text", "said"), HEADERS.items())
def test_headers_in_english_and_spanish(text: str, said: tuple[str | None, str]) -> None:
    assert meaning(text) == Meaning(*said)


@pytest.mark.parametrize(("text", "said"), PARENTS.items())
def test_headers_of_parents(text: str, said: tuple[str, str]) -> None:
    assert meaning(text) == Meaning("guardian", *said)


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_not_known_is_not_guessed(text: str) -> None:
    assert meaning(text) is None


@pytest.mark.parametrize("text", PASSWORDS)
def test_passwords_are_known_in_many_languages(text: str) -> None:
    found = meaning(text)
    assert found is not None
    assert found.is_secret


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", roster_labels.HEADERS, ids=str)
def test_the_hubs_own_headers_are_recognised_in_every_language(
    language: str, said: tuple[str | None, str]
) -> None:
    use(language)
    found = meaning(roster_labels.header(*said))
    use(None)
    assert found is not None
    same = {"some_name": "name", "self": "name", "two_names": "name", "some_grade": "grade"}
    assert same.get(found.attribute, found.attribute) in (said[1], same.get(said[1]), "name")
    assert said[0] is None or found.subject == said[0]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Student", Kind.STUDENTS),
        ("StudentEnrollment", Kind.ENROLMENTS),
        ("TeacherRoster", Kind.TEACHING),
        ("Section", Kind.CLASSES),
        ("School", Kind.NOTHING),
        ("Class list 3B", Kind.STUDENTS),
        ("Our School Staff 2026", Kind.TEACHERS),
        ("Alumnado", Kind.STUDENTS),
        ("Familias", Kind.GUARDIANS),
        ("Sheet1", None),
        ("Students and parents", None),
        ("", None),
    ],
)
def test_titles(title: str, kind: Kind | None) -> None:
    assert titled(title) == kind


def sheet(*headers: str, title: str = "Sheet1") -> tuple[Kind, bool]:
    return kind_of((title,), (one for header in headers if (one := meaning(header))))


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (("First name", "Last name", "DOB"), Kind.STUDENTS),
        (("Student ID", "First name", "Last name", "Class", "Parent 1 e-mail"), Kind.STUDENTS),
        (("Name", "DOB", "Parent name", "Relationship"), Kind.STUDENTS),
        (
            ("Student ID", "First name", "DOB", "Parent name", "Relationship", "Parent e-mail"),
            Kind.STUDENTS,
        ),
        (("Student ID", "First name", "Last name", "Relation", "E-mail"), Kind.GUARDIANS),
        (("First name", "Last name", "E-mail", "Child's name"), Kind.GUARDIANS),
        (("Parent name", "Parent e-mail", "Student ID"), Kind.GUARDIANS),
        (("Parent name", "Parent e-mail", "Student name"), Kind.STUDENTS),
        (("Class ID", "Student ID"), Kind.ENROLMENTS),
        (("Class ID", "Teacher ID"), Kind.TEACHING),
        (("Class name", "Class ID"), Kind.CLASSES),
        (("Teacher", "Class", "Teacher e-mail"), Kind.TEACHERS),
        (("First name", "Last name", "Hire date"), Kind.TEACHERS),
        (("Staff ID", "First name", "Last name", "Email", "Class"), Kind.TEACHERS),
        (("Teacher ID", "First name", "Last name", "DOB"), Kind.STUDENTS),
    ],
)
def test_what_a_sheet_holds_is_told_by_its_columns(headers: tuple[str, ...], kind: Kind) -> None:
    assert sheet(*headers) == (kind, True)


def test_bare_names_are_asked_about() -> None:
    assert sheet("First name", "Last name") == (Kind.STUDENTS, False)
    assert sheet("Temperature", "Weather") == (Kind.NOTHING, False)


def test_a_title_counts_only_where_the_columns_allow_it() -> None:
    headers = ("First name", "Last name", "DOB")
    assert sheet(*headers, title="Class 3B") == (Kind.STUDENTS, True)
    assert sheet("First name", "Last name", title="Staff") == (Kind.TEACHERS, True)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_has_a_label_of_its_own(kind: Kind) -> None:
    labels = [label(kind, field) for field in all_fields(kind)]
    assert len(set(labels)) == len(labels)
    assert all(labels)
    assert set(ALLOWED) == set(Kind)


def test_a_very_long_text_is_no_header_and_told_at_once() -> None:
    start = perf_counter()
    assert meaning("x" * 30_000) is None
    assert meaning("student name " * 3_000) is None
    assert perf_counter() - start < 1
