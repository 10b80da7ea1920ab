"""What a process of a run finds: environment variables, a folder to write to, module paths."""

from __future__ import annotations

import os
import site
import sys
import tempfile
from pathlib import Path

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    # Read before Keras is imported. A path that cannot exist keeps a learner's ~/.keras out.
    "KERAS_HOME": "/dev/null/keras",
    "KERAS_BACKEND": "tensorflow",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    # One thread each: processes run side by side, the server must fork, and sums keep their order.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    # Plain Eigen instead of code generated at the first matrix product: 27 ms less in each child.
    "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "false",
}
"""The whole environment of a process: nothing of the teacher's."""

# Isolated mode ignores PYTHONPATH, the user's site-packages and the working folder, where a file
# named tensorflow.py may lie. The paths from which the command itself was loaded are inserted
# after the standard library.
START = """
import sys
packages = [path for path in sys.path if path.endswith("-packages")]
at = sys.path.index(packages[0]) if packages else len(sys.path)
sys.path[at:at] = sys.argv[2:]
"""


def own_paths() -> list[str]:
    """Return where the grader and its libraries were found, for a Python in isolated mode."""
    ours = str(Path(__file__).resolve().parents[2])
    packages = [*site.getsitepackages(), site.getusersitepackages()]
    known = {os.path.realpath(path) for path in packages}
    return [ours, *(path for path in sys.path if os.path.realpath(path) in known)]


def make_folder() -> Path:
    """Make the folder of a run; in memory if possible, which makes clean-up fast.

    Other users may pass through it to the folders that belong to them, but cannot list it.
    """
    memory = Path("/dev/shm")  # noqa: S108  mkdtemp makes an unforeseeable name
    where = memory if os.access(memory, os.W_OK | os.X_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="grade-", dir=where))
    folder.chmod(0o711)
    return folder
