"""The people of the roster among those who handed in, who is missing, and files of nobody."""

import pytest

from grader.people import Person, Roster
from grader.submission.archive import Archives
from grader.submission.choose import ReadingSettings, read_learners
from grader.submission.discover import discover
from grader.submission.enrol import enrolled
from tests.submission.layouts.trees import COURSE, SGD, TREES, TWELVE, answers, on_disk

ADA = Person("Ada Lovelace", ("301", "a_lovelace"), "ada@x.org", "A", 2)
BO = Person("Bo Chan", ("302", "b_chan"), "bo@x.org", "B", 3)
ZOE = Person("Zoe Zed", ("999",), "zoe@x.org", "B", 4)


def found(folder, *people):
    with Archives() as archives:
        return enrolled(discover([folder], COURSE.names, archives), Roster(people))


def person(text, *people):
    return Roster(people or (ADA, BO, ZOE)).person([text])


@pytest.mark.parametrize(
    "text",
    ["301", "A_Lovelace", "ada@X.org", "ada lovelace", "Lovelace, Ada", "lovelaceada", "ada"],
)
def test_someone_is_found_by_id_login_address_or_name(text):
    assert person(text) is ADA


def test_a_name_without_blanks_and_marks_is_found():
    chi = Person("Chi Van O'Neill")
    for text in ("oneillchivan", "vanoneillchi", "chivanoneill"):
        assert person(text, chi, ADA) is chi


@pytest.mark.parametrize("text", ["", "30", "lovelace", "Bo"])
def test_nobody_is_found_by_a_part(text):
    assert person(text, ADA, Person("Bo Chan"), Person("Bo Diaz")) is None


def test_an_id_counts_before_a_name_and_what_two_people_have_counts_for_none():
    twin = Person("301")
    assert person("301", twin, ADA) is ADA
    assert person("ada lovelace", ADA, Person("Ada Lovelace", ("5",))) is None


@pytest.mark.parametrize("name", TREES)
def test_whatever_a_layout_tells_of_people_finds_them_in_the_roster(name, tmp_path):
    people = [
        Person(f"{who.name}", (str(who.number), who.login), f"{who.login}@example.edu", "A")
        for who in TWELVE
    ]
    discovery = found(on_disk(tmp_path, dict(TREES[name].files())), *people)
    assert [one.learner for one in discovery.learners] == [who.name for who in TWELVE]
    assert {one.account.section for one in discovery.learners} == {"A"}
    assert not [note for note in discovery.notes if "the roster" in note]


def test_who_is_missing_has_a_row_and_files_of_nobody_are_named(tmp_path, reader):
    on_disk(tmp_path, {f"{who}/{SGD}.py": answers(SGD) for who in ("a_lovelace", "stranger")})
    discovery = found(tmp_path, ADA, BO, ZOE)
    assert discovery.notes == (
        "in the roster, and handed in nothing (2): Bo Chan, Zoe Zed",
        "not in the roster, or fitting several people in it (1): stranger",
    )
    with Archives() as archives:
        settings = ReadingSettings(COURSE, archives, reader, is_whole=discovery.is_class)
        read = read_learners(discovery, settings)
    rows = {one.learner: one.exercise for one in read.submissions if one.file}
    assert rows == {"Ada Lovelace": SGD, "stranger": SGD}
    assert len(read.submissions) == 4 * len(COURSE.exercises)
    assert read.told["Bo Chan"] == ("no file was handed in",)


def test_someone_who_is_found_twice_is_one_learner(tmp_path, reader):
    on_disk(tmp_path, {f"a_lovelace/{SGD}.py": answers(SGD), "Ada Lovelace/essay.docx": b""})
    (ada,) = found(tmp_path, ADA).learners
    assert (len(ada.files), ada.others) == (1, ("essay.docx",))


def test_people_of_one_name_have_their_ids_after_it(tmp_path):
    twins = [Person("Jane Doe", (number,)) for number in ("7", "8")]
    on_disk(tmp_path, {f"{who}/{SGD}.py": b"" for who in ("7", "8")})
    learners = found(tmp_path, *twins, ZOE).learners
    assert [one.learner for one in learners] == ["Jane Doe (7)", "Jane Doe (8)", "Zoe Zed"]
    assert [len(one.files) for one in learners] == [1, 1, 0]


def test_people_whom_only_the_line_tells_apart_have_it_after_their_name(tmp_path):
    on_disk(tmp_path, {f"a_lovelace/{SGD}.py": b""})
    discovery = found(tmp_path, ADA, Person("Jane Doe", line=3), Person("Jane Doe", line=4))
    names = [one.learner for one in discovery.learners]
    assert names == ["Ada Lovelace", "Jane Doe (line 3)", "Jane Doe (line 4)"]
    assert names[1] in discovery.notes[0]


ADAS = [
    Person("Ada Lovelace", (), "ada@x.org", "", 2, "41"),
    Person("Ada Lovelace", (), "other@x.org", "", 3, "42"),
]


def moodle(tmp_path, *numbers):
    names = (f"Ada Lovelace_{number}_assignsubmission_file" for number in numbers)
    return on_disk(tmp_path, {f"{name}/{SGD}.py": answers(SGD) for name in names})


def test_a_grading_worksheet_of_moodle_tells_people_of_one_name_apart(tmp_path):
    discovery = found(moodle(tmp_path, 41, 42), *ADAS)
    known = [(one.learner, one.account.id, one.account.email) for one in discovery.learners]
    assert known == [
        ("Ada Lovelace (ada@x.org)", "41", "ada@x.org"),
        ("Ada Lovelace (other@x.org)", "42", "other@x.org"),
    ]
    assert {one.account.number for one in discovery.learners} == {""}


def test_a_participants_number_is_no_id_of_somebody_else(tmp_path):
    ada = Person("Ada Lovelace", ("7",), "ada@x.org")
    discovery = found(moodle(tmp_path, 41), ada, Person("Bob", ("41",)))
    assert [(one.learner, len(one.files)) for one in discovery.learners] == [
        ("Ada Lovelace", 1),
        ("Bob", 0),
    ]


def test_a_users_number_in_canvas_is_no_student_number_of_somebody_else(tmp_path):
    for name in ("lovelaceada_302", "chanbo_301", "lee_999", "nick_5"):
        (tmp_path / f"{name}_77_03_sgd.py").write_text(SGD)
    lee, nick = Person("Lee", ("999",)), Person("Nora Oh", ("5",))
    people = (ADA, BO, lee, Person("Kim Lee", ("lee",)), nick)
    found_again = {one.learner: one.account.id for one in found(tmp_path, *people).learners}
    assert found_again == {
        # Whose number is another's are told apart by nothing that is certain.
        "Ada Lovelace": "",
        "Bo Chan": "",
        "chanbo": "301",
        "lovelaceada": "302",
        # The number and the name agree, or the name is nobody's.
        "Lee": "999",
        "Kim Lee": "",
        "Nora Oh": "5",
    }


def test_a_user_of_canvas_whom_the_roster_lacks_is_not_who_has_the_number_there(tmp_path):
    for name in ("lovelaceada_12", "guest_301"):
        (tmp_path / f"{name}_77_03_sgd.py").write_text(SGD)
    learners = found(tmp_path, ADA).learners
    assert [(one.learner, one.account.id) for one in learners] == [
        ("Ada Lovelace", "12"),
        ("guest", "301"),
    ]


def test_one_of_two_people_of_one_name_has_the_number_since_the_roster_cannot_decide(tmp_path):
    twins = [Person("Ada Lovelace", (number,)) for number in ("7", "8")]
    discovery = found(moodle(tmp_path, 41), *twins)
    assert [one.learner for one in discovery.learners if one.files] == ["Ada Lovelace_41"]
    assert "fitting several people in it (1): Ada Lovelace_41" in discovery.notes[-1]
