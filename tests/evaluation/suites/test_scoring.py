from pathlib import Path

import jiwer
import pytest
from sacrebleu.metrics.bleu import BLEU

from evaluation.metrics import Resampling, normalize, options_for
from evaluation.suites.answers import Answer
from evaluation.suites.loading import get_suite
from evaluation.suites.samples import Sample
from evaluation.suites.scoring import Replies, Score, SuiteScores, count_replies, score_answers
from evaluation.suites.suite import Pair
from tests.evaluation.suites.replies import answer, chance_answers

RECOGNITION = get_suite("speech_recognition")
TRANSLATION = get_suite("speech_translation_to_english")
FEW = Resampling(draws=500)


def value_of(scores: SuiteScores, metric: str, pair: Pair | None = None) -> float | None:
    (found,) = [each for each in scores.scores if (each.metric, each.pair) == (metric, pair)]
    return found.value


def test_error_rate_of_a_language_is_jiwers() -> None:
    answers = chance_answers(50, language="deu", noise=0.3, seed=1)
    options = options_for("deu")
    theirs = jiwer.wer(
        [normalize(each.reference, options) for each in answers],
        [normalize(each.text or "", options) for each in answers],
    )

    found = score_answers(RECOGNITION, answers, resampling=FEW)

    assert value_of(found, "wer", Pair("deu", "deu")) == pytest.approx(theirs)


def test_bleu_of_a_pair_is_sacrebleus_in_the_target_language() -> None:
    answers = [
        answer("The cat sat on the mat today.", "A cat sat on the mat.", at=0, target="eng"),
        answer("It rains in the night.", "It rains at night.", at=1, target="eng"),
    ]
    theirs = BLEU().corpus_score([a.text or "" for a in answers], [[a.reference for a in answers]])

    found = score_answers(TRANSLATION, answers, resampling=FEW)

    assert value_of(found, "bleu", Pair("deu", "eng")) == pytest.approx(theirs.score)
    assert "tok:13a" in found.scores[0].signature


def test_headline_unit_is_the_languages_own() -> None:
    chinese = answer("今天下雨", "今天下雪", language="cmn", target="cmn")
    german = answer("es regnet heute stark", "es schneit heute stark")

    found = score_answers(RECOGNITION, [chinese, german], resampling=FEW)

    assert value_of(found, "error_rate", Pair("cmn", "cmn")) == 0.25
    assert value_of(found, "error_rate", Pair("deu", "deu")) == 0.25
    assert [each.values["error_rate"] for each in found.answers] == [0.25, 0.25]
    assert [each.values["wer"] for each in found.answers] == [1.0, 0.25]


def test_score_over_all_is_the_mean_of_pairs_whatever_their_size() -> None:
    right = [answer("ja", "ja", at=at) for at in range(9)]
    wrong = answer("oui", "non", language="fra", target="fra")

    found = score_answers(RECOGNITION, [*right, wrong], resampling=FEW)

    assert value_of(found, "wer") == 0.5
    overall = found.scores[2]
    assert (overall.pair, overall.items, overall.clusters) == (None, 10, 9)
    assert overall.signature == "mean-of-pairs:2"


def test_failed_reply_counts_as_an_empty_one() -> None:
    failed, silent = (
        score_answers(RECOGNITION, [answer("ja", text), answer("ja", "ja", at=1)], resampling=FEW)
        for text in (None, "")
    )

    assert failed.scores == silent.scores
    assert value_of(failed, "wer") == 0.5
    assert failed.replies[-1].failed == 1
    assert silent.replies[-1].empty == 1


def test_wrong_languages_are_counted_of_those_that_could_be_told() -> None:
    answers = [
        answer("ja", "ja", at=0, guess="deu"),
        answer("ja", "yes", at=1, guess="eng"),
        answer("ja", "?", at=2),
        answer("oui", "yes", at=3, language="fra", target="fra", guess="eng"),
    ]

    assert count_replies(answers) == (
        Replies(pair=Pair("deu", "deu"), items=3, failed=0, empty=0, guessed=2, wrong_language=1),
        Replies(pair=Pair("fra", "fra"), items=1, failed=0, empty=0, guessed=1, wrong_language=1),
        Replies(pair=None, items=4, failed=0, empty=0, guessed=3, wrong_language=2),
    )
    assert count_replies(answers)[0].wrong_share == 0.5
    assert count_replies([])[0].wrong_share is None


def test_interval_holds_the_value_and_narrows_with_more_answers() -> None:
    few, many = (
        score_answers(
            RECOGNITION, chance_answers(count, language="deu", noise=0.2, seed=2), resampling=FEW
        ).scores[0]
        for count in (20, 320)
    )
    assert few.value is not None
    assert few.interval is not None
    assert many.interval is not None

    assert few.interval.low < few.value < few.interval.high
    assert few.interval.width > 2.5 * many.interval.width


def test_scores_are_defined_without_answers_and_with_one() -> None:
    nothing = score_answers(TRANSLATION, [])
    one = score_answers(TRANSLATION, [answer("", "", target="eng")])

    assert nothing.scores[0] == Score(
        metric="bleu",
        pair=None,
        value=None,
        interval=None,
        items=0,
        clusters=0,
        signature="mean-of-pairs:0",
    )
    assert [each.value for each in one.scores] == [100.0] * 4
    assert [each.interval for each in one.scores] == [None] * 4


def test_suite_without_references_has_replies_but_no_text_scores() -> None:
    found = score_answers(get_suite("spoken_qa"), [answer("", "Eine Antwort.")])

    assert found.scores == ()
    assert [each.items for each in found.replies] == [1, 1]


def test_answer_is_made_of_the_sample_it_belongs_to(tmp_path: Path) -> None:
    sample = Sample(
        id="c", language="deu", target="eng", audio=tmp_path / "c.wav",
        reference="Yes.", cluster="anna",
    )  # fmt: skip

    assert Answer.to(sample, "Yes", guess="eng") == Answer(
        id="c", language="deu", target="eng", cluster="anna", reference="Yes.", text="Yes",
        guess="eng",
    )  # fmt: skip
