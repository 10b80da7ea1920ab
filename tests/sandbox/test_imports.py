"""The trust line in imports: what runs beside learner code knows nothing of what is right."""

import ast
import json
import subprocess
import sys

from tests.conftest import REPOSITORY

FORBIDDEN = ("lessons", "judge", "checks", "course", "solutions", "execute", "report", "commands")

LIST_MODULES = """
import json, sys
import grader.sandbox.runner, grader.sandbox.fork_server
print(json.dumps(sorted(name for name in sys.modules if name.split(".")[0] == "grader")))
"""


def test_beside_learner_code_only_the_runner_and_what_it_needs_is_imported():
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES], capture_output=True, check=True, text=True
    )
    modules = json.loads(done.stdout)
    assert "grader.sandbox.runner" in modules
    outside = [m for m in modules if not m.startswith("grader.sandbox")]
    assert outside == ["grader", "grader.plain_text"]


def test_no_module_of_the_sandbox_imports_the_trusted_side():
    for path in (REPOSITORY / "grader" / "sandbox").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                assert not (parts[0] == "grader" and parts[1:2] and parts[1] in FORBIDDEN), path


def test_the_runner_needs_no_tensorflow_to_be_imported():
    code = "import sys, grader.sandbox.runner; assert 'tensorflow' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
