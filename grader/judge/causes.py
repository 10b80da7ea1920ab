"""Explains problems by the rest of the file: names left undefined, tasks not written yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from grader.judge.learner_file import LearnerFile, names_bound_by
from grader.protocol.problems import Problem
from grader.records import Reason

_PRODUCT = 2
"""The letters of a name such as wx, which is probably meant as a product."""

_MAX_PROBLEMS = 1_000
"""Of the top-level statements; no more of them are looked at for a cause."""

_CHANGES_ITS_OBJECT = re.compile(
    r"\b(?:return\b|(\w+)[ \t]*=)[ \t]*[\w.\[\]()]*\."
    r"(add|compile|append|extend|insert|sort|reverse|update|clear|build|set_weights|summary)\("
)

_FROM_METHOD = {
    "value.nothing": "value.nothing_from_method",
    "value.printed": "value.printed_from_method",
}
"""The codes for None that a method gave, by the code for None."""

OTHER_ORDER = "function.other_order"
"""The code of parameters that are those of the stub in another order."""

_EPOCHS = re.compile(r"\bepochs[ \t]*=[ \t]*([0-9]{1,9})\b")
_MANY_EPOCHS = 100
_WATCHES_VAL_LOSS = re.compile(
    r"EarlyStopping\([ \t]*(?:\)|(?!monitor\b)[a-z]\w*[ \t]*=(?![^)]*\bmonitor\b)|"
    r"(?:monitor[ \t]*=[ \t]*)?['\"]val_loss)"
)
"""An EarlyStopping that is not told what to watch, or that is told to watch val_loss."""


_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


def missing_name(problem: Problem) -> str:
    """Return the name that was not defined, or nothing if the problem is another one."""
    found = _UNDEFINED.match(problem.message) if problem.type_name == "NameError" else None
    return found[1] if found else ""


def cause_of(problem: Problem, function: str, file: LearnerFile) -> Problem | None:
    """Return the problem at the statement that should have bound the name, if it is known.

    function: the one that was called; it is the missing name if it is not defined itself.
    """
    name = function if problem.kind == "undefined" else missing_name(problem)
    if not name:
        return None
    task = file.submission.tasks.get(name)
    if task is not None and task.problem is not None:
        return task.problem
    failed = (one for one in file.loading[:_MAX_PROBLEMS] if name in _left_unbound(one, file))
    unparsed = (one for one in file.submission.unparsed if name in names_bound_by([one.source]))
    return next(failed, None) or next(unparsed, None)


def _left_unbound(problem: Problem, file: LearnerFile) -> set[str]:
    """Return the names that were not bound because of a top-level statement's problem.

    The problem's line is the innermost one, which may lie in a function that the statement calls.
    The statement is then not known.
    """
    statement = file.statement_at(problem.cell, problem.line) or [problem.source]
    header = [line for line in statement if not line.startswith("@")][:1]
    if header and re.match(r"(?:async\s+)?def\b", header[0]):
        inside = problem.line - file.starts_at(problem.cell, problem.line)
        if inside > statement.index(header[0]):
            return set()
    return names_bound_by(statement)


def explanation_in(
    file: LearnerFile, problem: Problem, function: str
) -> tuple[str, dict[str, Any]] | None:
    """Return the code and the details of a reason that only the file shows, if there is one."""
    order = _other_order(file, function)
    if problem.kind == "exception" and order is not None:
        return "exception.other_order", order
    if problem.kind == "timeout":
        return _unending_fit(file.answer_to(function))
    name = missing_name(problem)
    if name:
        return _missing(name, problem, file)
    if problem.type_name == "NotImplementedError" and "NotImplementedError" in problem.source:
        return _not_written(file.function_around(problem.cell, problem.line), function, file)
    if problem.type_name == "TypeError" and not problem.line:
        return _other_parameters(problem, file, function)
    return None


def _unending_fit(answer: Sequence[str]) -> tuple[str, dict[str, Any]] | None:
    """Explain a time limit by a large number of epochs that nothing ends earlier."""
    text = "\n".join(line.partition("#")[0] for line in answer)
    found = _EPOCHS.search(text)
    if found is None or int(found[1]) < _MANY_EPOCHS or re.search(r"\b(?:while|for)\b", text):
        return None
    if not re.search(r"\bcallbacks[ \t]*=", text):
        return "limit.time_of_epochs", {"epochs": int(found[1])}
    if _WATCHES_VAL_LOSS.search(text) and "validation_" not in text:
        return "limit.time_without_val_loss", {"epochs": int(found[1])}
    return None


def _missing(name: str, problem: Problem, file: LearnerFile) -> tuple[str, dict[str, str]] | None:
    line = file.line_that_binds(name)
    if line:
        return "exception.name_not_yet_bound", {"name": name, "where": line}
    task = file.submission.tasks.get(name)
    if task is not None and task.state == "missing":
        return "exception.name_of_a_missing_task", {"name": name}
    if name in file.elsewhere:
        details = {"name": name, "exercise": file.elsewhere[name]}
        return "exception.name_of_another_file", details
    if len(name) != _PRODUCT:
        return None
    signature = file.signature(file.function_around(problem.cell, problem.line))
    is_product = set(name) <= set(re.findall(r"\w+", signature.partition("(")[2]))
    return ("exception.product_without_operator", {"name": name}) if is_product else None


def _not_written(
    around: str, function: str, file: LearnerFile
) -> tuple[str, dict[str, str]] | None:
    if not around or around == function:
        return None
    source = file.submission.tasks.get(around)
    is_left = source is not None and source.state == "answered"
    code = "exception.stub_line_left_elsewhere" if is_left else "exception.task_not_written"
    return code, {"name": around}


def _other_parameters(
    problem: Problem, file: LearnerFile, function: str
) -> tuple[str, dict[str, str]] | None:
    """Explain that the grader's own call, which fits the stub, does not fit the function."""
    fails = re.match(rf"{re.escape(function)}\(\) (missing|takes) ", problem.message)
    expected, own = file.stub_signature(function), file.signature(function)
    if not function or not fails or not expected or own == expected:
        return None
    and_own = f"; this file has {own}" if own else ""
    return "exception.changed_signature", {"expected": expected, "and_own": and_own}


def in_other_words(reason: Reason, file: LearnerFile, function: str) -> Reason:
    """Return the reason for a check that failed, or a nearer one that the file shows."""
    order = _other_order(file, function)
    if order is not None:
        return Reason(OTHER_ORDER, order)
    return _reason_of_none(reason, file) if reason.code in _FROM_METHOD else reason


def _other_order(file: LearnerFile, function: str) -> dict[str, Any] | None:
    """Return the stub's and the file's signature if their parameters differ only in the order."""
    expected, own = file.stub_signature(function), file.signature(function)
    names = [_parameters(signature) for signature in (expected, own)]
    differs = names[0] != names[1] and sorted(names[0]) == sorted(names[1])
    return {"expected": expected, "received": own} if differs else None


def _parameters(signature: str) -> list[str]:
    inside = signature.partition("(")[2].rpartition(")")[0]
    return [re.split("[:=]", each)[0].strip() for each in inside.split(",")]


def _reason_of_none(reason: Reason, file: LearnerFile) -> Reason:
    """Return the reason with what gave None, if the file shows it.

    Asking for a return would be no help if there is one: `return model.add(...)`, a return alone on
    its line, or a return that this call did not reach.
    """
    text = "\n".join(line.partition("#")[0] for line in file.answer_to(reason.details["function"]))
    for found in _CHANGES_ITS_OBJECT.finditer(text):
        name, method = found[1], found[2]
        if name is None or re.search(rf"\breturn\s+{name}\s*$", text, re.MULTILINE):
            return Reason(_FROM_METHOD[reason.code], reason.details | {"method": method})
    if reason.code == "value.printed":
        return reason
    if re.search(r"^[ \t]*return[ \t]*$", text, re.MULTILINE):
        return Reason("value.return_alone", reason.details)
    if re.search(r"\breturn[ \t]+(?!None\b)\S", text):
        return Reason("value.return_not_reached", reason.details)
    return reason
