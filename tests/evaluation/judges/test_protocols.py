import pytest

from evaluation.judges import (
    Decision,
    Order,
    Outcome,
    Protocol,
    Reading,
    ReadingsMismatchError,
    Verdict,
    combine,
    presentations,
)

_FIRST, _SECOND, _TIE = Verdict.FIRST, Verdict.SECOND, Verdict.TIE
_UNPARSABLE = Decision(outcome=None)
_FLIPPED = Decision(outcome=Outcome.TIE, flipped=True)


@pytest.mark.parametrize(
    ("tested_first", "baseline_first", "decision"),
    [
        (_FIRST, _SECOND, Decision(outcome=Outcome.WIN)),
        (_SECOND, _FIRST, Decision(outcome=Outcome.LOSS)),
        (_TIE, _TIE, Decision(outcome=Outcome.TIE)),
        (_FIRST, _FIRST, _FLIPPED),
        (_SECOND, _SECOND, _FLIPPED),
        (_FIRST, _TIE, _FLIPPED),
        (_TIE, _FIRST, _FLIPPED),
        (_TIE, None, _UNPARSABLE),
        (None, _SECOND, _UNPARSABLE),
        (None, None, _UNPARSABLE),
    ],
)
def test_combine_both_orders(
    tested_first: Verdict | None, baseline_first: Verdict | None, decision: Decision
) -> None:
    readings = [
        Reading(Order.TESTED_FIRST, tested_first),
        Reading(Order.BASELINE_FIRST, baseline_first),
    ]

    assert combine(Protocol.BOTH, readings) == decision
    assert combine(Protocol.BOTH, readings[::-1]) == decision


@pytest.mark.parametrize(
    ("order", "verdict", "outcome"),
    [
        (Order.TESTED_FIRST, _FIRST, Outcome.WIN),
        (Order.TESTED_FIRST, _SECOND, Outcome.LOSS),
        (Order.BASELINE_FIRST, _FIRST, Outcome.LOSS),
        (Order.BASELINE_FIRST, _SECOND, Outcome.WIN),
        (Order.BASELINE_FIRST, _TIE, Outcome.TIE),
        (Order.TESTED_FIRST, None, None),
    ],
)
def test_combine_a_single_order(
    order: Order, verdict: Verdict | None, outcome: Outcome | None
) -> None:
    decision = combine(Protocol.SINGLE, [Reading(order, verdict)])

    assert decision == Decision(outcome=outcome)
    assert decision.unparsable is (outcome is None)


@pytest.mark.parametrize(
    ("protocol", "orders"),
    [
        (Protocol.SINGLE, []),
        (Protocol.SINGLE, [Order.TESTED_FIRST, Order.BASELINE_FIRST]),
        (Protocol.BOTH, [Order.TESTED_FIRST]),
        (Protocol.BOTH, [Order.TESTED_FIRST, Order.TESTED_FIRST]),
    ],
)
def test_combine_refuses_readings_of_another_protocol(
    protocol: Protocol, orders: list[Order]
) -> None:
    with pytest.raises(ReadingsMismatchError):
        combine(protocol, [Reading(order, _TIE) for order in orders])


def test_presentations_of_both_start_with_the_single_one() -> None:
    for key in map(str, range(20)):
        [single] = presentations(Protocol.SINGLE, key, seed=7)
        both = presentations(Protocol.BOTH, key, seed=7)

        assert both[0] is single
        assert set(both) == set(Order)


def test_presentations_put_either_system_first_half_of_the_time() -> None:
    drawn = [presentations(Protocol.SINGLE, f"item-{n}:deu", seed=3)[0] for n in range(1_000)]

    # Four standard deviations of a fair coin.
    assert abs(drawn.count(Order.TESTED_FIRST) - 500) < 64


def test_presentations_follow_the_seed() -> None:
    keys = [str(n) for n in range(100)]

    assert [presentations(Protocol.SINGLE, key, 1) for key in keys] == [
        presentations(Protocol.SINGLE, key, 1) for key in keys
    ]
    assert [presentations(Protocol.SINGLE, key, 1) for key in keys] != [
        presentations(Protocol.SINGLE, key, 2) for key in keys
    ]
