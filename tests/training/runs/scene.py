"""A dataset whose train split is voiced, with a release of it."""

from django.db import transaction

from accounts.enums import Role
from catalog.models import Dataset
from corpus.enums import Split
from tests.clips import make_clip
from tests.factories import (
    make_dataset,
    make_item,
    make_recording,
    make_translation,
    make_user,
)
from tests.releases.frozen import make_release

SECONDS = 0.5


def make_trainable(items: int = 3) -> Dataset:
    """Half a second of English and of Arabic for each item, released as ``v1``; no Hindi."""
    dataset = make_dataset(make_user(Role.MANAGER))
    for number in range(items):
        item = make_item(dataset, split=Split.TRAIN, in_bench=False)
        texts = [item.translations.get(language="eng"), make_translation(item, language="ara")]
        for place, text in enumerate(texts):
            content = make_clip(seconds=SECONDS, pitch=120 + 20 * number + 7 * place)
            make_recording(text, content=content, duration_s=SECONDS)
    with transaction.atomic():
        make_release(dataset)
    return dataset
