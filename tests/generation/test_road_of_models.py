"""Real questions through every family of models, tiny ones, as a manager starts them by command."""

from collections.abc import Iterator

import pytest

pytest.importorskip("coqpit")

import torch

from catalog.models import Dataset
from corpus.models import Recording, Translation
from engines.audio import encode_flac
from generation.models import CheckReport
from generation.recount import find_differences
from tests.checkpoints.everything import build_everything
from tests.checkpoints.xtts import small_parts
from tests.corpus.xquad import needs_xquad
from tests.engines.speaking import checkpoints, voice_clip
from tests.factories import count_anew, make_item, make_voice
from tests.faults.xquad_road import make_xquad_dataset
from tests.generation.commands import report, run

QUESTIONS = 5
pytestmark = [
    pytest.mark.django_db,
    needs_xquad,
    pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module", autouse=True)
def _models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    torch.set_num_threads(1)
    with small_parts(), checkpoints(build_everything(tmp_path_factory.mktemp("models"))):
        yield


@pytest.fixture
def dataset() -> Dataset:
    """English and German XQuAD, its people's German in the memory; and two voices."""
    dataset = make_xquad_dataset(questions=QUESTIONS, languages=("eng", "deu"))
    for number in range(2):
        clip = voice_clip(seconds=4.0, seed=number)
        make_voice(dataset, content=encode_flac(clip.samples, clip.sample_rate))
    dataset.voice_share_cap = 0.5
    dataset.save()
    return dataset


def test_questions_are_translated_voiced_checked_heard_tried_again_and_set_aside(
    dataset: Dataset,
) -> None:
    make_item(dataset, question="Where? Who wrote it?", answer="Yes")
    count_anew(dataset)
    people = run(dataset, "translate")
    models = run(dataset, "translate", "engine=seamless-m4t-v2")
    spoken = run(dataset, "synthesize", "engine=xtts-v2", "max_attempts=2")
    checked = run(dataset, "check", "again=true")
    heard = run(dataset, "listen")

    assert f"{QUESTIONS + 1} of {QUESTIONS + 1}, 1 failed" in people
    assert "1 of 1, 0 failed" in models
    assert "succeeded" in spoken
    assert "succeeded" in checked
    assert "succeeded" in heard
    model = Translation.objects.get(dataset=dataset, engine="seamless-m4t-v2", is_current=True)
    assert model.question == "Wo? Wer hat es geschrieben?"
    now = Recording.objects.filter(dataset=dataset, is_current=True)
    assert set(now.values_list("engine", flat=True)) == {"xtts-v2"}
    aside = now.filter(set_aside__isnull=False)
    assert aside.exists()
    # Heard wrong, each was voiced once more before it was given up.
    assert set(aside.values_list("attempt", flat=True)) <= {1, 2, 3}
    assert Recording.objects.filter(dataset=dataset, job__kind="listen", attempt=3).exists()
    for recording in now:
        failed = recording.reports.get().failed
        assert recording.set_aside == (failed or None)
    assert Recording.objects.filter(dataset=dataset, is_current=False).exists()
    assert find_differences(dataset.pk) == []
    table = report(dataset)
    for name in ("recognition-errors", "spoken-language", "predicted-quality", "silence"):
        assert name in table
    assert f"Set aside after their last attempt: {aside.count()} recordings." in table


@pytest.mark.parametrize("engine", ["mms-tts", "seamless-m4t-v2"])
def test_other_voices_take_over_what_was_rejected(dataset: Dataset, engine: str) -> None:
    run(dataset, "translate")
    run(dataset, "synthesize", "engine=espeak-ng", 'languages=["deu"]')
    run(dataset, "listen", 'groups=["recognition"]')
    rejected = CheckReport.objects.filter(dataset=dataset, failed__contains=["recognition-errors"])
    count = rejected.count()
    assert count

    again = run(dataset, "regenerate", f"engine={engine}", "failed_check=recognition-errors")

    assert f"{count} of {count}, 0 failed" in again
    replaced = Recording.objects.filter(pk__in=rejected.values("recording"))
    assert not replaced.filter(is_current=True).exists()
    assert find_differences(dataset.pk) == []
