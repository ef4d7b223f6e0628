"""Intervals over seeds, and the table that is printed."""

import pytest

from training.experiments.reporting import Report, estimate, gain


def test_the_interval_is_students() -> None:
    """By hand: the mean of 1, 2, 3 is 2, its standard error 1/sqrt(3), t of 2 degrees 4.3027."""
    found = estimate([1.0, 2.0, 3.0])

    assert found.mean == 2.0
    assert found.half == pytest.approx(4.3027 / 3**0.5, rel=1e-4)
    assert str(found) == "2.0 [-0.5, 4.5]"
    assert not found.is_above_zero


def test_a_single_seed_has_no_interval_and_proves_nothing() -> None:
    found = estimate([7.0])

    assert str(found) == "7.0"
    assert not found.is_above_zero


def test_gains_are_paired_by_seed() -> None:
    """Seeds differ widely, the gain hardly."""
    found = gain([11.0, 52.0, 91.0], over=[10.0, 50.0, 90.0])

    assert found.mean == pytest.approx(4 / 3)
    assert gain([11.0, 51.0, 91.0], over=[10.0, 50.0, 90.0]).is_above_zero
    assert not gain([50.0, 91.0, 11.0], over=[10.0, 50.0, 90.0]).is_above_zero


def test_a_report_is_a_markdown_table() -> None:
    report = Report(
        claim="More is better.", columns=("what", "right"), rows=(("more", "1"),), outcome="No."
    )

    assert str(report) == (
        "More is better.\n\n| what | right |\n| --- | --- |\n| more | 1 |\n\nNo."
    )
