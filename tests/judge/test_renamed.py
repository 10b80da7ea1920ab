"""One file name in place of another, wherever a record names a file."""

from grader.judge.renamed import file_name, plain_name, renamed
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.models import Model
from grader.protocol.problems import Problem
from grader.protocol.trials import Trial
from grader.protocol.values import Items, Text
from grader.records import Evidence, Outcome, Place, Reason, Submission

OLD, NEW = "lee_12_01_x.py", "01_x.py"
PROBLEM = Problem("exception", message=f"in {OLD}", file=OLD)


def test_every_problem_in_evidence_is_renamed_and_texts_stay():
    model = Model("M", (), True, None, prediction_problem=PROBLEM)
    trial = Trial(loss_problem=PROBLEM, step_problem=Problem("exit", file="other.py"))
    returned = Return(model, (model,), printed=OLD, trial=trial)
    evidence = Evidence({"t": {"q": Outcome((returned,), PROBLEM)}}, (PROBLEM,))
    there = renamed(evidence, OLD, NEW)
    outcome = there.outcomes["t"]["q"]
    found = (outcome.problem, there.loading[0], outcome.returns[0].models[0].prediction_problem)
    assert {one.file for one in (*found, outcome.returns[0].trial.loss_problem)} == {NEW}
    assert {one.message for one in found} == {f"in {OLD}"}
    assert outcome.returns[0].printed == OLD
    assert outcome.returns[0].trial.step_problem.file == "other.py"
    assert renamed(there, NEW, OLD) == evidence


def test_details_of_a_reason_and_of_its_cause_are_renamed():
    reason = Reason("c", {"file": OLD, "text": OLD, "cause": {"file": OLD}, "received": "file"})
    assert renamed(reason, OLD, NEW).details == {
        "file": NEW,
        "text": OLD,
        "cause": {"file": NEW},
        "received": "file",
    }


def test_a_value_that_is_nested_deeper_than_any_record_is_left_alone():
    value = Text("x")
    for _ in range(400):
        value = Items("list", (value,))
    evidence = Evidence({"t": {"q": Outcome((Return(value),))}}, (PROBLEM,))
    there = renamed(evidence, OLD, NEW)
    assert there.outcomes["t"]["q"].returns[0].value is value
    assert there.loading[0].file == NEW


def test_what_names_no_file_is_the_same_object():
    outcome = Outcome((Return(pack([1.0])),))
    assert renamed(outcome, OLD, NEW) is outcome
    assert renamed(Place(OLD), OLD, OLD).file == OLD


def test_the_plain_name_is_that_of_the_exercise_as_a_script_or_a_notebook():
    for path, plain in (("a/Copy of 01_x.py", "01_x.py"), ("a/lee_01_x.IPYNB", "01_x.ipynb")):
        assert plain_name(Submission("lee", "01_x", path, 0, {})) == plain
    assert file_name("a/b\u202e.py") == r"b\u202e.py"
