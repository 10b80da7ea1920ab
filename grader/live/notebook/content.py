"""What a verdict on one task shows, whatever it is shown as."""

from __future__ import annotations

from dataclasses import dataclass

from grader.judge.normal_form import NormalForm
from grader.records import Reason, Status, TaskResult
from grader.report.diagnostics import Diagnostic
from grader.report.looks import look

WORDS = {status: look(status, ascii_only=True)[2] for status in Status}
"""The word for each status of a task, as in the terminal."""


@dataclass(frozen=True)
class Content:
    """The result of a task, and what is told of it.

    parts: one for each check that did not pass. hints: how many are shown at once for each. form:
    the layers of the model that was judged, if there is one. reason: that of the first check that
    did not pass.
    """

    task: TaskResult
    parts: tuple[Diagnostic, ...]
    hints: int
    form: NormalForm | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class LayerBox:
    """One layer of a picture. expected: what it should have been, if it is the one that is wrong.

    is_wrong: whether the verdict is about this layer.
    """

    name: str
    activation: str = ""
    expected: str = ""
    is_wrong: bool = False

    @property
    def text(self) -> str:
        """The layer on one line: "Dense(4, relu)"."""
        if not self.activation:
            return self.name
        return f"{self.name[:-1]}, {self.activation})"


PRACTICE = "Practice, run beside your other code. What counts is grade on the saved file."

_MAX_BOXES = 8


def layer_boxes(content: Content) -> tuple[LayerBox, ...]:
    """Return the layers of the model that was judged; the first stands for its inputs.

    The last stands for all that follow, if there are many.
    """
    form = content.form
    if form is None:
        return ()
    number, expected = _wrong_layer(content.reason, len(form.layers))
    inputs = "?" if form.n_inputs is None else str(form.n_inputs)
    boxes = [LayerBox(f"Input({inputs})")]
    if form.leading_activation:
        boxes.append(LayerBox(form.leading_activation, is_wrong=True))
    for position in range(len(form.layers) + 1):
        if position:
            layer, is_wrong = form.layers[position - 1], position == number
            activation = "" if layer.activation == "linear" else layer.activation
            name = f"Dense({layer.units})"
            boxes.append(LayerBox(name, activation, expected if is_wrong else "", is_wrong))
        others = (one for one in form.others if one.after == position)
        boxes += [LayerBox(one.name, is_wrong=True) for one in others]
    if len(boxes) > _MAX_BOXES:
        more = len(boxes) - _MAX_BOXES + 1
        boxes = [*boxes[: _MAX_BOXES - 1], LayerBox(f"{more} more")]
    return tuple(boxes)


def expected_units(content: Content) -> tuple[LayerBox, ...]:
    """Return the layers that were expected, by their units, if the number of layers is wrong."""
    details = {} if content.reason is None else content.reason.details
    expected = details.get("expected")
    if content.form is None or not isinstance(expected, list) or len(expected) >= _MAX_BOXES:
        return ()
    inputs = "?" if content.form.n_inputs is None else str(content.form.n_inputs)
    return (LayerBox(f"Input({inputs})"), *(LayerBox(f"Dense({units})") for units in expected))


_OF_THE_OUTPUT = {
    "layers.output_units": "1 unit",
    "layers.output_activation": "no activation",
}
"""What the last layer should have been, by the code of the reason."""


def _wrong_layer(reason: Reason | None, layers: int) -> tuple[int, str]:
    """Return the number of the layer that is wrong, from 1, and what it should have been."""
    if reason is None or not reason.code.startswith("layers."):
        return 0, ""
    if reason.code in _OF_THE_OUTPUT:
        return layers, _OF_THE_OUTPUT[reason.code]
    number, expected = reason.details.get("number"), reason.details.get("expected", "")
    if not isinstance(number, int):
        return 0, ""
    told = f"{expected} unit{'s' * (expected != 1)}" if isinstance(expected, int) else f"{expected}"
    return number or layers, told
