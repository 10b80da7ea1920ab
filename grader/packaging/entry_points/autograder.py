"""Grades the checkout in the working folder, for Classroom 50. Writes result.json into it.

`grade package classroom50` makes this file and what lies beside it. It needs only Python's standard
library. Its exit code is 0 whatever the grade is. Any other means that the grader could not run.
"""

import sys

# Learners choose the names of the files in the checkout, where this file may have been copied to.
if not sys.flags.isolated:
    del sys.path[0]

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

RESULTS = ("result.json", "release-body.md")
VERSIONS = ((3, 10), (3, 13))
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
GIVEN: tuple[str, ...] = (
    "CLASSROOM",
    "ASSIGNMENT",
    "SUBMISSION_TAG",
    "OWNER",
    "USERNAME",
    "COMMIT_URL",
    "RELEASE_URL",
    "REVIEW_URL",
)
"""Beginnings of the names of variables that the service sets, and the report contains."""

MAX_SUMMARY = 140
"""The most characters that GitHub takes for the description of a commit's status."""

NOTHING_TO_FIX = ("passed", "broken")  # An internal error of the grader is called broken.
UNTOUCHED = ("not_attempted",)


def main() -> int:
    """Grade the checkout and return the exit code."""
    checkout = Path.cwd()
    bundle = Path(os.environ.get("CLASSROOM50_BUNDLE_DIR") or Path(__file__).parent).resolve()
    for name in RESULTS:
        remove(checkout / name)  # What the learner handed in under this name is no result.
    with tempfile.TemporaryDirectory(prefix="dl-grader-") as work:
        try:
            python = set_up(bundle, Path(work))
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            return failed(f"the grader cannot be installed: {error}")
        return grade(python, bundle, checkout, Path(work))


def set_up(bundle: Path, work: Path) -> Path:
    """Install the grader into an environment outside the checkout, once; return its Python.

    Raises OSError, ValueError or CalledProcessError.
    """
    wheels = list(bundle.glob("dl_grader-*.whl"))
    if len(wheels) != 1:
        raise ValueError(
            f"expected one file dl_grader-*.whl in {bundle}, found {len(wheels)}. All files of the "
            "bundle go into the folder CLASSROOM/autograders/ASSIGNMENT, beside autograder.py"
        )
    digest = hashlib.sha256(wheels[0].read_bytes()).hexdigest()[:16]
    where = os.environ.get("DL_GRADER_ENVIRONMENT")
    folder = Path(where or Path(tempfile.gettempdir(), f"dl-grader-environment-{digest}"))
    python = folder / "bin" / "python"
    marker = folder / f"installed-{digest}"
    if not marker.exists():
        if not python.exists():
            run([find_python(), "-I", "-m", "venv", folder], work)
        pip: list[str | Path] = [python, "-I", "-m", "pip", "install", "--quiet"]
        run([*pip, "--constraint", bundle / "constraints.txt", wheels[0]], work)
        # An image may have a grader of the same version number, which pip then keeps.
        run([*pip, "--no-deps", "--force-reinstall", wheels[0]], work)
        marker.touch()
    return python


def find_python() -> str:
    """Return a Python that the grader supports: this one, or another; raises ValueError."""
    if VERSIONS[0] <= sys.version_info[:2] <= VERSIONS[1]:
        return sys.executable
    for minor in range(VERSIONS[1][1], VERSIONS[0][1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        needed = ("-I", "-c", "import ensurepip, venv")
        if found and subprocess.run([found, *needed], check=False).returncode == 0:
            return found
    raise ValueError(
        f"expected Python 3.10 to 3.13, found {sys.version.split()[0]}. Choose another in the "
        "runtime block of the assignment"
    )


def grade(python: Path, bundle: Path, checkout: Path, work: Path) -> int:
    """Grade with the bundle's own course, and move the results into the checkout."""
    result = work / RESULTS[0]
    command: list[str | Path] = [
        python,
        "-I",
        "-m",
        "grader",
        "--layout",
        "learner",
        checkout,
        "--quiet",
    ]
    command += ["--course", bundle / "course", "--report", f"classroom50={result}"]
    done = subprocess.run(command, cwd=work, env=environment(), check=False)
    if not result.is_file():
        return failed(f"the grader ended with exit code {done.returncode} and wrote no result")
    for name in RESULTS:
        if (work / name).is_file():
            shutil.copyfile(work / name, checkout / name)
    tell(json.loads(result.read_text("utf-8")))
    return 0


def tell(result: dict[str, Any]) -> None:
    """Write the state of the commit and a line on it to where the service reads them."""
    to_fix = any(test["status"] not in NOTHING_TO_FIX for test in result["tests"])
    output = os.environ.get("GITHUB_OUTPUT")
    if not output:
        return
    with Path(output).open("a", encoding="utf-8") as opened:
        opened.write(f"status={'failure' if to_fix else 'success'}\n")
        opened.write(f"summary={summary(result)}\n")


def summary(result: dict[str, Any]) -> str:
    """Return a line on the points and on what to do next. Nothing in it is a learner's text."""
    tests = result["tests"]
    told = [f"{result['score']} of {result['max-score']} points."]
    broken = sum(test["status"] == "broken" for test in tests)
    if broken:
        told.append(
            f"Internal error of the grader in {broken} of {len(tests)} checks: no points lost."
        )
    for kind, statuses in (("Fix first", ("failed", "error", "timeout")), ("Next", UNTOUCHED)):
        names = [test["test-name"] for test in tests if test["status"] in statuses]
        if names:
            told.append(f"{kind}: {names[0].rpartition('.')[0]}")
            break
    line = "".join(char if char.isprintable() else " " for char in " ".join(told))
    return line if len(line) <= MAX_SUMMARY else line[: MAX_SUMMARY - 1] + "…"


def environment() -> dict[str, str]:
    """Return the variables that the grader needs, and none that change how Python starts."""
    return {
        name: value for name, value in os.environ.items() if name in KEPT or name.startswith(GIVEN)
    }


def run(command: list[str | Path], work: Path) -> None:
    """Run a command; raises CalledProcessError."""
    subprocess.run(command, cwd=work, check=True)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder, if there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def failed(why: str) -> int:
    """Say why nothing was graded, and return the exit code."""
    print(f"autograder: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
