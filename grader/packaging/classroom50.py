"""The bundle of a classroom in Classroom 50: `autograder.py` and what it needs.

Classroom 50 runs `autograder.py` in the learner's checkout. The bundle is public, so it contains
neither solutions nor known answers.
"""

from __future__ import annotations

from grader.course.course import Course
from grader.packaging.bundle import common_files, entry_point

_README = """\
# Autograder: {title}

Put all files of this folder into the bundle of your classroom, and choose Python 3.13 in the
`runtime` block of the assignment. Then push a submission of your own and look at its result.

The bundle is public: it contains the exercises and how they are checked, but no solutions and no
known answers. What a learner's repository says about its own grade can be edited by the learner.
Before grades count, grade the repositories yourself: `grade --layout learner CLONE…`.
"""


def classroom50(course: Course) -> dict[str, bytes]:
    """Return the files of the bundle, by name."""
    return {
        "autograder.py": entry_point("autograder.py"),
        "README.md": _README.format(title=course.title).encode(),
        **common_files(course),
    }
