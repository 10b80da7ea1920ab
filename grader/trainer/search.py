"""Runs in the trainer: tries one repair after another, and finds the smallest that works alone."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
import numpy as np

from grader.protocol.arrays import unpack
from grader.protocol.trainings import LossFunction, TrainingSetup
from grader.trainer.losses import constant_loss
from grader.trainer.messages import DiagnosisReply, DiagnosisRequest, NotFinite, RepairKind
from grader.trainer.origins import dead_units, first_not_finite, has_slope
from grader.trainer.repairs import Repair, a_decade_lower, fresh, repairs, with_steps
from grader.trainer.training_loop import Loops

_MAX_RISE = 1.5
"""A training of a model that is good already may leave its loss about as it is."""

_GOOD_ALREADY = 0.1
"""A training may leave its loss as it is if that is this part of the best constant's."""

_FURTHER_SEEDS = 8


def diagnose(request: DiagnosisRequest, loops: Loops) -> DiagnosisReply:
    """Return why a training fails, as far as a single repair shows it."""
    return _Search(request, loops).reply()


class _Search:
    """The search for the smallest repair of one training."""

    def __init__(self, request: DiagnosisRequest, loops: Loops) -> None:
        self._request = request
        self._loops = loops
        self._setup = request.setup
        self._seed, *self._fresh_seeds = request.seeds
        rng = np.random.default_rng(request.seeds)
        self._further_seeds = rng.integers(2**31, size=_FURTHER_SEEDS).tolist()

    def reply(self) -> DiagnosisReply:
        """Return the whole reply."""
        setup, loop = self._setup, self._loops.prepare(self._setup)
        for seed in self._request.seeds[: self._request.tries]:
            self._seed, curve = seed, tuple(loop.train(setup, seed))
            if not self._is_in_order(curve, loop.measured):
                break
        else:
            return DiagnosisReply()
        if self._request.longer > setup.steps and loop.is_finite:
            return self._longer(curve)
        return self._with_repair(self._failed(curve))

    def _longer(self, curve: tuple[float, ...]) -> DiagnosisReply:
        """Return the reply for a training that may only have been too short."""
        short, self._setup = self._setup, with_steps(self._setup, self._request.longer)
        going_on = Repair("longer", lambda one, _seed: with_steps(one, self._request.longer))
        loop = self._loops.prepare(self._setup)
        after = tuple(loop.train(self._setup, self._seed))
        if not self._is_in_order(after, loop.measured):
            return self._with_repair(self._failed(after))
        if not self._works(going_on):
            self._setup = short
            return self._with_repair(self._failed(tuple(loop.train(short, self._seed))))
        return DiagnosisReply(
            fails=True,
            measured=loop.measured,
            curve_before=curve,
            curve_after=after,
            repair="longer",
            details={"before": short.steps, "after": self._setup.steps},
            steps=short.steps,
        )

    def _failed(self, curve: tuple[float, ...]) -> DiagnosisReply:
        """Return what the training that was just made shows."""
        setup, loop = self._setup, self._loops.prepare(self._setup)
        return DiagnosisReply(
            fails=True,
            measured=loop.measured,
            curve_before=curve,
            dead=dead_units(loop, setup),
            not_finite=None if loop.is_finite else self._origin(loop.steps_made),
            has_slope=has_slope(loop, setup),
            steps=setup.steps,
        )

    def _origin(self, step: int) -> NotFinite | None:
        return first_not_finite(self._loops.prepare(self._setup), self._setup, self._seed, step)

    def _with_repair(self, found: DiagnosisReply) -> DiagnosisReply:
        working = self._working()
        first = next(working, None)
        if first is None:
            return found
        repaired = first.change(self._setup, self._seed)
        loop = self._loops.prepare(repaired)
        after = tuple(loop.train(repaired, self._seed))
        before = found.curve_before
        if loop.measured != found.measured:
            # Both curves must be of the same loss.
            same = self._loops.prepare(self._setup, loop.measured)
            before = tuple(same.train(self._setup, self._seed))
        return msgspec.structs.replace(
            found,
            measured=loop.measured,
            curve_before=before,
            curve_after=after,
            repair=first.kind,
            details=first.details,
            others=tuple(dict.fromkeys(one.kind for one in working if one.kind != first.kind)),
        )

    def _working(self) -> Iterator[Repair]:
        """Yield the repairs that work from the start of the training and with every fresh seed."""
        kinds = self._request.kinds
        tried: set[RepairKind] = set()
        for repair in repairs(self._setup, self._request.pairs):
            is_asked = kinds is None or repair.kind in kinds
            if not is_asked or repair.kind in tried:
                continue
            worst = self._worst(repair)
            if math.isfinite(worst):
                # To try all other learning rates, too, would take most of the time.
                tried |= {repair.kind, "rate_lower", "rate_higher"}
                yield self._surer(repair, worst)

    def _surer(self, repair: Repair, worst: float) -> Repair:
        """Return the repair, or the learning rate a decade lower if that is better.

        The highest decade in which a training works may be the edge of those in which it does:
        there, other first weights can make it fail. worst: what `_worst` says of the repair.
        """
        lower = a_decade_lower(self._setup, repair)
        return lower if lower is not None and self._worst(lower) < worst else repair

    def _works(self, repair: Repair) -> bool:
        return math.isfinite(self._worst(repair))

    def _worst(self, repair: Repair) -> float:
        """Return the largest part of the loss that is left with any seed.

        Infinity if the loss does not fall clearly with one of them. A learning rate is tried with
        more seeds: at the edge of the rates that work, it works by chance.
        """
        seeds = list(self._fresh_seeds)
        if repair.kind in ("rate_lower", "rate_higher"):
            seeds += self._further_seeds
        worst = self._left(repair.change(self._setup, self._seed), self._seed)
        for seed in seeds:
            if math.isinf(worst):
                break
            again = repair.change(fresh(self._setup, seed), seed)
            worst = max(worst, self._left(again, seed))
        return worst

    def _left(self, setup: TrainingSetup, seed: int) -> float:
        """Return the part of the loss that a training leaves; infinity if it falls too little."""
        loop = self._loops.prepare(setup)
        losses = tuple(loop.train(setup, seed))
        share = self._request.clearly_to
        if not self._is_below(losses, loop.measured, setup, share) or losses[-1] >= losses[0]:
            return math.inf
        return losses[-1] / losses[0] if losses[0] > 0 else 0.0

    def _is_in_order(self, losses: tuple[float, ...], measured: LossFunction) -> bool:
        share = self._request.falls_to
        if len(set(losses)) == 1:  # Nothing was trained: a loss that is low is so by chance.
            share = min(share, _GOOD_ALREADY)
        is_low = self._is_below(losses, measured, self._setup, share)
        return is_low and losses[-1] <= _MAX_RISE * losses[0]

    def _is_below(
        self,
        losses: tuple[float, ...],
        measured: LossFunction,
        setup: TrainingSetup,
        share: float,
    ) -> bool:
        reference = losses[0]
        if self._request.beats_constant:
            reference = constant_loss(measured.name, unpack(setup.y)) or reference
        return all(map(math.isfinite, losses)) and losses[-1] <= share * reference
