"""All of XQuAD through a tiny model of every family, by command and as the console asks for it.

Such models know a few phrases and two tones, so what they say is noise and what they hear is
wrong: all that can be shown is that nothing is lost on the way, and why nothing is good enough.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

pytest.importorskip("coqpit")

import torch
from rest_framework.test import APIClient

from accounts.enums import Role
from catalog.models import Dataset
from corpus.models import MemoryEntry, Recording, Translation
from engines.audio import encode_flac
from generation.models import CheckReport
from jobs.enums import JobState
from jobs.models import Job
from jobs.work import work
from tests.checkpoints.everything import build_for_languages
from tests.checkpoints.xtts import small_parts
from tests.conftest import ClientFor
from tests.corpus.xquad import TAGS, needs_xquad
from tests.engines.speaking import checkpoints, voice_clip
from tests.factories import count_anew, make_user, make_voice
from tests.faults.xquad_road import make_xquad_dataset
from tests.generation.accounting import assert_all_are_accounted_for, destinies, failed_in
from tests.generation.commands import report, run

WHOLE = 1_190
MACHINE_MADE = {"deu": "seamless-m4t-v2", "jpn": "nllb-200"}
"""Languages without a memory; the others come from the memory, as always first."""
SPEAKERS = {
    "cmn": "xtts-v2",
    "spa": "mms-tts",
    **dict.fromkeys(("deu", "eng", "jpn"), "seamless-m4t-v2"),
}
"""Each engine has a language of which every question is there: Chinese, Spanish, English."""
RECOGNIZERS = ("errors-whisper", "errors-mms-asr")
MOST_ATTEMPTS = 3
CHECKS = {
    "wrong-script", "numbers-lost", "silence", "seconds-per-character", "clipping",
    "recognition-errors", "spoken-language", "written-language", "predicted-quality", "no-speech",
    "other-speaker", "pace-outlier",
}  # fmt: skip
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    needs_xquad,
    pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture
def dataset() -> Dataset:
    """Without a memory of German; Japanese XQuAD has none of. Two people to speak like."""
    known = [language for language in TAGS if language in SPEAKERS]
    dataset = make_xquad_dataset(questions=WHOLE, languages=known)
    MemoryEntry.objects.filter(dataset=dataset, language__in=MACHINE_MADE).delete()
    dataset.languages = sorted(SPEAKERS)
    dataset.synthesizers = SPEAKERS
    dataset.voice_share_cap = 0.5
    dataset.save()
    count_anew(dataset)
    for number in range(2):
        clip = voice_clip(seconds=4.0, seed=number)
        make_voice(dataset, content=encode_flac(clip.samples, clip.sample_rate))
    return dataset


@pytest.fixture
def _models(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    torch.set_num_threads(1)
    letters = {language: _letters(dataset, language) for language in SPEAKERS}
    folder = tmp_path_factory.mktemp("models")
    with small_parts(), checkpoints(build_for_languages(folder, letters)):
        yield


def _letters(dataset: Dataset, language: str) -> str:
    texts = MemoryEntry.objects.filter(dataset=dataset, language=language)
    written = "".join(texts.values_list("target_text", flat=True)).lower()
    return "".join(sorted({letter for letter in written if letter.isalpha()}))


def click(console: APIClient, dataset: Dataset, kind: str, **parameters: object) -> Job:
    """Starts a job as the console does, and works it off as a worker does."""
    asked = {"kind": kind, "parameters": parameters}
    answer = console.post(f"/api/v1/datasets/{dataset.slug}/jobs/", asked, format="json")
    assert answer.status_code == 201, answer.json()
    job = Job.objects.get(pk=answer.json()["id"])
    while work(job.queue, seconds=60):
        pass
    job.refresh_from_db()
    return job


@pytest.mark.usefixtures("_models")
def test_whole_xquad_with_tiny_models_of_all_engines(
    dataset: Dataset, client_for: ClientFor
) -> None:
    manager = make_user(Role.MANAGER)
    dataset.memberships.create(user=manager)
    console = client_for(manager)

    for engine, languages in (
        ("seamless-m4t-v2", '["deu", "spa"]'),
        ("nllb-200", '["cmn", "jpn"]'),
    ):
        _show(run(dataset, "translate", f"engine={engine}", f"languages={languages}"))
    _show(run(dataset, "synthesize", f"max_attempts={MOST_ATTEMPTS - 1}"))
    _show(run(dataset, "check"))
    heard = click(console, dataset, "listen", max_attempts=MOST_ATTEMPTS)
    listed = console.get(f"/api/v1/datasets/{dataset.slug}/checks/").json()["checks"]
    table = report(dataset, "--by-language")
    _show(table, destinies(dataset), _attempts(dataset), _unheard(heard))

    assert heard.state == JobState.SUCCEEDED
    assert_all_are_accounted_for(dataset)
    _assert_translated(dataset)
    _assert_voiced_again(dataset)
    _assert_heard(dataset)
    assert {name for name in CHECKS if name not in table} == set()
    assert {row["check"] for row in listed} >= CHECKS


def _show(*told: object) -> None:
    print(*told)  # noqa: T201 - with -s, for docs/benchmarks.md


def _attempts(dataset: Dataset) -> Counter[tuple[str, int]]:
    """By engine and number of the attempt."""
    made = Recording.objects.filter(dataset=dataset)
    return Counter(made.values_list("engine", "attempt"))


def _unheard(job: Job) -> Counter[tuple[str, str]]:
    """By code and by what the clip lacks."""
    return Counter((one.code, one.message.partition("s; ")[2]) for one in job.failures.all())


def _assert_translated(dataset: Dataset) -> None:
    """By a model what has no memory, but for what it failed at; by people what has one."""
    texts = Translation.objects.filter(dataset=dataset, is_current=True)
    failed = failed_in(dataset, "translate")
    for language, engine in MACHINE_MADE.items():
        own = texts.filter(language=language, engine=engine)
        assert WHOLE - len(failed) <= own.count() < WHOLE
    remembered = texts.exclude(language__in=["eng", *MACHINE_MADE])
    assert remembered.count() == WHOLE * (len(SPEAKERS) - 1 - len(MACHINE_MADE))
    assert not remembered.filter(parameters__reused__isnull=True).exists()


def _assert_voiced_again(dataset: Dataset) -> None:
    """What failed, by every engine that may say it otherwise, up to the last attempt."""
    made = Recording.objects.filter(dataset=dataset)
    now = made.filter(is_current=True)
    assert dict(now.values_list("language", "engine").distinct()) == SPEAKERS
    for engine in ("xtts-v2", "mms-tts"):
        assert made.filter(engine=engine, job__kind="listen", attempt=MOST_ATTEMPTS).exists()
    assert not made.filter(attempt__gt=MOST_ATTEMPTS).exists()
    assert now.filter(set_aside__isnull=False).exists()


def _assert_heard(dataset: Dataset) -> None:
    """By both recognizers, or failed with a reason."""
    now = CheckReport.objects.filter(recording__dataset=dataset, recording__is_current=True)
    both = now.filter(rules__names__contains=[*RECOGNIZERS])
    unheard = now.exclude(pk__in=both).values_list("recording__translation", flat=True)
    assert set(unheard) <= failed_in(dataset, "listen")
    assert both.count() > WHOLE * len(SPEAKERS) / 2
