"""Every number of the overview's languages leads to exactly the items it counts."""

import pytest
from rest_framework.test import APIClient

from annotation.enums import Verdict
from catalog.models import Dataset
from releases import stages
from releases.overview import describe_dataset
from releases.stages import Stage
from tests.conftest import ClientFor
from tests.factories import count_anew, make_campaign, make_dataset, make_report
from tests.releases.judged import judge_text, make_version, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived_in() -> Dataset:
    """Five Arabic items, each further than the one before, and one in Hindi alone."""
    dataset = make_dataset()
    clips = [make_version(dataset) for _ in range(5)]
    make_version(dataset, language="hin")
    for name in ("first", "second"):
        vote(make_campaign(dataset, name=name, votes_per_item=2), (5, 5), (4, 4))
    judge_text(clips[0].translation, Verdict.CONFIRMED)
    judge_text(clips[1].translation, Verdict.CORRECTED, question="سؤال أفضل؟")
    judge_text(clips[2].translation, Verdict.UNTRANSLATABLE)
    for clip in clips:
        make_report(clip, stages.HEARD, passed=clip is not clips[3])
    make_report(clips[4].translation, "question.length", passed=False)
    type(clips[4]).objects.filter(pk=clips[4].pk).update(set_aside=["clipping"])
    count_anew(dataset)
    return dataset


def found(client: APIClient, dataset: Dataset, **asked: str) -> int:
    """All pages of it."""
    address, rows = f"/api/v1/datasets/{dataset.slug}/items/", 0
    answer = client.get(address, asked).json()
    while True:
        rows += len(answer["results"])
        if not answer["next"]:
            return rows
        answer = client.get(answer["next"]).json()


@pytest.mark.parametrize("few", [0, 4_000])
def test_cells_of_the_overview_lead_to_what_they_count(
    lived_in: Dataset, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Whether few are listed first, or many are walked past."""
    monkeypatch.setattr(stages, "_FEW", few)
    client = client_for(lived_in.created_by)
    lived_in.memberships.get_or_create(user=lived_in.created_by)

    for state in describe_dataset(lived_in).languages:
        told = {stage.value: getattr(state, stage) for stage in Stage}
        asked = {"language": state.language}
        leads = {stage: found(client, lived_in, stage=stage, **asked) for stage in told}
        assert leads == told, state.language
        assert found(client, lived_in, verified="true", **asked) == state.verified


@pytest.mark.parametrize("few", [0, 4_000])
def test_item_that_was_settled_again_counts_once_as_it_was_settled_last(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(stages, "_FEW", few)
    dataset = make_dataset()
    dataset.memberships.get_or_create(user=dataset.created_by)
    client = client_for(dataset.created_by)
    text = make_version(dataset).translation
    judge_text(text, Verdict.CONFIRMED)
    for verdict, corrected in ((Verdict.UNTRANSLATABLE, 0), (Verdict.CORRECTED, 1)):
        judge_text(text, verdict, question="سؤال أفضل؟")

        arabic = next(one for one in describe_dataset(dataset).languages if one.language == "ara")
        assert (arabic.reviewed, arabic.corrected) == (1, corrected)
        assert found(client, dataset, stage="reviewed", language="ara") == 1
        assert found(client, dataset, stage="corrected", language="ara") == corrected


def test_every_cell_counts_something_here(lived_in: Dataset) -> None:
    arabic = next(one for one in describe_dataset(lived_in).languages if one.language == "ara")
    counted = {stage.value: getattr(arabic, stage) for stage in Stage}
    assert counted == {
        "translated": 5, "voiced": 4, "heard": 4, "checks_failed": 3, "set_aside": 1, "rated": 4,
        "reviewed": 3, "corrected": 1,
    }  # fmt: skip


def test_a_stage_goes_with_other_filters(lived_in: Dataset, client_for: ClientFor) -> None:
    client = client_for(lived_in.created_by)
    lived_in.memberships.get_or_create(user=lived_in.created_by)
    assert found(client, lived_in, stage="reviewed", verified="true", language="ara") == 1
    assert found(client, lived_in, stage="voiced", split="train") == 0
    assert found(client, lived_in, stage="voiced") == 5
