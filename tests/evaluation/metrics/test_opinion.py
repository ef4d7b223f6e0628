import numpy as np
import pytest
from scipy import stats

from evaluation.metrics import (
    Components,
    Interval,
    Vote,
    expected_width,
    mean_opinion,
    plan_votes,
    rate_interval,
)
from evaluation.metrics.crossed import mean_variance
from evaluation.metrics.traces import squared_traces
from evaluation.metrics.votes import Votes
from tests.evaluation.metrics.simulation import World, campaign, coverage

WORLDS = [
    World(8, 20, 2),
    World(8, 20, 2, uneven=True),
    World(8, 20, 2, rater_sd=0.7, item_sd=0.3, residual_sd=0.7),
    World(8, 20, 2, rater_sd=0.7, item_sd=0.3, residual_sd=0.7, uneven=True),
    World(8, 20, 2, rater_sd=0.2, item_sd=0.7, residual_sd=0.6),
    World(8, 20, 4, uneven=True),
    World(12, 40, 3, rater_sd=0.6, item_sd=0.5),
    World(20, 100, 3, uneven=True),
    World(30, 20, 4),
    World(24, 60, 2, rater_sd=0.2, item_sd=0.7, residual_sd=0.6),
]


@pytest.mark.slow
@pytest.mark.parametrize("world", WORLDS, ids=str)
def test_interval_holds_the_truth_in_93_to_97_of_100_campaigns(world: World) -> None:
    assert 0.93 <= coverage(world, campaigns=3_000, seed=7) <= 0.97


def test_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    assert 0.91 <= coverage(World(10, 20, 2), campaigns=300, seed=1) <= 0.99


def test_interval_of_independent_votes_would_be_far_too_narrow() -> None:
    votes = campaign(World(8, 100, 4, rater_sd=0.8), np.random.default_rng(3))
    found = mean_opinion(votes)
    assert found.interval is not None
    assert found.deviation is not None

    naive = 2 * 1.96 * found.deviation / np.sqrt(found.votes)
    assert found.interval.width > 2 * naive


def test_components_come_back_from_a_large_campaign() -> None:
    world = World(400, 2_000, 5, rater_sd=0.5, item_sd=0.3, residual_sd=0.7)
    found = mean_opinion(campaign(world, np.random.default_rng(5))).components
    assert found is not None

    assert found.rater == pytest.approx(0.25, abs=0.04)
    assert found.item == pytest.approx(0.09, abs=0.02)
    # Rounding to whole points adds about a twelfth; the ends of the scale take some away.
    assert found.residual == pytest.approx(0.49 + 1 / 12, abs=0.08)


def test_everyone_voting_on_everything_gives_the_textbook_analysis_of_variance() -> None:
    score = np.random.default_rng(2).normal(size=(9, 12))
    votes = [Vote(at[0], at[1], float(value)) for at, value in np.ndenumerate(score)]
    found = mean_variance(Votes.of(votes))
    assert found is not None

    by_rater, by_item = score.mean(1), score.mean(0)
    rest = score - by_rater[:, None] - by_item[None, :] + score.mean()
    residual = (rest**2).sum() / (8 * 11)
    assert found.components.residual == pytest.approx(residual)
    assert found.components.rater == pytest.approx(max(by_rater.var(ddof=1) - residual / 12, 0))
    assert found.components.item == pytest.approx(max(by_item.var(ddof=1) - residual / 9, 0))


def test_traces_are_those_of_the_whole_matrices() -> None:
    votes = Votes.of(campaign(World(6, 15, 3, uneven=True), np.random.default_rng(4)))
    weights = np.array([0.3, -0.2, 0.7])
    rater, item = np.eye(len(votes.raters))[votes.rater], np.eye(len(votes.items))[votes.item]
    same = [rater @ rater.T, item @ item.T, np.eye(len(votes))]
    averages = [each / each.sum(axis=1, keepdims=True) for each in same[:2]]
    form = weights.sum() * np.eye(len(votes)) - weights[2] / len(votes)
    form -= weights[0] * averages[0] + weights[1] * averages[1]

    expected = [[np.trace(form @ one @ form @ other) for other in same] for one in same]
    assert squared_traces(votes.counts(), weights) == pytest.approx(np.array(expected))


def test_opinion_of_no_votes() -> None:
    found = mean_opinion([])

    assert (found.mean, found.deviation, found.interval, found.components) == (None,) * 4
    assert (found.votes, found.raters, found.items) == (0, 0, 0)


@pytest.mark.parametrize(
    "votes",
    [
        [Vote("ana", "clip", 4)],
        [Vote("ana", item, 4) for item in range(30)],
        [Vote(rater, "clip", 4) for rater in range(30)],
        [Vote(number, number, 4) for number in range(30)],
        [Vote(rater, item, 4) for rater in range(7) for item in range(30)],
        [Vote(rater, item, 4) for rater in range(30) for item in range(7)],
        [Vote(number % 15, number, 4) for number in range(30)],
    ],
    ids=["one", "one rater", "one item", "no overlap", "few raters", "few items", "one vote each"],
)
def test_no_interval_where_too_little_is_known(votes: list[Vote]) -> None:
    found = mean_opinion(votes)

    assert found.mean == 4
    assert found.interval is None


def test_interval_without_variance_has_no_width() -> None:
    found = mean_opinion([Vote(rater, item, 4.0) for rater in range(8) for item in range(8)])

    assert (found.interval, found.deviation) == (Interval(low=4, high=4), 0)


def test_interval_follows_the_scale() -> None:
    votes = campaign(World(10, 20, 2), np.random.default_rng(9))
    once = mean_opinion(votes).interval
    moved = mean_opinion(
        [Vote(rater, item, 10 - 2 * score) for rater, item, score in votes]
    ).interval
    assert once is not None
    assert moved is not None

    assert moved.low == pytest.approx(10 - 2 * once.high)
    assert moved.high == pytest.approx(10 - 2 * once.low)


def test_plan_is_what_campaigns_then_measure() -> None:
    world, rng = World(10, 40, 3), np.random.default_rng(6)
    widths = [
        each.width for _ in range(100) if (each := mean_opinion(campaign(world, rng)).interval)
    ]
    known = Components(rater=0.16, item=0.16, residual=0.64 + 1 / 12)

    expected = expected_width(3, raters=10, items=40, components=known)
    assert expected == pytest.approx(float(np.mean(widths)), rel=0.12)


def test_plan_takes_the_fewest_votes_that_do() -> None:
    plan = plan_votes(0.5, raters=40, items=60)
    assert plan is not None

    assert plan.votes == 60 * plan.votes_per_item
    assert plan.width <= 0.5
    fewer = expected_width(plan.votes_per_item - 1, raters=40, items=60)
    assert fewer is None or fewer > 0.5


def test_plan_knows_when_votes_alone_do_not_help() -> None:
    assert plan_votes(0.1, raters=8, items=1_000) is None
    assert plan_votes(1, raters=1, items=10) is None
    with pytest.raises(ValueError, match="above 0"):
        plan_votes(0, raters=8, items=10)


def test_rate_interval_is_wilsons() -> None:
    found = rate_interval(3, 40)
    expected = stats.binomtest(3, 40).proportion_ci(method="wilson")
    assert found is not None

    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize(("successes", "low", "high"), [(0, 0, 0.2775), (10, 0.7225, 1)])
def test_rate_interval_never_leaves_0_to_1(successes: int, low: float, high: float) -> None:
    found = rate_interval(successes, 10)
    assert found is not None

    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_rate_interval_needs_trials() -> None:
    assert rate_interval(0, 0) is None
    with pytest.raises(ValueError, match="give 0 to 2"):
        rate_interval(3, 2)
