"""Models trained here, as systems under test: `checkpoint:NAME`."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import engines.settings
from engines import registry, residency
from engines.checkpoints import weight_bytes
from engines.errors import CheckpointMissingError, TrainedCheckpointError
from engines.finetuned import Finetuned
from engines.joined import MultiSpeech
from engines.protocols import Message, Reply, Responder, ResponseRequest, Sampling
from engines.settings import EngineSettings
from tests.checkpoints.sounds import tone
from tests.engines.contract import check_chat_model, check_responder
from tests.training.models.conftest import RECIPES, SAID_AT, example, model_of, shaken
from training.models import build_model
from training.models.base import SpeechLanguageModel
from training.models.reading.model import ReadingModel

BRIEF = Sampling(max_tokens=12)
ASKED = ((220, 1.0, ""), (880, 2.3, ""), (880, 0.4, "Auf Deutsch?"), (220, 6.3, "Say"))
REQUESTS = [
    ResponseRequest(
        clip=tone(pitch, seconds),
        language="eng",
        target="eng",
        prompt=prompt,
        transcript=SAID_AT.get(pitch, "high"),
    )
    for pitch, seconds, prompt in ASKED
]


@pytest.fixture(scope="module", autouse=True)
def _empty_memory() -> Iterator[None]:
    yield
    residency.evict()


@pytest.fixture(autouse=True)
def finetuned(settings: EngineSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = replace(settings, finetuned=str(tmp_path))
    monkeypatch.setattr(engines.settings, "_current", found)
    return tmp_path


@pytest.fixture
def trained(model: SpeechLanguageModel, finetuned: Path) -> SpeechLanguageModel:
    """Lies in the folder `ours`, and merged in `whole`."""
    for name, write in (("ours", shaken(model).save), ("whole", model.merge)):
        (finetuned / name).mkdir()
        write(finetuned / name)
    return model


def served(model: SpeechLanguageModel, name: str) -> Responder:
    """Who answers clips; what only reads is given the transcript."""
    reads = isinstance(model, ReadingModel)
    return registry.responder(f"transcript:checkpoint:{name}" if reads else f"checkpoint:{name}")


@pytest.mark.parametrize("name", ["ours", "whole"])
def test_keeps_the_contract(trained: SpeechLanguageModel, name: str) -> None:
    if isinstance(trained, ReadingModel):
        short, long = ((Message(role="user", content=text),) for text in ("low", "Say high!"))
        check_chat_model(registry.chat_model(f"checkpoint:{name}"), short, long)
    else:
        check_responder(registry.responder(f"checkpoint:{name}"), REQUESTS[0], REQUESTS[2])


def test_answers_as_the_model_did_that_was_trained(trained: SpeechLanguageModel) -> None:
    rows = [
        trained.read(example(pitch, seconds, instruction=prompt))
        for pitch, seconds, prompt in ASKED
    ]

    said = trained.answer(rows, most_tokens=BRIEF.max_tokens)

    assert len(set(said)) > 1
    for name in ("ours", "whole"):
        replies = served(trained, name).respond(REQUESTS, BRIEF)
        assert [one.text for one in replies if isinstance(one, Reply)] == said


def test_an_answer_does_not_depend_on_its_neighbours(trained: SpeechLanguageModel) -> None:
    engine = served(trained, "ours")
    for sampling in (BRIEF, replace(BRIEF, temperature=1.5, seed=3)):
        together = engine.respond(REQUESTS, sampling)
        assert [engine.respond([one], sampling)[0] for one in REQUESTS] == together


@pytest.fixture
def joined(finetuned: Path) -> Path:
    """The folder of a trained multispeech."""
    model = build_model(model_of(RECIPES[0]), seed=0)
    (finetuned / "joined").mkdir()
    model.save(finetuned / "joined")
    return finetuned / "joined"


def test_version_tells_trainings_and_parts_apart(
    joined: Path, parts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = registry.responder("checkpoint:joined")
    first = engine.version
    assert first == engine.version
    assert first.startswith("joined@")

    shaken(build_model(model_of(RECIPES[0]), seed=0)).save(joined)
    second = engine.version
    shutil.copytree(parts["whisper"], tmp_path / "other-whisper")
    now = engines.settings.current()
    changed = {**now.checkpoints, "whisper": str(tmp_path / "other-whisper")}
    monkeypatch.setattr(engines.settings, "_current", replace(now, checkpoints=changed))

    assert len({first, second, engine.version}) == 3


def test_its_parts_count_as_its_memory(joined: Path, parts: dict[str, str]) -> None:
    sizes = [weight_bytes(one) for one in (str(joined), parts["whisper"], parts["aya-expanse"])]

    assert MultiSpeech().weigh(str(joined)) == sum(size or 0 for size in sizes)


def test_a_missing_part_is_named(joined: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = engines.settings.current()
    gone = {**now.checkpoints, "aya-expanse": "/gone/aya"}
    monkeypatch.setattr(engines.settings, "_current", replace(now, checkpoints=gone))

    with pytest.raises(CheckpointMissingError, match="/gone/aya"):
        Finetuned("joined").respond(REQUESTS[:1], BRIEF)


def test_a_broken_folder_is_named(joined: Path) -> None:
    def problem() -> str:
        with pytest.raises(TrainedCheckpointError) as raised:
            Finetuned("joined").respond(REQUESTS[:1], BRIEF)
        return str(raised.value)

    config = joined / "config.json"
    said = json.loads(config.read_text())
    (joined / "projector.safetensors").write_bytes(b"x")
    assert "projector.safetensors can't be read" in problem()

    config.write_text(json.dumps({"model_type": "multispeech"}))
    assert "names no encoder" in problem()

    config.write_text(json.dumps({**said, "projector": {}}))
    assert "config.json is not one of ours" in problem()

    config.write_text("{")
    assert "config.json can't be read" in problem()


def test_clips_longer_than_the_encoder_hears_at_once_are_heard_whole(joined: Path) -> None:
    """The tiny Whisper hears 4 s at once, which are 200 states, or 12 windows of at most 17."""
    engine = registry.responder("checkpoint:joined")

    one, longer = engine.respond(
        [replace(REQUESTS[0], clip=tone(220, seconds)) for seconds in (4.0, 13.0)], BRIEF
    )

    assert isinstance(one, Reply)
    assert isinstance(longer, Reply)
    assert longer.input_tokens - one.input_tokens == (3 * 12 + 3) - 12
