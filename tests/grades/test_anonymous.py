import msgspec
import pytest

from grader.grades.anonymous import anonymous, anonymous_name
from grader.records import Place
from grader.report.formats import FORMATS
from tests.grades.books import book_of, handed_in
from tests.report.books import ADA, BOB, FAILED, IDA, first, learner, made

SECRET = b"secret"
NAME = "Love Lace, Ada"
OTHERS = {NAME: "learner-0", "ada": "learner-1", "ida": "learner-2", "bob": "learner-3"}


def named(**other):
    """Return a learner whose name is in every text."""
    text = f"{NAME} and love lace ada in ada_lovelace_77_01.py"
    result = first(FAILED, FAILED, FAILED, text=text, home="Love Lace, Ada")
    result = msgspec.structs.replace(result, file="/class/Love Lace, Ada/ada_lovelace_77_01.py")
    return learner(NAME, result, id="77", folder="Love Lace, Ada_77_")


def test_no_report_names_a_learner_of_an_anonymous_gradebook():
    book = anonymous(book_of(handed_in(named(), first=3)), OTHERS)
    for name in FORMATS:
        if name in ("moodle", "canvas", "moodle-feedback"):
            continue  # they find a row or a folder by the learner's account
        text = "".join(
            content.decode() for content in made(name, *book.learners).files.values()
        ).casefold()
        text = text.replace("return love lace, ada and love lace ada in", "")  # quoted code
        assert "lace, ada" not in text, name
        assert "love lace ada" not in text, name
        assert "class/" not in text, name


def test_a_place_names_the_file_as_it_was_handed_out():
    book = anonymous(book_of(named()), OTHERS)
    one = book.learners[0].exercises[0]
    assert one.file == "01_first.py"
    assert "ada_lovelace_77_01.py" not in one.tasks[0].checks[0].message
    place = Place("ada_lovelace_77_01.py", 0, 3)
    check = msgspec.structs.replace(one.tasks[0].checks[0], place=place)
    task = msgspec.structs.replace(one.tasks[0], checks=(check,))
    result = msgspec.structs.replace(named().exercises[0], tasks=(task,))
    again = anonymous(book_of(learner(NAME, result)), OTHERS)
    assert again.learners[0].exercises[0].tasks[0].checks[0].place.file == "01_first.py"


def test_names_are_the_same_in_each_report_and_depend_on_the_secret():
    assert anonymous_name(1, SECRET) == anonymous_name(1, SECRET)
    assert anonymous_name(1, SECRET) != anonymous_name(1, b"other")
    assert anonymous_name(1, SECRET) != anonymous_name(2, SECRET)


@pytest.mark.parametrize("order", [(ADA, BOB, IDA), (IDA, BOB, ADA)])
def test_the_order_and_the_notes_tell_nothing(order):
    book = msgspec.structs.replace(book_of(*order), notes=("ada/essay.docx: left out",))
    hidden = anonymous(book, OTHERS)
    assert hidden == anonymous(book_of(ADA, BOB, IDA), OTHERS)
    assert hidden.notes == ()
    assert [one.learner for one in hidden.learners] == ["learner-1", "learner-2", "learner-3"]
    assert sorted(one.score for one in hidden.learners) == sorted(one.score for one in order)
