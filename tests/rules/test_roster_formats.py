"""Files of well-known programs, written from their public descriptions: nothing is asked."""

import csv
from io import StringIO

import pytest

from rules.people import Role
from rules.roster import Change, Level, RosterPlan, Scope, Subject, What
from rules.roster_fields import CHOICES, Kind
from rules.roster_formats import holds_changes_only
from rules.roster_known import Known, KnownClass, KnownLink
from rules.roster_layout import forget_secrets
from rules.roster_mapping import SheetMapping
from rules.roster_plan import preview
from rules.roster_sheets import Grid, Row
from rules.roster_suggest import suggest_all
from tests.rules.rosters import YEAR, adult, at_level, child, names, of, open_questions


def sheet(name: str, text: str) -> Grid:
    lines = csv.reader(StringIO(text.strip()))
    rows = tuple(
        Row(number, tuple(cell or None for cell in cells)) for number, cells in enumerate(lines, 1)
    )
    return forget_secrets(Grid(f"{name}.csv", name, rows))


def read(known: Known | None = None, /, **files: str) -> tuple[list[SheetMapping], RosterPlan]:
    grids = [sheet(name, text) for name, text in files.items()]
    found = suggest_all(grids)
    assert [one for mapping in found for one in open_questions(mapping)] == []
    assert [mapping.file for mapping in found if mapping.unsure_dates] == []
    return found, preview(grids, found, known or Known(), Scope.PARTIAL, YEAR)


def links(plan: RosterPlan, subject: Subject) -> list[str]:
    return sorted(one.name for one in of(plan, subject, What.ADD))


ORGS = "sourcedId,status,dateLastModified,name,type,parentSourcedId\no1,,,Lincoln,school,"
ONE_ROSTER = {
    "manifest": "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk",
    "orgs": ORGS,
    "academicSessions": (
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear"
        "\nsy,,,2026-2027,schoolYear,2026-08-15,2027-06-05,,2027"
    ),
    "courses": (
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,"
        "orgSourcedId,subjects,subjectCodes\nk1,,,sy,Grade 3,G3,03,o1,,"
    ),
    "classes": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
        "location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods"
        "\nc1,,,3B,03,k1,3B,homeroom,,o1,sy,,,1\nc2,,,,03,k1,,scheduled,,o1,sy,,,2"
    ),
    "users": (
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,"
        "givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password"
        "\n00417,,,true,o1,student,avery,,Avery,Smith,,S2001,avery@s.example.org,,,p1,03,secret1"
        "\n00418,,,true,o1,student,blake,,Blake,Jones,,S2002,,,,,03,secret2"
        "\nt1,,,true,o1,teacher,jlee,,Jordan,Lee,,T100,j.lee@example.org,,,,,secret3"
        "\np1,,,true,o1,parent,csmith,,Casey,Smith,,,casey@example.com,+447700900123,,00417,,x"
        "\np2,,,true,o1,guardian,djones,,Dana,Jones,,,dana@example.com,,,00418,,x"
        "\na1,,,true,o1,administrator,boss,,Pat,Boss,,,pat@example.org,,,,,x"
    ),
    "enrollments": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,"
        "primary,beginDate,endDate\ne1,,,c1,o1,00417,student,,,\ne2,,,c2,o1,00418,student,,,"
        "\ne3,,,c1,o1,t1,teacher,true,,\ne4,,,c1,o1,a1,administrator,,,"
    ),
    "demographics": (
        "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian"
        "\n00417,,,2016-03-31,female,,\n00418,,,2016-11-02,male,,"
    ),
}


def test_one_roster_1_1() -> None:
    mappings, plan = read(**ONE_ROSTER)
    assert {one.format for one in mappings} == {"OneRoster 1.1"}
    assert names(plan, Subject.STUDENT, What.ADD) == ["Avery Smith", "Blake Jones"]
    assert names(plan, Subject.TEACHER, What.ADD) == ["Jordan Lee"]
    assert names(plan, Subject.GUARDIAN, What.ADD) == ["Casey Smith", "Dana Jones"]
    assert links(plan, Subject.GUARDIANSHIP) == [
        "Casey Smith – Avery Smith",
        "Dana Jones – Blake Jones",
    ]
    assert links(plan, Subject.ENROLMENT) == ["Avery Smith – 3B", "Blake Jones – Grade 3"]
    assert links(plan, Subject.TEACHING) == ["Jordan Lee – 3B"]
    assert not plan.stops
    assert [one.value for one in at_level(plan, Level.NOTE)] == ["Pat Boss"]
    avery = of(plan, Subject.STUDENT)[0].values
    assert (avery["school_ref"], avery["grade"], str(avery["birth_date"])) == (
        "00417",
        "03",
        "2016-03-31",
    )
    assert "secret1" not in repr((mappings, plan))


def test_one_roster_1_2_has_its_roles_on_a_sheet_of_their_own() -> None:
    files = ONE_ROSTER | {
        "users": (
            "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
            "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,"
            "userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,"
            "preferredFamilyName,primaryOrgSourcedId,pronouns"
            "\n00417,,,true,avery,,Avery,Smith,,,,,,,03,,,,Ave,,,o1,"
            "\nt1,,,true,jlee,,Jordan,Lee,,,j.lee@example.org,,,,,,,,,,,o1,"
            "\np1,,,true,casey,,Casey,Smith,,,casey@example.com,,,00417,,,,,,,,o1,"
        ),
        "roles": (
            "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,"
            "orgSourcedId,userProfileSourcedId\nr1,,,00417,primary,student,,,o1,"
            "\nr2,,,t1,primary,teacher,,,o1,\nr3,,,p1,primary,parent,,,o1,"
            "\nr4,,,p1,secondary,teacher,,,o1,"
        ),
        "userProfiles": (
            "sourcedId,status,dateLastModified,userSourcedId,profileType,vendorSourcedId,"
            "applicationSourcedId,description,credentialType,username,password"
            "\nu1,,,00417,x,v,a,,basic,avery,secret"
        ),
        "enrollments": "sourcedId,classSourcedId,userSourcedId,role\ne1,c1,00417,student",
        "demographics": "sourcedId,status,birthDate,sex\n00417,,2016-03-31,female",
    }
    mappings, plan = read(**files)
    assert next(one.format for one in mappings if one.sheet == "users") == "OneRoster 1.2"
    assert names(plan, Subject.STUDENT, What.ADD) == ["Avery Smith"]
    assert of(plan, Subject.STUDENT)[0].values["preferred_name"] == "Ave"
    assert names(plan, Subject.TEACHER, What.ADD) == ["Jordan Lee"]
    assert links(plan, Subject.GUARDIANSHIP) == ["Casey Smith – Avery Smith"]
    assert not plan.findings


def test_a_delta_of_one_roster_lets_people_and_classes_leave() -> None:
    known = Known(people=(child(1, ref="00417"), child(2, "Bo", "Ray", ref="00418")))
    users = (
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,"
        "familyName\n00417,tobedeleted,2026-10-01,false,o1,student,ann,Ann,Lee"
        "\n00418,active,2026-10-01,true,o1,student,bo,Bo,Raye"
    )
    _mappings, plan = read(known, users=users)
    assert names(plan, Subject.STUDENT, What.LEAVE) == ["Ann Lee"]
    assert names(plan, Subject.STUDENT, What.CHANGE) == ["Bo Raye"]


def test_people_without_names_are_told_unless_they_have_left() -> None:
    known = Known(people=(child(1, ref="1"),))
    head = "sourcedId,status,orgSourcedIds,role,givenName,familyName\n"
    _mappings, plan = read(known, users=head + "1,tobedeleted,o1,student,,\n2,active,o1,student,,")
    assert [(one.source.row, one.column) for one in plan.stops] == [(3, "givenName")]
    assert names(plan, Subject.STUDENT, What.LEAVE) == ["Ann Lee"]


def test_files_of_changes_say_so_themselves() -> None:
    manifest = "propertyName,value\noneroster.version,1.1\nfile.orgs,absent\nfile.users,{}"
    for word, changes in (("delta", True), ("bulk", False)):
        assert holds_changes_only([sheet("manifest", manifest.format(word))]) == changes
    assert not holds_changes_only([sheet("users", "propertyName,name\nfile.users,delta")])


def test_a_delta_of_one_roster_ends_enrolments() -> None:
    known = Known(
        people=(child(1, ref="00417"), adult(9, "Jo", "Hill", Role.TEACHER, ref="t1")),
        classes=(KnownClass(5, "c1", "3B", None, YEAR), KnownClass(6, "c2", "Art", None, YEAR)),
        enrolments=(KnownLink(1, 1, 5, None), KnownLink(2, 1, 6, None)),
        teaching=(KnownLink(3, 9, 5, None),),
    )
    enrollments = (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role"
        "\ne1,tobedeleted,2026-10-01,c1,o1,00417,student\ne2,active,2026-10-01,c2,o1,00417,student"
        "\ne3,tobedeleted,2026-10-01,c1,o1,t1,teacher\ne4,tobedeleted,2026-10-01,c1,o1,gone,student"
    )
    _mappings, plan = read(known, enrollments=enrollments)
    assert not plan.findings
    assert names(plan, Subject.ENROLMENT, What.LEAVE) == ["Ann Lee – 3B"]
    assert names(plan, Subject.ENROLMENT, What.SAME) == ["Ann Lee – Art"]
    assert names(plan, Subject.TEACHING, What.LEAVE) == ["Jo Hill – 3B"]


CLEVER = {
    "schools": "School_id,School_name,School_number,State_id\ns1,Lincoln,1,",
    "students": (
        "School_id,Student_id,Student_number,State_id,Last_name,Middle_name,First_name,Grade,"
        "Gender,DOB,Home_language,Student_street,Student_city,Student_zip,Student_email,"
        "Contact_relationship,Contact_type,Contact_name,Contact_phone,Contact_email,"
        "Contact_sis_id,Username,Password"
        "\ns1,0042,1,9,Lee,,Ann,3,F,3/31/2016,Spanish,1 Mill Ln,Newtown,01234,,Mother,Guardian,"
        "May Lee,555-0100-22,may@example.org,g1,ann,secret"
        "\ns1,0042,1,9,Lee,,Ann,3,F,3/31/2016,Spanish,1 Mill Ln,Newtown,01234,,Neighbour,"
        "Emergency,Nan Next,555-0100-23,,,ann,secret"
    ),
    "teachers": (
        "School_id,Teacher_id,Teacher_number,State_teacher_id,Teacher_email,First_name,"
        "Middle_name,Last_name,Title,Username,Password"
        "\ns1,t1,1,9,j@example.org,Jo,,Hill,Ms,jo,x\ns1,t2,2,8,k@example.org,Kit,,Dale,Mr,kit,x"
    ),
    "sections": (
        "School_id,Section_id,Teacher_id,Teacher_2_id,Name,Section_number,Grade,Course_name,"
        "Course_number,Period,Subject,Term_name,Term_start,Term_end"
        "\ns1,sec1,t1,t2,3B,1,3,Homeroom,,1,,,,\ns1,sec2,t2,,,2,3,Art,,2,,,,"
    ),
    "enrollments": "School_id,Section_id,Student_id\ns1,sec1,0042\ns1,sec2,0042",
    "staff": "School_id,Staff_id,Staff_email,First_name,Last_name,Title,Role\ns1,x,a@b.org,A,B,,",
}


def test_clever() -> None:
    mappings, plan = read(**CLEVER)
    assert {one.format for one in mappings} == {"Clever"}
    (ann,) = of(plan, Subject.STUDENT)
    assert ann.values["school_ref"] == "0042"
    assert ann.values["postcode"] == "01234"
    assert ann.values["home_language"] == "es"
    assert names(plan, Subject.GUARDIAN, What.ADD) == ["May Lee"]
    assert links(plan, Subject.ENROLMENT) == ["Ann Lee – 3B", "Ann Lee – Art"]
    assert links(plan, Subject.TEACHING) == ["Jo Hill – 3B", "Kit Dale – 3B", "Kit Dale – Art"]
    assert not plan.stops
    assert ["no guardian" in one.message for one in at_level(plan, Level.NOTE)] == [True]


CANVAS = {
    "accounts": "account_id,parent_account_id,name,status\nA1,,Lower,active",
    "terms": "term_id,name,status,start_date,end_date\nT1,Autumn,active,,",
    "users": (
        "user_id,login_id,password,first_name,last_name,full_name,sortable_name,short_name,email,"
        'status\nU1,ann,secret,Ann,Lee,Ann Lee,"Lee, Ann",Ann,ann@s.org,active'
        '\nU2,jo,secret,,,Jo Hill,"Hill, Jo",Jo,jo@s.org,active'
        "\nU3,may,secret,May,Lee,,,May,may@x.org,active"
    ),
    "courses": (
        "course_id,short_name,long_name,account_id,term_id,status\nC1,3B,Class 3B,A1,T1,active"
        "\nC2,ART,Art,A1,T1,active"
    ),
    "sections": "section_id,course_id,name,status\nS1,C1,3B morning,active",
    "enrollments": (
        "course_id,user_id,role,section_id,status,associated_user_id\nC1,U1,student,S1,active,"
        "\nC2,U1,student,,active,\nC1,U2,teacher,S1,active,\nC1,U3,observer,S1,active,U1"
        "\nC2,U2,teacher,,completed,"
    ),
}


def test_canvas_tells_roles_and_observers_by_enrolments() -> None:
    mappings, plan = read(**CANVAS)
    assert {one.format for one in mappings} == {"Canvas"}
    assert names(plan, Subject.STUDENT, What.ADD) == ["Ann Lee"]
    assert names(plan, Subject.TEACHER, What.ADD) == ["Jo Hill"]
    assert links(plan, Subject.GUARDIANSHIP) == ["May Lee – Ann Lee"]
    assert links(plan, Subject.ENROLMENT) == ["Ann Lee – 3B morning", "Ann Lee – Art"]
    assert links(plan, Subject.TEACHING) == ["Jo Hill – 3B morning"]
    assert not plan.findings


def test_school_data_sync_v1_with_parents() -> None:
    _mappings, plan = read(
        School="SIS ID,Name,School Number\n1,Lincoln,1",
        Student="SIS ID,School SIS ID,Username,First Name,Last Name,Grade\n007,1,ann,Ann,Lee,3",
        Teacher="SIS ID,School SIS ID,Username,First Name,Last Name\nT1,1,jo,Jo,Hill",
        Section="SIS ID,School SIS ID,Section Name\nS1,1,3B",
        StudentEnrollment="Section SIS ID,SIS ID\nS1,007",
        TeacherRoster="Section SIS ID,SIS ID\nS1,T1",
        User="Email,First Name,Last Name,Phone\nmay@example.org,May,Lee,+447700900123",
        Guardianrelationship="SIS ID,Email,Role\n007,may@example.org,Parent",
    )
    assert links(plan, Subject.GUARDIANSHIP) == ["May Lee – Ann Lee"]
    assert links(plan, Subject.ENROLMENT) == ["Ann Lee – 3B"]
    assert links(plan, Subject.TEACHING) == ["Jo Hill – 3B"]
    assert not plan.findings


def test_moodle_with_cohorts_and_roles() -> None:
    mappings, plan = read(
        users="username,password,firstname,lastname,email,idnumber,course1,role1,cohort1,cohort2\n"
        "ann,secret,Ann,Lee,ann@s.org,0042,MATH,student,3B,Choir\n"
        "jo,secret,Jo,Hill,jo@s.org,T1,MATH,editingteacher,3B,"
    )
    assert {one.format for one in mappings} == {"Moodle"}
    assert of(plan, Subject.STUDENT)[0].values["school_ref"] == "0042"
    assert links(plan, Subject.ENROLMENT) == ["Ann Lee – 3B", "Ann Lee – Choir"]
    assert links(plan, Subject.TEACHING) == ["Jo Hill – 3B"]
    assert not plan.findings


GOOGLE = (
    "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],"
    "Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],Recovery Email,"
    "Home Secondary Email,Recovery Phone [MUST BE IN THE E.164 FORMAT],Mobile Phone,Employee ID,"
    "Status [READ ONLY],Last Sign In [READ ONLY]\n"
)


def test_google_tells_roles_by_units() -> None:
    mappings, plan = read(
        export=GOOGLE
        + "Ann,Lee,ann@s.org,****,,/Students/Year 3,may@x.org,,,,0042,Active,2026/10/01\n"
        + "Jo,Hill,jo@s.org,****,,/Staff/Teachers,,,,07700 900123,T1,Active,Never logged in\n"
        + "Bo,Ray,bo@s.org,****,,/Students/Year 4,,,,,0043,Suspended,\n"
    )
    assert {one.format for one in mappings} == {"Google Workspace"}
    assert names(plan, Subject.STUDENT, What.ADD) == ["Ann Lee"]
    assert names(plan, Subject.TEACHER, What.ADD) == ["Jo Hill"]
    assert not plan.stops


def test_accounts_whose_units_tell_nothing_are_asked_about_once() -> None:
    grid = sheet("users", GOOGLE + "Ann,Lee,ann@s.org,x,,/,,,,,0042,Active,\n")
    (mapping,) = suggest_all([grid])
    assert mapping.needs_answer
    assert mapping.questions == ()


@pytest.mark.parametrize("files", [ONE_ROSTER, CLEVER, CANVAS], ids=("1r", "clever", "canvas"))
def test_the_order_of_files_tells_nothing(files: dict[str, str]) -> None:
    _mappings, plan = read(**files)
    _others, again = read(**dict(reversed(files.items())))
    assert sorted(map(_said, plan.changes)) == sorted(map(_said, again.changes))


def _said(change: Change) -> tuple[str, str, str]:
    return change.subject, change.what, change.name


def test_guardians_that_no_list_names_are_told() -> None:
    relations = "userSourcedId,relationshipUserSourcedId,relationshipRole\n1,9,guardian"
    _mappings, plan = read(relationships=relations)
    assert ["No list here has a name" in one.message for one in plan.stops] == [True]
    known = Known(
        people=(child(1, ref="1"), adult(9, "May", "Lee", ref="9")),
    )
    _mappings, plan = read(known, relationships=relations)
    assert links(plan, Subject.GUARDIANSHIP) == ["May Lee – Ann Lee"]


def test_kinds_of_formats_are_never_offered_for_other_sheets() -> None:
    assert not {Kind.MEMBERS, Kind.DETAILS, Kind.COURSES} & set(CHOICES)
