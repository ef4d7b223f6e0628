"""What an item's timeline tells, and to whom."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.enums import Role
from annotation.enums import Verdict
from annotation.services.answering import undo_last
from catalog.models import Dataset
from corpus.models import Item, NearDuplicate, Recording, Translation
from tests.conftest import ClientFor
from tests.factories import (
    make_campaign,
    make_item,
    make_job,
    make_recording,
    make_report,
    make_translation,
    make_user,
)
from tests.releases.frozen import make_release
from tests.releases.judged import judge_text, make_version, vote

pytestmark = pytest.mark.django_db


def life(client: APIClient, item: Item, **query: str) -> list[dict[str, Any]]:
    path = f"/api/v1/datasets/{item.dataset.slug}/items/{item.pk}/timeline/"
    response = client.get(path, query)
    assert response.status_code == 200
    events: list[dict[str, Any]] = response.json()
    return events


def kinds(events: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(event["kind"], event["language"]) for event in events]


def make_lived(dataset: Dataset) -> Item:
    """Voiced, failed a check, set aside, rated, corrected, voiced again and released."""
    clip = make_version(dataset)
    make_report(clip, "clipping", passed=False, detail="7 samples")
    vote(make_campaign(dataset, votes_per_item=1), (4, 5))
    Recording.objects.update(set_aside=["clipping"])
    judge_text(clip.translation, Verdict.CORRECTED, question="سؤال أفضل؟")
    make_recording(Translation.objects.get(language="ara", is_current=True))
    make_release(dataset, "v1")
    return clip.translation.item


def test_life_is_told_from_import_to_release(client: APIClient, dataset: Dataset) -> None:
    events = life(client, make_lived(dataset))
    told = [kind for kind, _ in kinds(events)]
    # Checks of the correction itself come with the corrected text.
    assert told == [
        "imported", "translated", "voiced", "checked", "set_aside", "rated", "rewritten",
        "checked", "judged", "revoiced", "released", "split_drawn",
    ]  # fmt: skip
    assert {language for kind, language in kinds(events) if kind not in _OF_ITEM} == {"ara"}


_OF_ITEM = {"imported", "split_drawn", "released"}


def test_event_says_what_was_made_and_found(client: APIClient, dataset: Dataset) -> None:
    job = make_job(dataset)
    text = make_translation(make_item(dataset), job=job, licence="CC-BY-4.0")
    clip = make_recording(text, job=job, duration_s=1.5)
    make_report(clip, "clipping", passed=False, detail="7 samples")
    _, translated, voiced, checked, _ = life(client, text.item)
    assert translated["made"] == {
        "is_current": True, "engine": "translation-memory", "engine_version": "1",
        "licence": "CC-BY-4.0", "job": job.pk, "question": text.question, "answer": text.answer,
        "voice": "", "audio_url": None, "duration_s": None, "attempt": None,
    }  # fmt: skip
    assert voiced["made"] == {
        "is_current": True, "engine": "espeak-ng", "engine_version": "1.52", "licence": "",
        "job": job.pk, "question": "", "answer": "", "voice": "ar+f1",
        "audio_url": f"/audio/{clip.sha256}", "duration_s": 1.5, "attempt": 1,
    }  # fmt: skip
    [check] = checked["checks"]
    assert (check["name"], check["passed"], check["detail"]) == ("clipping", False, "7 samples")


def test_only_managers_see_names(
    client: APIClient, client_for: ClientFor, dataset: Dataset
) -> None:
    item = make_version(dataset).translation.item
    vote(make_campaign(dataset, votes_per_item=2), (4, 5), (2, 1))
    rated = [event for event in life(client, item) if event["kind"] == "rated"]
    assert [event["scores"]["naturalness"] for event in rated] == [4, 2]
    assert [event["person"]["number"] for event in rated] == [1, 2]
    assert all(event["person"]["name"] for event in rated)

    reader = make_user(Role.RESEARCHER)
    dataset.memberships.create(user=reader)
    seen = life(client_for(reader), item)
    people = [event["person"] for event in seen if event["kind"] == "rated"]
    assert people == [{"number": 1, "name": ""}, {"number": 2, "name": ""}]


def test_answer_that_was_taken_back_is_told_twice(client: APIClient, dataset: Dataset) -> None:
    clip = make_version(dataset)
    campaign = make_campaign(dataset, votes_per_item=1)
    vote(campaign, (5, 5))
    undo_last(campaign, by=campaign.tasks.get().assignments.get().rater)
    told = kinds(life(client, clip.translation.item))
    assert [kind for kind, _ in told if kind in {"rated", "withdrawn"}] == ["rated", "withdrawn"]


def test_one_language_is_told_with_the_item_itself(client: APIClient, dataset: Dataset) -> None:
    item = make_item(dataset, split="excluded", in_bench=False)
    for language in ("ara", "hin"):
        make_recording(make_translation(item, language=language))
    twin = make_item(dataset, external_id="twin")
    NearDuplicate.objects.create(
        dataset=dataset, held_out=twin, other=item, language="eng", similarity=0.9
    )
    events = life(client, item, language="hin")
    assert {*kinds(events)} == {
        ("imported", ""), ("split_drawn", ""), ("kept_out", "eng"), ("translated", "hin"),
        ("voiced", "hin"),
    }  # fmt: skip
    assert [event["detail"] for event in events if event["kind"] == "kept_out"] == ["twin"]


def test_long_life_takes_as_many_queries_as_a_short_one(
    client: APIClient, dataset: Dataset
) -> None:
    item = make_lived(dataset)
    taken = []
    for language in ("eng", "hin"):
        with CaptureQueriesContext(connection) as queries:
            life(client, item)
        taken.append(len(queries))
        text, _ = item.translations.get_or_create(language=language, dataset=dataset)
        make_report(make_recording(text), "clipping", passed=True)
        make_report(text, "question.empty", passed=True)
        campaign = make_campaign(dataset, languages=[language], votes_per_item=2)
        vote(campaign, (1, 1), (2, 2), language=language)
        make_release(dataset, f"v{len(taken) + 1}")
    assert taken[0] == taken[1]
    assert taken[0] < 20
