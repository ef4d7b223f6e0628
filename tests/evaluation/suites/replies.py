"""Replies made by hand and by chance."""

import numpy as np

from evaluation.suites.answers import Answer

_WORDS = [
    "the",
    "cat",
    "sat",
    "on",
    "a",
    "mat",
    "and",
    "then",
    "it",
    "slept",
    "in",
    "the",
    "sun",
    "all",
    "day",
]


def answer(reference: str, text: str | None, *, at: int = 0, **more: str) -> Answer:
    """An answer in German unless told otherwise, to sample `at`."""
    given = {"id": str(at), "cluster": str(at), "language": "deu", "target": "deu", **more}
    return Answer(reference=reference, text=text, **given)


def chance_answers(count: int, *, language: str, noise: float, seed: int) -> list[Answer]:
    """Each word of a reply is wrong with a chance of `noise`."""
    rng = np.random.default_rng(seed)
    answers = []
    for at in range(count):
        words = rng.choice(_WORDS, 12).tolist()
        said = [word if rng.random() > noise else "uh" for word in words]
        answers.append(
            answer(" ".join(words), " ".join(said), at=at, language=language, target=language)
        )
    return answers
