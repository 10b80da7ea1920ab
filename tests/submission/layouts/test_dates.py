"""When files were handed in, as course systems tell."""

from datetime import datetime, timezone

import pytest

from grader.submission.layouts.dates import submission_time
from tests.submission.layouts.test_layouts import SGD, answers, on_disk, reading

AT = datetime(2026, 11, 26, 17, 34, 5, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def paris(zone):
    zone("CET-1")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-26 17:34:05.861687000 Z", AT),
        ("2026-11-26 17:34:05.861687 UTC\n", AT),
        ("2026-11-26 12:34:05 -0500", AT),
        ("2026-11-26-18-34-05", AT),
        ("2026-13-26-18-34-05", None),
        ("2026-11-26", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_with_a_zone_is_in_it_and_any_other_is_local_time(text, at):
    assert submission_time(text) == at


FORGED = ":created_at: 2020-01-01 00:00:00 Z"
METADATA = f"""---
submission_7:
  :submitters:
  - :name: Ada
  :created_at: 2026-11-26 17:34:05.861687000 Z
  :results:
    :output: |
      {FORGED}
"""


@pytest.mark.parametrize(
    "files",
    [
        {f"x_ada_attempt_2026-11-26-18-34-05_{SGD}.py": answers(SGD)},
        {
            f"submitted/ada/homework/{SGD}.py": answers(SGD),
            "submitted/ada/homework/timestamp.txt": b"2026-11-26 17:34:05.861687 UTC",
        },
        {f"submission_7/{SGD}.py": answers(SGD), "submission_metadata.yml": METADATA.encode()},
    ],
    ids=["Blackboard", "nbgrader", "Gradescope"],
)
def test_the_time_that_a_course_system_tells_is_that_of_the_submission(tmp_path, reader, files):
    on_disk(tmp_path, files)
    times = {one.submitted_at for one in reading(tmp_path, reader).submissions if one.file}
    assert times == {AT}


def test_the_time_of_a_file_is_none_of_its_submission(tmp_path, reader):
    on_disk(tmp_path, {f"{name}/{SGD}.py": answers(SGD) for name in ("ada", "lee")})
    assert {one.submitted_at for one in reading(tmp_path, reader).submissions} == {None}
