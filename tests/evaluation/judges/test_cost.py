import pytest

from engines.protocols import Completion, FailureCode, ItemFailure, Message
from evaluation.judges import Order, Prices, Spent, Transcript, build_messages, estimate, spent


def _transcript(reply: Completion | ItemFailure) -> Transcript:
    return Transcript(
        pair_key="1",
        order=Order.TESTED_FIRST,
        messages=(Message(role="user", content="a" * 30),),
        reply=reply,
        verdict=None,
        reason="",
    )


def test_spent_adds_what_the_server_counted() -> None:
    replies: list[Completion | ItemFailure] = [
        Completion(text="TIE", input_tokens=1_000, output_tokens=20),
        Completion(text="TIE", input_tokens=2_000, output_tokens=30),
        ItemFailure(FailureCode.TIMED_OUT, "It took too long."),
    ]

    total = spent(map(_transcript, replies))

    assert total == Spent(calls=3, input_tokens=3_000, output_tokens=50)
    assert total.price(Prices(input=2.5, output=10.0)) == pytest.approx(0.008)


def test_spent_estimates_where_the_server_does_not_count() -> None:
    total = spent([_transcript(Completion(text="TIE"))])

    assert total == Spent(calls=1, input_tokens=18, output_tokens=9)


def test_estimate_grows_with_texts_and_calls() -> None:
    short = build_messages("q", "ell", "x", "y")
    long = build_messages("q", "ell", "ναι " * 1_000, "y")

    one = estimate([short], output_tokens=512)
    both = estimate([short, long], output_tokens=512)

    assert (one.calls, one.output_tokens) == (1, 512)
    assert (both.calls, both.output_tokens) == (2, 1_024)
    assert both.input_tokens > one.input_tokens + 2_000


def test_estimate_of_nothing_costs_nothing() -> None:
    assert estimate([], output_tokens=512).price(Prices(input=1.0, output=1.0)) == 0
