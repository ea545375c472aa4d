"""The words that offices write above their columns, by language; each list ends a line of its own.

A header is read as a subject (whose?), an attribute (what?) and sometimes a number (Parent 2).
"""

SUBJECTS: dict[str, dict[str, str]] = {
    "en": {
        "student": "student, students, child, children, pupil, pupils, learner, learners, scholar",
        "guardian": "parent, parents, guardian, guardians, carer, carers, caregiver, contact,"
        " contacts, relative",
        "mother": "mother, mothers, mum, mom, mums, moms",
        "father": "father, fathers, dad, dads",
        "teacher": "teacher, teachers, staff, instructor, faculty, educator, employee, form tutor,"
        " class teacher",
        "class": "class, classes, section, sections, homeroom, home room, group, reg group,"
        " registration group, tutor group, form, form group, registration",
        "other": "school, schools, emergency, course, courses, term, org, organization, district,"
        " principal, doctor, gp, sibling, session",
    },
    "es": {
        "student": "alumno, alumna, alumnos, alumnas, alumnado, alumno a, estudiante, estudiantes,"
        " niño, niña, niños, hijo, hija, educando",
        "guardian": "tutor, tutora, tutores, padres, apoderado, apoderada, acudiente, responsable,"
        " representante, encargado, encargada, familiar, contacto",
        "mother": "madre, mamá, mama",
        "father": "padre, papá",
        "teacher": "profesor, profesora, profesores, profesorado, maestro, maestra, maestros,"
        " docente, docentes",
        "class": "clase, clases, grupo, grupos, aula, sección, grupo tutoría",
        "other": "escuela, colegio, centro, emergencia, emergencias, asignatura, materia, plantel",
    },
}

ATTRIBUTES: dict[str, dict[str, str]] = {
    "en": {
        "given": "first name, firstname, given name, forename, forenames, given names, first,"
        " given, christian name, legal first name",
        "family": "last name, lastname, family name, surname, last, family, legal last name",
        "preferred": "preferred name, preferred first name, preferred given name, known as,"
        " nickname, goes by, chosen name, calling name",
        "some_name": "name, names",
        "name": "full name, name full, display name, whole name",
        "ref": "id, number, no, num, nr, sis id, sisid, sourcedid, sourced id, local id, id number,"
        " identifier, ref, reference, code, unique id, external id, upn, unique pupil number,"
        " admission number, admission no, adno, roll number, roll no, register number",
        "key": "hub key",
        "birth": "birth date, birthdate, date birth, dob, birthday, born, d o b, birth day",
        "grade": "grade, grade level, year, year group, yr, year level, nc year, standard, gr",
        "home_language": "home language, language home, first language, mother tongue, language,"
        " primary language, native language, language spoken home, languages home",
        "email": "email, e mail, mail, email address, e mail address, primary email,"
        " secondary email, email id",
        "phone": "phone, telephone, mobile, cell, tel, phone number, telephone number, mobile"
        " number, mobile phone, cell phone, contact number, home phone, sms, primary phone",
        "address": "address, street, address line, town, city, street address, home address",
        "postcode": "postcode, post code, zip, zip code, postal code, zipcode",
        "relation": "relationship, relation, relationship type, relationship role",
        "household": "household, home, lives",
        "status": "status",
        "school_year": "school year, academic year",
        "title": "title",
    },
    "es": {
        "given": "nombre pila, nombres, primer nombre",
        "some_name": "nombre",
        "family": "apellido, apellidos, primer apellido, apellido paterno",
        "family2": "segundo apellido, apellido materno",
        "preferred": "nombre preferido, apodo, nombre usual, conocido como, conocida como",
        "name": "nombre completo, nombre apellidos, nombre y apellidos, apellidos nombre,"
        " apellidos y nombre, nombres apellidos, apellidos nombres",
        "ref": "matrícula, número matrícula, n matrícula, expediente, número expediente,"
        " n expediente, no matrícula, no expediente, código, legajo, identificador, número,"
        " folio, clave",
        "key": "clave hub",
        "birth": "fecha nacimiento, fecha nac, f nacimiento, nacimiento, cumpleaños",
        "grade": "grado, curso, nivel, año",
        "home_language": "idioma, lengua materna, idioma hogar, idioma casa, lengua hogar,"
        " lengua, idioma familiar, idioma materno",
        "email": "correo, correo electrónico, email, mail, dirección correo",
        "phone": "teléfono, móvil, celular, tel, número teléfono, teléfono móvil, teléfono fijo",
        "address": "dirección, domicilio, calle, localidad, ciudad, municipio, población",
        "postcode": "código postal, cp, c p",
        "relation": "relación, parentesco, vínculo",
        "household": "hogar, domicilio familiar, unidad familiar",
        "status": "situación, estado",
        "school_year": "año escolar, curso escolar, ciclo escolar, año académico, curso académico",
    },
}

# Whole headers that mean something else than their words one by one.
WHOLE: dict[str, tuple[str | None, str]] = {
    "family email": ("guardian", "email"),
    "family phone": ("guardian", "phone"),
    "employee status": ("teacher", "title"),
    "hire date": ("teacher", "title"),
    "job title": ("teacher", "title"),
    "relationship child": (None, "relation"),
    "relationship student": (None, "relation"),
    "relation child": (None, "relation"),
    "relation student": (None, "relation"),
    "parentesco alumno": (None, "relation"),
    "relacion alumno": (None, "relation"),
    "relacion alumna": (None, "relation"),
}

STOPWORDS = "of the s for at in to a an and de del la el los las lo un una y o con"

SECRETS = (
    "password, passwords, passwd, pwd, passcode, passphrase, pass word, passwort, kennwort,"
    " contraseña, contraseñas, senha, hasło, mot passe, clave acceso, clave secreta,"
    " palabra clave, پاس ورڈ, كلمة المرور, كلمة السر, 密码, 密碼"
)

# What a sheet or a file is called when it holds one kind of row.
TITLES: dict[str, str] = {
    "enrolments": "enrolment, enrollment, enrolments, enrollments, student enrollment,"
    " student enrolment, studentenrollment, class members, memberships, inscripciones,"
    " matriculaciones, student roster",
    "teaching": "teacher roster, teacherroster, teaching, teaching assignments, teacher classes,"
    " teacher sections, docencia, asignaciones",
    "guardians": "guardian, guardians, parent, parents, contacts, families, family, carers, padres,"
    " tutores, familias, apoderados, responsables",
    "teachers": "teacher, teachers, staff, faculty, profesores, profesorado, docentes, maestros,"
    " personal, employees, tas, instructors",
    "classes": "class, classes, section, sections, groups, homerooms, clases, grupos, aulas",
    "students": "student, students, pupil, pupils, children, learners, alumnos, alumnado,"
    " estudiantes, class list, class import, roster",
    "nothing": "school, schools, org, orgs, escuela, colegio, term, terms, course, courses,"
    " academic sessions, read me, readme, notes, instructions, notas, instrucciones, lists",
}

STATUS_WORDS: dict[str, str] = {
    "active": "active, current, enrolled, enroled, yes, y, a, activo, activa, actual, matriculado,"
    " matriculada, inscrito, inscrita, sí, true, 1, on roll, tobedeleted false",
    "left": "left, inactive, withdrawn, leaver, deleted, transferred, graduated, tobedeleted, no,"
    " n, i, baja, inactivo, inactiva, egresado, egresada, retirado, retirada, false, 0",
}

RELATION_WORDS: dict[str, str] = {
    "mother": "mother, mum, mom, mummy, mam, stepmother, step mother, madre, mamá, madrastra, m",
    "father": "father, dad, daddy, stepfather, step father, padre, papá, padrastro, f",
    "guardian": "guardian, legal guardian, parent, tutor, tutora, tutor legal, apoderado,"
    " apoderada, acudiente, representante, tutora legal",
    "grandparent": "grandparent, grandmother, grandfather, grandma, grandpa, granny, nan, nana,"
    " abuelo, abuela, abuelos",
    "carer": "carer, caregiver, foster carer, foster parent, foster mother, foster father,"
    " cuidador, cuidadora, familia de acogida, acogedor, acogedora",
    "other": "other, relative, aunt, uncle, sibling, sister, brother, friend, childminder,"
    " step parent, stepparent, otro, otra, tía, tío, hermano, hermana, familiar",
}

BLANKS = frozenset(("", "-", "–", "—", "--", "n/a", "#n/a", "n.a.", "na.", "null"))

INSTRUCTION = ("required", "optional", "mandatory", "obligatorio", "obligatoria", "opcional")

EXAMPLE = "EXAMPLE"
