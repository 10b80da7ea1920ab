"""A verdict has no words; reading it gives it those of the course as it is now."""

from dataclasses import replace

import msgspec
import pytest

from grader.course import Wording
from grader.gradebook.codec import decode
from grader.gradebook.stored import StoredReason, StoredVerdict
from grader.gradebook.verdicts import result_of, stored, verdict_of
from grader.records import Diagnosis, Place, Reason, Status
from tests.gradebook.mine import COURSE, EXERCISE, TASK, graded, submitted

ADA = submitted("ada", file="in/lovelace_4711_01_double.py")
PLAIN = "01_double.py"
RIGHT, WRONG, RAISED = (graded(ADA, factor).result for factor in (2.0, 3.0, float("nan")))
REASON = Reason("mine.double.not_two", {"received": "double"})
FOUND = Diagnosis(REASON, "double!", (2.0, 1.5), (2.0, 0.5), Place("lovelace_4711_01_double.py"))


def through(result, course=COURSE, submission=ADA):
    """Return a result after it was written and read."""
    written = verdict_of(result, PLAIN)
    return result_of(decode(written.record, StoredVerdict), course, submission, PLAIN, result.notes)


def checks_of(result):
    return [check for task in result.tasks for check in task.checks]


@pytest.mark.parametrize("result", [RIGHT, WRONG, RAISED], ids=["right", "wrong", "raised"])
def test_columns_are_those_of_the_result_and_the_record_has_neither_words_nor_a_name(result):
    written = verdict_of(result, PLAIN)
    assert written.status == result.status.value
    assert (written.score, written.max_score) == (result.score, result.max_score)
    for word in (b"4711", b"lovelace", b"another number", b"first", b"Doubling", b"!"):
        assert word not in written.record


@pytest.mark.parametrize("result", [RIGHT, WRONG], ids=["right", "wrong"])
def test_a_result_comes_back_field_by_field(result):
    assert through(result) == result


def test_words_are_those_of_the_course_as_it_is_now():
    newer = replace(EXERCISE, title="Twice", wording=(Wording("double.not_two", "No: {received}"),))
    there = through(WRONG, replace(COURSE, exercises=(newer,)))
    assert there.title == "Twice"
    assert checks_of(WRONG)[0].message == "double!"
    assert checks_of(there)[0].message == "No: double"
    assert there.score == WRONG.score


def retitled(title, **changes):
    """Return the course with another title of the check that the second one depends on."""
    first = replace(TASK.checks[0], title=title, **changes)
    later = replace(TASK.checks[1], after=first)
    task = replace(TASK, checks=(first, later))
    return replace(COURSE, exercises=(replace(EXERCISE, tasks=(task,)),))


def test_the_check_that_another_one_depends_on_has_the_title_of_today():
    assert b"twice 1" not in verdict_of(WRONG, PLAIN).record
    (_, skipped) = checks_of(through(WRONG, retitled("2 for 1")))
    assert skipped.message == "Skipped until this check passes: 2 for 1."
    (_, skipped) = checks_of(through(WRONG, retitled("2 for 1", name="other")))
    assert skipped.message == "Skipped until this check passes: is_two."


def test_a_verdict_of_an_earlier_grader_keeps_the_title_that_it_has():
    (task,) = stored(WRONG, PLAIN).tasks
    old = StoredReason("check.skipped", {"after": "twice one"})
    checks = (task.checks[0], msgspec.structs.replace(task.checks[1], reason=old))
    verdict = StoredVerdict((msgspec.structs.replace(task, checks=checks),))
    there = result_of(verdict, retitled("2 for 1"), ADA, PLAIN)
    assert checks_of(there)[1].message == "Skipped until this check passes: twice one."
    assert stored(there, PLAIN) == verdict


def test_hints_are_shown_only_where_they_were_shown():
    assert [one.hints for one in checks_of(through(WRONG))] == [("first", "second"), ()]
    hintless = msgspec.structs.replace(
        WRONG,
        tasks=tuple(
            msgspec.structs.replace(
                task, checks=tuple(msgspec.structs.replace(c, hints=()) for c in task.checks)
            )
            for task in WRONG.tasks
        ),
    )
    assert [one.hints for one in checks_of(through(hintless))] == [(), ()]


@pytest.mark.parametrize(
    "changed",
    [
        replace(COURSE, exercises=()),
        replace(COURSE, exercises=(replace(EXERCISE, tasks=()),)),
        replace(COURSE, exercises=(replace(EXERCISE, tasks=(replace(TASK, checks=()),)),)),
    ],
    ids=["exercise", "task", "check"],
)
def test_what_the_course_does_not_have_any_more_keeps_its_points(changed):
    there = through(RIGHT, changed)
    assert (there.score, there.max_score, there.status) == (3, 3, Status.PASSED)
    assert [one.title for one in checks_of(there)] == ["is_two", "is_double"]
    assert not any(one.hints for one in checks_of(through(WRONG, changed)))


def test_the_file_has_the_name_that_each_learner_gave_it():
    bob = submitted("bob", file="in/bob_99_01_double.py")
    there = through(RAISED, submission=bob)
    assert there.file == bob.file
    assert {one.place.file for one in checks_of(there) if one.place} == {"bob_99_01_double.py"}
    assert "lovelace" not in repr(msgspec.structs.replace(there, notes=()))


def test_diagnoses_and_what_a_task_printed_come_back():
    (task,) = WRONG.tasks
    told = msgspec.structs.replace(task, curve=(2.0, 1.0), printed="4711\n", diagnosis=FOUND)
    result = msgspec.structs.replace(WRONG, tasks=(told,), diagnoses=(FOUND,))
    there = through(result)
    assert there.tasks == (told,)
    assert there.diagnoses == (FOUND,)


def test_it_is_kept_whether_there_are_notes_and_not_which():
    assert RAISED.notes
    assert [stored(one, PLAIN).has_notes for one in (RAISED, WRONG)] == [True, False]
