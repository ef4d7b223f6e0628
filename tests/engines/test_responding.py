"""Speech models that answer, on tiny ones that know two tones, alone and with a prompt."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch
import transformers

import engines.settings
from engines import registry, residency
from engines.errors import CheckpointMissingError, CheckpointUnreadableError
from engines.protocols import (
    FailureCode,
    ItemFailure,
    Reply,
    ResponseRequest,
    Sampling,
)
from engines.qwen2_audio.model import load
from engines.responding import SpeechResponder
from engines.responding.model import SpeechModel
from engines.settings import EngineSettings
from engines.wording import Row, Written
from tests.checkpoints.omni import build_thinker
from tests.checkpoints.sounds import tone
from tests.checkpoints.speech import SAID
from tests.engines.contract import check_responder

NAMES = ["qwen2-audio", "qwen2.5-omni", "phi-4-multimodal"]
BRIEF = Sampling(max_tokens=16)


@pytest.fixture(scope="module", autouse=True)
def _models(checkpoint_of: Callable[[str], Path]) -> Iterator[None]:
    torch.set_num_threads(1)
    before = engines.settings.current()
    checkpoints = {name: str(checkpoint_of(name)) for name in NAMES}
    engines.settings.configure(EngineSettings(checkpoints=checkpoints, device="cpu"))
    yield
    residency.evict()
    engines.settings.configure(before)


@pytest.fixture(params=NAMES)
def responder(request: pytest.FixtureRequest) -> SpeechResponder:
    engine = registry.responder(request.param)
    assert isinstance(engine, SpeechResponder)
    return engine


def use(monkeypatch: pytest.MonkeyPatch, name: str, folder: Path) -> None:
    settings = EngineSettings(checkpoints={name: str(folder)}, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", settings)


def ask(pitch: int, prompt: str = "", seconds: float = 1.0) -> ResponseRequest:
    clip = tone(pitch, seconds)
    return ResponseRequest(clip=clip, language="eng", target="eng", prompt=prompt)


def texts(results: Sequence[Reply | ItemFailure]) -> list[str]:
    return [one.text if isinstance(one, Reply) else one.message for one in results]


def test_responder_keeps_the_contract(responder: SpeechResponder) -> None:
    check_responder(responder, ask(220), ask(880, "Auf Deutsch?", 2.3))


def test_responder_answers_the_clip_alone_and_with_a_prompt_beside_it(
    responder: SpeechResponder,
) -> None:
    replies = responder.respond([ask(*known) for known in SAID], BRIEF)

    assert texts(replies) == [*SAID.values()]
    for reply in replies:
        assert isinstance(reply, Reply)
        assert reply.heard is None
        assert reply.output_tokens == len(reply.text)
        assert reply.input_tokens > 12


def test_an_answer_does_not_depend_on_its_neighbours(responder: SpeechResponder) -> None:
    """Not even where each clip has a length of its own, and words are drawn by chance."""
    lengths = (0.5, 1.0, 1.7, 3.1)
    requests = [ask(*known, seconds) for known, seconds in zip(SAID, lengths, strict=True)]

    for sampling in (BRIEF, replace(BRIEF, temperature=1.5, seed=3)):
        together = responder.respond(requests, sampling)
        assert [responder.respond([one], sampling)[0] for one in requests] == together


def test_responder_says_which_languages_it_supports() -> None:
    told = {name: registry.responder(name).capabilities.languages for name in NAMES}

    assert told == {
        "qwen2-audio": {"eng", "fra", "cmn"},
        "qwen2.5-omni": frozenset(),
        "phi-4-multimodal": {"eng", "cmn", "deu", "fra", "ita", "jpn", "spa", "por"},
    }


def test_responder_hears_a_long_clip_to_its_end(responder: SpeechResponder) -> None:
    long = min(responder.capabilities.max_seconds, 60.0)

    [reply] = responder.respond([ask(220, seconds=long)], replace(BRIEF, max_tokens=1))

    assert isinstance(reply, Reply)
    assert reply.input_tokens > 12 * long


def test_a_request_without_room_in_the_window_is_refused(responder: SpeechResponder) -> None:
    refused, good = responder.respond([ask(220, "long " * 10_000), ask(220)], BRIEF)

    assert isinstance(refused, ItemFailure)
    assert refused.code == FailureCode.TEXT_TOO_LONG
    assert texts([good]) == ["Low."]


def test_a_batch_that_does_not_fit_is_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    responder = registry.responder("phi-4-multimodal")
    assert isinstance(responder, SpeechResponder)
    sizes: list[int] = []
    whole = SpeechModel.write

    def small(self: SpeechModel, rows: Sequence[Row], sampling: Sampling) -> list[Written]:
        sizes.append(len(rows))
        if len(rows) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return whole(self, rows, sampling)

    monkeypatch.setattr(SpeechModel, "write", small)
    monkeypatch.setattr(responder, "_budget", replace(responder._budget))  # noqa: SLF001 - kept by the process
    replies = responder.respond([ask(*known) for known in SAID], BRIEF)

    assert texts(replies) == [*SAID.values()]
    assert sizes[0] == 4
    assert max(sizes[1:]) <= 2


@pytest.mark.parametrize("prompt", ["", "Auf Deutsch?"])
def test_qwen2_audio_reads_what_its_own_processor_writes(
    prompt: str, checkpoint_of: Callable[[str], Path]
) -> None:
    family: Any = transformers  # whose processors have no types
    folder = checkpoint_of("qwen2-audio")
    tokenizer = family.AutoTokenizer.from_pretrained(folder)
    extractor = family.WhisperFeatureExtractor.from_pretrained(folder)
    processor = family.Qwen2AudioProcessor(extractor, tokenizer)
    said = [{"type": "text", "text": prompt}] if prompt else []
    content = [{"type": "audio", "audio_url": "clip"}, *said]
    written = processor.apply_chat_template(
        [{"role": "user", "content": content}], add_generation_prompt=True, tokenize=False
    )
    clip = tone(220, 1.7)
    theirs = processor(
        text=[written], audio=[clip.samples], sampling_rate=16_000, return_tensors="pt"
    )

    row = load("qwen2-audio", str(folder), "").read(clip.samples, prompt)

    assert [*row.tokens] == theirs["input_ids"][0].tolist()
    mels, mask = row.sound
    assert torch.equal(mels, theirs["input_features"][0])
    assert torch.equal(mask, theirs["feature_attention_mask"][0])


def test_omni_is_read_from_a_thinker_alone_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_thinker(tmp_path)
    use(monkeypatch, "qwen2.5-omni", tmp_path)

    replies = registry.responder("qwen2.5-omni").respond([ask(*known) for known in SAID], BRIEF)

    assert texts(replies) == [*SAID.values()]


def test_phi_needs_its_lora_for_speech(
    checkpoint_of: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "phi"
    shutil.copytree(checkpoint_of("phi-4-multimodal"), folder)
    shutil.rmtree(folder / "speech-lora")
    use(monkeypatch, "phi-4-multimodal", folder)

    replies = registry.responder("phi-4-multimodal").respond([ask(*known) for known in SAID], BRIEF)

    assert all(isinstance(reply, Reply) for reply in replies)
    assert texts(replies) != [*SAID.values()]


def test_phi_says_which_revision_it_needs(
    checkpoint_of: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "phi"
    shutil.copytree(checkpoint_of("phi-4-multimodal"), folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "model_type": "phi4mm"}))
    use(monkeypatch, "phi-4-multimodal", folder)

    with pytest.raises(CheckpointUnreadableError, match=r"this is phi4mm, .* refs/pr/70"):
        registry.responder("phi-4-multimodal").respond([ask(220)], BRIEF)


@pytest.mark.parametrize("problem", ["no folder", "empty", "cut off", "another model"])
def test_a_checkpoint_that_can_not_be_used_is_named_with_what_to_do(
    problem: str, responder: SpeechResponder, checkpoint_of: Callable[[str], Path],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "model"
    if problem == "empty":
        folder.mkdir()
    elif problem == "cut off":
        shutil.copytree(checkpoint_of(responder.name), folder)
        weights = folder / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:5_000])
    elif problem == "another model":
        other = NAMES[NAMES.index(responder.name) - 1]
        shutil.copytree(checkpoint_of(other), folder)
    use(monkeypatch, responder.name, folder)
    wanted = CheckpointMissingError if problem == "no folder" else CheckpointUnreadableError

    with pytest.raises(wanted) as raised:
        responder.respond([ask(220)], BRIEF)

    assert str(folder) in str(raised.value)
    assert "ENGINE_CHECKPOINTS" in str(raised.value)
