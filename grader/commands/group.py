"""The group of commands: `grade PATH` is a command too, and errors become lines and exit codes."""

from __future__ import annotations

import contextlib
import difflib
import errno
import os
import re
import signal
import sys
from typing import Any, NoReturn

import click

from grader.commands.surroundings import has_working_folder, ignore_signals
from grader.errors import EndedBySignal, GraderError, ReaderLeftError, UsageError
from grader.protocol.text import one_line

_ONE_WORD = re.compile(r"[A-Za-z]+")
_CLOSE = 0.7
"""How similar to a command a word must be, from 0 to 1."""
_GROUPS = {
    "For learners": ("start", "list", "watch", "hints", "solution", "reset"),
    "On a gradebook": (
        *("show", "summary", "report", "override", "policy", "regrade", "retry", "forget"),
    ),
    "For teachers": ("key", "package", "doctor"),
    "For course authors": ("prove",),
}
"""The commands in the order in which the help lists them."""


class GradeGroup(click.Group):
    """A group with a default command: `grade PATH` means `grade submissions PATH`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the default command before a path."""
        if args and args[0] not in (*self.commands, "--help", "--version", "-h"):
            self._require_path(args[0])
            args = ["submissions", *args]
        return super().parse_args(ctx, args)

    def _require_path(self, name: str) -> None:
        """Raise UsageError for a command that is misspelt. What may be a path is left alone."""
        own = [command for command, one in self.commands.items() if not one.hidden]
        close = difflib.get_close_matches(name.lower(), own, n=1, cutoff=_CLOSE)
        if close and _ONE_WORD.fullmatch(name) and not os.path.lexists(name):
            meant = f"Did you mean grade {close[0]}?"
            raise click.UsageError(f"There is no command and no file {name}. {meant}")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the help of the default command, and a line for each other one."""
        grading = self.commands["submissions"]
        with click.Context(grading, info_name=ctx.info_name) as context:
            grading.format_help(context, formatter)
        others = {name: one for name, one in self.commands.items() if not one.hidden}
        named = [name for names in _GROUPS.values() for name in names]
        rest = tuple(name for name in others if name not in named)
        for title, names in {**_GROUPS, "Other commands": rest}.items():
            rows = [
                (f"{ctx.info_name} {name}", others[name].get_short_help_str(80))
                for name in names
                if name in others
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command. Only this method maps errors to a line of text and an exit code."""
        try:
            sys.exit(self._run(*args, **options))
        except click.ClickException as error:
            _fail(error.format_message(), 2)
        except (click.Abort, KeyboardInterrupt):
            _fail("interrupted", 130)
        except EndedBySignal as error:
            ignore_signals()
            _fail(_ended_by(error.number), 128 + error.number)
        except ReaderLeftError as error:
            sys.exit(error.exit_code)
        except GraderError as error:
            _fail(str(error), error.exit_code)
        except Exception as error:  # noqa: BLE001  users see one line instead of a traceback
            _fail(f"internal error, please report it: {type(error).__name__}: {error}", 3)

    def _run(self, *args: Any, **options: Any) -> int:
        """Run the command and return its exit code, once standard output has taken everything."""
        try:
            code: int = super().main(*args, **options | {"standalone_mode": False}) or 0
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.message)
            code = 2
        except OSError as error:
            raise _of_the_system(error) from error
        sys.stdout.flush()
        return code


def _ended_by(number: int) -> str:
    """Return what is said of a run that a signal ended; Ctrl-C sends SIGINT."""
    if number == signal.SIGINT:
        return "interrupted"
    return f"ended by the signal {signal.Signals(number).name}"


def _of_the_system(error: OSError) -> GraderError:
    """Return an error that says what this machine does not allow."""
    if not has_working_folder():
        return UsageError("The working folder has been removed. Change to another folder.")
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return UsageError("Too few files may be open at once. Allow more: ulimit -n 1024")
    where = f"{error.filename}: " if error.filename else ""
    return GraderError(f"{where}{error.strerror or error}")


def _fail(message: str, code: int) -> NoReturn:
    with contextlib.suppress(OSError):  # Standard error may be closed or full.
        click.echo(f"grade: {one_line(message)}", err=True)
    sys.exit(code)
