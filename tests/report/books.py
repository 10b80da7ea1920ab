"""Gradebooks for the tests of formats, with texts that are hostile to each of them."""

from __future__ import annotations

from grader.records import (
    Account,
    CheckOutline,
    CheckResult,
    ExerciseOutline,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Place,
    Reason,
    Status,
    TaskOutline,
    TaskResult,
)
from grader.report.formats import FORMATS, Output
from grader.report.presentable import presentable
from grader.report.presenter import present
from grader.report.report import Report, Setting
from grader.report.sheet import read_sheet

PASSED, FAILED, ERROR = Status.PASSED, Status.FAILED, Status.ERROR
TIMEOUT, SKIPPED, INTERNAL = Status.TIMEOUT, Status.SKIPPED, Status.INTERNAL_ERROR
UNTOUCHED = Status.NOT_ATTEMPTED

HOSTILE = {
    "formula": '=HYPERLINK("http://evil","x")',
    "formula after spaces": "  =1+1",
    "plus": "+1",
    "minus": "-1",
    "at": "@SUM(1)",
    "tab": "\t=1",
    "carriage return": "\r=1",
    "workflow command": "::error file=x::forged",
    "workflow command on a line of its own": "a\n::set-output name=x::1",
    "old workflow command": "##[error]forged",
    "percent": "100%0A::error::forged %",
    "end of CDATA": "]]><failure/>",
    "XML": '<failure message="&quot;"/> &amp; &#0;',
    "control characters": "a\x00b\x07c\x1b[31m\x7f\x85",
    "not a character": "\ufffe\uffff",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "<!-- --> -->",
    "pipe": "a | b | c",
    "backticks": "`a` ``b`` ```\nc",
    "markdown": "[x](http://evil) **bold** # heading ![i](x) ~~no~~ $x$ <http://evil>",
    "list": "- a\n- b\n1. c\n> d\n---",
    "mention": "@octocat and @org/team",
    "right to left": "\u202eabc\u2066",
    "surrogate": "\ud800 \udfff",
    "quotes": '"a" \'b\' ""',
    "delimiters": "a,b;c\td",
    "lines": "a\r\nb\nc\u2028d\u2029e",
    "long": "x" * 10_000,
}

COURSE = (
    ExerciseOutline(
        "01_first",
        "First steps",
        (
            TaskOutline("double", (CheckOutline("one", "2*x", 2), CheckOutline("two", "a | b", 1))),
            TaskOutline("half", (CheckOutline("three", "x/2", 3),)),
        ),
    ),
    ExerciseOutline(
        "02_second",
        "Second steps",
        (
            TaskOutline(
                "train", (CheckOutline("four", "It learns", 4), CheckOutline("zero", "Z", 0))
            ),
        ),
    ),
)
"""The checks of a course of 10 points."""

NAMES = [
    f"{exercise.exercise}.{task.task}.{check.name}"
    for exercise in COURSE
    for task in exercise.tasks
    for check in task.checks
]


def check(outline: CheckOutline, status: Status, text: str = "", **other: object) -> CheckResult:
    reason = None if status is PASSED else Reason("value.wrong")
    points = outline.points if status is PASSED else 0
    most = 0 if status is INTERNAL else outline.points
    fields = {"place": None, "hints": ()} | other
    return CheckResult(outline.name, outline.title, status, points, most, reason, text, **fields)


def task(outline: TaskOutline, *statuses: Status, text: str = "It is wrong.") -> TaskResult:
    checks = tuple(
        check(
            one,
            status,
            "" if status is PASSED else f"{text} ({one.name})",
            hints=() if status is PASSED else (f"Look at {text}", "and again"),
            place=None if status is PASSED else Place("x.py", 0, 7, f"return {text}"),
        )
        for one, status in zip(outline.checks, statuses, strict=True)
    )
    other = [status for status in statuses if status not in (PASSED, SKIPPED)]
    status = INTERNAL if INTERNAL in statuses else next(iter(other), PASSED)
    score, most = sum(one.points for one in checks), sum(one.max_points for one in checks)
    return TaskResult(outline.task, status, score, most, checks, (2.0, 1.0), text)


def exercise(
    outline: ExerciseOutline, *tasks: tuple[Status, ...], text: str = "It is wrong.", home="class"
) -> ExerciseResult:
    results = tuple(
        task(one, *statuses, text=text) for one, statuses in zip(outline.tasks, tasks, strict=True)
    )
    score, most = sum(one.score for one in results), sum(one.max_score for one in results)
    file = f"/home/teacher/{home}/{outline.exercise}.py"
    notes = (text,) if text else ()
    return ExerciseResult(
        outline.exercise, outline.title, file, FAILED, score, most, results, notes
    )


def learner(name: str, *exercises: ExerciseResult, **account: str) -> LearnerResult:
    score, most = (sum(getattr(one, key) for one in exercises) for key in ("score", "max_score"))
    return LearnerResult(name, score, most, exercises, Account(**account))


def first(a=PASSED, b=PASSED, c=PASSED, **other: str) -> ExerciseResult:
    return exercise(COURSE[0], (a, b), (c,), **other)


def second(a=PASSED, b=PASSED, **other: str) -> ExerciseResult:
    return exercise(COURSE[1], (a, b), **other)


def moodle_folder(name: str, number: int) -> dict[str, str]:
    return {"id": str(number), "folder": f"{name}_{number}_assignsubmission_file_"}


def book_of(*learners: LearnerResult, notes: tuple[str, ...] = ()) -> Gradebook:
    return Gradebook(learners, notes, None, COURSE)


ADA = learner("ada", first(), second(), **moodle_folder("Ada Lovelace", 1))
BOB = learner("bob", first(FAILED, SKIPPED, ERROR), second(TIMEOUT), **moodle_folder("Bob B", 2))
EVE = learner("eve", first(UNTOUCHED, UNTOUCHED, PASSED), **moodle_folder("Eve E", 3))
IDA = learner("ida", first(PASSED, INTERNAL, FAILED), second(), **moodle_folder("Ida I", 4))
CLASS = (ADA, BOB, EVE, IDA)
"""All points; every kind of mistake; an exercise that is missing; an internal error."""


def hostile(text: str) -> LearnerResult:
    """Return a learner with this text wherever text may be."""
    exercises = (
        first(FAILED, ERROR, TIMEOUT, text=text, home=text),
        second(FAILED, FAILED, text=text, home=text),
    )
    return learner(text, *exercises, **moodle_folder("Mal Ory", 5))


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,First (11),Second (12),Final Score\r\n"
    "    Points Possible,,,,,6,4,(read only)\r\n"
    '"Lovelace, Ada",1,s1,ada@x.org,A,,,\r\n'
    '"B, Bob",2,s2,bob@x.org,A,,,\r\n'
    '"E, Eve",3,s3,eve@x.org,A,,,\r\n'
    '"I, Ida",4,s4,ida@x.org,A,,,\r\n'
    '"Ory, Mal",5,s5,mal@x.org,A,,,\r\n'
)
MOODLE = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum grade",'
    '"Grade can be changed","Last modified (grade)","Feedback comments"\n'
    + "".join(
        f'"Participant {number}","{name}",x{number}@x.org,"Submitted",,10.00,Yes,-,\n'
        for number, name in enumerate(("Ada Lovelace", "Bob B", "Eve E", "Ida I", "Mal Ory"), 1)
    )
)
CLASSROOM = {
    "classroom": "cs",
    "assignment": "hw",
    "submission": "submit/2026-02-03T04-05-06Z-abc1234",
    "commit": "https://x/commit/1",
    "release": "https://x/releases/1",
    "review": "https://x/compare/1",
    "datetime": "2026-02-03T04:05:06Z",
    "owner": "ada",
    "assignment_type": "individual",
}
SETTINGS = {
    "canvas": Setting(template=read_sheet(CANVAS.encode())),
    "moodle": Setting(template=read_sheet(MOODLE.encode())),
    "classroom50": Setting(environment=CLASSROOM),
}


def made(name: str, *learners: LearnerResult, hints: int = 1, **other: object) -> Report:
    """Make a report on these learners as the pipeline does."""
    setting = other.pop("setting", SETTINGS.get(name, Setting()))
    outputs = [Output(name, None, hints, setting)]
    book = presentable(book_of(*learners, **other), outputs)
    assert "internal error of the grader, which" not in " ".join(book.notes)
    return FORMATS[name].make(present(book, hints), setting)


def text_of(report: Report, name: str = "") -> str:
    return report.files[name].decode("utf-8")


def all_text(report: Report) -> str:
    """Return all text of a report that is not a zip."""
    texts = [content.decode("utf-8") for content in report.files.values()]
    return "\n".join([*texts, report.printed, *report.notes])
