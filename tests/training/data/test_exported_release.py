"""What an export of the studio holds is what is trained on."""

from pathlib import Path

import pytest
from django.conf import settings

from corpus.storage.store import object_key
from releases.models import Export, Release
from tests.clips import make_clip
from tests.factories import make_dataset, make_item, make_recording, make_translation
from tests.releases.exported import export
from tests.releases.frozen import make_release
from tests.training.data.opening import RELEASE, heard
from training.data.mixture import open_mixture
from training.orders import Place, Shard
from training.recipes.fields import Data

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    """Two items to train on, one of the benchmark."""
    dataset = make_dataset()
    for name, split in (("a", "train"), ("b/2", "train"), ("c", "test")):
        item = make_item(dataset, external_id=name, split=split, in_bench=split == "test")
        text = make_translation(item, language="ara", answer=f"Answer {name}")
        make_recording(text, content=make_clip(seconds=0.5), duration_s=0.5)
    return make_release(dataset)


def place_of(exported: Export) -> Place:
    shards = [
        Shard(path=object_key(shard.sha256), name=shard.filename, sha256=shard.sha256)
        for shard in exported.shards.order_by("number")
    ]
    return Place(path=settings.AUDIO_STORE, shards=tuple(shards))


@pytest.mark.parametrize("form", ["parquet", "webdataset"])
def test_an_export_is_trained_on(tmp_path: Path, release: Release, form: str) -> None:
    place = place_of(export(release, form))

    mixture = open_mixture(
        Data(sources={"ours": RELEASE}, languages=("ara",)),
        {"ours": place},
        cache=tmp_path,
        seed=0,
    )

    found = heard(mixture)
    assert {key: (one.answer, len(one.samples)) for key, one in found.items()} == {
        "a/ara": ("Answer a", 8_000),
        "b/2/ara": ("Answer b/2", 8_000),
    }
