"""The bundle of an assignment in Classroom 50: `autograder.py` and what it needs.

Classroom 50 runs `autograder.py` in the learner's checkout. The bundle is public, so it contains
neither solutions nor known answers, and no key. Source: the page "Advanced Autograding" of
https://github.com/foundation50/classroom50/wiki.
"""

from __future__ import annotations

from grader.course.course import Course
from grader.packaging.bundle import common_files, entry_point

_README = """\
# Autograder: {title}

Put all files of this folder into `CLASSROOM/autograders/ASSIGNMENT/` of your organization's
repository `classroom50`, and push. The default autograder of a classroom is a single file, so this
folder cannot be one.

In the advanced settings of the assignment, set the `runtime` block to `{{"python": "3.13"}}`, or
name an image that has the grader already. Then push a submission of your own and look at the
result.

The bundle is public: it contains the exercises and how they are checked, but no solutions, no known
answers and no key. What a learner's repository says about its own grade can be edited by the
learner. Before grades count, grade the repositories yourself:
`grade --layout learner CLONE… --key FILE`.
"""


def classroom50(course: Course) -> dict[str, bytes]:
    """Return the files of the bundle, by name."""
    return {
        "autograder.py": entry_point("autograder.py"),
        "README.md": _README.format(title=course.title).encode(),
        **common_files(course),
    }
