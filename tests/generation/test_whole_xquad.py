"""XQuAD through every step by command: each item is voiced, set aside, or failed with a reason.

Whole with the embedded engines, a sample of it with a tiny model of every family.
"""

from collections.abc import Iterator

import pytest

pytest.importorskip("coqpit")

import torch

from catalog.models import Dataset
from corpus.models import Item, MemoryEntry, Recording, Translation
from engines.audio import encode_flac
from generation.recount import find_differences
from jobs.models import UnitFailure
from tests.checkpoints.everything import build_everything
from tests.checkpoints.xtts import small_parts
from tests.corpus.xquad import TAGS, TRANSLATED, needs_xquad
from tests.engines.speaking import checkpoints, voice_clip
from tests.factories import count_anew, make_voice
from tests.faults.xquad_road import make_xquad_dataset
from tests.generation.commands import report, run

WHOLE = 1_190
SAMPLE = 12
READ = {"wrong-script", "numbers-lost", "silence", "seconds-per-character", "clipping"}
HEARD = {"recognition-errors", "spoken-language", "predicted-quality", "no-speech", "other-speaker"}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    needs_xquad,
    pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def _models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    torch.set_num_threads(1)
    with small_parts(), checkpoints(build_everything(tmp_path_factory.mktemp("models"))):
        yield


def failed_in(dataset: Dataset, kind: str) -> set[int]:
    found = UnitFailure.objects.filter(job__dataset=dataset, job__kind=kind)
    return set(found.exclude(message="").values_list("subject_id", flat=True))


def assert_all_are_accounted_for(dataset: Dataset) -> None:
    """Nothing is lost without a word: neither a text, nor a recording, nor a verdict."""
    texts = Translation.objects.filter(dataset=dataset, is_current=True)
    for language in dataset.languages:
        there = set(texts.filter(language=language).values_list("item", flat=True))
        lacking = set(Item.objects.filter(dataset=dataset).values_list("pk", flat=True)) - there
        assert lacking <= failed_in(dataset, "translate")
    spoken = Recording.objects.filter(dataset=dataset, is_current=True, translation__in=texts)
    mute = set(texts.values_list("pk", flat=True)) - set(
        spoken.values_list("translation", flat=True)
    )
    assert mute <= failed_in(dataset, "synthesize")
    for recording in spoken.prefetch_related("reports"):
        (found,) = recording.reports.all()
        assert recording.set_aside == (found.failed or None)
    assert find_differences(dataset.pk) == []


def test_whole_xquad_with_the_embedded_engines() -> None:
    dataset = make_xquad_dataset(questions=WHOLE, languages=tuple(TAGS))

    translated = run(dataset, "translate")
    voiced = run(dataset, "synthesize", "engine=espeak-ng")
    checked = run(dataset, "check", "again=true")
    heard = run(dataset, "listen", 'groups=["silence"]')

    made, all_of_them = WHOLE * len(TRANSLATED), WHOLE * len(TAGS)
    assert f"{made} of {made}, 0 failed" in translated
    for said in (voiced, checked, heard):
        assert f"{all_of_them} of {all_of_them}, 0 failed" in said
    assert_all_are_accounted_for(dataset)
    table = report(dataset, "--by-language")
    print(table)  # noqa: T201 - with -s, for docs/benchmarks.md
    assert {name for name in READ if name not in table} == set()


@pytest.mark.usefixtures("_models")
@pytest.mark.parametrize(
    ("translator", "speaker"),
    [("seamless-m4t-v2", "xtts-v2"), ("nllb-200", "mms-tts"), ("nllb-200", "seamless-m4t-v2")],
)
def test_sample_of_xquad_with_tiny_models(translator: str, speaker: str) -> None:
    dataset = make_xquad_dataset(questions=SAMPLE, languages=("eng", "deu"))
    known = list(MemoryEntry.objects.filter(dataset=dataset).values_list("pk", flat=True))
    MemoryEntry.objects.filter(pk__in=known[::3]).delete()
    count_anew(dataset)
    for number in range(2):
        clip = voice_clip(seconds=4.0, seed=number)
        make_voice(dataset, content=encode_flac(clip.samples, clip.sample_rate))
    Dataset.objects.filter(pk=dataset.pk).update(voice_share_cap=0.5)

    run(dataset, "translate", f"engine={translator}")
    run(dataset, "synthesize", f"engine={speaker}", "max_attempts=2")
    run(dataset, "check")
    run(dataset, "listen")

    spoken = Recording.objects.filter(dataset=dataset, is_current=True)
    assert set(spoken.values_list("engine", flat=True)) == {speaker}
    assert Recording.objects.set_aside().filter(dataset=dataset).exists()
    assert_all_are_accounted_for(dataset)
    table = report(dataset, "--by-language")
    expected = READ | HEARD - ({"other-speaker"} if speaker != "xtts-v2" else set())
    assert {name for name in expected if name not in table} == set()
