"""JUnit XML, as Jenkins, GitLab and Artemis read it. There is no official specification.

A learner is a test suite; a check is a test case, whose name is the same in every run and for every
learner. A case has one element at most, since Jenkins keeps one:

- failure: the check failed, the task is not attempted, or the exercise was not handed in
- error: learner code raised, or did not finish
- skipped: the check that this one depends on did not pass; or an internal error, which costs no
  points

All times are 0: how long something took would differ in every run.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from grader.records import ExerciseOutline, LearnerResult, Status
from grader.report.cases import Case, cases, outline_of
from grader.report.diagnostics import where
from grader.report.presenter import Presentation
from grader.report.report import Report, Setting, text_report

_ELEMENTS = {
    Status.FAILED: "failure",
    Status.NOT_ATTEMPTED: "failure",
    Status.ERROR: "error",
    Status.TIMEOUT: "error",
    Status.SKIPPED: "skipped",
    Status.INTERNAL_ERROR: "skipped",
}
_COUNTS = {"failure": "failures", "error": "errors", "skipped": "skipped"}

# What is not a Char in https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS = {
    Status.NOT_ATTEMPTED: "Not attempted yet.",
    Status.SKIPPED: "Skipped: it depends on a check that did not pass.",
}


def make(presentation: Presentation, setting: Setting) -> Report:
    """Make the document."""
    outline = outline_of(presentation.book)
    root = ET.Element("testsuites")
    for learner in presentation.book.learners:
        root.append(_suite(learner, outline, presentation.hints))
    for count in ("tests", *_COUNTS.values()):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    root.set("time", "0")
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return text_report(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n')


def _suite(learner: LearnerResult, outline: tuple[ExerciseOutline, ...], hints: int) -> ET.Element:
    checks = cases(learner, outline, hints)
    suite = ET.Element("testsuite", {"name": _xml(learner.learner), "tests": str(len(checks))})
    elements = [_ELEMENTS.get(case.status) for case in checks]
    for element, count in _COUNTS.items():
        suite.set(count, str(elements.count(element)))
    suite.set("time", "0")
    properties = ET.SubElement(suite, "properties")
    for name, value in (("points", learner.score), ("max_points", learner.max_score)):
        ET.SubElement(properties, "property", {"name": name, "value": str(value)})
    for case in checks:
        suite.append(_case(case))
    return suite


def _case(case: Case) -> ET.Element:
    element = ET.Element(
        "testcase", {"name": _xml(case.name), "classname": _xml(case.exercise), "time": "0"}
    )
    kind = _ELEMENTS.get(case.status)
    if kind is not None:
        told = case.message or _WORDS.get(case.status, "")
        outcome = ET.SubElement(element, kind, {"message": _xml(told)})
        outcome.set("type", _xml(case.code or case.status.value))
        outcome.text = _xml("\n".join(_lines(case, told)))
    return element


def _lines(case: Case, told: str) -> list[str]:
    lines = [f"{case.title}:", told]
    if case.place is not None:
        lines.append(f"In {where(case.place)}.")
    return [*lines, *(f"Hint: {hint}" for hint in case.hints)]


def _xml(text: str) -> str:
    """Return the text without characters that XML 1.0 does not have."""
    return _NOT_XML.sub("\ufffd", text)
