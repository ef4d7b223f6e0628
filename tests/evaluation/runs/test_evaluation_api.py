from typing import TYPE_CHECKING

import pytest
from rest_framework.test import APIClient

from catalog.models import Dataset
from evaluation.runs.scoring import score_what_changed
from tests.conftest import ClientFor
from tests.evaluation.runs.scene import CountingResponder, HabitualJudge, ask, compare

if TYPE_CHECKING:
    from accounts.models import User


@pytest.fixture
def client(benched: Dataset, client_for: ClientFor) -> APIClient:
    member: User = benched.memberships.get().user
    return client_for(member)


def test_system_is_added_once(client: APIClient, benched: Dataset) -> None:
    address = f"/api/v1/datasets/{benched.slug}/systems/"
    given = {"name": "mine", "engine": "echo", "sampling": {"temperature": 0.7}}

    first = client.post(address, given, format="json")
    second = client.post(address, given, format="json")

    assert first.status_code == 201, first.json()
    assert first.json()["sampling"] == {
        "temperature": 0.7,
        "top_p": 1.0,
        "max_tokens": 512,
        "seed": 0,
    }
    assert (second.status_code, second.json()["code"]) == (409, "system_exists")
    assert [one["name"] for one in client.get(address).json()] == ["mine"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"engine": "nobody"}, "There is no responder called 'nobody'"),
        ({"name": "Big Name"}, "Small letters"),
        ({"prompts": {"sing": "La"}}, "sing is neither task nor suite"),
        ({"sampling": {"temperature": 9}}, "less than or equal to 2"),
        ({"languages": ["xyz"]}, "xyz is not a language"),
    ],
)
def test_system_says_what_is_wrong(
    client: APIClient, benched: Dataset, changes: dict[str, object], said: str
) -> None:
    given = {"name": "mine", "engine": "echo", **changes}

    answer = client.post(f"/api/v1/datasets/{benched.slug}/systems/", given, format="json")

    assert answer.status_code == 400
    assert said in answer.json()["message"]


def test_leaderboard_shows_answers_scores_and_wins(
    client: APIClient, benched: Dataset, other: CountingResponder, judge: HabitualJudge
) -> None:
    ask(benched, "echo")
    ask(benched, "loud", engine="other", prompts={"answer": "LOUD"})
    compare(benched, "loud", "echo")
    score_what_changed()

    board = client.get(f"/api/v1/datasets/{benched.slug}/benchmarks/qa/").json()

    assert [(row["system"], row["answered"]) for row in board["systems"]] == [
        ("echo", 6),
        ("loud", 6),
    ]
    [comparison] = board["comparisons"]
    wins = {
        score["language"]: (score["value"], score["items"])
        for score in comparison["scores"]
        if score["metric"] == "tie"
    }
    assert wins == {"": (1.0, 6), "ara": (1.0, 3), "eng": (1.0, 3)}
    assert board["benchmark"]["contamination"]["ara"]["met"] == 0
    assert comparison["calls"] == 12


def test_viewer_shows_both_answers_with_what_the_judge_said(
    client: APIClient, benched: Dataset, other: CountingResponder, judge: HabitualJudge
) -> None:
    ask(benched, "echo")
    ask(benched, "loud", engine="other", prompts={"answer": "LOUD"})
    comparison = compare(benched, "loud", "echo")

    address = f"/api/v1/datasets/{benched.slug}/comparisons/{comparison.pk}/items/"
    page = client.get(address, {"language": "ara"}).json()

    assert len(page["results"]) == 3
    row = page["results"][0]
    assert row["system"]["text"].endswith("LOUD")
    assert not row["baseline"]["text"].endswith("LOUD")
    assert (row["outcome"], row["flipped"], len(row["judgements"])) == ("tie", False, 2)
    assert row["judgements"][0]["reply"] == "Both are fine.\nTIE"
    clip = client.get(row["audio"])
    assert clip.getvalue().startswith(b"fLaC")


def test_overview_is_told_how_far_the_newest_benchmark_is(
    client: APIClient, benched: Dataset
) -> None:
    address = f"/api/v1/datasets/{benched.slug}/benchmarked/"
    assert client.get(address).json()["newest"]["systems"] == 0
    ask(benched, "echo")
    score_what_changed()
    answered = {"ara": 3, "eng": 3}
    assert client.get(address).json() == {
        "newest": {
            "name": "qa", "items": 6, "systems": 1, "furthest": "echo", "answered": answered,
        }
    }  # fmt: skip
    questions = f"/api/v1/datasets/{benched.slug}/benchmarks/qa/items/"
    found = {
        code: len(client.get(questions, {"language": code, "system": "echo"}).json()["results"])
        for code in answered
    }
    assert found == answered


def test_board_of_no_benchmark(client: APIClient, benched: Dataset) -> None:
    answer = client.get(f"/api/v1/datasets/{benched.slug}/benchmarks/none/")

    assert (answer.status_code, answer.json()["code"]) == (404, "benchmark_unknown")
