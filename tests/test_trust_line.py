"""The trust line: the modules that a real learner's process has imported, as it reports them."""

import json
import subprocess
import sys

SOURCE = """
import json
import sys

def relu(x):
    own = [name for name in sys.modules if name.split(".")[0] in ("grader", "solutions", "tests")]
    own += [name for name in sys.modules if name.startswith("_course_")]
    return json.dumps(sorted(own))
"""
SIDES = ("grader.protocol", "grader.runner", "grader.sandbox")


def modules_beside_learner_code(evidence_of) -> list[str]:
    evidence = evidence_of(SOURCE, "02_deep_network", "relu")
    return json.loads(evidence.outcomes["relu"]["positive"].returns[0].value.text)


def test_a_learners_process_contains_only_the_runner_the_protocol_and_the_sandbox(evidence_of):
    modules = modules_beside_learner_code(evidence_of)
    assert "grader.runner.main" in modules
    outside = [name for name in modules if not name.startswith(SIDES)]
    assert outside == ["grader"]


def test_importing_the_runner_does_not_import_tensorflow():
    code = "import sys, grader.runner.main; assert 'tensorflow' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
