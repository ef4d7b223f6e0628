import pytest

from accounts.enums import Role
from catalog.models import Dataset
from evaluation.metrics.opinion import rate_interval
from jobs.counts import Key, Metric, record_counts
from tests.conftest import ClientFor
from tests.factories import (
    count_anew,
    make_dataset,
    make_item,
    make_recording,
    make_report,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    """Two texts and their clips in Arabic; one text and the other's clip fail."""
    dataset = make_dataset()
    for number in range(2):
        text = make_translation(make_item(dataset))
        clip = make_recording(text, voice=f"ar+f{number}")
        make_report(text, "question.brackets", passed=number == 0, detail="1 bracket")
        make_report(text, "answer.brackets", passed=True)
        make_report(clip, "errors-whisper", passed=True)
        make_report(clip, "recognition-errors", passed=number == 1, detail="80% errors")
    count_anew(dataset)
    return dataset


def test_checks_gives_rates_by_language_engine_check_and_voice(
    dataset: Dataset, client_for: ClientFor
) -> None:
    client = client_for(make_user(Role.ADMIN))

    answer = client.get(f"/api/v1/datasets/{dataset.slug}/checks/").json()

    memory = {"language": "ara", "engine": "translation-memory"}
    espeak = {"language": "ara", "engine": "espeak-ng"}
    none, one = (rate_interval(failing, 1) for failing in (0, 1))
    assert none is not None
    assert one is not None
    assert answer == {
        "checks": [
            {
                **espeak,
                "check": "recognition-errors",
                "stage": "listening",
                "passed": 1,
                "failed": 1,
            },
            {**memory, "check": "brackets", "stage": "text", "passed": 3, "failed": 1},
        ],
        "voices": [
            {
                **espeak, "voice": "ar+f0", "recordings": 1, "failing": 1,
                "rate": 1.0, "interval": {"low": one.low, "high": one.high},
            },
            {
                **espeak, "voice": "ar+f1", "recordings": 1, "failing": 0,
                "rate": 0.0, "interval": {"low": none.low, "high": none.high},
            },
        ],
    }  # fmt: skip


def test_voices_are_told_though_their_counts_are_wrong(
    dataset: Dataset, client_for: ClientFor
) -> None:
    wrong = {
        Key(Metric.RECORDINGS, "ara", "", "espeak-ng", "ar+f0"): -3,
        Key(Metric.RECORDINGS_FAILING, "ara", "", "espeak-ng", "ar+f1"): 5,
    }
    record_counts(dataset.pk, wrong)
    client = client_for(make_user(Role.ADMIN))
    voices = client.get(f"/api/v1/datasets/{dataset.slug}/checks/").json()["voices"]
    assert [(row["voice"], row["recordings"], row["failing"]) for row in voices] == [
        ("ar+f1", 1, 1)
    ]


def test_failing_tells_which_texts_and_clips_fail_a_check_and_why(
    dataset: Dataset, client_for: ClientFor
) -> None:
    client = client_for(make_user(Role.ADMIN))
    first, second = dataset.items.order_by("pk")
    path = f"/api/v1/datasets/{dataset.slug}/checks/failing/"

    texts = client.get(path, {"language": "ara", "check": "brackets"}).json()["results"]
    clips = client.get(path, {"language": "ara", "check": "recognition-errors"}).json()["results"]

    assert [(row["item"], row["recording"], row["details"]) for row in texts] == [
        (second.pk, None, {"question.brackets": "1 bracket"})
    ]
    assert [(row["item"], row["details"]) for row in clips] == [
        (first.pk, {"recognition-errors": "80% errors"})
    ]
    assert clips[0]["recording"]
    voiced = {"language": "ara", "check": "recognition-errors"}
    assert client.get(path, {**voiced, "engine": "espeak-ng"}).json()["results"] == clips
    assert client.get(path, {**voiced, "engine": "mms-tts"}).json()["results"] == []
    assert client.get(path, {"language": "deu", "check": "brackets"}).json()["results"] == []
    assert client.get(path, {"language": "ara"}).status_code == 400


def test_failing_leaves_out_what_was_replaced(dataset: Dataset, client_for: ClientFor) -> None:
    client = client_for(make_user(Role.ADMIN))
    for item in dataset.items.all():
        item.translations.update(is_current=False)

    answer = client.get(
        f"/api/v1/datasets/{dataset.slug}/checks/failing/", {"language": "ara", "check": "brackets"}
    )

    assert answer.json()["results"] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_failing_asks_as_often_for_one_row_as_for_three(
    rows: int, client_for: ClientFor, django_assert_num_queries: object
) -> None:
    dataset = make_dataset()
    client = client_for(make_user(Role.ADMIN))
    for _ in range(rows):
        make_report(make_translation(make_item(dataset)), "question.brackets", passed=False)
    path = f"/api/v1/datasets/{dataset.slug}/checks/failing/"

    with django_assert_num_queries(4):  # type: ignore[operator]
        answer = client.get(path, {"language": "ara", "check": "brackets"})

    assert len(answer.json()["results"]) == rows
