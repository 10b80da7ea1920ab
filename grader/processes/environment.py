"""The environment of child processes: variables and module paths."""

from __future__ import annotations

import os
import site
import sys
from pathlib import Path

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    "USERPROFILE": "/nonexistent",  # the same on Windows
    # Keras reads this during its import. The path cannot exist, so that no ~/.keras is read.
    "KERAS_HOME": f"{os.devnull}/keras",
    "KERAS_BACKEND": "tensorflow",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    # One thread each: processes run in parallel, the server must fork, sums must keep their order.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    # Plain Eigen instead of code generated at the first matrix product saves 27 ms in each child.
    "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "false",
}
"""The environment variables of a child process, in place of the user's."""

ISOLATED = ("-s",)
"""Options of a child's Python. The isolated mode (-I) would ignore PYTHONHASHSEED, and the order of
sets would differ between runs. `ENVIRONMENT` and `START` provide what else that mode does."""

# PYTHONPATH is not in the environment, -s leaves out the user's site-packages, and the first line
# the working folder, which may contain a file named tensorflow.py. The paths from which the command
# itself was loaded are inserted after the standard library.
START = """
import sys
sys.path = [path for path in sys.path if path]
packages = [path for path in sys.path if path.endswith("-packages")]
at = sys.path.index(packages[0]) if packages else len(sys.path)
sys.path[at:at] = sys.argv[2:]
"""


def own_paths() -> list[str]:
    """Return the module paths of the grader and its libraries, for a Python in isolated mode."""
    ours = str(Path(__file__).resolve().parents[2])
    packages = [*site.getsitepackages(), site.getusersitepackages()]
    known = {os.path.realpath(path) for path in packages}
    return [ours, *(path for path in sys.path if os.path.realpath(path) in known)]
