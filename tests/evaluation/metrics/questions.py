"""Answers made up from known effects, to see how often an interval holds the truth."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.metrics.bleu import bleu_scores
from evaluation.metrics.bootstrap import Resampling, clustered_estimate, mean_score
from evaluation.metrics.resampling import Score
from evaluation.metrics.votes import Floats, Ints

DRAWS = 1_000
MEAN = 0.3
"""Of the easiness of a question, in standard deviations of what else decides."""


@dataclass(frozen=True)
class World:
    """Questions asked in several languages; some are hard in all of them."""

    questions: int
    languages: int = 23
    question_sd: float = 1.0
    """Beside 1 of the answer's own."""


def answers(world: World, rng: np.random.Generator) -> tuple[Floats, Ints]:
    """Wins out of one, (items, 2), and the question of each, (items,)."""
    easiness = MEAN + world.question_sd * rng.standard_normal((world.questions, 1))
    wins = easiness + rng.standard_normal((world.questions, world.languages)) > 0
    return _counted(wins, np.ones(wins.shape), world)


def words(world: World, rng: np.random.Generator) -> tuple[Floats, Ints]:
    """Errors and reference words, (items, 2); the rate over all of them is 0.2."""
    length = 1 + rng.poisson(9, (world.questions, 1)) + np.zeros((1, world.languages))
    hardness = rng.gamma(2, 0.1, (world.questions, 1))
    errors = rng.poisson(hardness * length)
    return _counted(errors, length, world)


def sentences(world: World, rng: np.random.Generator) -> tuple[Floats, Ints]:
    """What BLEU counts, (items, 10): an n-gram is right with the n-th power of a word's chance."""
    words = 8 + rng.poisson(9, (world.questions, 1)) + np.zeros((1, world.languages), np.int64)
    chance = rng.beta(8, 4, (world.questions, 1))
    all_of = [words - order for order in range(4)]
    right = [rng.binomial(each, chance ** (order + 1)) for order, each in enumerate(all_of)]
    reference = words + rng.integers(-1, 4, words.shape)
    columns = np.column_stack([each.ravel() for each in (words, reference, *right, *all_of)])
    return columns.astype(np.float64), _questions(world)


@dataclass(frozen=True)
class Measure:
    draw: Callable[[World, np.random.Generator], tuple[Floats, Ints]]
    score: Score

    def truth(self, world: World) -> float:
        """Of so many questions that chance hardly matters."""
        many, _ = self.draw(World(400_000, 1, world.question_sd), np.random.default_rng(0))
        return float(self.score(many.sum(axis=0, keepdims=True))[0])


WINS = Measure(answers, mean_score)
ERRORS = Measure(words, mean_score)
BLEU = Measure(sentences, bleu_scores)


def coverage(world: World, measure: Measure, *, times: int) -> float:
    """How often the interval holds the truth."""
    rng = np.random.default_rng(11)
    truth = measure.truth(world)
    held = 0
    for seed in range(times):
        counted, questions = measure.draw(world, rng)
        found = clustered_estimate(
            counted,
            questions.tolist(),
            measure.score,
            resampling=Resampling(draws=DRAWS, seed=seed),
        ).interval
        held += found is not None and found.low <= truth <= found.high
    return held / times


def _counted(above: npt.NDArray[Any], below: Floats, world: World) -> tuple[Floats, Ints]:
    return np.column_stack([above.ravel(), below.ravel()]).astype(np.float64), _questions(world)


def _questions(world: World) -> Ints:
    return np.repeat(np.arange(world.questions, dtype=np.int64), world.languages)
