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
        "Matrikelnr.;Nachname;Vorname;E-Mail-Adresse;Gruppe\n7;Lovelace;Ada;ada@x.org;A\n",
        "Name;Vorname;Matrikelnummer;E-Mail;\xdcbungsgruppe\nLovelace;Ada;7;ada@x.org;A\n",
        "Nachname, Vorname;ID-Nummer;Mail;U\u0308bungsgruppe\nAda Lovelace;7;ada@x.org;A\n",
        "Benutzername;Name;Email;Gruppen\n7;Ada Lovelace;ada@x.org;A\n",
        "Anmeldename;Vorname;Name;Email;Tutorium\n7;Ada;Ada Lovelace;ada@x.org;A\n",
        (
            "Pr\xe9nom,Nom,Num\xe9ro d'identification,Adresse de courriel,Groupe\n"
            "Ada,Lovelace,7,ada@x.org,A\n"
        ),
        (
            "Nombre,Apellido(s),N\xfamero de ID,Direcci\xf3n de correo,Grupo\n"
            "Ada,Lovelace,7,ada@x.org,A\n"
        ),
        "sep=;\r\nid;name;email;section\r\n7;Ada Lovelace;ada@x.org;A\r\n",
        '\ufeffsep=;\nid;name;email;section\n7;"Ada Lovelace";ada@x.org;A\n',
        "sep=|\nid|name|email|section\n7|Ada Lovelace|ada@x.org|A\n",
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


@pytest.mark.parametrize("title", ["identifier", "roster_identifier"])
def test_the_roster_of_github_classroom_is_one(title, tmp_path):
    text = f'"{title}","github_username","github_id","name"\n"Ada L.","ada-l","99",""\n'
    assert people(tmp_path, text) == [("", ("Ada L.", "ada-l", "99"), "", "")]


def test_a_name_beside_a_first_name_is_the_last_name_unless_it_has_the_first_name(tmp_path):
    text = 'Name,Vorname\nAnnan,Ann\n"Lee, Ann",Ann\nMax Moritz Lee,Max Moritz\n'
    names = [name for name, *_ in people(tmp_path, text)]
    assert names == ["Ann Annan", "Lee, Ann", "Max Moritz Lee"]


@pytest.mark.parametrize(
    "word", ["Participant ", "Teilnehmer/in", "Teilnehmer/in ", "Participante "]
)
def test_the_number_in_a_grading_worksheet_of_moodle_is_no_id(word, tmp_path):
    file = tmp_path / "worksheet.csv"
    file.write_text(f"Identifier,Full name,Email address\n{word}41,Ada,ada@x.org\n")
    (ada,) = read_roster(file).people
    assert (ada.participant, ada.ids, ada.email) == ("41", (), "ada@x.org")


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
