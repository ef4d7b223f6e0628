"""The dashboard of models: every system on every benchmark, and the trainings behind them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from annotation.enums import Preferred
from catalog.models import Dataset
from evaluation.runs.freezing import describe_source
from evaluation.runs.models import Benchmark, Comparison, Evaluation, Opinions, SystemDifference
from evaluation.runs.opinions import refresh_opinions
from evaluation.runs.people import Sampled, Wish, ask_people
from evaluation.runs.scoring import find_differences, score_what_changed
from evaluation.suites.loading import get_suite
from tests.annotation.steps import make_rater
from tests.conftest import ClientFor
from tests.factories import (
    make_benchmark,
    make_comparison,
    make_dataset,
    make_evaluation,
    make_item,
    make_recording,
    make_training,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db
Json = Mapping[str, Any]


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def dataset(manager: User) -> Dataset:
    return make_dataset(manager)


@pytest.fixture
def client(manager: User, client_for: ClientFor) -> APIClient:
    return client_for(manager)


@pytest.fixture
def benchmark(dataset: Dataset) -> Benchmark:
    """Four questions in Arabic and four in Hindi."""
    items = [make_item(dataset) for _ in range(4)]
    texts = [make_translation(item, language=code) for code in ("ara", "hin") for item in items]
    return make_benchmark(dataset, *map(make_recording, texts), name="qa")


@pytest.fixture
def judged(benchmark: Benchmark) -> Comparison:
    """`tuned` won three of four in each language, and one was a tie."""
    comparison = make_comparison(
        benchmark,
        evaluation=make_evaluation(benchmark, "tuned"),
        baseline=make_evaluation(benchmark, "plain"),
    )
    for at, item in enumerate(benchmark.items.order_by("pk")):
        judge(comparison, item.pk, "second" if at % 4 == 0 else "first")
    score(comparison)
    return comparison


def judge(comparison: Comparison, item: int, tested_first: str) -> None:
    """The baseline first, it always prefers the tested system."""
    verdicts = {"tested_first": tested_first, "baseline_first": "second"}
    for order, verdict in verdicts.items():
        comparison.judgements.create(
            item_id=item, order=order, verdict=verdict, messages=[], judge_version="1"
        )


def score(*changed: Comparison | Evaluation) -> None:
    for one in changed:
        type(one).objects.filter(pk=one.pk).update(changes=one.changes + 1)
        one.refresh_from_db()
    score_what_changed()


def vote(comparison: Comparison, by: User, choice: Preferred) -> None:
    """All raters of one uniform campaign choose the same of every pair."""
    wish = Wish(name="people", sampled=Sampled.UNIFORM, pairs_per_language=20, votes_per_pair=1)
    campaign = ask_people(comparison, wish, by=by)
    for pair in campaign.pairs.order_by("pk"):
        rater = make_rater(campaign.dataset, pair.language)
        pair.preferences.create(
            rater=rater, choice=choice, order_shown="straight", seconds=5.0,
            assignment=pair.tasks.get().assignments.create(
                rater=rater, state="answered", opened_at=pair.created_at,
                lease_expires_at=pair.created_at,
            ),
        )  # fmt: skip
    refresh_opinions()


def look(client: APIClient, dataset: Dataset, **asked: str) -> Any:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/models/", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def outcomes(told: Json) -> dict[str, tuple[int, int, int]]:
    """Wins, ties and losses by language of the only comparison."""
    [preference] = told["preferences"]
    return {
        row["language"]: tuple(row[name]["count"] for name in ("win", "tie", "loss"))
        for row in preference["rows"]
    }


def flat(told: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Each cell of an answer by where it stands; rows by their language."""
    if isinstance(told, Mapping):
        for name, value in told.items():
            yield from flat(value, f"{path}/{name}")
    elif isinstance(told, Sequence) and not isinstance(told, str):
        for at, value in enumerate(told):
            name = value["language"] or "all" if _is_row(value) else at
            yield from flat(value, f"{path}/{name}")
    else:
        yield path, told


def _is_row(value: object) -> bool:
    return isinstance(value, Mapping) and "language" in value


def moved(before: Json, after: Json) -> set[str]:
    was, now = dict(flat(before)), dict(flat(after))
    return {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)}


def test_a_judgement_moves_its_language_and_the_mean_and_nothing_else(
    client: APIClient, dataset: Dataset, judged: Comparison, manager: User
) -> None:
    other = make_comparison(
        judged.evaluation.benchmark,
        evaluation=make_evaluation(judged.evaluation.benchmark, "other"),
        baseline=judged.baseline,
    )
    for item in judged.evaluation.benchmark.items.all():
        judge(other, item.pk, "first")
    score(other)
    vote(judged, manager, Preferred.FIRST)
    before = look(client, dataset, by="language")

    won = judged.evaluation.benchmark.items.filter(language="hin").last()
    assert won is not None
    judged.judgements.filter(item=won).delete()
    judge(judged, won.pk, "second")
    score(judged)
    Opinions.objects.update(seconds=0)  # so that it need not rest
    refresh_opinions()

    after = look(client, dataset, by="language")
    [at] = [n for n, one in enumerate(after["preferences"]) if one["system"] == "tuned"]
    rows = f"/preferences/{at}/rows"
    cells = {f"{rows}/{language}/{name}" for language in ("all", "hin") for name in ("win", "tie")}
    agreed = f"/preferences/{at}/people/agreements"
    changed = moved(before, after)
    # Bounds of so few questions are the same for many shares.
    bounds = {f"{cell}/{end}" for cell in cells for end in ("low", "high")}
    assert changed - bounds == {
        *(f"{cell}/{part}" for cell in cells for part in ("count", "value")),
        f"{agreed}/all/agreement",
        f"{agreed}/hin/agreement",
    }


def test_systems_stand_in_one_language_or_over_all(
    client: APIClient, dataset: Dataset, judged: Comparison
) -> None:
    assert outcomes(look(client, dataset)) == {"": (6, 2, 0)}
    assert outcomes(look(client, dataset, language="ara")) == {"ara": (3, 1, 0)}
    every = {"": (6, 2, 0), "ara": (3, 1, 0), "hin": (3, 1, 0)}
    assert outcomes(look(client, dataset, by="language")) == every


def test_the_newest_of_several_comparisons_counts(
    client: APIClient, dataset: Dataset, judged: Comparison
) -> None:
    anew = make_comparison(
        judged.evaluation.benchmark,
        evaluation=judged.evaluation,
        baseline=judged.baseline,
        prompt_version="2",
    )
    assert [one["comparison"] for one in look(client, dataset)["preferences"]] == [judged.pk]

    judge(anew, judged.evaluation.benchmark.items.all()[0].pk, "first")
    score(anew)
    assert outcomes(look(client, dataset)) == {"": (1, 0, 0)}


def test_what_is_chosen_narrows(client: APIClient, dataset: Dataset, judged: Comparison) -> None:
    assert look(client, dataset)["base"] == "plain"
    for asked in ({"base": "tuned"}, {"judge": "nobody"}, {"protocol": "single"}):
        assert look(client, dataset, **asked)["preferences"] == []
    assert outcomes(look(client, dataset, judge="endpoint:judge", benchmark="qa"))


def test_a_bar_opens_the_rows_it_counts(
    client: APIClient, dataset: Dataset, judged: Comparison, manager: User
) -> None:
    """The reading that can't be read is in no bar."""
    unread = judged.evaluation.benchmark.items.filter(language="hin").last()
    assert unread is not None
    judged.judgements.filter(item=unread).delete()
    judge(judged, unread.pk, "")
    score(judged)
    vote(judged, manager, Preferred.SECOND)
    [told] = look(client, dataset, by="language")["preferences"]

    address = f"/api/v1/datasets/{dataset.slug}/comparisons/{judged.pk}/items/"
    for row in told["rows"]:
        for outcome in ("win", "tie", "loss"):
            asked = {"outcome": outcome, "language": row["language"]}
            found = client.get(address, {k: v for k, v in asked.items() if v}).json()["results"]
            assert len(found) == row[outcome]["count"], asked
            assert {one["outcome"] for one in found} <= {outcome}
    chosen = {
        outcome: len(client.get(address, {"chosen": outcome}).json()["results"])
        for outcome in ("win", "loss")
    }
    assert chosen == {"win": 0, "loss": 8}


def test_people_stand_beside_the_judge(
    client: APIClient, dataset: Dataset, judged: Comparison, manager: User
) -> None:
    vote(judged, manager, Preferred.FIRST)

    [told] = look(client, dataset)["preferences"]
    [rate], [agreed] = told["people"]["rates"], told["people"]["agreements"]
    assert (rate["language"], rate["win"]["count"]) == ("", 8)
    assert (agreed["between"], agreed["agreement"], agreed["items"]) == ("people", 0.75, 8)


@pytest.fixture
def heard(dataset: Dataset) -> tuple[Evaluation, Evaluation]:
    """Two systems wrote down the same clips; the first is right, the second says a word more."""
    suite = get_suite("speech_recognition")
    benchmark = make_benchmark(
        dataset, *(make_recording(make_translation(make_item(dataset))) for _ in range(3)),
        name="asr", suite=suite.name, task=suite.task.value, definition=describe_source(suite),
    )  # fmt: skip
    base, more = make_evaluation(benchmark, "base"), make_evaluation(benchmark, "more")
    for response in [*base.responses.select_related("item")]:
        base.responses.filter(pk=response.pk).delete()
        base.responses.create(
            item=response.item, text=response.item.reference, engine_version="1", fingerprint="1"
        )
    score(base, more)
    return base, more


def test_scores_stand_beside_their_difference_to_the_base(
    client: APIClient, dataset: Dataset, heard: tuple[Evaluation, Evaluation]
) -> None:
    def results(**asked: str) -> dict[str, Any]:
        return {one["system"]: one for one in look(client, dataset, **asked)["results"]}

    waiting = results(base="base")
    assert waiting["base"]["differences"] is None
    assert waiting["more"]["differences"] == {"is_scored": False, "rows": []}

    assert (find_differences(), find_differences()) == (1, 0)
    found = results(base="base")
    rates = {one["metric"]: one["value"] for one in found["more"]["rows"]}
    less = {one["metric"]: one["value"] for one in found["more"]["differences"]["rows"]}
    assert {one["value"] for one in found["base"]["rows"]} == {0.0}
    assert less == pytest.approx(rates)
    assert rates
    assert {one["language"] for one in found["more"]["rows"]} == {""}
    assert {one["language"] for one in results(language="ara")["more"]["rows"]} == {"ara"}
    assert SystemDifference.objects.count() == 1


def test_a_system_leads_to_its_training_and_back(
    client: APIClient, dataset: Dataset, heard: tuple[Evaluation, Evaluation]
) -> None:
    run = make_training(dataset)
    score(make_evaluation(heard[0].benchmark, "trained", engine=f"checkpoint:{run.name}"))

    by_system = {one["system"]: one["model"] for one in look(client, dataset)["results"]}
    assert by_system == {
        "base": None,
        "more": None,
        "trained": {"training": run.pk, "name": run.name},
    }
    [drawn] = client.get(f"/api/v1/datasets/{dataset.slug}/models/trainings/").json()
    assert drawn["tests"] == [{"benchmark": "asr", "system": "trained"}]
    assert drawn["points"] == [{"step": 1, "loss": 2.0}, {"step": 2, "loss": 1.0}]


def test_trainings_are_the_newest_or_those_asked_for(client: APIClient, dataset: Dataset) -> None:
    first, second = make_training(dataset), make_training(dataset)
    elsewhere = make_training(make_dataset(make_user(Role.MANAGER)))
    address = f"/api/v1/datasets/{dataset.slug}/models/trainings/"

    def ids(**asked: Any) -> list[int]:
        return [one["id"] for one in client.get(address, asked).json()]

    assert ids() == [second.pk, first.pk]
    assert ids(run=[first.pk, elsewhere.pk]) == [first.pk]


def test_queries_do_not_grow_with_systems(
    client: APIClient, dataset: Dataset, judged: Comparison
) -> None:
    def queries() -> int:
        look(client, dataset)
        with CaptureQueriesContext(connection) as captured:
            look(client, dataset)
        return len(captured)

    one = queries()
    for _ in range(2):
        more = make_comparison(
            judged.evaluation.benchmark,
            evaluation=make_evaluation(judged.evaluation.benchmark),
            baseline=judged.baseline,
        )
        judge(more, judged.evaluation.benchmark.items.all()[0].pk, "first")
        score(more, more.evaluation)
    assert queries() <= one + 1
