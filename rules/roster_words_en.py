"""What English-speaking offices write above their columns and in them."""

EN: dict[str, dict[str, str]] = {
    "subjects": {
        "student": "student, students, child, children, pupil, pupils, learner, learners, scholar",
        "guardian": "parent, parents, guardian, guardians, carer, carers, caregiver, contact,"
        " contacts, relative, legal guardian, priority contact, family member, your",
        "mother": "mother, mothers, mum, mom, mums, moms",
        "father": "father, fathers, dad, dads",
        "teacher": "teacher, teachers, staff, instructor, faculty, educator, employee, form tutor,"
        " class teacher, homeroom teacher",
        "class": "class, classes, section, sections, homeroom, home room, group, reg group,"
        " registration group, tutor group, form, form group, registration, reg, class group",
        "other": "school, schools, emergency, course, courses, term, org, organization, district,"
        " principal, doctor, gp, sibling, session, employer, work, medical, billing",
    },
    # In each line the best comes first: of two columns for one field, it is taken.
    "attributes": {
        "given": "first name, firstname, given name, forename, forenames, given names, first,"
        " given, christian name, legal first name, legal forename, fname",
        "family": "last name, lastname, family name, surname, last, family, legal last name,"
        " legal surname, lname, surnames, family names",
        "preferred": "preferred name, preferred first name, preferred given name, known as,"
        " nickname, goes by, chosen name, calling name, preferred forename, preferred, pref name",
        "some_name": "name, names",
        "name": "full name, name full, display name, whole name, fullname, first last name,"
        " first name last name, forename surname",
        "reversed": "sortable name, last name first name, surname forename, last first name,"
        " surname first name, last first, last name first, surname forenames",
        "ref": "sis user id, sis id, id, sisid, sourcedid, sourced id, local id, id number,"
        " number, no, num, nr,"
        " admission number, admission no, adno, adm no, admissions number, roll number, roll no,"
        " register number, reference, ref, identifier, code, unique id, external id, idnumber,"
        " enrollment number, enrolment number, staff code, upn, unique pupil number",
        "key": "hub key",
        "birth": "birth date, birthdate, date birth, dob, birthday, born, d o b, birth day,"
        " date birthday",
        "grade": "grade level, year group, nc year, year level, gradelevel, yr group, year, yr,"
        " standard, curriculum year, current grade, current year",
        "some_grade": "grade, grades, gr",
        "home_language": "home language, language home, first language, mother tongue, language,"
        " primary language, native language, language spoken home, languages home,"
        " language spoken, family language",
        "email": "email, e mail, mail, email address, e mail address, emails, e mails,"
        " email addresses,"
        " e mail addresses, email id, personal email,"
        " secondary email, email personal, e mail personal",
        "some_email": "primary email, main email, primary email address, email primary, email 1",
        "pin": "pin, pin number, pin no, pin code",
        "phone": "mobile, mobile phone, cell, cell phone, mobile number, mobile no, cellphone,"
        " phone mobile, telephone mobile, mobiles, mobile numbers, phone, telephone, phone number,"
        " phone no, telephone number, telephone no, tel, phones, phone numbers, contact number,"
        " contact no, sms, primary phone, main phone",
        "home_phone": "home phone, phone home, landline, home telephone, telephone home",
        "address": "address, street address, home address, address line, street, mailing address,"
        " street name, mailing street, town, village, city, mailing city, county, state,"
        " home street, home city",
        "postcode": "postcode, post code, zip, zip code, postal code, zipcode, mailing zip,"
        " zip postcode",
        "relation": "relationship, relation, relationship type, relationship role",
        "contact": "contact type, parental responsibility, is parental responsibility,"
        " has parental responsibility, custody, has custody, legal custody",
        "household": "household, home, lives",
        "status": "status, enrolment status, enrollment status, active, is active, on roll",
        "role": "role, user role, user type, account type, person type, declared user type, roles",
        "school_year": "school year, academic year",
        "title": "title",
    },
    "whole": {
        "family email": "guardian.email",
        "family phone": "guardian.phone",
        "household phone": ".home_phone",
        "section": "class.section",
        "employee status": "teacher.title",
        "hire date": "teacher.title",
        "job title": "teacher.title",
        "relationship child": ".relation",
        "relationship student": ".relation",
        "relationship pupil": ".relation",
        "relation child": ".relation",
        "relation student": ".relation",
        "tutor": "teacher.self",
    },
    "titles": {
        "enrolments": "enrolment, enrollment, enrolments, enrollments, student enrollment,"
        " student enrolment, studentenrollment, class members, memberships, student roster",
        "teaching": "teacher roster, teacherroster, teaching, teaching assignments,"
        " teacher classes, teacher sections",
        "guardians": "guardian, guardians, parent, parents, contacts, families, family, carers",
        "teachers": "teacher, teachers, staff, faculty, employees, tas, instructors",
        "classes": "class, classes, section, sections, groups, homerooms",
        "students": "student, students, pupil, pupils, children, learners, class list,"
        " class import, roster",
        "people": "user, users, people",
        "nothing": "school, schools, org, orgs, term, terms, course, courses, academic sessions,"
        " read me, readme, notes, instructions, lists",
    },
    "status": {
        "active": "active, current, enrolled, enroled, yes, y, a, true, 1, on roll,"
        " tobedeleted false, published, claimed, available",
        "left": "left, inactive, withdrawn, leaver, deleted, transferred, graduated, tobedeleted,"
        " no, n, i, false, 0, completed, concluded, suspended, archived, to be deleted, off roll",
    },
    "relation": {
        "mother": "mother, mum, mom, mummy, mam, stepmother, step mother, m",
        "father": "father, dad, daddy, stepfather, step father, f",
        "guardian": "guardian, legal guardian, parent",
        "grandparent": "grandparent, grandmother, grandfather, grandma, grandpa, granny, nan, nana",
        "carer": "carer, caregiver, foster carer, foster parent, foster mother, foster father",
        "other": "other, relative, aunt, uncle, sibling, sister, brother, friend, childminder,"
        " step parent, stepparent",
    },
    "role": {
        "student": "student, pupil, learner, child, student enrollment, students, pupils",
        "guardian": "guardian, parent, mother, father, relative, observer, observer enrollment,"
        " carer, parents, guardians, caregiver, family",
        "teacher": "teacher, teacher enrollment, ta enrollment, ta, aide, professor, lecturer,"
        " instructor, faculty, adjunct, teaching assistant, paraprofessional, editing teacher,"
        " editingteacher, non editing teacher, staff, teachers, tutor, employee, employees",
        "office": "administrator, admin, admins, system administrator, school administrator,"
        " district administrator, site administrator, principal, proctor, designer, manager,"
        " designer enrollment, office staff, nurse, counselor, technician, other, service account",
    },
    "more": {
        "stop": "of the s for at in to a an and",
        "first": "primary, first, 1st, one, priority 1",
        "second": "secondary, second, 2nd, two",
        "secret": "password, passwords, passwd, pwd, passcode, passphrase, pass word,"
        " initial password, temp password, secret, security answer",
        "months": "january jan; february feb; march mar; april apr; may; june jun; july jul;"
        " august aug; september sep sept; october oct; november nov; december dec",
        "yes": "yes, y, true",
        "no": "no, n, false",
        "emergency": "emergency, neighbour, neighbor",
        "total": "total, totals, grand total, total pupils, total students, total children,"
        " number of pupils, number of students, count",
        "instruction": "required, optional, mandatory",
    },
}
