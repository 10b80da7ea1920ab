"""`grade PATH --gradebook FILE --due ...`: set in the run as `grade policy` sets it."""

import json
import shutil

import pytest

from tests.command import EXERCISES, one_line, run_grade

NEURON = "01_single_neuron"
LATE = ("--due", "2026-12-01T12:00Z", "--late-policy", "10%/day", "--points", "linear_unit=4")
TOLD = [
    "Due: 2026-12-01 12:00 +00:00 for all exercises",
    "Late policy: 10%/day",
    f"Points: {NEURON}.linear_unit 4, in the course 2",
]


def grade(work, *arguments):
    return run_grade(*arguments, cwd=work, TZ="UTC")


@pytest.fixture
def work(tmp_path):
    """A folder with a class of one, who handed in 30 hours after LATE, as nbgrader tells."""
    own = tmp_path / "submitted" / "lee" / "ps1"
    own.mkdir(parents=True)
    (own / "timestamp.txt").write_text("2026-12-02 18:00:00 UTC\n")
    (own / f"{NEURON}.py").write_bytes((EXERCISES / f"{NEURON}.py").read_bytes())
    return tmp_path


def score(document):
    (learner,) = json.loads(document)["submissions"]
    return learner["exercises"][0]["score"]


def test_what_is_set_in_a_run_is_told_and_holds_for_it_and_for_later_reports_and_runs(work):
    kept = ("submitted", "--gradebook", "class.db", "--json", "-")
    grade(work, *kept)
    grade(work, "override", "class.db", "lee", "neuron", "3", "--reason", "Shown to me.")
    assert score(grade(work, *kept).stdout) == 3
    changed = grade(work, *kept, *LATE)
    assert score(changed.stdout) == 1  # 3 points, and 20 % of 12 off, which is 2.4
    told = changed.stderr.splitlines()
    assert told[:3] == [f"grade: class.db: {line}" for line in TOLD]
    assert told[3] == "1 grade of 1 learner moved:"
    assert score(grade(work, "report", "class.db", "json=-").stdout) == 1
    again = grade(work, *kept)
    assert score(again.stdout) == 1
    assert one_line(again).endswith("1 submission kept, 1 of them from before.")
    assert grade(work, "policy", "class.db").stdout.splitlines()[:3] == TOLD


def test_they_are_set_in_a_new_gradebook_too(work):
    first = grade(work, "submitted", "--gradebook", "new.db", *LATE)
    assert first.stderr.splitlines() == [
        *(f"grade: new.db: {line}" for line in TOLD),
        "grade: new.db: 1 submission kept.",
    ]
    assert grade(work, "policy", "new.db").stdout.splitlines()[:3] == TOLD


@pytest.mark.slow
def test_a_quiet_run_sets_them_and_says_nothing(work):
    assert grade(work, "submitted", "--gradebook", "new.db", "--quiet", *LATE).stderr == ""
    assert grade(work, "policy", "new.db").stdout.splitlines()[:3] == TOLD


@pytest.mark.parametrize(
    ("option", "value"),
    [("--due", "2026-12-01"), ("--late-policy", "none"), ("--points", "relu=4")],
)
def test_without_a_gradebook_one_line_says_that_it_takes_one(work, option, value):
    refused = grade(work, "submitted", option, value)
    assert one_line(refused) == (
        f"grade: {option}: a gradebook keeps what you decide. Add --gradebook FILE.db."
    )
    assert (refused.returncode, refused.stdout) == (2, "")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--due", "soon"), "--due soon"),
        (("--due", "04_none=2026-12-01"), "there is no exercise 04_none"),
        (("--late-policy", "a lot"), "--late-policy a lot"),
        (("--points", "nothing=4"), "there is no task nothing"),
    ],
)
def test_a_mistake_is_told_before_a_gradebook_is_made(work, options, says):
    refused = grade(work, "submitted", "--gradebook", "new.db", *options)
    assert says in one_line(refused)
    assert refused.returncode == 2
    assert not (work / "new.db").exists()


@pytest.mark.parametrize(
    ("heading", "is_told"), [("name,extension", True), ("name,submitted", True), ("name,x", False)]
)
@pytest.mark.slow
def test_extensions_in_the_roster_are_set_by_policy_and_a_run_says_so(work, heading, is_told):
    (work / "people.csv").write_text(f"{heading}\nlee,\n")
    done = grade(work, "submitted", "--gradebook", "new.db", "--roster", "people.csv")
    advice = "To set them: grade policy new.db --roster FILE"
    assert done.stderr.splitlines()[-1].endswith(advice) == is_told
    assert "grade policy" not in grade(work, "submitted", "--roster", "people.csv").stderr


def scores(document):
    return {one["learner"]: one["exercises"][0]["score"] for one in document}


def handed_in(*folders):
    for folder in folders:
        folder.mkdir(parents=True)
        shutil.copy(EXERCISES / f"{NEURON}.py", folder)


@pytest.mark.slow
def test_points_given_to_one_participant_of_moodle_are_never_told_of_another_of_that_name(tmp_path):
    for download, numbers in {"first": [7], "second": [41, 42], "third": [99]}.items():
        named = (f"Ada Lovelace_{number}_assignsubmission_file" for number in numbers)
        handed_in(*(tmp_path / download / one for one in named))
        if download == "third":
            given = ("Ada Lovelace", "neuron", "3", "--reason", "Shown to me.")
            assert grade(tmp_path, "override", "class.db", *given).returncode == 0
        run = grade(tmp_path, download, "--gradebook", "class.db", "--json", "-")
    assert scores(json.loads(run.stdout)["submissions"]) == {"Ada Lovelace": 0}
    kept = json.loads(grade(tmp_path, "report", "class.db", "json=-").stdout)["submissions"]
    assert scores(kept) == {
        "Ada Lovelace": 3,
        **dict.fromkeys([f"Ada Lovelace_{number}" for number in (41, 42, 99)], 0),
    }


@pytest.mark.slow
def test_a_run_with_a_roster_tells_the_points_that_were_given_before_there_was_one(tmp_path):
    handed_in(tmp_path / "class" / "ada", tmp_path / "class" / "bob")
    kept = ("class", "--gradebook", "class.db", "--json")
    grade(tmp_path, *kept, "before.json")
    grade(tmp_path, "override", "class.db", "ada", "neuron", "3", "--reason", "Shown to me.")
    (tmp_path / "roster.csv").write_text("id,name\n1,ada\n2,bob\n")
    run = grade(tmp_path, *kept, "-", "--roster", "roster.csv").stdout
    assert scores(json.loads(run)["submissions"]) == {"ada": 3, "bob": 0}
    assert run == grade(tmp_path, "report", "class.db", "json=-").stdout


@pytest.mark.slow
def test_a_run_counts_the_times_of_submission_that_the_teacher_told_the_gradebook(tmp_path):
    handed_in(tmp_path / "class" / "ada", tmp_path / "class" / "bob")
    kept = ("class", "--gradebook", "class.db", "--json", "-")
    grade(tmp_path, *kept, *LATE)
    grade(tmp_path, "override", "class.db", "ada", "neuron", "3", "--reason", "Shown to me.")
    (tmp_path / "times.csv").write_text("name,submitted\nada,2026-12-02 18:00\n")
    assert grade(tmp_path, "policy", "class.db", "--roster", "times.csv").returncode == 0
    run = grade(tmp_path, *kept).stdout
    assert scores(json.loads(run)["submissions"]) == {"ada": 1, "bob": 0}
    assert run == grade(tmp_path, "report", "class.db", "json=-").stdout
