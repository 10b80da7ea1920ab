"""Stands in for a trainer where only what is known already counts."""

from __future__ import annotations

from grader.trainer.messages import DiagnosisReply, DiagnosisRequest, ModelReply, ModelRequest

_WHY = "not asked"


class Absent:
    """A trainer that is not started. `was_asked`: whether one is needed."""

    def __init__(self) -> None:
        self.was_asked = False

    def measure(self, _request: ModelRequest) -> ModelReply:
        """Return no measurement."""
        self.was_asked = True
        return ModelReply(internal_error=_WHY)

    def diagnose(self, _request: DiagnosisRequest) -> DiagnosisReply:
        """Return no diagnosis."""
        self.was_asked = True
        return DiagnosisReply(internal_error=_WHY)
