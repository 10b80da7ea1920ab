"""The autograder of Gradescope: a zip archive with `setup.sh` and `run_autograder`.

Gradescope unpacks it to `/autograder/source` and runs `setup.sh` once, when it builds the image.
For each submission it runs `run_autograder`, which reads `/autograder/submission` and writes
`/autograder/results/results.json`. Source: Gradescope's documentation of autograders,
"Autograder Specifications".
"""

from __future__ import annotations

from grader.course.course import Course
from grader.packaging.bundle import common_files, entry_point
from grader.packaging.wheel import zipped

KEY = "course.key"

_SCRIPTS = ("setup.sh", "run_autograder")


def gradescope(course: Course, key: bytes | None = None) -> bytes:
    """Return the zip archive to upload. key: the content of a key's file, if there is one.

    Only the teachers of a course can download the archive again, so it may contain the key.
    """
    scripts = {name: entry_point(name) for name in _SCRIPTS}
    secret = {} if key is None else {KEY: key}
    return zipped(scripts | secret | common_files(course), executable=_SCRIPTS, private=(KEY,))
