"""Processes of ours and of learners': what they have in common, whoever starts them."""

from __future__ import annotations

import os
import site
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.sandbox.confinement import Confinement
from grader.sandbox.wire import Wire

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    # Read before Keras is imported; a path that cannot exist keeps a learner's ~/.keras out.
    "KERAS_HOME": "/dev/null/keras",
    "KERAS_BACKEND": "tensorflow",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    # One thread each: jobs run side by side, the server must fork, and sums stay in one order.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    # Plain Eigen instead of code generated at the first matrix product: 27 ms less in each child.
    "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "false",
}
"""All that a process of a run finds in its environment: nothing of the teacher's."""


@dataclass(frozen=True)
class Child:
    """A process, the wire to it, and the folder it may write to."""

    pid: int
    wire: Wire
    folder: Path | None = None


class Processes(Protocol):
    """Starts processes that run `main(connection)` of a module, and ends them."""

    folder: Path
    """Where folders for jobs are made; removed at the end of the run."""

    base_memory: int
    """Bytes of private memory a process has before it does anything."""

    def fork(self, module: str, confinement: Confinement | None = None) -> Child:
        """Start a process; raises MachineError."""

    def end(self, child: Child) -> int:
        """Kill a child with all it started; return its exit code, or minus a signal number."""


def make_folder() -> Path:
    """Make the folder of a run, in memory where that can be had: clean-up is then quick.

    Others may pass through it, to the folders that belong to them, and not list it.
    """
    memory = Path("/dev/shm")  # noqa: S108  mkdtemp makes a name nobody can foresee
    where = memory if os.access(memory, os.W_OK | os.X_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="grade-", dir=where))
    folder.chmod(0o711)
    return folder


def own_paths() -> list[str]:
    """Return where the grader and its libraries were found, for a Python in isolated mode."""
    ours = str(Path(__file__).resolve().parents[2])
    packages = [*site.getsitepackages(), site.getusersitepackages()]
    known = {os.path.realpath(path) for path in packages}
    return [ours, *(path for path in sys.path if os.path.realpath(path) in known)]


# Isolated mode ignores PYTHONPATH, the user's site-packages and the working folder, where a file
# named tensorflow.py may lie; where the command itself was found goes in after the standard
# library.
START = """
import sys
packages = [path for path in sys.path if path.endswith("-packages")]
at = sys.path.index(packages[0]) if packages else len(sys.path)
sys.path[at:at] = sys.argv[2:]
"""
