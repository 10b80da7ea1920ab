"""The parts of messages: the reason, the learner's line, the values, the advice, the cause."""

import msgspec
import pytest

from grader.course import Mistake
from grader.judge import wording
from grader.judge.problems import place_of, reason_of
from grader.judge.wording import SENTENCES
from grader.judge.wording.advice import ADVICE
from grader.protocol.excerpts import Excerpt
from grader.protocol.problems import Problem
from grader.protocol.text import one_line
from grader.records import CheckResult, Place, Reason, Status
from grader.report.diagnostics import Comparison, Element, diagnostics, where

LINE = Place("a.py", 0, 13, "total += w[i]  # the  sum")
INDEX = Problem(
    "exception", "IndexError", "index 2 is out of bounds", *("a.py", 0, 13), LINE.source
)
ADVISED = "exception.index_out_of_range"


def check(reason: Reason | None, course=(), place=None, status=Status.FAILED) -> CheckResult:
    message = "as it was" if reason is None else one_line(wording.message(reason, dict(course)))
    return CheckResult("c", "C", status, 0, 1, reason, message, place, ("a hint",))


def problem_of(problem: Problem, subject="f(1)", cause=None) -> CheckResult:
    reason = reason_of(problem, subject)
    if cause is not None:
        why = reason_of(cause, "")
        reason.details["cause"] = {"code": why.code, **why.details}
    return check(reason, place=place_of(problem), status=Status.ERROR)


def one(checked: CheckResult):
    (diagnostic,) = diagnostics([checked])
    return diagnostic


def value(code: str, **changes) -> Reason:
    details = {"call": "f(1)", "received": "3", "expected": "2", "expected_shape": None}
    return Reason(code, details | changes)


def test_an_exception_has_a_reason_a_line_and_advice():
    shown = one(problem_of(INDEX))
    assert shown.told == "f(1) stopped with IndexError: index 2 is out of bounds."
    assert shown.quote == LINE
    assert shown.advice == ADVICE[ADVISED]
    assert (shown.title, shown.hints) == ("C", ("a hint",))


def test_a_line_is_quoted_once_and_then_named():
    first, second = diagnostics([problem_of(INDEX), problem_of(INDEX, "f(2)")])
    assert first.quote == LINE
    assert second.told == "f(2) stopped with IndexError in a.py, line 13: index 2 is out of bounds."
    assert (second.quote, second.advice) == (None, "")


def test_other_advice_on_the_same_line_is_shown():
    other = Problem(
        "exception", "NameError", "name 'x' is not defined", *("a.py", 0, 13), LINE.source
    )
    _, second = diagnostics([problem_of(INDEX), problem_of(other)])
    assert second.quote is None
    assert "Is the name spelt right?" in second.advice


def test_a_cause_has_its_own_line_and_takes_the_place_of_advice():
    missing = Problem("exception", "NameError", "name 'g' is not defined", "a.py", 0, 20, "g(x)")
    cause = Problem("syntax", "SyntaxError", "expected ':'", "a.py", 0, 3, "def g(x)")
    shown = one(problem_of(missing, cause=cause))
    assert shown.told == "f(1) stopped with NameError: name 'g' is not defined."
    assert shown.advice == ""
    assert shown.cause.told == "Earlier: SyntaxError: expected ':'."
    assert shown.cause.quote == Place("a.py", 0, 3, "def g(x)")


def test_the_advice_on_a_cause_is_kept():
    missing = Problem("undefined")
    cause = Problem(
        "exception", "ModuleNotFoundError", "No module named 'x'", "a.py", 0, 3, "import x"
    )
    shown = one(problem_of(missing, "g", cause))
    assert shown.told == "g cannot be called: it was not defined after the file had run."
    assert shown.cause.advice == ADVICE["exception.no_module"]


def test_source_that_does_not_parse_names_no_check():
    shown = one(
        problem_of(Problem("syntax", "SyntaxError", "expected ':'", "a.py", 0, 3, "def g(x)"))
    )
    assert (shown.title, shown.told) == ("", "SyntaxError: expected ':'.")


def test_a_time_limit_quotes_the_line_that_was_running():
    loop = Problem("timeout", "", "", "a.py", 0, 13, LINE.source, limit=20)
    shown = one(problem_of(loop))
    assert shown.told.startswith(
        "f(1) used more than 20 seconds of processor time. Is there a loop"
    )
    assert shown.quote == LINE


def test_without_a_line_nothing_is_quoted_and_advice_is_still_apart():
    shown = one(problem_of(Problem("exception", "IndexError", "index 2 is out of bounds")))
    assert shown.told == "f(1) stopped with IndexError: index 2 is out of bounds."
    assert (shown.quote, shown.advice) == (None, ADVICE[ADVISED])


def test_without_its_text_a_line_is_named():
    shown = one(problem_of(Problem("exception", "ValueError", "no", "a.py", 0, 13)))
    assert shown.told == "f(1) stopped with ValueError in a.py, line 13: no."
    assert shown.quote is None


def test_a_line_that_is_more_than_one_is_quoted_as_one():
    shown = one(problem_of(Problem("exception", "ValueError", "no", "a.py", 0, 1, "x\n✔ f  2/2")))
    assert shown.quote.source == "x ✔ f  2/2"


def test_a_wrong_value_is_compared():
    shown = one(check(value("value.wrong")))
    assert (shown.told, shown.comparison) == ("", Comparison("f(1)", "2", "3"))


@pytest.mark.parametrize(("shape", "expected"), [([4], "shape (4,), 2"), ([], "one number, 2")])
def test_an_expected_shape_is_part_of_what_was_expected(shape, expected):
    shown = one(check(value("value.wrong", expected_shape=shape)))
    assert shown.comparison.expected == expected


def test_a_mistake_that_is_named_is_the_reason():
    course = {"mine.added": Mistake("added", "One is added.", lambda x: x + 1)}
    shown = one(check(value("mine.added"), course))
    assert (shown.told, shown.comparison) == ("One is added.", Comparison("f(1)", "2", "3"))


def test_a_message_that_does_not_begin_with_the_values_is_shown_as_it_is():
    course = {"mine.own": wording.Wording("own", "{call} is wrong: {received}.")}
    shown = one(check(value("mine.own"), course))
    assert (shown.told, shown.comparison) == ("f(1) is wrong: 3.", None)


DETAILS = {"file": "a.py", "cell": 0, "line": 1, "source": "x"}


@pytest.mark.parametrize(
    "reason",
    [
        None,
        Reason("layers.unknown_code"),
        Reason("mine.own", DETAILS),  # no sentence of the engine
        Reason(ADVISED, DETAILS),  # a detail is missing
        Reason(ADVISED, DETAILS | {"source": 7}),
        Reason("value.wrong", value("value.wrong").details | {"expected_shape": 7}),
    ],
)
def test_a_message_that_cannot_be_made_again_stands(reason):
    shown = one(CheckResult("c", "C", Status.FAILED, 0, 1, reason, "as it was"))
    assert (shown.told, shown.quote, shown.comparison) == ("as it was", None, None)


def reason_with_details(code: str) -> Reason:
    """Return a reason of this code with all the details that its sentence asks for."""
    details = {"file": "a.py", "cell": 2, "line": 7, "source": "g(x)", "subject": "f(1)"}
    return Reason(code, completed(code, details | {"message": "no", "type": "E", "limit": 5.0}))


def completed(code: str, details: dict[str, object]) -> dict[str, object]:
    try:
        wording.sentence(Reason(code, details), {})
    except KeyError as missing:
        return completed(code, details | {missing.args[0]: 0})
    return details


OF_A_LINE = [code for code in SENTENCES if code in ADVICE or code.startswith(("limit", "source"))]


@pytest.mark.parametrize("code", OF_A_LINE)
def test_the_parts_have_the_words_of_the_message(code):
    checked = check(reason_with_details(code))
    shown = one(checked)
    assert shown.quote == Place("a.py", 2, 7, "g(x)")
    whole = checked.message
    for place in (" in a.py, code cell 2, line 7", " (a.py, code cell 2, line 7)", "[g(x)]"):
        whole = whole.replace(place, "")
    assert words(f"{shown.told} {shown.advice}") == words(whole)


def words(text: str) -> list[str]:
    return text.replace(".", "").replace(":", "").split()


def test_a_place_is_told_as_far_as_it_is_known():
    assert where(Place("a.ipynb", 2, 1, "x")) == "a.ipynb, code cell 2, line 1"
    assert where(Place("a.py", 0, 9)) == "a.py, line 9"
    assert where(Place("a\nb.py")) == "a b.py"


DEFINED = Place("a.py", 0, 10, "def f(x):", 5, 6, Excerpt("def f(x):", 4, 5))


def test_a_wrong_value_quotes_the_definition_once():
    checks = [check(value("value.wrong"), place=DEFINED) for _ in range(2)]
    assert [shown.quote for shown in diagnostics(checks)] == [DEFINED, None]


def test_a_problem_with_a_line_of_its_own_quotes_only_that():
    first, second = diagnostics([problem_of(INDEX), problem_of(INDEX, "f(2)")])
    assert (first.quote, second.quote) == (LINE, None)


def test_a_definition_is_not_quoted_beside_the_cause_that_kept_it_from_being_made():
    cause = Problem("exception", "ModuleNotFoundError", "No module", "a.py", 0, 3, "import x")
    made = problem_of(Problem("undefined"), "f", cause)
    shown = one(msgspec.structs.replace(made, place=DEFINED))
    assert (shown.quote, shown.cause.quote) == (None, Place("a.py", 0, 3, "import x"))


def test_the_marked_part_comes_with_the_line_and_with_that_of_a_cause():
    marked = (5, 6, Excerpt("g(x) + c", 7, 8))
    missing = Problem(
        "exception", "NameError", "name 'c' is not defined", "a.py", 0, 20, "g(x) + c"
    )
    missing = msgspec.structs.replace(missing, column=5, end_column=6, excerpt=marked[2])
    cause = Problem("syntax", "SyntaxError", "expected ':'", "a.py", 0, 3, "g(x) + c")
    cause = msgspec.structs.replace(cause, column=5, end_column=6, excerpt=marked[2])
    shown = one(problem_of(missing, cause=cause))
    assert shown.quote == Place("a.py", 0, 20, "g(x) + c", *marked)
    assert shown.cause.quote == Place("a.py", 0, 3, "g(x) + c", *marked)


def different(*elements, more=0, size=9):
    return {"differences": {"elements": list(elements), "more": more, "size": size}}


def test_the_elements_that_differ_are_compared_with_digits_that_show_it():
    elements = ([0], 2.5, 3.0), ([2, 1], 1.00001, 1.00002)
    details = value("value.wrong").details | different(*elements, more=4)
    shown = one(check(Reason("value.wrong", details))).comparison
    assert shown == Comparison(
        "f(1)",
        "2",
        "3",
        (Element("[0]", "2.5", "3"), Element("[2, 1]", "1.00001", "1.00002")),
        more=4,
    )


def test_the_rows_of_a_batch_are_beside_the_elements_computed_from_them():
    details = value("value.wrong").details | different(([0], 2.5, 3.0), ([3], 1.0, 2.0))
    details["differences"] |= {"rows": ["[1, 2]", "[5,\n6]"], "rows_of": "x"}
    shown = one(check(Reason("value.wrong", details))).comparison
    assert shown.rows_of == "x"
    assert [each.row for each in shown.elements] == ["[1, 2]", "[5, 6]"]


def test_whole_arrays_are_left_out_if_all_their_elements_are_in_the_table():
    details = value("value.wrong").details | different(([0], 2.5, 3.0), size=1)
    shown = one(check(Reason("value.wrong", details))).comparison
    assert (shown.call, shown.expected, shown.returned) == ("f(1)", "", "")


def test_arrays_that_are_cut_before_they_differ_are_left_out():
    details = value("value.wrong", received="[0, …]", expected="[0, …]").details
    details |= different(([8], 1.00001, 1.00002))
    shown = one(check(Reason("value.wrong", details)))
    assert (shown.told, shown.comparison.expected, shown.comparison.returned) == ("", "", "")
    assert shown.comparison.elements == (Element("[8]", "1.00001", "1.00002"),)


def test_a_message_that_names_both_arrays_has_the_table_below_it():
    details = {"received": "[1, 2]", "expected": "[1, 3]"} | different(([1], 3.0, 2.0), size=2)
    shown = one(check(Reason("weights.other", details)))
    assert shown.told == "The weights w are [1, 2]. Expected [1, 3], as in the given model."
    assert shown.comparison == Comparison("", "", "", (Element("[1]", "3", "2"),))
