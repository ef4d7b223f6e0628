"""What managers are told before they open a campaign or a bench loop is what comes of it."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from annotation.enums import CampaignKind
from annotation.models import BenchLoop, Campaign, LabelStudioProject, Protocol, SampledItem, Task
from catalog.models import Dataset
from corpus.enums import Origin
from corpus.models import Recording, Translation
from generation.checks import CheckOutcome
from generation.reports import merge_reports, subject_of
from tests.conftest import ClientFor
from tests.factories import (
    make_dataset,
    make_item,
    make_protocol,
    make_recording,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db
CAMPAIGN = {"kind": "listening", "name": "Next", "languages": ["ara", "hin"]}
LOOP = {"languages": ["ara", "hin"], "votes_per_item": 3, "backend": "built_in"}


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def dataset(manager: User) -> Dataset:
    """Six items: all translated, half of them by a person into Hindi; all but two voiced."""
    dataset = make_dataset(manager, languages=["ara", "eng", "hin"])
    for number in range(6):
        item = make_item(dataset, in_bench=number < 4)
        for language in ("ara", "hin"):
            by_hand = language == "hin" and number % 2
            origin = Origin.HUMAN if by_hand else Origin.MACHINE
            text = make_translation(item, language=language, origin=origin)
            if number not in {0, 5}:
                reject(make_recording(text), badness=number)
    make_item(dataset)
    return dataset


def reject(recording: Recording, *, badness: int) -> None:
    """By so many checks."""
    names = ("clipping", "silence", "noise", "speech_rate")[:badness]
    outcomes = [CheckOutcome(name, 1, 1, 0.3, False, "") for name in names]
    merge_reports([(subject_of(recording), outcomes)])


@pytest.fixture
def client(manager: User, client_for: ClientFor) -> APIClient:
    return client_for(manager)


def foresee(client: APIClient, dataset: Dataset, what: str, order: dict[str, Any]) -> Any:
    path = f"/api/v1/datasets/{dataset.slug}/{what}/estimate/"
    return client.post(path, order, format="json")


def begin(client: APIClient, dataset: Dataset, what: str, order: dict[str, Any]) -> Any:
    return client.post(f"/api/v1/datasets/{dataset.slug}/{what}/", order, format="json")


def counted(campaign: Campaign) -> list[dict[str, Any]]:
    """What an opened campaign asks, as it is told before."""
    sample = campaign.sample
    return [
        {
            "language": language,
            "items": sample.filter(language__in=["", language]).count(),
            "tasks": len(asked := campaign.tasks.filter(language=language)),
            "by_people": unfit(campaign, language, CampaignKind.CORRECTION),
            "set_aside": unfit(campaign, language, CampaignKind.LISTENING),
            "votes": len(asked) * campaign.raters_per_item,
        }
        for language in campaign.languages
    ]


def unfit(campaign: Campaign, language: str, kind: CampaignKind) -> int:
    """What there is of the sample, and such a campaign does not ask about."""
    if campaign.kind != kind:
        return 0
    drawn = campaign.sample.filter(language__in=["", language]).values("item")
    texts = Translation.objects.filter(item__in=drawn, language=language, is_current=True)
    if kind == CampaignKind.CORRECTION:
        return texts.filter(origin=Origin.HUMAN).count()
    return Recording.objects.set_aside().filter(translation__in=texts).count()


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"split": "test"},
        {"items_per_language": 3},
        {"items_per_language": 3, "seed": 7, "votes_per_item": 5},
        {"items_per_language": 1_000},
        {"languages": ["hin", "hin"]},
        {"languages": ["eng", "ara"]},
        {"kind": "correction", "votes_per_item": 1},
        {"kind": "correction", "votes_per_item": 1, "second_reviewer": True, "split": "test"},
        {"items_per_language": 1, "targeted_per_language": {"failed_checks": 2}},
        {
            "split": "test",
            "items_per_language": 1,
            "targeted_per_language": {"failed_checks": 1, "asr_disagreement": 2},
        },
        {"draft": True},
    ],
)
def test_campaign_asks_what_was_foreseen(
    wish: dict[str, Any], client: APIClient, dataset: Dataset
) -> None:
    order = {**CAMPAIGN, **wish}

    told = foresee(client, dataset, "campaigns", order)
    opened = begin(client, dataset, "campaigns", order)

    assert (told.status_code, opened.status_code) == (200, 201), (told.json(), opened.json())
    assert told.json() == counted(Campaign.objects.get())
    assert sum(row["votes"] for row in told.json()) > 0


def test_what_has_no_recording_yet_is_drawn_but_not_asked(
    client: APIClient, dataset: Dataset
) -> None:
    told = foresee(client, dataset, "campaigns", {**CAMPAIGN, "languages": ["ara"]}).json()
    # Of the bench's five, one has no text in Arabic, and one no recording.
    assert told == [
        {"language": "ara", "items": 5, "tasks": 3, "by_people": 0, "set_aside": 0, "votes": 6}
    ]


def test_recording_set_aside_is_told_apart(client: APIClient, dataset: Dataset) -> None:
    spoken = Recording.objects.filter(language="ara", translation__item__in_bench=True).first()
    assert spoken is not None
    spoken.set_aside = ["clipping"]
    spoken.save()
    order = {**CAMPAIGN, "languages": ["ara"]}

    told = foresee(client, dataset, "campaigns", order).json()

    assert begin(client, dataset, "campaigns", order).status_code == 201
    assert told == counted(Campaign.objects.get())
    assert [(row["items"], row["tasks"], row["set_aside"]) for row in told] == [(5, 2, 1)]


def test_text_of_a_person_is_told_apart(client: APIClient, dataset: Dataset) -> None:
    wish = {"kind": "correction", "votes_per_item": 1, "languages": ["hin"]}
    told = foresee(client, dataset, "campaigns", {**CAMPAIGN, **wish}).json()
    # Of the bench's five, a person wrote two; one has no text in Hindi, and joins later.
    assert told == [
        {"language": "hin", "items": 5, "tasks": 2, "by_people": 2, "set_aside": 0, "votes": 2}
    ]


@pytest.mark.parametrize(("second", "answers"), [(False, 4), (True, 8)])
def test_second_reviewer_answers_too(
    second: bool, answers: int, client: APIClient, dataset: Dataset
) -> None:
    wish = {"kind": "correction", "votes_per_item": 1, "second_reviewer": second}
    told = foresee(client, dataset, "campaigns", {**CAMPAIGN, **wish, "languages": ["ara"]}).json()
    assert [(row["tasks"], row["votes"]) for row in told] == [(4, answers)]


def test_foreseeing_leaves_nothing_behind(client: APIClient, dataset: Dataset) -> None:
    protocol = make_protocol(dataset)
    order = {**CAMPAIGN, "protocol": protocol.pk}
    assert foresee(client, dataset, "campaigns", order).status_code == 200
    assert foresee(client, dataset, "bench-loops", LOOP).status_code == 200

    made = (Campaign, BenchLoop, SampledItem, Task, LabelStudioProject)
    assert [model.objects.count() for model in made] == [0] * len(made)
    assert Protocol.objects.get().frozen_at is None


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"split": "train"}, "split"),
        ({"languages": ["jpn"]}, "languages"),
        ({"kind": "correction"}, "votes_per_item"),
        ({"second_reviewer": True}, "second_reviewer"),
        ({"backend": "label_studio"}, "backend"),
        ({"kind": "preference"}, "kind"),
        ({"items_per_language": 0}, "items_per_language"),
    ],
)
def test_what_opening_refuses_is_refused_before(
    wish: dict[str, Any], field: str, client: APIClient, dataset: Dataset
) -> None:
    order = {**CAMPAIGN, **wish}

    told = foresee(client, dataset, "campaigns", order)
    opened = begin(client, dataset, "campaigns", order)

    assert (told.status_code, told.json()) == (opened.status_code, opened.json())
    assert (told.status_code, [*told.json()["details"]]) == (400, [field])


def test_what_counts_is_enough_to_foresee(client: APIClient, dataset: Dataset) -> None:
    counts = {"kind": "listening", "languages": ["ara", "hin"]}
    told = foresee(client, dataset, "campaigns", counts)
    whole = foresee(client, dataset, "campaigns", {**CAMPAIGN, "draft": True})
    assert (told.status_code, told.json()) == (200, whole.json())


def test_name_that_opening_refuses_is_refused_before(client: APIClient, dataset: Dataset) -> None:
    order = {**CAMPAIGN, "name": "N" * 121}
    told = foresee(client, dataset, "campaigns", order)
    opened = begin(client, dataset, "campaigns", order)
    assert (told.status_code, told.json()) == (opened.status_code, opened.json())
    assert (told.status_code, [*told.json()["details"]]) == (400, ["name"])


def test_protocol_of_another_dataset_is_refused_before(client: APIClient, dataset: Dataset) -> None:
    order = {**CAMPAIGN, "protocol": make_protocol(make_dataset()).pk}
    told = foresee(client, dataset, "campaigns", order)
    assert (told.status_code, [*told.json()["details"]]) == (400, ["protocol"])


def test_bench_loop_asks_what_was_foreseen(client: APIClient, dataset: Dataset) -> None:
    told = foresee(client, dataset, "bench-loops", LOOP).json()
    assert begin(client, dataset, "bench-loops", LOOP).status_code == 201
    loop = BenchLoop.objects.get()

    assert [(row["language"], row["items"], row["to_correct"]) for row in told] == [
        (row["language"], row["items"], row["tasks"]) for row in counted(loop.correction)
    ]
    assert [row["to_correct"] for row in told] == [4, 2]
    assert [row["votes_at_most"] for row in told] == [15, 15]


def test_bench_loop_that_runs_is_refused_before(client: APIClient, dataset: Dataset) -> None:
    assert begin(client, dataset, "bench-loops", LOOP).status_code == 201
    told = foresee(client, dataset, "bench-loops", {**LOOP, "languages": ["hin"]})
    again = begin(client, dataset, "bench-loops", {**LOOP, "languages": ["hin"]})
    assert (told.status_code, told.json()) == (again.status_code, again.json())
    assert told.json()["code"] == "bench_loop_running"
