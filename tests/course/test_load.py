"""Loading courses from folders and from installed packages, and errors for invalid ones."""

import importlib
import sys
from pathlib import Path

import pytest

from grader.course.load import installed_folders, load_course, load_folder
from grader.errors import CourseError, UsageError

MINIMAL = 'name = "mine"\ntitle = "Mine"\nversion = "2"\n'
LESSON = """
from grader.course import Exercise, Task, Wording

EXERCISE = Exercise("{name}", "{title}", (Task("f", lambda rng: {{}}, ()),))
"""


def lesson(name: str, title: str = "A lesson") -> str:
    return LESSON.format(name=name, title=title)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def make(tmp_path):
    """Write a course of one lesson in the default folders. `files` replace or add files."""

    def make_it(**files: str) -> Path:
        named = {name.replace("__", "/") + ".py": text for name, text in files.items()}
        course = {"course.toml": MINIMAL, "lessons/01_a.py": lesson("01_a")}
        return write(tmp_path / "course", course | named)

    return make_it


@pytest.fixture(autouse=True)
def forget_modules():
    """Remove the grading modules that a test imported from sys.modules."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("_course_"):
            del sys.modules[name]


def test_a_course_needs_a_name_a_title_a_version_and_lessons(make):
    course = load_folder(make())
    assert (course.name, course.title, course.version) == ("mine", "Mine", "2")
    assert course.names == ("01_a",)
    assert course.placeholder == "____"
    assert (course.stubs, course.solutions, course.known_answers) == ({}, {}, None)


def test_stubs_solutions_and_known_answers_are_found_in_the_default_folders(make):
    folder = make(exercises__01_a="", solutions__01_a="", known_answers__01_a__t__x="")
    course = load_folder(folder)
    assert course.stubs == {"01_a": folder / "exercises" / "01_a.py"}
    assert course.solutions == {"01_a": folder / "solutions" / "01_a.py"}
    assert course.known_answers == folder / "known_answers"


def test_a_course_may_name_other_folders(make):
    folder = make(asks__02_b=lesson("02_b"), todo__02_b="", done__02_b="")
    parts = 'exercises = "todo"\nsolutions = "done"\nlessons = "asks"\nplaceholder = "FIXME"\n'
    (folder / "course.toml").write_text(MINIMAL + parts)
    course = load_folder(folder)
    assert course.names == ("02_b",)
    assert course.stubs["02_b"].parent.name == "todo"
    assert course.solutions["02_b"].parent.name == "done"
    assert course.placeholder == "FIXME"


def test_pictures_are_found_in_the_folder_of_the_exercises(make):
    folder = make(exercises__01_a="")
    (folder / "exercises" / "pictures").mkdir()
    for name in ("line.svg", "line.png", "notes.txt"):
        (folder / "exercises" / "pictures" / name).write_text("")
    fingerprint = load_folder(folder).fingerprint
    assert sorted(load_folder(folder).pictures) == ["pictures/line.png", "pictures/line.svg"]
    (folder / "exercises" / "pictures" / "line.svg").write_text("another one")
    assert load_folder(folder).fingerprint == fingerprint  # A picture decides no verdict.
    (folder / "exercises" / "pictures").rename(folder / "exercises" / "art")
    (folder / "course.toml").write_text(MINIMAL + 'pictures = "art"\n')
    assert sorted(load_folder(folder).pictures) == ["art/line.png", "art/line.svg"]


@pytest.mark.parametrize("name", ["", "..", "a/b", "/tmp"])
def test_pictures_must_be_a_folder_in_that_of_the_exercises(make, name):
    folder = make()
    (folder / "course.toml").write_text(MINIMAL + f'pictures = "{name}"\n')
    with pytest.raises(CourseError, match="expected the name of a folder in"):
        load_folder(folder)


def test_lessons_solutions_and_known_answers_are_secret(make):
    names = [path.name for path in load_folder(make()).secret]
    assert sorted(names) == ["known_answers", "lessons", "solutions"]


def test_exercises_are_ordered_by_number(make):
    folder = make(lessons__10_z=lesson("10_z"), lessons__02_b=lesson("02_b"))
    assert load_folder(folder).names == ("01_a", "02_b", "10_z")


def test_a_module_without_a_number_is_not_a_lesson(make):
    assert load_folder(make(lessons__shared="raise RuntimeError")).names == ("01_a",)


def test_grading_modules_import_each_other(make):
    main = "from . import shared\nfrom .shared import TITLE\n" + lesson("01_a").replace(
        '"A lesson"', "TITLE + shared.TITLE"
    )
    folder = make(lessons__01_a=main, lessons__shared='TITLE = "S"\n')
    assert load_folder(folder).exercise("01_a").title == "SS"


def test_modules_with_the_same_name_in_two_courses_are_separate(make, tmp_path):
    first = make()
    second = write(
        tmp_path / "other", {"course.toml": MINIMAL, "lessons/01_a.py": lesson("01_a", "Other")}
    )
    titles = [load_folder(folder).exercise("01_a").title for folder in (first, second, first)]
    assert titles == ["A lesson", "Other", "A lesson"]


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("name = ", r"course\.toml: Invalid value"),
        ('name = "mine"\ntitle = "Mine"\n', "missing required field `version`"),
        (MINIMAL + 'exercise = "x"\n', "unknown field `exercise`"),
        (MINIMAL.replace('"2"', "2"), r"Expected `str`, got `int` - at `\$.version`"),
        (MINIMAL + 'lessons = "nowhere"\n', "nowhere: no grading module"),
    ],
)
def test_an_invalid_course_file_is_a_course_error(make, toml, says):
    folder = make()
    (folder / "course.toml").write_text(toml)
    with pytest.raises(CourseError, match=says):
        load_folder(folder)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x = 1", "must define EXERCISE, an Exercise named 01_a"),
        ("EXERCISE = 3", "must define EXERCISE"),
        (lesson("01_b"), "must define EXERCISE, an Exercise named 01_a"),
        ("1 / 0", r"01_a\.py: ZeroDivisionError: division by zero"),
        ("def f(:", r"01_a\.py: SyntaxError"),
        ("from . import nowhere", r"01_a\.py: ImportError"),
        ("from grader.errors import CourseError\nraise CourseError('as it is')", "^as it is$"),
    ],
)
def test_an_invalid_grading_module_is_a_course_error(make, source, says):
    with pytest.raises(CourseError, match=says):
        load_folder(make(lessons__01_a=source))


def test_a_course_file_that_is_not_text_is_a_course_error(make):
    folder = make()
    (folder / "course.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(CourseError, match=r"course\.toml"):
        load_folder(folder)


def test_a_grading_module_that_fails_after_its_exercise_fails_every_time(make):
    folder = make(lessons__01_a=lesson("01_a") + "\n1 / 0\n")
    for _ in range(2):
        with pytest.raises(CourseError, match="ZeroDivisionError"):
            load_folder(folder)


def test_a_repaired_grading_module_is_loaded(make):
    with pytest.raises(CourseError):
        load_folder(make(lessons__01_a="1 / 0"))
    assert load_folder(make()).names == ("01_a",)


@pytest.mark.parametrize("part", ["exercises/01_a.py", "lessons/01_a.py", "lessons/deep/shared.py"])
def test_the_fingerprint_depends_on_every_file_that_decides_verdicts(make, part):
    folder = make(exercises__01_a="", lessons__deep__shared="")
    before = load_folder(folder).fingerprint
    path = folder / part
    path.write_text(path.read_text() + "\n")
    assert load_folder(folder).fingerprint != before
    path.write_text(path.read_text().removesuffix("\n"))
    assert load_folder(folder).fingerprint == before


def test_the_fingerprint_depends_on_the_course_file_and_on_file_names(make):
    folder = make(lessons__shared="x")
    fingerprints = {load_folder(folder).fingerprint}
    (folder / "lessons" / "shared.py").rename(folder / "lessons" / "common.py")
    fingerprints.add(load_folder(folder).fingerprint)
    (folder / "course.toml").write_text(MINIMAL + "\n")
    fingerprints.add(load_folder(folder).fingerprint)
    assert len(fingerprints) == 3


def test_the_fingerprint_depends_neither_on_what_proves_a_course_nor_on_the_folder(make, tmp_path):
    folder = make()
    before = load_folder(folder).fingerprint
    proof = {"known_answers/01_a/t/x.py": "", "solutions/01_a.py": ""}
    write(folder, proof | {"README.md": "", "lessons/notes.txt": ""})
    assert load_folder(folder).fingerprint == before
    folder.rename(tmp_path / "moved")
    assert load_folder(tmp_path / "moved").fingerprint == before


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a package with a course on the module path, with metadata as pip writes it."""

    def install_it(name: str, module: str) -> Path:
        packages = tmp_path / "site-packages"
        course = {"__init__.py": "", "course.toml": MINIMAL, "lessons/01_a.py": lesson("01_a")}
        write(packages / "their_course", course)
        info = packages / "their_course-1.0.dist-info"
        write(
            info,
            {
                "METADATA": "Metadata-Version: 2.1\nName: their-course\nVersion: 1.0\n",
                "entry_points.txt": f"[dl_grader.courses]\n{name} = {module}\n",
            },
        )
        monkeypatch.syspath_prepend(packages)
        importlib.invalidate_caches()
        return packages / "their_course"

    yield install_it
    sys.modules.pop("their_course", None)


def test_an_installed_course_is_loaded_by_its_name(install):
    folder = install("theirs", "their_course")
    assert installed_folders()["theirs"] == folder
    assert load_course("theirs").name == "mine"


@pytest.mark.parametrize("module", ["gone_course", "gone.course", "not valid!"])
def test_a_course_whose_package_is_gone_or_damaged_is_not_offered(install, module):
    install("theirs", module)
    assert "theirs" not in installed_folders()


def test_an_unknown_course_is_reported_with_the_available_ones(install, course):
    install("theirs", "their_course")
    with pytest.raises(UsageError, match=rf"no course nowhere: .*{course.name}.*theirs"):
        load_course("nowhere")


def test_a_course_is_loaded_from_its_folder_and_by_default_the_shipped_one(make, course):
    assert load_course(str(make())).name == "mine"
    assert load_course().fingerprint == load_course(course.name).fingerprint == course.fingerprint


def test_a_folder_without_a_course_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match=r"there is no course\.toml in this folder"):
        load_course(str(tmp_path))
