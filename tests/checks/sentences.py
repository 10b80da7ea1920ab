"""The sentence that a learner reads for a finding."""

from grader.course import Finding
from grader.judge.wording import sentence
from grader.records import Reason


def said(finding: Finding) -> str:
    return sentence(Reason(finding.code, dict(finding.details)), {})
