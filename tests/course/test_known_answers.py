"""Reading known answers and their expected grades."""

import json

import pytest

from grader.course.known_answers import Expected, known_answers
from grader.errors import CourseError
from grader.records import Status


def write(folder, path, text):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_the_first_lines_of_a_script_state_its_expected_grade(tmp_path):
    header = '# about: Twice the\n# about: square.\n# expect: double failed "gave 8" "a \\"b\\""\n'
    write(tmp_path, "04_double/double/square.py", header + "# expect: other error\n\nx = 1\n")
    (answer,) = known_answers(tmp_path, ["04_double"])
    assert answer.name == "04_double/double/square"
    assert answer.expected.about == "Twice the square."
    assert answer.expected.tasks == {
        "double": Expected(Status.FAILED, ("gave 8", 'a "b"')),
        "other": Expected(Status.ERROR),
    }
    assert not answer.is_named


def test_only_some_tasks_may_be_graded(tmp_path):
    write(tmp_path, "x/t/a.py", "# about: a\n# only: one, two\n# only: three\n")
    write(tmp_path, "x/t/b.ipynb", "{}")
    write(tmp_path, "x/t/b.json", json.dumps({"about": "b", "only": ["one"]}))
    scripts, notebooks = known_answers(tmp_path, ["x"])
    assert scripts.expected.only == ("one", "two", "three")
    assert notebooks.expected.only == ("one",)


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_windows_line_ends_and_byte_order_marks_are_accepted(tmp_path, ends, mark):
    write(tmp_path, "x/right/a.py", mark + ends.join(["# about: right", "# expect: t failed", ""]))
    (answer,) = known_answers(tmp_path, ["x"])
    assert answer.expected.tasks.keys() == {"t"}


def test_a_notebook_and_a_named_file_have_a_json_file(tmp_path):
    expected = json.dumps({"about": "a", "tasks": {"t": {"status": "failed", "says": ["b"]}}})
    write(tmp_path, "x/t/one.ipynb", "{}")
    write(tmp_path, "x/t/one.json", expected)
    write(tmp_path, "x/t/two/Copy of x.py", "")
    write(tmp_path, "x/t/two/expected.json", expected)
    one, two = known_answers(tmp_path, ["x"])
    assert (one.file.name, one.is_named) == ("one.ipynb", False)
    assert (two.file.name, two.is_named) == ("Copy of x.py", True)
    assert one.expected == two.expected


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("x/t/a.py", "x = 1\n", "expected a first line such as"),
        ("x/t/a.py", "# about: a\n# expect: t\n", "line 2: expected a line such as"),
        ("x/t/a.py", "# about: a\n# expect: t wrong\n", "Invalid enum value 'wrong'"),
        ("x/t/a.ipynb", "{}", r"a\.json"),
        ("x/t/a/expected.json", "[]", "one .py or .ipynb file"),
        ("y/t/a.py", "# about: a\n", "no exercise of this name"),
    ],
)
def test_an_invalid_expectation_is_a_course_error(tmp_path, path, text, says):
    write(tmp_path, path, text)
    with pytest.raises(CourseError, match=says):
        known_answers(tmp_path, ["x"])
