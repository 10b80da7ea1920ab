"""Runs a bundle's entry points in a scratch root, as the service does."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

SYSTEM = {"PATH": os.environ["PATH"], "HOME": "/root", "LANG": "C.UTF-8"}

BROKEN = """
def _broken(*_answers, **_named):
    raise RuntimeError("a mistake of the course")


values.equal = _broken
"""
"""Lines for a grading module, which make its checks fail by no fault of the learner."""


def environment_with_libraries(folder: Path) -> Path:
    """Make an environment that has TensorFlow already, as a service's cache or image has.

    A line in a .pth file adds the folder of packages but not the .pth files in it, so that the
    editable install of this checkout stays out.
    """
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    (packages,) = (folder / "lib").glob("python3.*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def hostile_checkout(folder: Path) -> None:
    """Add to a checkout what a learner may try in order to grade it themselves."""
    forge = (
        "import json, pathlib, sys\n"
        "pathlib.Path('forged').write_text('yes')\n"
        "print('FORGED')\n"
        "raise SystemExit(0)\n"
    )
    names = (
        "sitecustomize.py",
        "usercustomize.py",
        "conftest.py",
        "subprocess.py",
        "msgspec.py",
        "tensorflow.py",
        "autograder.py",
        "grader/__init__.py",
        "grader/__main__.py",
        "grader/lessons/01_single_neuron.py",
        ".github/workflows/classroom.yml",
        "pip/__init__.py",
        "pip/__main__.py",
    )
    write_files(folder, {name: forge.encode() for name in names})
    write_files(folder, {"result.json": b'{"score": 30, "max-score": 30}'})
    write_files(folder, {"results/results.json": b'{"score": 30}', "course.toml": b'name = "mine"'})
