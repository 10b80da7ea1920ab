"""The default settings of Keras' Adam."""

from __future__ import annotations

from collections.abc import Mapping

from grader.protocol.models import Compiled, Setting

_ADAM: Mapping[Setting, float] = {
    "beta_1": 0.9,
    "beta_2": 0.999,
    "epsilon": 1e-7,
    "amsgrad": 0.0,
    "use_ema": 0.0,
    "ema_momentum": 0.99,
}


def unusual_settings(compiled: Compiled) -> dict[Setting, float]:
    """Return the optimizer's settings that differ from the defaults of Keras' Adam."""
    return {name: value for name, value in compiled.settings.items() if _ADAM.get(name) != value}
