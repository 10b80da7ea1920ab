import json

import pytest

from grader.commands.grade import grade, limits_from
from grader.errors import UsageError
from grader.pipeline import Options
from tests.conftest import REPOSITORY


def test_limits_are_changed_by_name():
    limits = limits_from(["memory=512", "files=7"])
    assert (limits.memory, limits.files, limits.disk) == (512, 7, 64)


@pytest.mark.parametrize("setting", ["memory", "memory=", "memory=-1", "memory=0", "cpu=3", "=3"])
def test_a_limit_that_is_none_is_refused_with_the_names_there_are(setting):
    with pytest.raises(UsageError, match="memory, file, disk, files, descriptors"):
        limits_from([setting])


def test_the_command_is_a_function(tmp_path, capsys):
    out = tmp_path / "out.json"
    assert grade([REPOSITORY / "exercises"], Options(), json_file=out, hints=2) == 1
    document = json.loads(out.read_text())
    assert document["submissions"][0]["learner"] == "exercises"
    assert "0 of 30 points" in capsys.readouterr().out
