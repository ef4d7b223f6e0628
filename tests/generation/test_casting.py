"""Which engine and whose voice speaks an item, in a job."""

import pytest
from django.db.models.functions import Length
from rest_framework.exceptions import ValidationError

from catalog.models import Dataset
from catalog.services import change_dataset
from corpus.models import Recording, Translation
from generation.errors import VoicesMissingError
from generation.voices import DrawKey, draw_place
from jobs.enums import JobState, Queue
from jobs.services import start_job
from jobs.work import plan_next_job, work
from tests.clips import make_clip
from tests.factories import make_dataset, make_item, make_translation, make_voice
from tests.generation.speakers import Chancy, Cloner, install
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db


def make_library(dataset: Dataset, *, others: int, held_out: int = 0) -> None:
    for number in range(others + held_out):
        name = f"{'held' if number >= others else 'open'}{number}"
        clip = make_clip(seconds=3, pitch=100 + 10 * number)
        make_voice(
            dataset, name=name, content=clip, held_out=number >= others, licence="CC-BY-SA-4.0"
        )


def make_items(dataset: Dataset, amount: int) -> None:
    """Half of them in the bench."""
    for number in range(amount):
        make_item(dataset, external_id=f"i{number}", in_bench=number % 2 == 0)


def spoken(dataset: Dataset) -> dict[str, Recording]:
    made = Recording.objects.filter(dataset=dataset).select_related("translation__item")
    return {recording.translation.item.external_id: recording for recording in made}


def test_engine_that_clones_speaks_with_the_library_and_the_bench_with_held_out_voices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cloner = install(monkeypatch, Cloner)
    dataset = make_dataset(languages=["eng"])
    make_library(dataset, others=5, held_out=2)
    make_items(dataset, 40)

    job = do_job(dataset, "synthesize", engine="cloner")

    made = spoken(dataset)
    assert (job.state, len(made)) == (JobState.SUCCEEDED, 40)
    for external_id, recording in made.items():
        in_bench = recording.translation.item.in_bench
        names = ["held5", "held6"] if in_bench else [f"open{n}" for n in range(5)]
        place = draw_place(DrawKey(1, "eng", external_id), len(names))
        assert recording.voice == names[place]
    assert {request.voice: request.reference is not None for request in cloner.asked} == {
        recording.voice: True for recording in made.values()
    }
    one = made["i1"]
    assert one.parameters["reference"] == dataset.voices.get(name=one.voice).sha256
    assert (one.licence, one.attempt, one.seed) == (
        "CC-BY-SA-4.0", 1, cloner_seed(cloner, one.translation.question),
    )  # fmt: skip


def cloner_seed(cloner: Chancy, text: str) -> int | None:
    return next(request.seed for request in cloner.asked if request.text == text)


def test_bench_without_held_out_voices_draws_from_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, Cloner)
    dataset = make_dataset(languages=["eng"])
    make_library(dataset, others=5)
    make_items(dataset, 2)

    do_job(dataset, "synthesize", engine="cloner")

    assert {recording.voice[:4] for recording in spoken(dataset).values()} == {"open"}


def test_job_refuses_to_start_with_fewer_voices_than_the_share_cap_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, Cloner)
    dataset = make_dataset(languages=["eng"])
    make_library(dataset, others=3, held_out=4)
    dataset.voices.filter(name="open0").update(retired_at="2026-01-01T00:00Z")

    with pytest.raises(VoicesMissingError) as refused:
        start_job(dataset, kind="synthesize", parameters={"engine": "cloner"}, by=None)

    assert refused.value.message == (
        "cloner speaks with the voices of the library. It needs 5, so that none speaks more than "
        "its share; there are 2. Import 3 more, or let each speak more (voice_share_cap in the "
        "dataset's settings)."
    )
    change_dataset(dataset, voice_share_cap=0.5)
    dataset.refresh_from_db()
    assert start_job(dataset, kind="synthesize", parameters={"engine": "cloner"}, by=None).pk


def test_job_whose_voices_were_retired_meanwhile_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Cloner)
    dataset = make_dataset(languages=["eng"])
    make_library(dataset, others=5)
    make_items(dataset, 1)
    job = start_job(dataset, kind="synthesize", parameters={"engine": "cloner"}, by=None)
    dataset.voices.update(retired_at="2026-01-01T00:00Z")

    plan_next_job(Queue.CPU)

    job.refresh_from_db()
    assert (job.state, job.error[:19]) == (JobState.FAILED, "VoicesMissingError:")


def test_each_language_is_spoken_by_its_engine_and_the_bench_by_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, Chancy)
    dataset = make_dataset(
        languages=["eng", "ara"],
        synthesizers={"eng": "chancy"},
        bench_synthesizers={"ara": "chancy"},
    )
    for number in range(4):
        make_translation(make_item(dataset, in_bench=number % 2 == 0))

    job = do_job(dataset, "synthesize")

    made = Recording.objects.values_list("language", "translation__item__in_bench", "engine")
    assert sorted(set(made)) == [
        ("ara", False, "espeak-ng"),
        ("ara", True, "chancy"),
        ("eng", False, "chancy"),
        ("eng", True, "chancy"),
    ]
    batches = list(job.batches.order_by("pk").values_list("language", "units"))
    assert batches == [("ara", 2), ("ara", 2), ("eng", 4)]


def test_job_with_one_engine_for_all_is_the_same_as_one_that_names_it() -> None:
    dataset = make_dataset(languages=["eng", "ara"])

    as_set = start_job(dataset, kind="synthesize", parameters={}, by=None)

    assert as_set.parameters["engine"] == "espeak-ng"


def test_running_job_keeps_the_engines_it_was_started_with(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Chancy)
    dataset = make_dataset(languages=["eng", "ara"], synthesizers={"ara": "chancy"})
    make_translation(make_item(dataset))
    start_job(dataset, kind="synthesize", parameters={}, by=None)
    change_dataset(dataset, synthesizers={})

    work(Queue.CPU, seconds=60)

    assert set(Recording.objects.values_list("language", "engine")) == {
        ("eng", "espeak-ng"),
        ("ara", "chancy"),
    }


def test_job_goes_to_the_queue_of_the_neediest_of_its_engines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, Chancy, gpu=True)
    dataset = make_dataset(languages=["eng", "ara"], bench_synthesizers={"ara": "chancy"})

    queues = [
        start_job(dataset, kind="synthesize", parameters=parameters, by=None).queue
        for parameters in ({}, {"languages": ["eng"]}, {"engine": "chancy"})
    ]

    assert queues == [Queue.GPU, Queue.CPU, Queue.GPU]


def test_job_with_an_engine_that_went_away_says_so() -> None:
    dataset = make_dataset(languages=["eng"], synthesizers={"eng": "gone"})

    with pytest.raises(ValidationError, match="gone"):
        start_job(dataset, kind="synthesize", parameters={}, by=None)


def test_batches_hold_texts_of_one_voice_and_like_length(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Chancy)
    dataset = make_dataset(languages=["eng"])
    for length in range(80, 0, -1):
        make_item(dataset, external_id=f"i{length}", question="a" * length)
    job = start_job(dataset, kind="synthesize", parameters={"engine": "chancy"}, by=None)

    plan_next_job(Queue.CPU)

    texts = Translation.objects.annotate(n=Length("question")).select_related("item")
    places = {
        text.pk: (draw_place(DrawKey(1, "eng", text.item.external_id), 2), text.n) for text in texts
    }
    planned = [pk for batch in job.batches.order_by("pk") for pk in batch.subject_ids]
    assert len(planned) == 80
    assert [places[pk] for pk in planned] == sorted(places.values())
