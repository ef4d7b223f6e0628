from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from transformers import VitsModel, VitsTokenizer  # noqa: E402

from engines.errors import CheckpointMissingError, CheckpointUnreadableError  # noqa: E402
from engines.mms_tts import MmsSynthesizer  # noqa: E402
from engines.mms_tts.decoding import decode  # noqa: E402
from engines.protocols import FailureCode, ItemFailure, SynthesisRequest  # noqa: E402
from tests.checkpoints.vits import build_vits  # noqa: E402
from tests.engines.contract import check_synthesizer  # noqa: E402
from tests.engines.speaking import LONG, checkpoints, codes, only, spoken  # noqa: E402

TEXTS = ("Wer hat das Buch geschrieben?", "Wo", "Wie heißt der kürzeste Planet?")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("mms")
    build_vits(folder / "deu")
    build_vits(folder / "eng")
    build_vits(folder / "kor", is_uroman=True)
    return folder


@pytest.fixture
def engine(models: Path) -> Iterator[MmsSynthesizer]:
    with checkpoints({"mms-tts": models / "{mms}"}):
        yield MmsSynthesizer()


def ask(text: str, language: str = "deu", seed: int | None = None) -> SynthesisRequest:
    return SynthesisRequest(text=text, language=language, voice=f"mms-{language}", seed=seed)


def test_engine_keeps_the_contract(models: Path) -> None:
    with checkpoints({"mms-tts": models / "{mms}"}):
        check_synthesizer(
            MmsSynthesizer(languages=only("deu")), ["12 + 30", "Berlin 1989?", "a 🎉 b\0c", "1, 2"]
        )


def test_capabilities_leave_out_what_mms_does_not_speak() -> None:
    capabilities = MmsSynthesizer().capabilities

    assert {"cmn", "jpn", "ces", "ita"}.isdisjoint(capabilities.languages)
    assert len(capabilities.languages) == 19
    assert capabilities.licence.name == "CC-BY-NC-4.0"


def test_synthesize_gives_a_text_in_a_batch_what_it_gives_it_alone(engine: MmsSynthesizer) -> None:
    requests = [ask(text, seed=7) for text in TEXTS] + [ask("Who wrote it?", "eng", seed=7)]

    together = spoken(engine.synthesize(requests))
    alone = [spoken(engine.synthesize([request]))[0] for request in requests]

    assert [len(clip) for clip in together] == [len(clip) for clip in alone]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)


def test_synthesize_speaks_otherwise_with_another_seed(engine: MmsSynthesizer) -> None:
    first, again, other = spoken(
        engine.synthesize([ask(TEXTS[0], seed=seed) for seed in (1, 1, 2)])
    )

    np.testing.assert_allclose(first, again, atol=1e-4)
    assert len(first) != len(other) or not np.allclose(first, other, atol=1e-2)


def test_decode_without_noise_equals_transformers(models: Path) -> None:
    vits: Any = VitsModel.from_pretrained(models / "deu")
    vits.eval()
    vits.noise_scale = vits.noise_scale_duration = 0.0
    read = VitsTokenizer.from_pretrained(models / "deu")(TEXTS[0], return_tensors="pt")

    (ours,) = decode(vits, read.input_ids, read.attention_mask, seeds=[0], noise=0.0)

    with torch.no_grad():
        theirs = vits(**read).waveform[0]
    torch.testing.assert_close(ours, theirs)


def test_synthesize_speaks_a_long_text_in_parts(engine: MmsSynthesizer) -> None:
    (short,) = spoken(engine.synthesize([ask(LONG[:380], "eng")]))
    (long,) = spoken(engine.synthesize([ask(LONG, "eng")]))

    assert len(LONG) > 4_900
    assert len(long) > 8 * len(short)


def test_synthesize_says_which_letters_the_model_lacks(engine: MmsSynthesizer) -> None:
    results = engine.synthesize([ask("Кто?"), ask("Wer?")])

    assert codes(results) == [FailureCode.NOTHING_TO_SPEAK, None]


def test_synthesize_refuses_what_must_be_romanized_first(engine: MmsSynthesizer) -> None:
    (result,) = engine.synthesize([ask("무엇?", "kor")])

    assert isinstance(result, ItemFailure)
    assert result.code == FailureCode.LANGUAGE_UNSUPPORTED
    assert "uroman" in result.message


@pytest.mark.parametrize(("weight", "what"), [(float("nan"), "no numbers"), (0.0, "silence")])
def test_synthesize_reports_output_nobody_can_hear(
    tmp_path: Path, weight: float, what: str
) -> None:
    folder = build_vits(tmp_path / "deu")
    vits = VitsModel.from_pretrained(folder)
    with torch.no_grad():
        vits.decoder.conv_post.weight.fill_(weight)
    vits.save_pretrained(folder)

    with checkpoints({"mms-tts": tmp_path / "{mms}"}):
        (result,) = MmsSynthesizer().synthesize([ask("Wer?")])

    assert isinstance(result, ItemFailure)
    assert result.code == FailureCode.OUTPUT_INVALID
    assert what in result.message


def test_synthesize_names_the_folder_that_is_missing(tmp_path: Path) -> None:
    with (
        checkpoints({"mms-tts": tmp_path / "{mms}"}),
        pytest.raises(CheckpointMissingError, match="no such folder"),
    ):
        MmsSynthesizer().synthesize([ask("Wer?")])


@pytest.mark.parametrize("broken", ["model.safetensors", "config.json", "vocab.json"])
def test_synthesize_names_the_checkpoint_that_is_broken(tmp_path: Path, broken: str) -> None:
    folder = build_vits(tmp_path / "deu")
    (folder / broken).write_bytes((folder / broken).read_bytes()[:20])

    with checkpoints({"mms-tts": tmp_path / "{mms}"}), pytest.raises(CheckpointUnreadableError):
        MmsSynthesizer().synthesize([ask("Wer?")])


def test_synthesize_refuses_a_checkpoint_of_another_rate(tmp_path: Path) -> None:
    build_vits(tmp_path / "deu", rate=22_050)

    with (
        checkpoints({"mms-tts": tmp_path / "{mms}"}),
        pytest.raises(CheckpointUnreadableError, match="22050 Hz"),
    ):
        MmsSynthesizer().synthesize([ask("Wer?")])


def test_synthesize_refuses_the_voice_of_another_language(engine: MmsSynthesizer) -> None:
    results = engine.synthesize([replace(ask("Wer?"), voice="mms-eng")])

    assert codes(results) == [FailureCode.VOICE_UNKNOWN]
