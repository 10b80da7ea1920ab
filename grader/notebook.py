"""For notebooks: `from grader.notebook import check`, then `check("build_neuron")`."""

from grader.live.notebook.check import CheckError, TaskVerdict, Verdict, check

__all__ = ["CheckError", "TaskVerdict", "Verdict", "check"]
