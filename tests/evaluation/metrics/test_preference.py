import numpy as np
import pytest
from scipy import stats

from evaluation.metrics.bootstrap import Difference, Resampling
from evaluation.metrics.opinion import Interval, rate_interval
from evaluation.metrics.preference import Outcome, Rate, SignTest, preference_rates, sign_test

WIN, TIE, LOSS = Outcome
FEW = Resampling(draws=2_000)


def test_preference_is_three_rates_that_add_up() -> None:
    found = preference_rates([WIN] * 12 + [TIE] * 5 + [LOSS] * 3, range(20), resampling=FEW)

    assert [each.count for each in (found.wins, found.ties, found.losses)] == [12, 5, 3]
    assert [each.value for each in (found.wins, found.ties, found.losses)] == [0.6, 0.25, 0.15]
    assert found.margin.value == pytest.approx(0.45)
    assert found.wins.interval is not None
    assert found.wins.interval.low < 0.6 < found.wins.interval.high


def test_rates_over_languages_are_the_mean_of_theirs() -> None:
    found = preference_rates(
        [WIN, WIN, WIN, LOSS], [1, 2, 3, 1], groups=["deu"] * 3 + ["fra"], resampling=FEW
    )

    assert (found.wins.value, found.losses.value, found.wins.count) == (0.5, 0.5, 3)


def test_sign_test_leaves_ties_out() -> None:
    outcomes = [WIN] * 9 + [TIE] * 30 + [LOSS]

    found = sign_test(outcomes, range(40))

    assert (found.wins, found.losses, found.left_out) == (9, 1, 30)
    assert found.p_value == pytest.approx(stats.binomtest(9, 10).pvalue)


def test_sign_test_counts_a_question_in_many_languages_once() -> None:
    outcomes = [WIN] * 20 + [LOSS, WIN, LOSS] + [WIN, LOSS]
    questions = ["a"] * 20 + ["b"] * 3 + ["c"] * 2

    assert sign_test(outcomes, questions) == SignTest(wins=1, losses=1, left_out=1, p_value=1.0)


def test_rate_without_spread_is_not_told_as_sure() -> None:
    found = preference_rates([WIN] * 10, range(10), resampling=FEW)

    assert found.wins == Rate(count=10, value=1.0, interval=rate_interval(10, 10))
    assert found.losses == Rate(count=0, value=0.0, interval=rate_interval(0, 10))


@pytest.mark.parametrize(("outcome", "value"), [(WIN, 1.0), (TIE, 0.0), (LOSS, -1.0)])
def test_margin_without_spread_is_not_told_as_sure(outcome: Outcome, value: float) -> None:
    found = preference_rates([outcome] * 10, range(10), resampling=FEW).margin
    unseen = rate_interval(0, 10)

    assert found.value == value
    assert found.interval is not None
    assert unseen is not None
    reach = (1 + abs(value)) * unseen.high
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (max(value - reach, -1), min(value + reach, 1))
    )


def test_margin_of_ties_gets_surer_with_more_questions_not_with_more_languages() -> None:
    few, many = (preference_rates([TIE] * n, range(n), resampling=FEW) for n in (5, 50))
    languages = preference_rates(
        [TIE] * 10, [*range(5)] * 2, groups=["deu"] * 5 + ["fra"] * 5, resampling=FEW
    )

    assert few.margin.interval is not None
    assert many.margin.interval is not None
    assert 0 < many.margin.interval.high < few.margin.interval.high < 0.5
    assert languages.margin.interval == few.margin.interval


def test_margin_of_nearly_all_ties_holds_the_truth_mostly() -> None:
    generator = np.random.default_rng(0)
    wins = generator.binomial(20, 0.05, 400)  # beside ties alone: the true margin is 0.05
    intervals = [
        preference_rates([WIN] * n + [TIE] * (20 - n), range(20), resampling=FEW).margin.interval
        for n in np.unique(wins)
    ]
    held = {
        n: interval is not None and interval.low <= 0.05 <= interval.high
        for n, interval in zip(np.unique(wins), intervals, strict=True)
    }

    assert held[0]
    assert np.mean([held[n] for n in wins]) > 0.9


def test_preference_is_defined_without_comparisons_and_with_one() -> None:
    nothing, one = preference_rates([], []), preference_rates([TIE], ["a"])

    assert nothing.wins == Rate(count=0, value=None, interval=None)
    assert nothing.sign_test == SignTest(wins=0, losses=0, left_out=0, p_value=None)
    assert nothing.margin == Difference(
        value=None, interval=None, p_value=None, items=0, clusters=0
    )
    assert one.ties == Rate(count=1, value=1.0, interval=rate_interval(1, 1))
    assert one.sign_test.p_value is None
    assert isinstance(one.wins.interval, Interval)


def test_outcome_turns_with_the_system_it_is_told_of() -> None:
    assert [each.turned for each in Outcome] == [LOSS, TIE, WIN]
