import pytest

from evaluation.metrics import Outcome, Resampling
from evaluation.suites.answers import Judged, JudgedTwice
from evaluation.suites.comparing import agree, compare_answers, score_outcomes
from evaluation.suites.loading import get_suite
from evaluation.suites.suite import Pair
from tests.evaluation.suites.replies import answer, chance_answers

RECOGNITION = get_suite("speech_recognition")
FEW = Resampling(draws=500)
WIN, TIE, LOSS = Outcome


def test_better_system_has_fewer_errors_for_sure() -> None:
    good = chance_answers(60, language="deu", noise=0.1, seed=3)
    bad = chance_answers(60, language="deu", noise=0.4, seed=3)

    found = compare_answers(RECOGNITION, good, bad, resampling=FEW)

    assert [(each.metric, each.pair) for each in found[:2]] == [
        ("error_rate", Pair("deu", "deu")),
        ("error_rate", None),
    ]
    difference = found[0].difference
    assert difference.value is not None
    assert difference.interval is not None
    assert difference.p_value is not None
    assert difference.value < 0
    assert difference.interval.high < 0
    assert difference.p_value < 0.01


def test_only_what_both_were_asked_is_compared() -> None:
    first = [answer("ja", "ja", at=0), answer("ja", "nein", at=1)]
    second = [answer("ja", "nein", at=5), answer("ja", "ja", at=0)]

    found = compare_answers(RECOGNITION, first, second, resampling=FEW)

    assert {each.difference.items for each in found} == {1}
    assert {each.difference.value for each in found} == {0.0}


def test_systems_without_common_samples_have_no_difference() -> None:
    found = compare_answers(RECOGNITION, [answer("ja", "ja")], [], resampling=FEW)

    assert [each.difference.value for each in found] == [None] * 3


def test_outcomes_are_told_by_language_and_as_the_mean_of_languages() -> None:
    judged = [
        *(Judged(language="deu", cluster=str(at), outcome=WIN) for at in range(3)),
        Judged(language="deu", cluster="3", outcome=TIE),
        Judged(language="ell", cluster="0", outcome=LOSS),
    ]

    german, greek, overall = score_outcomes(judged, resampling=FEW)

    assert (german.language, greek.language, overall.language) == ("deu", "ell", None)
    assert german.preference.wins.value == 0.75
    assert overall.preference.wins.value == pytest.approx(0.375)
    assert overall.preference.losses.value == pytest.approx(0.5)
    assert overall.preference.wins.count == 3


def test_nothing_judged_has_no_rates() -> None:
    (overall,) = score_outcomes([])

    assert overall.preference.wins.value is None


def test_judges_agree_by_language_and_over_all() -> None:
    said = [(WIN, WIN), (LOSS, LOSS), (WIN, WIN), (TIE, LOSS)]
    judged = [
        JudgedTwice(language=language, cluster=str(at), first=first, second=second)
        for at, (first, second) in enumerate(said)
        for language in ("deu", "ell")
        if language == "deu" or first != TIE
    ]

    german, greek, overall = agree(judged, resampling=FEW)

    assert (german.language, greek.language, overall.language) == ("deu", "ell", None)
    assert german.kappa.agreement == 0.75
    assert greek.kappa.value == 1
    assert overall.kappa.items == 7


def test_judges_of_nothing_neither_agree_nor_disagree() -> None:
    (overall,) = agree([])

    assert (overall.kappa.value, overall.kappa.agreement) == (None, None)
