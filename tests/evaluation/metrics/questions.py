"""Answers made up from known effects, to see how often an interval holds the truth."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from evaluation.metrics.bootstrap import Resampling, clustered_estimate, mean_score
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

    @property
    def truth(self) -> float:
        """Share of answers that win, over all questions there could be."""
        return float(special.ndtr(MEAN / np.hypot(1, self.question_sd)))


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


def coverage(world: World, *, times: int, of_words: bool = False) -> float:
    """How often the interval holds the truth."""
    rng = np.random.default_rng(11)
    truth, draw = (0.2, words) if of_words else (world.truth, answers)
    held = 0
    for seed in range(times):
        counted, questions = draw(world, rng)
        found = clustered_estimate(
            counted,
            questions.tolist(),
            mean_score,
            resampling=Resampling(draws=DRAWS, seed=seed),
        ).interval
        held += found is not None and found.low <= truth <= found.high
    return held / times


def _counted(above: npt.NDArray[Any], below: Floats, world: World) -> tuple[Floats, Ints]:
    questions = np.arange(world.questions, dtype=np.int64)
    counted = np.column_stack([above.ravel(), below.ravel()]).astype(np.float64)
    return counted, np.repeat(questions, world.languages)
