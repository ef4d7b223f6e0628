import numpy as np
import pytest

from evaluation.metrics.bootstrap import Resampling
from evaluation.metrics.kappa import Kappa, cohen_kappa
from evaluation.metrics.preference import Outcome

WIN, TIE, LOSS = Outcome
FEW = Resampling(draws=1_000)


def test_kappa_is_cohens() -> None:
    """The worked example of a table of 20, 5, 10 and 15: 0.7 observed, 0.5 by chance."""
    first = [WIN] * 25 + [LOSS] * 25
    second = [WIN] * 20 + [LOSS] * 5 + [WIN] * 10 + [LOSS] * 15

    found = cohen_kappa(first, second, range(50), resampling=FEW)

    assert found.value == pytest.approx(0.4)
    assert found.agreement == 0.7
    assert found.interval is not None
    assert found.interval.low < 0.4 < found.interval.high


def test_same_labels_agree_fully_and_turned_ones_less_than_by_chance() -> None:
    labels = [WIN, TIE, LOSS, WIN]

    assert cohen_kappa(labels, labels, range(4), resampling=FEW).value == 1
    turned = cohen_kappa([WIN, LOSS], [LOSS, WIN], range(2), resampling=FEW)
    assert (turned.value, turned.agreement) == (-1, 0)


def test_judges_by_chance_have_a_kappa_about_0() -> None:
    rng = np.random.default_rng(1)
    first, second = (rng.choice(list(Outcome), 3_000).tolist() for _ in range(2))

    found = cohen_kappa(first, second, range(3_000), resampling=FEW)

    assert found.interval is not None
    assert found.interval.low < 0 < found.interval.high
    assert found.interval.width < 0.1


def test_one_label_throughout_has_agreement_but_no_kappa() -> None:
    assert cohen_kappa([TIE] * 3, [TIE] * 3, range(3), resampling=FEW) == Kappa(
        value=None, interval=None, agreement=1.0, items=3
    )


def test_one_judge_with_one_label_agrees_as_by_chance() -> None:
    found = cohen_kappa([TIE] * 4, [TIE, TIE, WIN, LOSS], range(4), resampling=FEW)

    assert (found.value, found.agreement) == (0, 0.5)


def test_kappa_is_defined_on_nothing_and_on_one_comparison() -> None:
    assert cohen_kappa([], [], []) == Kappa(value=None, interval=None, agreement=None, items=0)
    assert cohen_kappa([WIN], [LOSS], ["a"]) == Kappa(
        value=0.0, interval=None, agreement=0.0, items=1
    )


def test_lengths_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        cohen_kappa([WIN, TIE], [WIN], range(2))
