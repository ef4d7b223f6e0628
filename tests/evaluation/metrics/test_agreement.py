import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluation.metrics import (
    GoldAgreement,
    Leniency,
    Vote,
    gold_agreement,
    krippendorff_alpha,
    leniencies,
)
from evaluation.metrics.agreement import Level

# Krippendorff 2011, section C: four observers, twelve units; 0 is missing.
PUBLISHED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
)
TABLES = st.lists(st.lists(st.integers(0, 5), min_size=6, max_size=6), min_size=2, max_size=5).map(
    np.array
)


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_is_the_published_one(level: Level, alpha: float) -> None:
    assert krippendorff_alpha(_votes(PUBLISHED), level=level) == pytest.approx(alpha, abs=5e-4)


@given(TABLES, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_that_of_the_krippendorff_package(
    table: "np.typing.NDArray[np.int64]", level: Level
) -> None:
    ours = krippendorff_alpha(_votes(table), level=level)
    assume(ours is not None)

    shared = np.where((table > 0).sum(axis=0) > 1, table, 0)
    data = np.where(shared > 0, shared.astype(float), np.nan)
    assert ours == pytest.approx(krippendorff.alpha(data, level_of_measurement=level))


@pytest.mark.parametrize(
    "votes",
    [
        [],
        [Vote("ana", "clip", 3)],
        [Vote("ana", item, item) for item in range(5)],
        [Vote(rater, item, 3) for rater in range(5) for item in range(5)],
    ],
    ids=["no votes", "one vote", "one rater", "no variance"],
)
def test_alpha_is_none_where_it_is_undefined(votes: list[Vote]) -> None:
    assert krippendorff_alpha(votes) is None


def test_alpha_of_full_agreement_and_of_opposites() -> None:
    agreed = [Vote(rater, item, item) for rater in range(3) for item in range(5)]
    opposed = [
        Vote(rater, item, (item, 4 - item)[rater]) for rater in range(2) for item in range(5)
    ]

    assert krippendorff_alpha(agreed) == 1
    opposite = krippendorff_alpha(opposed)
    assert opposite is not None
    assert opposite < -0.5


def test_leniency_compares_with_the_others_on_the_same_items() -> None:
    votes = [
        Vote("ana", 1, 5),
        Vote("ana", 2, 4),
        Vote("ben", 1, 3),
        Vote("ben", 3, 1),
        Vote("cat", 1, 4),
        Vote("cat", 2, 4),
    ]

    assert leniencies(votes) == {
        "ana": Leniency(offset=(1.5 + 0) / 2, items=2),
        "ben": Leniency(offset=-1.5, items=1),
        "cat": Leniency(offset=0, items=2),
    }


def test_leniency_averages_repeats_and_leaves_out_who_is_alone() -> None:
    repeated = [Vote("ana", 1, 2), Vote("ana", 1, 4), Vote("ben", 1, 3), Vote("cat", 2, 5)]

    assert leniencies(repeated) == {
        "ana": Leniency(offset=0, items=1),
        "ben": Leniency(offset=0, items=1),
    }
    assert leniencies([]) == {}


def test_gold_agreement_counts_exact_and_near_votes() -> None:
    votes = [Vote("ana", "a", 5), Vote("ana", "b", 2), Vote("ana", "c", 4), Vote("ben", "d", 1)]

    assert gold_agreement(votes, {"a": 5, "b": 1, "c": 1}) == {
        "ana": GoldAgreement(votes=3, exact=1 / 3, near=2 / 3, bias=4 / 3)
    }
    assert gold_agreement(votes, {}) == {}


def _votes(table: "np.typing.NDArray[np.int64]") -> list[Vote]:
    return [Vote(at[0], at[1], float(score)) for at, score in np.ndenumerate(table) if score]
