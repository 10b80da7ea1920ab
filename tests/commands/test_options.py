"""Options that several commands take: what they accept, and what they are without a value."""

import click
import pytest
from click.testing import CliRunner

from grader.commands.options import COURSE, HINTS, JOBS, TIMEOUT
from grader.sandbox.limits import DEFAULT_TIMEOUT, MAX_TIMEOUT


def given(*arguments):
    """Return the values that a command with these options gets; raises click.UsageError."""
    values = {}

    @click.command()
    @COURSE
    @TIMEOUT
    @JOBS
    @HINTS
    def command(**named):
        values.update(named)

    command.main(list(arguments), standalone_mode=False)
    return values


def test_without_options_the_defaults_count():
    assert given() == {"course": None, "timeout": DEFAULT_TIMEOUT, "jobs": None, "hints": 1}


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        (["--timeout", "0.001"], "timeout", 0.001),
        (["--timeout", str(MAX_TIMEOUT)], "timeout", MAX_TIMEOUT),
        (["--timeout", "3"], "timeout", 3.0),
        (["--jobs", "1"], "jobs", 1),
        (["--hints", "0"], "hints", 0),
        (["--course", "a folder"], "course", "a folder"),
    ],
)
def test_the_least_and_the_most_are_accepted(arguments, name, value):
    assert given(*arguments)[name] == value


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(
            ("--timeout", text)
            for text in ("0", "-0.0", "-nan", "NaN", "-inf", "86400.1", "", "1s")
        ),
        *(("--jobs", text) for text in ("0", "-1", "1.5", "many")),
        *(("--hints", text) for text in ("-1", "0.5", "nan")),
    ],
)
def test_other_values_are_refused_and_the_option_is_named(option, value):
    with pytest.raises(click.BadParameter) as told:
        given(option, value)
    assert option in told.value.format_message()


def test_the_help_tells_each_default():
    @click.command()
    @TIMEOUT
    @HINTS
    def command():
        """Do nothing."""

    said = " ".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert "--timeout SECONDS" in said
    assert f"[default: {DEFAULT_TIMEOUT}" in said
    assert "[default: 1" in said
