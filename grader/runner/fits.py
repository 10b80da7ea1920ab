"""Notes what the fit of a passed model did, through Keras' public API only."""

from __future__ import annotations

import functools
import inspect
from typing import Any

import numpy as np

from grader.protocol.fits import Fit, Watch
from grader.protocol.text import encodable

_MAX_FITS = 1_000
_MAX_REPORTED = 50
_MAX_WATCHED = 10
_MAX_LOSSES = 1_000
_MAX_COUNT = 1_000_000_000


class NotedFit:
    """Takes the place of a model's fit, does the same, and notes what it did."""

    def __init__(self, model: Any) -> None:
        functools.update_wrapper(self, model.fit)
        self._model = model
        self._noted: list[Fit] = []

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call the fit of the model's class, which learner code may have replaced."""
        history = type(self._model).fit(self._model, *arguments, **named)
        fit = _described(self, history, arguments, named)
        if fit is not None and len(self._noted) < _MAX_FITS:
            self._noted.append(fit)
        return history

    def take(self) -> tuple[Fit, ...]:
        """Return what was noted, and forget it."""
        noted, self._noted = tuple(self._noted), []
        return noted


def note_fits(model: Any) -> Any:
    """Have a model note its calls of fit; return the model."""
    model.fit = NotedFit(model)
    return model


def take_fits(model: Any) -> tuple[Fit, ...]:
    """Return what a model noted since the last time; nothing if it notes nothing."""
    fit = getattr(model, "fit", None)
    return fit.take() if isinstance(fit, NotedFit) else ()


def _described(
    function: Any, history: Any, arguments: tuple[Any, ...], named: dict[str, Any]
) -> Fit | None:
    """Describe a call of fit; None if it returned no History object of Keras."""
    import keras

    if type(history) is not keras.callbacks.History:
        return None
    try:
        given = inspect.signature(function).bind(*arguments, **named).arguments
        return Fit(
            rows=_rows(given.get("x")),
            epochs=min(len(history.epoch), _MAX_COUNT),
            asked=_count(history.params.get("epochs")),
            reported=tuple(encodable(str(n), 100) for n in list(history.history)[:_MAX_REPORTED]),
            watched=_watched(given.get("callbacks")),
            losses=tuple(float(loss) for loss in history.history.get("loss", ())[:_MAX_LOSSES]),
        )
    except Exception:  # noqa: BLE001  learner code can change each of these objects
        return None


def _rows(x: Any) -> int | None:
    """Return the number of rows of an array or a tensor."""
    shape = getattr(x, "shape", None)
    return _count(shape[0]) if shape is not None and len(shape) > 0 else None


def _count(value: Any) -> int | None:
    is_whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    return int(value) if is_whole and 0 <= value <= _MAX_COUNT else None


def _watched(callbacks: Any) -> tuple[Watch, ...]:
    import keras

    several = callbacks if isinstance(callbacks, (list, tuple)) else [callbacks]
    stops = [one for one in several if isinstance(one, keras.callbacks.EarlyStopping)]
    return tuple(
        Watch(
            encodable(str(stop.monitor), 100), _size(stop.min_delta), encodable(str(stop.mode), 100)
        )
        for stop in stops[:_MAX_WATCHED]
    )


def _size(number: Any) -> float | None:
    """Return the size of a number. Keras makes the sign of min_delta that of the direction."""
    return abs(float(number)) if isinstance(number, (int, float, np.number)) else None
