"""The files of well-known programs: what tells each, and what its columns hold.

Headers are compared by their letters and digits only. A column that is not named here is read by
its header as in any other file, and a field with no header (=) is left to nobody.
"""

from dataclasses import dataclass

from rules.roster_fields import Kind


@dataclass(frozen=True, slots=True)
class Shape:
    """One file of a format: the headers it must have, and the field of each that is used."""

    format: str
    kind: Kind
    needs: str
    columns: str = ""
    title: Kind | None = None  # what the file's name must speak of, where headers are not enough


ONE_ROSTER = "OneRoster"
SDS = "School Data Sync"
KIN = (ONE_ROSTER, f"{ONE_ROSTER} 1.1", f"{ONE_ROSTER} 1.2", SDS)  # some files are the same in all
SDS_1 = "School Data Sync v1"
CLEVER = "Clever"
CANVAS = "Canvas"
MOODLE = "Moodle"
GOOGLE = "Google Workspace"

USERS = (
    "ref=sourcedId, status=status, role=role, given=givenName, family=familyName,"
    " preferred=preferredGivenName, preferred=preferredFirstName, email=email, phone=phone,"
    " phone2=sms, agents=agentSourcedIds, grade=grades, =identifier, =username, =userIds"
)
CONTACT = (
    "parent1.name=Contact_name, parent1.relation=Contact_relationship,"
    " parent1.contact=Contact_type, parent1.phone=Contact_phone, parent1.email=Contact_email,"
    " parent1.ref=Contact_sis_id, =Contact_phone_type"
)
OTHER_TEACHERS = ", ".join(f"teacher{place}.ref=Teacher_{place}_id" for place in range(2, 11))
MOODLE_PERSON = (
    "given=firstname, family=lastname, email=email, preferred=alternatename, phone=phone1,"
    " phone2=phone2, address=address, address=city, class.name=cohort1, class.name=cohort2,"
    " class.name=cohort3, class.name=cohort4, role=role1, role=type1, role=sysrole1, =lang,"
    " =course1, =course2, =group1, =group2, =department, =institution"
)

MANIFEST = Shape(ONE_ROSTER, Kind.NOTHING, "propertyName, value")

SHAPES = (
    Shape(f"{ONE_ROSTER} 1.2", Kind.PEOPLE, "sourcedId, givenName, userMasterIdentifier", USERS),
    Shape(f"{ONE_ROSTER} 1.2", Kind.PEOPLE, "sourcedId, givenName, primaryOrgSourcedId", USERS),
    Shape(f"{ONE_ROSTER} 1.1", Kind.PEOPLE, "sourcedId, givenName, orgSourcedIds, role", USERS),
    Shape(SDS, Kind.PEOPLE, "sourcedId, username, givenName, activeDirectoryMatchId", USERS),
    Shape(ONE_ROSTER, Kind.PEOPLE, "sourcedId, givenName, familyName", USERS),
    Shape(
        f"{ONE_ROSTER} 1.2",
        Kind.DETAILS,
        "userSourcedId, roleType, role",
        "ref=userSourcedId, role=role, primary=roleType, status=status",
    ),
    Shape(
        SDS,
        Kind.DETAILS,
        "userSourcedId, role, orgSourcedId",
        "ref=userSourcedId, role=role, grade=grade, primary=isPrimary",
    ),
    Shape(SDS, Kind.DETAILS, "userSourcedId, birthDate", "ref=userSourcedId, birth=birthDate"),
    Shape(ONE_ROSTER, Kind.DETAILS, "sourcedId, birthDate", "ref=sourcedId, birth=birthDate"),
    Shape(
        ONE_ROSTER,
        Kind.MEMBERS,
        "classSourcedId, userSourcedId, role",
        "class.ref=classSourcedId, ref=userSourcedId, role=role, status=status, =sourcedId",
    ),
    Shape(
        ONE_ROSTER,
        Kind.CLASSES,
        "sourcedId, title, courseSourcedId",
        "ref=sourcedId, name=title, grade=grades, course=courseSourcedId, status=status",
    ),
    Shape(
        SDS,
        Kind.CLASSES,
        "sourcedId, title, sessionSourcedIds",
        "ref=sourcedId, name=title, course=courseSourcedId",
    ),
    Shape(ONE_ROSTER, Kind.COURSES, "sourcedId, title, courseCode", "ref=sourcedId, name=title"),
    Shape(SDS, Kind.COURSES, "sourcedId, title, code, orgSourcedId", "ref=sourcedId, name=title"),
    Shape(
        SDS,
        Kind.GUARDIANS,
        "userSourcedId, relationshipUserSourcedId, relationshipRole",
        "child.ref=userSourcedId, ref=relationshipUserSourcedId, relation=relationshipRole",
    ),
    MANIFEST,
    Shape(ONE_ROSTER, Kind.NOTHING, "userSourcedId, profileType"),
    Shape(ONE_ROSTER, Kind.NOTHING, "lineItemSourcedId"),
    Shape(ONE_ROSTER, Kind.NOTHING, "sourcedId, assignDate"),
    Shape(ONE_ROSTER, Kind.NOTHING, "vendorResourceId"),
    Shape(ONE_ROSTER, Kind.NOTHING, "resourceSourcedId"),
    Shape(ONE_ROSTER, Kind.NOTHING, "sourcedId, scoreScaleValue"),
    Shape(ONE_ROSTER, Kind.NOTHING, "sourcedId, name, type"),
    Shape(ONE_ROSTER, Kind.NOTHING, "sourcedId, title, startDate"),
    Shape(ONE_ROSTER, Kind.NOTHING, "sourcedId, status, dateLastModified, title, weight"),
    Shape(SDS, Kind.NOTHING, "userSourcedId, flag"),
    Shape(
        SDS_1,
        Kind.STUDENTS,
        "SIS ID, School SIS ID, Username",
        "ref=SIS ID, given=First Name, family=Last Name, grade=Grade, birth=Birthdate,"
        " email=Secondary Email, status=Status, =Student Number, =State ID",
        Kind.STUDENTS,
    ),
    Shape(
        SDS_1,
        Kind.TEACHERS,
        "SIS ID, School SIS ID, Username",
        "ref=SIS ID, given=First Name, family=Last Name, email=Secondary Email, status=Status,"
        " =Teacher Number, =State ID",
        Kind.TEACHERS,
    ),
    Shape(
        SDS_1,
        Kind.CLASSES,
        "SIS ID, School SIS ID, Section Name",
        "ref=SIS ID, name=Section Name, status=Status, =Section Number",
    ),
    Shape(
        SDS_1,
        Kind.GUARDIANS,
        "SIS ID, Email, Role",
        "child.ref=SIS ID, email=Email, relation=Role",
    ),
    Shape(
        SDS_1,
        Kind.PEOPLE,
        "Email, First Name, Last Name, Phone",
        "email=Email, given=First Name, family=Last Name, phone=Phone, ref=SIS ID",
        Kind.PEOPLE,
    ),
    Shape(
        SDS_1,
        Kind.ENROLMENTS,
        "Section SIS ID, SIS ID",
        "class.ref=Section SIS ID, child.ref=SIS ID",
        Kind.ENROLMENTS,
    ),
    Shape(
        SDS_1,
        Kind.TEACHING,
        "Section SIS ID, SIS ID",
        "class.ref=Section SIS ID, teacher.ref=SIS ID",
        Kind.TEACHING,
    ),
    Shape(SDS_1, Kind.NOTHING, "SIS ID, Name, School Number"),
    Shape(
        CLEVER,
        Kind.STUDENTS,
        "School_id, Student_id, First_name, Last_name",
        "ref=Student_id, given=First_name, family=Last_name, grade=Grade, birth=DOB,"
        " home_language=Home_language, email=Student_email, address=Student_street,"
        " address=Student_city, address=Student_state, postcode=Student_zip, =Student_number,"
        f" =State_id, =Username, {CONTACT}",
    ),
    Shape(
        CLEVER,
        Kind.TEACHERS,
        "School_id, Teacher_id, First_name, Last_name",
        "ref=Teacher_id, given=First_name, family=Last_name, email=Teacher_email,"
        " =Teacher_number, =State_teacher_id, =Title, =Username",
    ),
    Shape(
        CLEVER,
        Kind.CLASSES,
        "School_id, Section_id, Teacher_id",
        "ref=Section_id, name=Name, name=Section_name, course_name=Course_name, grade=Grade,"
        f" teacher.ref=Teacher_id, =Section_number, {OTHER_TEACHERS}",
    ),
    Shape(
        CLEVER,
        Kind.ENROLMENTS,
        "School_id, Section_id, Student_id",
        "class.ref=Section_id, child.ref=Student_id",
    ),
    Shape(CLEVER, Kind.NOTHING, "School_id, School_name, School_number"),
    Shape(CLEVER, Kind.NOTHING, "School_id, Staff_id"),
    Shape(CLEVER, Kind.NOTHING, "School_id, Admin_email"),
    Shape(
        CANVAS,
        Kind.PEOPLE,
        "user_id, login_id",
        "ref=user_id, given=first_name, family=last_name, name=full_name, reversed=sortable_name,"
        " email=email, role=declared_user_type, status=status, =short_name, =login_id",
    ),
    Shape(
        CANVAS,
        Kind.MEMBERS,
        "user_id, role, course_id",
        "ref=user_id, role=role, class.ref=section_id, class.course=course_id,"
        " child.ref=associated_user_id, status=status",
    ),
    Shape(
        CANVAS,
        Kind.MEMBERS,
        "user_id, role, section_id",
        "ref=user_id, role=role, class.ref=section_id, child.ref=associated_user_id, status=status",
    ),
    Shape(
        CANVAS,
        Kind.CLASSES,
        "section_id, course_id, name",
        "ref=section_id, name=name, course=course_id, status=status",
    ),
    Shape(
        CANVAS,
        Kind.COURSES,
        "course_id, short_name, long_name",
        "ref=course_id, name=long_name, status=status, =short_name",
    ),
    Shape(
        CANVAS,
        Kind.GUARDIANS,
        "observer_id, student_id",
        "ref=observer_id, child.ref=student_id",
    ),
    Shape(CANVAS, Kind.NOTHING, "term_id, name, status"),
    Shape(CANVAS, Kind.NOTHING, "account_id, parent_account_id"),
    Shape(CANVAS, Kind.NOTHING, "xlist_course_id, section_id"),
    Shape(CANVAS, Kind.NOTHING, "user_id, account_id, role"),
    Shape(
        MOODLE,
        Kind.PEOPLE,
        "username, firstname, lastname, idnumber",
        f"ref=idnumber, =username, {MOODLE_PERSON}",
    ),
    Shape(
        MOODLE,
        Kind.PEOPLE,
        "username, firstname, lastname, email",
        f"ref=username, {MOODLE_PERSON}",
    ),
    Shape(
        GOOGLE,
        Kind.PEOPLE,
        "First Name [Required], Last Name [Required], Email Address [Required]",
        "given=First Name [Required], family=Last Name [Required],"
        " email=Email Address [Required], role=Org Unit Path [Required], ref=Employee ID,"
        " phone=Mobile Phone, phone2=Home Phone, address=Home Address,"
        " status=Status [READ ONLY], =Recovery Email, =Home Secondary Email,"
        " =Work Secondary Email, =Work Phone, =Work Address, =Manager Email, =Employee Title,"
        " =Recovery Phone [MUST BE IN THE E.164 FORMAT], =New Primary Email [UPLOAD ONLY],"
        " =Employee Type, =Department, =Building ID, =Floor Name, =Floor Section,"
        " =New Status [UPLOAD ONLY], =Last Sign In [READ ONLY],"
        " =Change Password at Next Sign-In",
    ),
)
