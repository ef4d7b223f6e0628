import pytest
from rest_framework.exceptions import ValidationError

from catalog.models import Dataset
from engines.settings import Endpoint
from evaluation.runs.errors import SystemChangedError
from evaluation.runs.judging import judge_missing
from evaluation.runs.models import Comparison, Score
from evaluation.runs.scoring import score_what_changed
from tests.endpoints.asking import endpoints
from tests.endpoints.judging import always_tie
from tests.endpoints.server import ChatServer
from tests.evaluation.runs.scene import (
    CountingResponder,
    HabitualJudge,
    ask,
    compare,
    do,
)


@pytest.fixture
def asked(benched: Dataset, other: CountingResponder) -> Dataset:
    """Two systems answered: `echo`, and `loud` which says its prompt, too."""
    ask(benched, "echo")
    ask(benched, "loud", engine="other", prompts={"answer": "LOUD"})
    return benched


def rates(comparison: Comparison, language: str = "") -> tuple[float | None, ...]:
    score_what_changed()
    scores = Score.objects.filter(comparison=comparison, language=language)
    found = dict(scores.values_list("metric", "value"))
    return tuple(found[name] for name in ("win", "tie", "loss", "unparsable"))


def prefers_loud(told: str) -> str:
    """Whichever place it stands in."""
    first = told.index("LOUD") < told.index("begin Answer (B)")
    return "One shouts.\nAnswer (A)" if first else "So.\nAnswer (B)"


def test_judge_sees_every_pair_in_both_orders(asked: Dataset, judge: HabitualJudge) -> None:
    judge.habit = lambda _: "The first.\nAnswer (A)"
    comparison = compare(asked, "loud", "echo")

    assert len(judge.asked) == len(set(judge.asked)) == 12
    assert rates(comparison) == (0.0, 1.0, 0.0, 0.0)
    flips = Score.objects.get(comparison=comparison, metric="flips", language="")
    assert (flips.value, flips.items, flips.details) == (1.0, 6, {"count": 6})


def test_single_order_counts_what_the_judge_said(asked: Dataset, judge: HabitualJudge) -> None:
    judge.habit = lambda _: "Both are fine.\nTIE"
    comparison = compare(asked, "loud", "echo", protocol="single")

    assert len(judge.asked) == 6
    assert rates(comparison) == (0.0, 1.0, 0.0, 0.0)


def test_win_is_of_the_system_under_test(asked: Dataset, judge: HabitualJudge) -> None:
    judge.habit = prefers_loud

    assert rates(compare(asked, "loud", "echo")) == (1.0, 0.0, 0.0, 0.0)
    assert rates(compare(asked, "echo", "loud")) == (0.0, 0.0, 1.0, 0.0)


def test_unreadable_replies_are_counted_and_never_guessed(
    asked: Dataset, judge: HabitualJudge
) -> None:
    judge.habit = lambda _: "I like both answers, (A) more than (B), perhaps"

    assert rates(compare(asked, "loud", "echo")) == (None, None, None, 1.0)


def test_every_call_is_kept_to_the_letter(asked: Dataset, judge: HabitualJudge) -> None:
    judge.habit = prefers_loud
    comparison = compare(asked, "loud", "echo")

    said = comparison.judgements.all()
    assert {one.messages[-1]["content"] for one in said} == set(judge.asked)
    assert {one.reason for one in said} <= {"One shouts.", "So."}
    assert {one.verdict for one in said} == {"first", "second"}
    assert {one.input_tokens for one in said} == {10}


def test_judge_never_asks_twice(asked: Dataset, judge: HabitualJudge) -> None:
    compare(asked, "loud", "echo")
    job = do(asked, "judge", benchmark="qa", system="loud", baseline="echo", judge="habitual")

    assert job.state == "succeeded"
    assert job.units_total == 0
    assert len(judge.asked) == 12


def test_judge_stops_at_its_cost(asked: Dataset) -> None:
    """The server counts 110 tokens a call, and a batch holds one language: six calls."""
    with ChatServer(always_tie) as server:
        dear = Endpoint(url=server.url, model="dear", input_price=1e6, output_price=1e6)
        with endpoints(dear=dear):
            comparison = compare(asked, "loud", "echo", judge="endpoint:dear", max_cost="500")

    job = comparison.jobs.get()
    assert comparison.judgements.count() == 6
    assert {judgement.cost for judgement in comparison.judgements.all()} == {110}
    assert {failure.code for failure in job.failures.all()} == {"cost_reached"}
    assert job.failures.count() == 3


def test_limit_needs_prices(asked: Dataset, judge: HabitualJudge) -> None:
    with pytest.raises(ValidationError, match="has no prices"):
        compare(asked, "loud", "echo", max_cost="5")


def test_item_that_fails_in_both_orders_is_one_unit(asked: Dataset, judge: HabitualJudge) -> None:
    judge.refuses = True
    comparison = compare(asked, "loud", "echo")

    assert comparison.jobs.get().failures.count() == 6


def test_judge_must_stay_who_it_was(asked: Dataset, judge: HabitualJudge) -> None:
    comparison = compare(asked, "loud", "echo")
    judge.version = "2"

    with pytest.raises(SystemChangedError, match="has answered as '1' so far, and is '2' now"):
        judge_missing(comparison, [], job=comparison.jobs.get(), most=None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"baseline": "loud"}, "can't be compared with itself"),
        ({"baseline": "nobody"}, "There is no system 'nobody'"),
        ({"judge": "nobody"}, "There is no chat model called 'nobody'"),
        ({"benchmark": "none"}, "There is no benchmark 'none'"),
    ],
)
def test_judge_says_what_is_wrong(
    asked: Dataset, judge: HabitualJudge, changes: dict[str, str], said: str
) -> None:
    given = {"benchmark": "qa", "system": "loud", "baseline": "echo", "judge": "habitual"}

    with pytest.raises(ValidationError, match=said):
        do(asked, "judge", **{**given, **changes})


def test_scores_are_made_anew_once(asked: Dataset, judge: HabitualJudge) -> None:
    compare(asked, "loud", "echo")

    assert score_what_changed() == 3
    assert score_what_changed() == 0
