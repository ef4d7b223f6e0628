import pytest

from training.flops import Stack, flops_of, utilisation


def test_a_frozen_encoder_runs_forward_alone() -> None:
    stack = Stack(weights=100, attending=8, passes_back=False)

    # Two sequences: matrices for 5 places, attention for 3 x 3 and 2 x 2 pairs, twice.
    assert flops_of(stack, [3, 2]) == 2 * 100 * 5 + 4 * 8 * (9 + 4)


def test_a_frozen_matrix_passes_slopes_on_and_has_none_of_its_own() -> None:
    assert flops_of(Stack(weights=100), [7]) == (2 + 2) * 100 * 7


def test_what_trains_takes_six_a_weight_and_place() -> None:
    assert flops_of(Stack(weights=100, trained=100), [7]) == 6 * 100 * 7
    assert flops_of(Stack(weights=110, trained=10), [7]) == (4 * 100 + 6 * 10) * 7


def test_a_decoder_attends_what_is_before_it_and_the_way_back_takes_twice_as_much() -> None:
    stack = Stack(weights=0, attending=8, causal=True)

    assert flops_of(stack, [4]) == 3 * 4 * 8 * (1 + 2 + 3 + 4)


def test_a_layer_of_a_transformer_as_counted_by_hand() -> None:
    """Width 4, one layer: 12 x 16 weights; rank 1 beside the queries; 2 places."""
    frozen, adapter = 12 * 16, 4 + 4
    stack = Stack(weights=frozen + adapter, trained=adapter, attending=4, causal=True)

    assert flops_of(stack, [2]) == 4 * frozen * 2 + 6 * adapter * 2 + 12 * 4 * 3


def test_nothing_takes_nothing() -> None:
    assert flops_of(Stack(weights=100, attending=8), []) == 0


@pytest.mark.parametrize(("devices", "share"), [(1, 0.5), (4, 0.125)])
def test_utilisation_is_a_share_of_all_devices(devices: int, share: float) -> None:
    assert utilisation(1e15, seconds=2, peak=1e15, devices=devices) == share
