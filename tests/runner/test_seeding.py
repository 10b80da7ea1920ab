"""Random numbers of every source are the same after the same seed."""

import random

import numpy as np
import pytest

from grader.runner.seeding import seed_random


@pytest.fixture(autouse=True)
def as_drawn_before(monkeypatch):
    """Restore the state of the generators, which other tests use too."""
    monkeypatch.setattr(np.random.bit_generator, "randbits", np.random.bit_generator.randbits)
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002
    yield
    random.setstate(python)
    np.random.set_state(numpy)  # noqa: NPY002


SOURCES = {
    "random": random.random,
    "numpy": np.random.rand,
    "a new generator of numpy": lambda: np.random.default_rng().random(),
    "a second one": lambda: [np.random.default_rng().random() for _ in range(2)][1],
}


@pytest.mark.parametrize("draw", SOURCES.values(), ids=SOURCES)
def test_the_same_seed_gives_the_same_numbers_and_another_seed_gives_others(draw):
    drawn = []
    for seed in (1, 1, 2):
        seed_random(seed)
        drawn.append(draw())
    assert drawn[0] == drawn[1] != drawn[2]


def test_two_new_generators_draw_different_numbers():
    seed_random(1)
    assert np.random.default_rng().random() != np.random.default_rng().random()


def test_a_seed_of_the_learner_is_used():
    seed_random(1)
    expected = np.random.default_rng(5).random()
    seed_random(2)
    assert np.random.default_rng(5).random() == expected


def test_keras_draws_its_seeds_from_python(keras):
    drawn = []
    for seed in (1, 1, 2):
        seed_random(seed)
        drawn.append(float(keras.initializers.GlorotUniform()((1, 1))[0, 0]))
    assert drawn[0] == drawn[1] != drawn[2]
