"""How often a failed training gets the name of a repair, and whether that name is right.

Faults come from a generator with a new seed in each run. A name is right if that repair alone makes
the loss fall with three fresh seeds, in a training by Keras' own `fit`: other weights at the start,
another order of the rows. Covered are Dense networks with up to six hidden layers, regression, two
classes and several, sums and probabilities, and five optimizers.
"""

from __future__ import annotations

import math
import secrets
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np

from benchmarks.common import at_least, at_most, console, parser, table
from benchmarks.faults import FAULTS, Recipe, working
from benchmarks.plain_keras import losses_of, of_a_constant, repaired, weights_of
from grader.protocol.arrays import pack
from grader.protocol.networks import DenseLayer, Network
from grader.protocol.trainings import LossFunction, TrainingSetup
from grader.session import Session, Settings
from grader.trainer.diagnose import CLEARLY_TO, FALLS_TO
from grader.trainer.messages import DiagnosisReply, DiagnosisRequest, Pairs
from grader.trainer.pool import TrainerPool
from grader.trainer.reproduce import STEPS_AGAIN

WORKS = 0.5
"""A training works if it brings the loss to this part of the loss of the best constant."""

FALLS = 0.8
"""The same for a repaired training, which may be slower than the one without the fault."""


@dataclass(frozen=True)
class Case:
    """A recipe with a fault, or without one, and what the diagnosis said of it."""

    fault: str
    recipe: Recipe
    reply: DiagnosisReply
    is_right: bool

    @property
    def verdict(self) -> str:
        """Named rightly, named wrongly, told that there is no single repair, or told nothing."""
        if self.reply.internal_error:
            return "error"
        if not self.reply.fails:
            return "silent"
        if self.reply.repair is None:
            return "none"
        return "named" if self.is_right else "wrong"


def main(quick: bool = False, seed: int | None = None, count: int | None = None) -> int:
    """Print the table."""
    seed = secrets.randbits(32) if seed is None else seed
    console.print(f"Faults and trainings are drawn with the seed {seed}.")
    rng = np.random.default_rng(seed)
    count = count or (4 if quick else 16 * len(FAULTS))
    cases: list[Case] = []
    sound: list[Case] = []
    with Session(Settings(jobs=1)) as session:
        trainers = session.warm().trainers
        try:
            collect(cases, faulty(rng, count, trainers), count)
            collect(sound, healthy(rng, max(count // 5, 1), trainers), max(count // 5, 1))
        except KeyboardInterrupt:
            console.print("Stopped: this is what was done until then.")
    show(cases, sound)
    return 0


def collect(cases: list[Case], drawn: Iterator[Case], count: int) -> None:
    """Add what is drawn to the cases, and tell every tenth: all of them take about an hour."""
    for number, case in enumerate(drawn, 1):
        cases.append(case)
        if number % 10 == 0 or number == count:
            kind = "failed" if case.fault else "healthy"
            console.print(f"{number} of {count} {kind} trainings")


def faulty(rng: np.random.Generator, count: int, trainers: TrainerPool) -> Iterator[Case]:
    """Yield trainings that work, each with a fault that makes Keras' `fit` fail; all in turn."""
    for number in range(count):
        name, put = list(FAULTS.items())[number % len(FAULTS)]
        while True:
            sound, broken = put(rng, working(rng))
            drawn = seeds(rng, 5)
            if works(sound, trainers, rng) and parts(broken, drawn[:1])[0] > FALLS_TO:
                asked = msgspec.structs.replace(request(broken, drawn), tries=len(drawn) - 1)
                yield judged(name, broken, asked, trainers, rng)
                break


def healthy(rng: np.random.Generator, count: int, trainers: TrainerPool) -> Iterator[Case]:
    """Yield trainings that work."""
    for _ in range(count):
        while not works(recipe := working(rng), trainers, rng):
            pass
        yield judged("", recipe, request(recipe, seeds(rng, 5)), trainers, rng)


def works(recipe: Recipe, trainers: TrainerPool, rng: np.random.Generator) -> bool:
    """Return whether one training brings the loss down to half of the best constant's."""
    asked = request(recipe, seeds(rng, 2))
    asked = msgspec.structs.replace(asked, falls_to=WORKS, kinds=(), longer=0)
    return not trainers.diagnose(asked).fails


def parts(recipe: Recipe, drawn: Sequence[int]) -> list[float]:
    """Train with each seed; return the losses as parts of the best constant's.

    A loss that has not fallen, or is not finite, counts as infinity.
    """
    constant = of_a_constant(recipe)
    pairs = losses_of(recipe, drawn)
    return [
        after / constant if math.isfinite(after) and after < before else math.inf
        for before, after in pairs
    ]


def seeds(rng: np.random.Generator, count: int) -> list[int]:
    """Draw seeds. The diagnosis gets others than the check on it."""
    return [int(one) for one in rng.integers(2**31, size=count)]


def judged(
    fault: str,
    recipe: Recipe,
    asked: DiagnosisRequest,
    trainers: TrainerPool,
    rng: np.random.Generator,
) -> Case:
    """Have a training diagnosed, and check the name that it gets."""
    reply = trainers.diagnose(asked)
    is_right = False
    if reply.repair is not None:
        each_epoch = -(-len(recipe.x) // recipe.batch)
        longest = max(reply.steps, reply.details["after"] if reply.repair == "longer" else 0)
        mended = replace(
            repaired(recipe, reply.repair, reply.details), epochs=-(-longest // each_epoch)
        )
        is_right = max(parts(mended, seeds(rng, 3))) <= FALLS
    case = Case(fault, recipe, reply, is_right)
    if case.verdict != "named" and fault:
        console.print(f"{case.verdict}: {fault}: {described(recipe)}")
        console.print(f"  {reply.repair} {reply.details} {reply.internal_error}")
    return case


def request(recipe: Recipe, drawn: Sequence[int]) -> DiagnosisRequest:
    """Return what the grader would ask its trainer."""
    first, *others = drawn
    weights = iter(weights_of(recipe, first))
    activations = [recipe.hidden] * len(recipe.units) + [recipe.output]
    layers = tuple(
        DenseLayer(pack(next(weights)), pack(next(weights)), name, number not in recipe.frozen)
        for number, name in enumerate(activations)
    )
    names: Any = (recipe.loss, recipe.optimizer)
    setup = TrainingSetup(
        network=Network(layers),
        x=pack(recipe.x),
        y=pack(recipe.y),
        loss=LossFunction(names[0], recipe.from_logits),
        optimizer=names[1],
        learning_rate=recipe.rate,
        steps=recipe.epochs * -(-len(recipe.x) // recipe.batch),
        batch_size=recipe.batch,
    )
    pairs = None if recipe.pairs is None else Pairs(*map(pack, recipe.pairs))
    return DiagnosisRequest(
        setup, tuple(others), FALLS_TO, CLEARLY_TO, pairs=pairs, longer=STEPS_AGAIN
    )


def described(recipe: Recipe) -> str:
    """Return all of a recipe but its data."""
    values = {name: getattr(recipe, name) for name in recipe.__dataclass_fields__}
    rest = {name: value for name, value in values.items() if name not in ("x", "y", "pairs")}
    return f"{recipe.x.shape} {rest}"


def show(cases: Sequence[Case], sound: Sequence[Case]) -> None:
    """Print the table."""
    columns = ("fault", "trainings", "named rightly", "no single repair", "told nothing", "wrongly")
    shown = table("Failed trainings", *columns, "names")
    for fault in FAULTS:
        of_it = [case for case in cases if case.fault == fault]
        counts = Counter(case.verdict for case in of_it)
        names = Counter(case.reply.repair for case in of_it if case.reply.repair)
        shown.add_row(
            fault,
            *map(str, (len(of_it), *(counts[one] for one in ("named", "none", "silent", "wrong")))),
            ", ".join(f"{name} {count}" for name, count in names.most_common()),
        )
    console.print(shown)
    counts = Counter(case.verdict for case in cases)
    named = 100 * counts["named"] / max(len(cases), 1)
    told = sum(case.verdict != "silent" for case in sound)
    console.print(f"named rightly: {named:.1f} % of {len(cases)}; {at_least(named, 95, ' %')}")
    console.print(f"named wrongly: {counts['wrong']}; {at_most(counts['wrong'], 0)}")
    console.print(f"healthy trainings with a diagnosis: {told} of {len(sound)}; {at_most(told, 0)}")


if __name__ == "__main__":
    made = parser(__doc__)
    made.add_argument("--seed", type=int, help="repeat an earlier run")
    made.add_argument("--count", type=int, help="the number of failed trainings")
    options = made.parse_args()
    sys.exit(main(options.quick, options.seed, options.count))
