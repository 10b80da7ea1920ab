"""`--report`, `--template` and `--column`: which reports to write, and where."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

from grader.errors import UsageError
from grader.report.classroom50 import environment_of
from grader.report.formats import FORMATS, TERMINAL, Output
from grader.report.report import Setting
from grader.report.sheet import MAX_SIZE, Sheet, read_sheet
from grader.report.write import require_fitting

_STDOUT = "-"
_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True)
class Choice:
    """What the user chose about reports, as typed.

    json_file: None if it is not given. reports: FORMAT or FORMAT=FILE. templates: FILE or
    FORMAT=FILE. columns: TITLE or EXERCISE=TITLE. learner: whom to show in full; "" for nobody.
    """

    json_file: Path | None = None
    reports: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    learner: str = ""


def outputs_from(
    choice: Choice,
    hints: int,
    *,
    quiet: bool,
    environment: Mapping[str, str] = os.environ,
) -> tuple[Output, ...]:
    """Return the reports to write; raises UsageError.

    The file "-" means standard output, which then receives nothing else.
    """
    asked = [*choice.reports]
    if choice.json_file is not None:
        asked.append(f"json={choice.json_file}")
    outputs = [_output(one, hints, environment) for one in asked]
    outputs = _with_templates(outputs, choice)
    _require_different(outputs)
    is_printed = any(one.file is None and not FORMATS[one.format].is_added for one in outputs)
    if not (quiet or is_printed):
        outputs.append(Output(TERMINAL, None, hints, Setting(learner=choice.learner)))
    elif choice.learner:
        raise UsageError(
            f"--learner {choice.learner}: the report that shows one learner is not printed, "
            "because of --quiet or of a report on standard output."
        )
    return tuple(outputs)


def prepare(outputs: Sequence[Output], exercises: Sequence[str]) -> None:
    """Raise UsageError if a report cannot be made for these exercises, as far as is known."""
    for output in outputs:
        require_fitting(output, exercises)


def _output(asked: str, hints: int, environment: Mapping[str, str]) -> Output:
    name, equals, file = asked.partition("=")
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(f"--report {asked}: there is no format {name}. Expected one of {known}.")
    if equals and not file:
        raise UsageError(f"--report {asked}: expected a file after the equals sign.")
    form = FORMATS[name]
    if file == _STDOUT:
        if not form.is_text or form.is_added:
            raise UsageError(f"--report {asked}: this format cannot be printed. Name a file.")
        return Output(name, None, hints, _setting(name, None, environment))
    usual = environment.get(_SUMMARY, "") if form.is_added else form.file
    path = Path(file or usual) if file or usual else None
    setting = _setting(name, path, environment)
    return Output(name, path, hints, setting, is_named=bool(file) or form.is_added)


def _setting(name: str, path: Path | None, environment: Mapping[str, str]) -> Setting:
    one_file = path is None or path.suffix.lower() == ".md"
    if name == "classroom50":
        return Setting(environment=environment_of(environment, datetime.now(timezone.utc)))
    if name == "github":
        size = path.stat().st_size if path is not None and path.is_file() else 0
        here = environment.get("GITHUB_WORKSPACE", "")
        return Setting(environment={"folder": here} if here else {}, size=size)
    return Setting(one_file=one_file)


def _with_templates(outputs: Sequence[Output], choice: Choice) -> list[Output]:
    wanting = [one.format for one in outputs if FORMATS[one.format].wants_template]
    templates = dict(_template(one, wanting) for one in choice.templates)
    for name in wanting:
        if name not in templates:
            raise UsageError(
                f"--report {name}: name the sheet that you downloaded, with --template FILE."
            )
    if choice.columns and not wanting:
        raise UsageError("--column: only --report canvas and --report moodle fill columns.")
    return [
        replace(
            one,
            setting=replace(one.setting, template=templates[one.format], columns=choice.columns),
        )
        if one.format in wanting
        else one
        for one in outputs
    ]


def _template(given: str, wanting: Sequence[str]) -> tuple[str, Sheet]:
    name, equals, file = given.partition("=")
    if not (equals and name in wanting):
        if len(wanting) != 1:
            raise UsageError(
                f"--template {given}: several reports fill a sheet. Expected FORMAT=FILE."
                if wanting
                else f"--template {given}: only --report canvas and --report moodle fill a sheet."
            )
        name, file = wanting[0], given
    return name, read_csv(Path(file), "--template")


def read_csv(file: Path, option: str) -> Sheet:
    """Read the CSV file that this option names; raises UsageError."""
    try:
        if not file.is_file():
            raise UsageError(f"{option} {file}: there is no such file.")
        if file.stat().st_size > MAX_SIZE:
            raise UsageError(f"{option} {file}: the file is larger than {MAX_SIZE:,} bytes.")
        return read_sheet(file.read_bytes(), str(file))
    except OSError as error:
        raise UsageError(f"{option} {file}: {error.strerror}.") from error


def _require_different(outputs: Sequence[Output]) -> None:
    """Refuse two reports with one target, and a report on a template."""
    seen: dict[Path | None, str] = {}
    for output in outputs:
        if output.setting.template is not None:
            seen[_place(Path(output.setting.template.file))] = "the template"
    for output in outputs:
        is_added = FORMATS[output.format].is_added
        for path in output.paths() or (None,):
            if path is None and is_added:
                continue
            place = None if path is None else _place(path)
            if place in seen:
                where = "standard output" if path is None else path
                raise UsageError(
                    f"--report {output.format}: {where} is the target of two reports: of "
                    f"{seen[place]} and {output.format}."
                    if seen[place] != "the template"
                    else f"--report {output.format}: {where} is the template. Name another file."
                )
            seen[place] = output.format


def _place(path: Path) -> Path:
    return Path(os.path.realpath(path))
