"""A release from import to a stranger's machine: the demo's and one of XQuAD.

It is frozen, exported, proven, described and loaded; then one byte, vote or text is changed behind
its back, and the row is named.
"""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
import soundfile
from django.core.management import call_command
from pytest_django import Settings

from annotation.models import Campaign
from catalog.models import Dataset
from corpus.models import Recording
from corpus.storage import audio_store
from demo.management.commands import load_demo
from releases.card.croissant import describe_for_programs
from releases.card.facts import read_facts
from releases.freezing import Wish, freeze
from releases.models import Export, Release
from tests.corpus.xquad import needs_xquad
from tests.factories import make_campaign
from tests.faults.xquad_road import Road, make_xquad_dataset
from tests.releases.exported import contents, export
from tests.releases.judged import vote
from tests.releases.proving import change, refuses, verify

LANGUAGES = ("eng", "ara")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    # What the libraries of others ask of rdflib, pandas and the like.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


@pytest.fixture(autouse=True)
def _small(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.STUDIO_STATE = tmp_path
    settings.AUDIO_STORE = str(tmp_path / "audio")
    monkeypatch.setattr(load_demo, "LANGUAGES", LANGUAGES)
    monkeypatch.setattr(load_demo, "TARGETS", LANGUAGES[1:])
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))


def demo() -> Campaign:
    call_command("load_demo")
    return Campaign.objects.get(name=load_demo.LISTEN)


def xquad() -> Campaign:
    dataset = make_xquad_dataset(questions=8, languages=LANGUAGES)
    Dataset.objects.filter(pk=dataset.pk).update(dev_size=2, test_size=4, bench_size=2)
    dataset.refresh_from_db()
    Road(dataset, steps={"draw-splits": {}, "translate": {}, "synthesize": {}}).walk()
    return make_campaign(dataset, votes_per_item=2)


@contextmanager
def changed_byte(recording: Recording) -> Iterator[str]:
    path = audio_store().local_path(recording.sha256)
    assert path is not None
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    yield f"audio: {recording.translation.item} in ara"
    path.write_bytes(kept)


@contextmanager
def changed_vote(recording: Recording) -> Iterator[str]:
    given = recording.ratings.earliest("pk")
    statement = "UPDATE annotation_rating SET naturalness = %s WHERE id = %s"
    change(statement, 1 if given.naturalness > 1 else 2, given.pk)
    yield f"{recording.translation.item} in ara: vote {given.pk} isn't the one given"
    change(statement, given.naturalness, given.pk)


@contextmanager
def changed_text(recording: Recording) -> Iterator[str]:
    text = recording.translation
    statement = "UPDATE corpus_translation SET question = %s WHERE id = %s"
    change(statement, f"{text.question} ", text.pk)
    yield f"{text.item} in ara: question isn't what the corpus says"
    change(statement, text.question, text.pk)


@pytest.mark.parametrize("make", [demo, pytest.param(xquad, marks=needs_xquad)])
def test_release_is_frozen_exported_proven_and_loaded(
    make: Callable[[], Campaign], tmp_path: Path
) -> None:
    campaign = make()
    vote(campaign, (4, 5), (3, 4))
    dataset = campaign.dataset
    dataset.licence = "CC-BY-SA-4.0"
    dataset.save()
    release = freeze(dataset, Wish(name="1.0.0", override_reason="A test."))
    made = export(release, "parquet")

    assert release.manifest in verify(release)
    assert_described(release, made)
    assert_loads(release, made, tmp_path)
    recording = Recording.objects.get(pk=release.votes.earliest("pk").recording_id)
    for behind_its_back in (changed_byte, changed_vote, changed_text):
        with behind_its_back(recording) as named:
            refuses(release, named)
    assert release.manifest in verify(release)


def assert_described(release: Release, made: Export) -> None:
    shards = made.shards.select_related("export__release")
    told = json.loads(json.dumps(describe_for_programs(read_facts(release), shards)))
    issues = mlcroissant.Dataset(jsonld=told).metadata.ctx.issues
    assert (list(issues.errors), list(issues.warnings)) == ([], [])


def assert_loads(release: Release, made: Export, folder: Path) -> None:
    """Every row, and the audio of each to the sample."""
    import datasets

    files = []
    for number, content in enumerate(contents(made)):
        files.append(folder / f"{number}.parquet")
        files[-1].write_bytes(content)
    loaded = datasets.load_dataset(
        "parquet", data_files=[str(file) for file in files], split="train",
        cache_dir=str(folder / "cache"),
    )  # fmt: skip
    assert loaded.features["audio"] == datasets.Audio()
    rows = list(loaded.cast_column("audio", datasets.Audio(decode=False)))
    assert len(rows) == release.rows
    assert {row["language"] for row in rows} == set(LANGUAGES)
    spoken = [row for row in rows if row["audio"]]
    assert len(spoken) == release.numbers["recordings"] > 0
    for row in spoken:
        assert samples(row["audio"]["bytes"]) == samples(
            audio_store().get(row["recording"]["sha256"])
        )
    if has_decoder():
        assert_decodes(loaded)


def has_decoder() -> bool:
    """`datasets` decodes by torchcodec, which wants torch and the libraries of FFmpeg."""
    try:
        import_module("torchcodec.decoders")
    except (ImportError, OSError, RuntimeError):
        return False
    return True


def samples(content: bytes) -> tuple[int, list[int]]:
    values, rate = soundfile.read(io.BytesIO(content), dtype="int16")
    assert len(values) > 0
    return rate, values.tolist()


def assert_decodes(loaded: Any) -> None:
    row = next(row for row in loaded if row["audio"])
    assert row["audio"]["sampling_rate"] == row["recording"]["sample_rate"]
    seconds = len(row["audio"]["array"]) / row["audio"]["sampling_rate"]
    assert seconds == pytest.approx(row["recording"]["duration_s"], abs=0.01)
