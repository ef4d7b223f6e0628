"""What is wrong with an input or an engine is said of the item or of the job; the rest goes on."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("coqpit")

import torch
from transformers import VitsModel

from catalog.models import Dataset
from corpus.models import Recording, Translation
from engines.audio import encode_flac
from engines.protocols import Samples, SynthesisRequest, SynthesisResult
from generation.recount import find_differences
from jobs.enums import JobState
from jobs.models import Job
from tests.checkpoints.mms import build_mms_asr
from tests.checkpoints.nllb import build_nllb
from tests.checkpoints.vits import build_vits
from tests.checkpoints.xtts import build_xtts, small_parts
from tests.engines.speaking import LONG, checkpoints, voice_clip
from tests.factories import count_anew, make_dataset, make_item, make_translation, make_voice
from tests.generation.speakers import Chancy, install
from tests.generation.working import do_job, failures

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
NAMES = ("nllb-200", "xtts-v2", "mms-asr")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("models")
    with small_parts():
        build_xtts(folder / "xtts-v2", stop_bias=2.0)
        build_nllb(folder / "nllb-200")
        build_mms_asr(folder / "mms-asr")
        for code in ("eng", "deu"):
            build_vits(folder / "mms-tts" / code)
        yield folder


@pytest.fixture(autouse=True)
def _settings(models: Path) -> Iterator[None]:
    with use(models):
        yield


def use(models: Path, **other: Path) -> AbstractContextManager[None]:
    folders: dict[str, Path | str] = {name: models / name for name in NAMES}
    folders["mms-tts"] = models / "mms-tts" / "{mms}"
    return checkpoints({**folders, **{name.replace("_", "-"): at for name, at in other.items()}})


def make_texts(dataset: Dataset, *questions: str, language: str = "eng") -> None:
    for question in questions:
        item = make_item(dataset, question=question, answer="Yes")
        if language != "eng":
            make_translation(item, language=language, question=question)
    count_anew(dataset)


def said(job: Job) -> list[tuple[str, str]]:
    return [(code, message.partition(": ")[2]) for _, code, message in failures(job)]


def spoken(dataset: Dataset) -> list[str]:
    """Questions that have a recording."""
    made = Recording.objects.filter(dataset=dataset, is_current=True)
    return sorted(made.values_list("translation__question", flat=True))


def test_language_that_a_translator_does_not_know() -> None:
    dataset = make_dataset(languages=["eng", "deu", "fra"])
    make_texts(dataset, "Where?", "Mars")

    job = do_job(dataset, "translate", engine="nllb-200")

    assert job.state == JobState.SUCCEEDED
    assert said(job) == [("language_unsupported", "nllb-200 has no language 'fra'.")] * 2
    made = Translation.objects.filter(dataset=dataset, engine="nllb-200")
    assert set(made.values_list("language", "question")) == {("deu", "Wo?"), ("deu", "Der Mars")}


def test_language_that_a_synthesizer_does_not_speak() -> None:
    dataset = make_dataset(languages=["eng", "ell"])
    make_texts(dataset, "Ποιος;", language="ell")
    make_voice(dataset, content=clip_of(voice_clip(seconds=4).samples))
    Dataset.objects.update(voice_share_cap=1.0)

    job = do_job(Dataset.objects.get(), "synthesize", engine="xtts-v2")

    assert job.state == JobState.SUCCEEDED
    assert ("language_unsupported", "xtts-v2 does not speak 'ell'.") in said(job)
    assert spoken(dataset) == ["Ποιος;"]  # its English text, of the same words


def clip_of(samples: Samples) -> bytes:
    return encode_flac(samples, 22_050)


def break_folder(models: Path, folder: Path) -> Path:
    shutil.copytree(models / "mms-tts", folder)
    weights = folder / "deu" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    return folder


@pytest.mark.parametrize(
    ("make", "error", "cure"),
    [
        (lambda _, folder: folder, "CheckpointMissingError", "Name its folder in"),
        (break_folder, "CheckpointUnreadableError", "Fetch it again"),
    ],
)
def test_checkpoint_that_is_missing_or_broken(
    make: Callable[[Path, Path], Path], error: str, cure: str, models: Path, tmp_path: Path
) -> None:
    dataset = make_dataset(languages=["eng", "deu"])
    make_texts(dataset, "Wer?", language="deu")
    folder = make(models, tmp_path / "voices")

    with use(models, mms_tts=folder / "{mms}"):
        job = do_job(dataset, "synthesize", engine="mms-tts", languages=["deu"])
        others = do_job(dataset, "synthesize", engine="espeak-ng", languages=["eng"])

    batch = job.batches.get()
    assert (job.state, batch.state, batch.units_failed) == (JobState.FAILED, "failed", 1)
    assert batch.error.startswith(f"{error}: Engine 'mms-tts'")
    assert cure in batch.error
    assert "ENGINE_CHECKPOINTS" in batch.error
    assert (others.state, spoken(dataset)) == (JobState.SUCCEEDED, ["Wer?"])


class Faulty(Chancy):
    """Answers some texts with what the text says, and speaks the others."""

    name = "faulty"

    def _speak(self, request: SynthesisRequest) -> SynthesisResult:
        good = super()._speak(request)
        nothing = np.zeros(0, np.float32)
        bad = np.full(16_000, np.nan, np.float32)
        answers = {
            "Empty?": SynthesisResult(samples=nothing, sample_rate=16_000),
            "No numbers?": SynthesisResult(samples=bad, sample_rate=16_000),
            "Other rate?": SynthesisResult(samples=good.samples, sample_rate=8_000),
            "Two channels?": SynthesisResult(
                samples=np.stack([good.samples, good.samples]), sample_rate=16_000
            ),
        }
        return answers.get(request.text, good)


def test_engine_that_answers_with_no_audio_or_at_another_rate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speaker = install(monkeypatch, Faulty)
    dataset = make_dataset(languages=["eng"])
    make_texts(dataset, "Empty?", "No numbers?", "Other rate?", "Two channels?", "Well?")

    job = do_job(dataset, "synthesize", engine="faulty", max_attempts=2)

    assert job.state == JobState.SUCCEEDED
    assert said(job) == [
        ("output_invalid", "faulty answers with no samples."),
        ("output_invalid", "faulty answers with samples that are no numbers."),
        (
            "output_invalid",
            "faulty answers with audio of 8000 Hz instead of the 16000 Hz that it promised.",
        ),
        (
            "output_invalid",
            "faulty answers with float32 samples of shape (2, 22560) instead of mono audio.",
        ),
    ]
    assert spoken(dataset) == ["Well?"]
    assert len(speaker.asked) == 2 * 4 + 1
    assert find_differences(dataset.pk) == []


@pytest.mark.parametrize(
    ("weight", "what"), [(float("nan"), "samples that are no numbers"), (0.0, "silence")]
)
def test_model_that_answers_with_no_sound(
    weight: float, what: str, models: Path, tmp_path: Path
) -> None:
    shutil.copytree(models / "mms-tts", tmp_path / "voices")
    vits = VitsModel.from_pretrained(tmp_path / "voices" / "deu")
    with torch.no_grad():
        vits.decoder.conv_post.weight.fill_(weight)
    vits.save_pretrained(tmp_path / "voices" / "deu")
    dataset = make_dataset(languages=["eng", "deu"])
    make_texts(dataset, "Wer?", language="deu")

    with use(models, mms_tts=tmp_path / "voices" / "{mms}"):
        job = do_job(dataset, "synthesize", engine="mms-tts")

    assert job.state == JobState.SUCCEEDED
    assert said(job) == [
        ("output_invalid", f"mms-tts answers 'Wer?' with {what}. Try another seed.")
    ]
    made = Recording.objects.filter(is_current=True)
    assert list(made.values_list("language", flat=True)) == ["eng"]


def test_checkpoint_that_speaks_at_another_rate(models: Path, tmp_path: Path) -> None:
    build_vits(tmp_path / "deu", rate=22_050)
    dataset = make_dataset(languages=["deu"])
    make_texts(dataset, "Wer?", language="deu")

    with use(models, mms_tts=tmp_path / "{mms}"):
        job = do_job(dataset, "synthesize", engine="mms-tts")

    assert job.state == JobState.FAILED
    assert "22050 Hz" in job.batches.get().error


def test_voice_whose_clip_is_silent() -> None:
    """The library refuses such a clip; one that came in otherwise costs its own items alone."""
    dataset = make_dataset(languages=["eng"], voice_share_cap=0.5)
    make_voice(dataset, name="mute", content=clip_of(np.zeros(4 * 22_050, np.float32)))
    make_voice(dataset, name="ann", content=clip_of(voice_clip(seconds=4).samples))
    make_texts(dataset, *(f"Who wrote number {number}?" for number in range(8)))

    job = do_job(dataset, "synthesize", engine="xtts-v2")

    assert job.state == JobState.SUCCEEDED
    problem = (
        "voice_unusable",
        "xtts-v2 can't clone 'mute': the reference holds 0.0 s of sound. Give 1 s or more.",
    )
    assert said(job) == [problem] * job.failures.count()
    made = Recording.objects.filter(is_current=True)
    assert set(made.values_list("voice", flat=True)) == {"ann"}
    assert made.count() + job.failures.count() == 8


@pytest.mark.parametrize("engine", ["espeak-ng", "xtts-v2", "mms-tts"])
def test_text_of_emoji_alone(engine: str) -> None:
    dataset = make_dataset(languages=["eng"], voice_share_cap=1.0)
    make_voice(dataset, content=clip_of(voice_clip(seconds=4).samples))
    make_texts(dataset, "🎉🎉", "Who wrote it? 🎉")

    job = do_job(dataset, "synthesize", engine=engine)

    assert job.state == JobState.SUCCEEDED
    assert said(job) == [
        ("nothing_to_speak", "Nothing to speak: '🎉🎉' has no letter and no digit.")
    ]
    assert spoken(dataset) == ["Who wrote it? 🎉"]


def test_question_of_5000_characters_is_cut_and_spoken_whole() -> None:
    dataset = make_dataset(languages=["eng"])
    short = "Who wrote the first book about it, and when?"  # a tiny model makes 0.1 s of "Who?"
    make_texts(dataset, LONG, short)

    voiced = do_job(dataset, "synthesize", engine="mms-tts", max_attempts=1)
    heard = do_job(dataset, "listen", groups=["recognition"], max_attempts=1)

    seconds = dict(Recording.objects.values_list("translation__question", "duration_s"))
    assert (voiced.state, failures(voiced)) == (JobState.SUCCEEDED, [])
    assert seconds[LONG] > 60 > seconds[short]
    assert heard.state == JobState.SUCCEEDED
    [(code, message)] = said(heard)
    assert code == "audio_too_long"
    assert "hears at most 60 s. Cut it." in message
    assert find_differences(dataset.pk) == []


def test_question_of_5000_characters_is_translated_whole() -> None:
    dataset = make_dataset(languages=["eng", "deu"])
    make_texts(dataset, "Who wrote it? " * 357 + "Where?", "Mars")

    job = do_job(dataset, "translate", engine="nllb-200")

    assert failures(job) == []
    long = Translation.objects.get(language="deu", item__question__startswith="Who")
    assert long.question.count("Wer hat es geschrieben?") == 357
    assert long.question.endswith("Wo?")
