"""Scores a bench of 200 questions in 23 languages, draws included, beside the plain libraries.

jiwer and sacrebleu score the same texts, normalized alike, once and without intervals.
"""

from collections.abc import Sequence
from dataclasses import replace

import jiwer
import numpy as np
from sacrebleu.metrics.bleu import BLEU

from evaluation.metrics import Outcome, bleu_tokenizer, normalize, options_for
from evaluation.metrics.bootstrap import DRAWS
from evaluation.suites.answers import Answer, Judged
from evaluation.suites.comparing import score_outcomes
from evaluation.suites.loading import get_suite
from evaluation.suites.scoring import score_answers
from languages import LANGUAGES
from tests.bench.result import Result, seconds

QUESTIONS = 200
WORDS = 12
WRONG = 0.2
"""Chance of a word."""
_GOAL_S = 10.0


def score() -> Sequence[Result]:
    answers = _answers()
    metrics = {"wer": "speech_recognition", "bleu": "speech_translation_from_english"}
    plain = {"wer": lambda: _jiwer(answers), "bleu": lambda: _sacrebleu(answers)}
    results = [
        _result(
            f"{metric.upper()} of {QUESTIONS} x {len(LANGUAGES)} replies, {DRAWS:,} draws",
            ours_s=_ours(suite, metric, answers),
            plain_s=seconds(plain[metric]),
        )
        for metric, suite in metrics.items()
    ]
    outcomes_s = seconds(lambda: score_outcomes(_outcomes(answers)))
    return [*results, _result("win, tie and loss of as many, by language", ours_s=outcomes_s)]


def _ours(suite: str, metric: str, answers: list[Answer]) -> float:
    only = replace(get_suite(suite), metrics=(metric,), primary=metric)
    return seconds(lambda: score_answers(only, answers))


def _jiwer(answers: list[Answer]) -> list[float]:
    return [
        jiwer.wer(
            [normalize(each.reference, options_for(code)) for each in some],
            [normalize(each.text or "", options_for(code)) for each in some],
        )
        for code, some in _by_language(answers).items()
    ]


def _sacrebleu(answers: list[Answer]) -> list[float]:
    return [
        float(
            BLEU(tokenize=bleu_tokenizer(code))
            .corpus_score([each.text or "" for each in some], [[each.reference for each in some]])
            .score
        )
        for code, some in _by_language(answers).items()
    ]


def _by_language(answers: list[Answer]) -> dict[str, list[Answer]]:
    return {code: [each for each in answers if each.target == code] for code in LANGUAGES}


def _answers() -> list[Answer]:
    rng = np.random.default_rng(0)
    return [_answer(code, at, rng) for code in LANGUAGES for at in range(QUESTIONS)]


def _answer(code: str, at: int, rng: np.random.Generator) -> Answer:
    row = LANGUAGES[code]
    letters = [each for each in row.endonym if each.isalpha()]
    words = ["".join(rng.choice(letters, rng.integers(2, 9))) for _ in range(WORDS)]
    said = [word if rng.random() > WRONG else word[::-1] + letters[0] for word in words]
    return Answer(
        id=str(at),
        language=code,
        target=code,
        cluster=str(at),
        reference=row.sentence_gap.join(words),
        text=row.sentence_gap.join(said),
    )


def _outcomes(answers: list[Answer]) -> list[Judged]:
    drawn = np.random.default_rng(1).choice(list(Outcome), len(answers))
    return [
        Judged(language=each.target, cluster=each.cluster, outcome=Outcome(outcome))
        for each, outcome in zip(answers, drawn, strict=True)
    ]


def _result(name: str, *, ours_s: float, plain_s: float | None = None) -> Result:
    share = "" if plain_s is None else f", ratio {plain_s / ours_s:.2f}"
    plain = "" if plain_s is None else f"{plain_s:.2f} s, without draws"
    return Result(name, f"{ours_s:.2f} s{share}", plain, f"{_GOAL_S:g} s", ours_s <= _GOAL_S)
