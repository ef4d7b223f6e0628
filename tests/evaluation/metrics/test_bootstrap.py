import numpy as np
import pytest

from evaluation.metrics import Interval
from evaluation.metrics.bootstrap import (
    Estimate,
    Resampling,
    clustered_difference,
    clustered_estimate,
    mean_score,
)
from evaluation.metrics.resampling import MOST_CLUSTERS
from evaluation.metrics.votes import Floats
from tests.evaluation.metrics.questions import (
    BLEU,
    DRAWS,
    ERRORS,
    WINS,
    Measure,
    World,
    answers,
    coverage,
    words,
)

FEW = Resampling(draws=DRAWS)


def rates(*values: float) -> Floats:
    return np.column_stack([values, np.ones(len(values))])


@pytest.mark.parametrize("measure", [WINS, ERRORS], ids=["win rate", "error rate"])
def test_interval_holds_the_truth_in_93_to_97_of_100(measure: Measure) -> None:
    assert 0.93 <= coverage(World(40), measure, times=1_000) <= 0.97


@pytest.mark.slow
@pytest.mark.parametrize("measure", [WINS, ERRORS, BLEU], ids=["win rate", "error rate", "BLEU"])
@pytest.mark.parametrize(
    "world", [World(200), World(200, languages=1), World(50), World(50, question_sd=0)], ids=str
)
def test_interval_holds_the_truth_of_every_score(world: World, measure: Measure) -> None:
    assert 0.93 <= coverage(world, measure, times=1_200) <= 0.97


@pytest.mark.slow
@pytest.mark.parametrize("questions", [6, 12, 20])
def test_interval_of_win_rates_holds_the_truth_even_with_few_questions(questions: int) -> None:
    assert 0.92 <= coverage(World(questions), WINS, times=3_000) <= 0.97


def test_difference_of_two_equal_systems_is_significant_in_1_of_20() -> None:
    rng = np.random.default_rng(5)
    found = []
    for seed in range(800):
        hard = rng.standard_normal((30, 1))
        first, second = (
            rates(*(hard + rng.standard_normal((30, 4)) > 0).ravel().tolist()) for _ in range(2)
        )
        questions = np.repeat(np.arange(30), 4).tolist()
        difference = clustered_difference(
            first, second, questions, mean_score, resampling=Resampling(draws=500, seed=seed)
        )
        assert difference.p_value is not None
        found.append(difference.p_value < 0.05)

    assert 0.03 <= np.mean(found) <= 0.07


def test_clustered_interval_is_wider_where_answers_agree_across_languages() -> None:
    counted, questions = answers(World(200), np.random.default_rng(1))

    clustered = clustered_estimate(counted, questions.tolist(), mean_score, resampling=FEW)
    naive = clustered_estimate(counted, range(len(counted)), mean_score, resampling=FEW)

    assert clustered.value == naive.value
    assert clustered.interval is not None
    assert naive.interval is not None
    assert clustered.interval.width > 2.5 * naive.interval.width


def test_interval_of_a_mean_is_students_where_clusters_are_few() -> None:
    values = np.random.default_rng(2).normal(size=8)
    found = clustered_estimate(rates(*values), range(8), mean_score, resampling=FEW).interval
    assert found is not None

    student = 2 * 2.365 * values.std(ddof=1) / np.sqrt(8)
    assert found.width == pytest.approx(student, rel=0.1)


def test_same_seed_gives_the_same_interval() -> None:
    counted, questions = words(World(30, languages=3), np.random.default_rng(3))
    one, two, other = (
        clustered_estimate(
            counted, questions.tolist(), mean_score, resampling=Resampling(draws=500, seed=seed)
        )
        for seed in (1, 1, 2)
    )

    assert one == two
    assert one != other


def test_many_clusters_in_bags_have_an_interval_as_wide() -> None:
    counted, questions = answers(World(3 * MOST_CLUSTERS, languages=1), np.random.default_rng(4))
    found = clustered_estimate(counted, questions.tolist(), mean_score, resampling=FEW)
    assert found.value is not None
    assert found.interval is not None

    assert found.clusters == 3 * MOST_CLUSTERS
    normal = 2 * 1.96 * np.sqrt(found.value * (1 - found.value) / found.items)
    assert found.interval.width == pytest.approx(normal, rel=0.1)


def test_groups_weigh_the_same() -> None:
    found = clustered_estimate(
        rates(1, 1, 1, 0), [1, 2, 3, 1], mean_score, groups=["deu"] * 3 + ["fra"], resampling=FEW
    )

    assert found.value == 0.5
    assert found.interval is not None


def test_estimate_is_defined_without_items_and_with_one() -> None:
    assert clustered_estimate(np.empty((0, 2)), [], mean_score) == Estimate(
        value=None, interval=None, items=0, clusters=0
    )
    assert clustered_estimate(rates(1), ["a"], mean_score) == Estimate(
        value=1.0, interval=None, items=1, clusters=1
    )


def test_score_that_is_not_defined_has_no_interval() -> None:
    def undefined(sums: Floats) -> Floats:
        return np.full(len(sums), np.nan)

    found = clustered_estimate(rates(1, 0), ["a", "b"], undefined, resampling=FEW)

    assert found == Estimate(value=None, interval=None, items=2, clusters=2)


def test_same_answers_do_not_differ() -> None:
    counted, questions = answers(World(20, languages=2), np.random.default_rng(6))
    found = clustered_difference(counted, counted, questions.tolist(), mean_score, resampling=FEW)

    assert (found.value, found.interval, found.p_value) == (0.0, Interval(low=0, high=0), 1.0)


def test_difference_pairs_what_was_asked_alike() -> None:
    """Questions differ far more than systems, and the second is always a little worse."""
    hard = np.random.default_rng(7).normal(0, 10, 40)
    found = clustered_difference(
        rates(*hard), rates(*hard - 0.1), range(40), mean_score, resampling=FEW
    )
    assert found.interval is not None
    assert found.p_value is not None

    assert found.value == pytest.approx(0.1)
    assert found.interval.low > 0.09
    assert found.p_value < 0.01


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="2 answers have 1 clusters"):
        clustered_estimate(rates(1, 0), ["a"], mean_score)
    with pytest.raises(ValueError, match="two systems have statistics of"):
        clustered_difference(rates(1, 0), rates(1), ["a", "b"], mean_score)
