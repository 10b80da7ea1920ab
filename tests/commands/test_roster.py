"""--roster: headings of many systems, and lines that say what is wrong."""

import pytest

from grader.commands.roster import read_roster
from grader.errors import UsageError


def people(tmp_path, text):
    file = tmp_path / "roster.csv"
    file.write_text(text, encoding="utf-8")
    return [(one.name, one.ids, one.email, one.section) for one in read_roster(file).people]


@pytest.mark.parametrize(
    "text",
    [
        "id,name,email,section\n7,Ada Lovelace,ada@x.org,A\n",
        "ID;Full Name;E-Mail Address;Group\n7;Ada Lovelace;ada@x.org;A\n",
        "\ufeffFirst name\tSurname\tID number\tE-mail\tGroups\nAda\tLovelace\t7\tada@x.org\tA\n",
        "Section,email,student_name,Student-ID,Comment\nA,ada@x.org,Ada Lovelace,7,late\n",
        "First Name,Last Name,SID,Email,Section\r\nAda,Lovelace,7,ada@x.org,A\r\n",
    ],
)
def test_headings_are_matched_whatever_their_form_and_order(text, tmp_path):
    assert people(tmp_path, text) == [("Ada Lovelace", ("7",), "ada@x.org", "A")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_the_list_that_blackboard_exports_is_a_roster(encoding, tmp_path):
    text = '"Last Name"\t"First Name"\t"Username"\n"Lovelace"\t"Zo\xeb"\t"al1"\n'
    content = text if encoding == "utf-16" else f"\ufeff{text}"
    file = tmp_path / "roster.xls"
    file.write_bytes(content.encode(encoding))
    assert [(one.name, one.ids) for one in read_roster(file).people] == [
        ("Zo\xeb Lovelace", ("al1",))
    ]


def test_someone_in_two_sections_is_one_person(tmp_path):
    text = "id,name,section\n7,Ada,A\n8,Bo,A\n7,Ada,B\n7,Ada,A\n"
    assert people(tmp_path, text) == [("Ada", ("7",), "", "A, B"), ("Bo", ("8",), "", "A")]


def test_equal_names_without_an_id_may_be_two_people(tmp_path):
    assert len(people(tmp_path, "name,section\nLee Kim,A\nLee Kim,A\n")) == 2


def test_the_gradebook_of_canvas_is_a_roster(tmp_path):
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,First steps (812)\n"
        '    Points Possible,,,,,30\n"Lovelace, Ada",41,S7,ada,A,\n'
    )
    assert people(tmp_path, text) == [("Lovelace, Ada", ("41", "S7", "ada"), "", "A")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            b"colour,size\nred,2\n",
            "no column is called id, name or email. The file has colour, size",
        ),
        (b"name\n", "no rows"),
        (b"name,id\n,\n", "there is nobody in it"),
        ("name\nJ\xf6rg\n".encode("latin-1"), "no CSV file in UTF-8"),
        ("name\nAda\n".encode("utf-16")[:-1], "no CSV file in UTF-8"),
        (b"", "no rows"),
    ],
)
def test_what_is_no_roster_is_one_line(content, says, tmp_path):
    file = tmp_path / "roster.csv"
    file.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        read_roster(file)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_roster_that_is_not_there_is_one_line(tmp_path):
    for path, says in ((tmp_path / "none.csv", "no such file"), (tmp_path, "this is a folder")):
        with pytest.raises(UsageError, match=says):
            read_roster(path)
