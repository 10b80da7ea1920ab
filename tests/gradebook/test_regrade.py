"""Regrading judges stored evidence under the checks of today, without any process."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from grader.course import RIGHT, Task, ask, check, wrong
from grader.gradebook.conditions import condition_of
from grader.gradebook.keeping import Keeper
from grader.gradebook.moves import CheckMove
from grader.gradebook.reading import Opened
from grader.gradebook.regrade import Again
from grader.gradebook.schema import EVIDENCE, RUNS, VERDICTS
from grader.graded import Graded
from grader.judge.verdict import internal_error
from grader.protocol.arrays import pack
from grader.sandbox.limits import DEFAULT_LIMITS
from grader.submission.seeds import Key
from tests.gradebook.mine import (
    COURSE,
    TASK,
    course_with,
    double_questions,
    graded,
    is_double,
    is_two,
    keep,
    known,
    submitted,
)


def nothing_is_run(_limits):
    raise AssertionError("no session is needed")


def again(database, course, *, dry_run=False):
    return Again(Opened(database), course, nothing_is_run, dry_run=dry_run)


def points(database, course=COURSE):
    return {
        one.learner: (one.score, one.max_score)
        for one in Opened(database).gradebook(course).learners
    }


@check(points=5)
def is_double_or_triple(drawn):
    """twice another number, or more"""
    x = drawn.call.arguments[0].value
    accepted = [pack(factor * x, "number") for factor in (2, 3)]
    return RIGHT if drawn.value in accepted else wrong("double.not_two", received="another")


LENIENT = course_with(Task("double", double_questions, (is_two, is_double_or_triple)))


@pytest.fixture
def class_of_three(database):
    keep(
        database,
        graded(submitted("ada", "# a")),
        graded(submitted("bob", "# b"), 3.0),
        graded(submitted("lee", "# c"), 4.0),
    )
    return database


def test_another_check_moves_grades_and_it_is_said_whose_by_how_much_and_which(class_of_three):
    assert points(class_of_three) == {"ada": (3, 3), "bob": (0, 3), "lee": (0, 3)}
    outcome = again(class_of_three, LENIENT).regrade()
    assert [(move.of.learner.name, move.before, move.after) for move in outcome.moves] == [
        ("ada", 3, 7),
        ("bob", 0, 5),
        ("lee", 0, 0),
    ]
    assert [move.checks for move in outcome.moves][1] == (
        CheckMove("double", "is_double", 0, None),
        CheckMove("double", "is_double_or_triple", None, 5),
    )
    assert (outcome.judged, outcome.run, outcome.left) == (3, (), ())
    assert points(class_of_three, LENIENT) == {"ada": (7, 7), "bob": (5, 7), "lee": (0, 7)}


def test_what_was_regraded_is_known_when_the_files_are_graded_again(class_of_three):
    again(class_of_three, LENIENT).regrade()
    assert known(class_of_three, submitted("ada", "# a"), course=LENIENT)[0].score == 7
    assert known(class_of_three, submitted("ada", "# a"))[0].score == 3


def test_a_dry_run_tells_the_same_and_changes_nothing(class_of_three, file):
    before = file.read_bytes()
    dry = again(class_of_three, LENIENT, dry_run=True).regrade()
    assert file.read_bytes() == before
    assert dry == again(class_of_three, LENIENT).regrade()


def test_without_a_change_no_grade_moves_and_the_second_time_nothing_is_left_to_move(
    class_of_three,
):
    assert again(class_of_three, COURSE).regrade().moves == ()
    assert again(class_of_three, LENIENT).regrade().moves
    assert again(class_of_three, LENIENT).regrade().moves == ()


def test_no_key_is_needed_since_the_inputs_follow_from_what_is_stored(database):
    submission = submitted("ada")
    key = Key(b"0123456789abcdef")
    keyed = graded(submission.__class__(**fields(submission) | {"seed": 2**127 + 5}))
    condition = condition_of(COURSE, key.digest, 20.0, DEFAULT_LIMITS)
    with Keeper(database, COURSE, condition) as keeper:
        keeper.keep(keyed)
    assert again(database, LENIENT).regrade().moves[0].after == 7
    assert Opened(database).gradebook(LENIENT).key_digest == key.digest


def fields(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_evidence_too_old_for_a_new_question_is_named_with_its_task(class_of_three):
    def more_questions(rng):
        return {**double_questions(rng), "ten": ask("double", 10.0)}

    newer = course_with(Task("double", more_questions, (is_two, is_double)))
    outcome = again(class_of_three, newer, dry_run=True).regrade()
    assert [(one.learner.name, tasks) for one, tasks in outcome.run] == [
        ("ada", ("double",)),
        ("bob", ("double",)),
        ("lee", ("double",)),
    ]
    assert outcome.judged == 0


def test_another_name_or_order_of_questions_needs_no_run(class_of_three):
    def renamed(rng):
        questions = double_questions(rng)
        return {"any": questions["drawn"], "one": questions["one"]}

    @check(points=4)
    def is_any(any):  # noqa: A002  the name of a question
        """twice any number"""
        return is_double.function(any)

    outcome = again(
        class_of_three, course_with(Task("double", renamed, (is_two, is_any)))
    ).regrade()
    assert outcome.run == ()
    assert [move.after for move in outcome.moves] == [6, 0, 0]


def test_a_second_equal_question_must_be_asked(class_of_three):
    def twice(rng):
        return {**double_questions(rng), "again": ask("double", 1.0)}

    changed = course_with(Task("double", twice, (is_two, is_double)))
    assert len(again(class_of_three, changed, dry_run=True).regrade().run) == 3


def test_a_task_that_the_file_was_not_searched_for_is_named(class_of_three):
    tasks = (TASK, Task("triple", lambda rng: {"one": ask("triple", 1.0)}, ()))
    more = replace(COURSE, exercises=(replace(COURSE.exercises[0], tasks=tasks),))
    outcome = again(class_of_three, more).regrade()
    assert [(one.learner.name, why) for one, why in outcome.left] == [
        (name, "the file was not searched for triple") for name in ("ada", "bob", "lee")
    ]


def test_an_exercise_that_is_gone_keeps_its_verdicts(class_of_three):
    other = replace(COURSE, exercises=(replace(COURSE.exercises[0], name="02_other"),))
    outcome = again(class_of_three, other).regrade()
    assert outcome.judged == 0
    assert {why for _, why in outcome.left} == {"mine has no such exercise now"}


def test_damaged_evidence_is_named_and_the_others_are_judged(class_of_three):
    with class_of_three.writing() as connection:
        first = select(func.min(EVIDENCE.c.content_id)).scalar_subquery()
        damaged = update(EVIDENCE).where(EVIDENCE.c.content_id == first)
        connection.execute(damaged.values(record=b"\1damaged"))
    outcome = again(class_of_three, LENIENT).regrade()
    assert [(one.learner.name, "damaged" in why) for one, why in outcome.left] == [("ada", True)]
    assert outcome.judged == 2


def test_submissions_of_one_content_get_one_verdict_also_if_another_course_judged_some(database):
    keep(database, graded(submitted("ada", "# a"), 3.0))
    keep(database, graded(submitted("bob", "# a"), 3.0, LENIENT), course=LENIENT)
    last = course_with(Task("double", double_questions, (is_double_or_triple,)), "d" * 64)
    outcome = again(database, last).regrade()
    assert outcome.judged == 2
    assert points(database, last) == {"ada": (5, 5), "bob": (5, 5)}


def test_many_are_judged_in_several_processes_as_in_one(database, tmp_path):
    several = [graded(submitted(f"learner {n:03}", f"# {n}"), 2.0 + n % 2) for n in range(120)]
    keep(database, *several)
    dry = {"dry_run": True}
    in_one, in_two = (
        Again(Opened(database), LENIENT, nothing_is_run, workers=n, **dry).regrade() for n in (1, 2)
    )
    assert in_one == in_two
    assert len(in_two.moves) == 120


def test_a_check_that_fails_by_our_fault_costs_nobody_points(class_of_three):
    @check(points=3)
    def breaks(drawn):
        """our own mistake"""
        raise ZeroDivisionError("ours")

    before = points(class_of_three)
    broken = course_with(Task("double", double_questions, (breaks,)))
    outcome = again(class_of_three, broken).regrade()
    assert [(one.learner.name, error) for one, error in outcome.broken] == [
        (name, "ZeroDivisionError: ours") for name in ("ada", "bob", "lee")
    ]
    assert (outcome.judged, outcome.moves) == (0, ())
    assert points(class_of_three) == before


def test_a_verdict_that_was_an_internal_error_is_told_again_if_it_stays_one(database):
    @check(points=3)
    def breaks(drawn):
        """our own mistake"""
        raise ZeroDivisionError("ours")

    broken = course_with(Task("double", double_questions, (breaks,)))
    keep(database, graded(submitted("ada", "# a"), course=broken), course=broken)
    outcome = again(database, broken).regrade()
    assert [error for _, error in outcome.broken] == ["ZeroDivisionError: ours"]
    assert (outcome.judged, outcome.moves) == (1, ())


def test_internal_errors_are_found_to_be_run_again_and_others_are_not(class_of_three):
    submission = submitted("max", "# d")
    broken = Graded(submission, internal_error(COURSE, submission, "it died"))
    unread = fields(submitted("eve", "# e")) | {"internal_error": "no reader", "seed": 0}
    unread = submission.__class__(**unread)
    keep(class_of_three, broken, Graded(unread, internal_error(COURSE, unread, "no reader")))
    outcome = again(class_of_three, COURSE, dry_run=True).retry()
    assert [(one.learner.name, tasks) for one, tasks in outcome.run] == [("max", ("double",))]
    assert [(one.learner.name, why) for one, why in outcome.left] == [
        ("eve", "the file could not be read")
    ]


def test_runs_are_noted(class_of_three):
    again(class_of_three, LENIENT).regrade()
    with class_of_three.reading() as connection:
        commands = select(RUNS.c.command, RUNS.c.finished_at.is_not(None)).order_by(RUNS.c.id)
        assert connection.execute(commands).all() == [("grade", True), ("regrade", True)]
        assert connection.execute(select(func.count()).select_from(VERDICTS)).scalar() == 6
