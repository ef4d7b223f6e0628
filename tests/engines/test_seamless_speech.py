from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from transformers import LogitsProcessor, LogitsProcessorList  # noqa: E402

from engines.errors import CheckpointMissingError, CheckpointUnreadableError  # noqa: E402
from engines.protocols import FailureCode, ItemFailure, SynthesisRequest  # noqa: E402
from engines.seamless.speech import load  # noqa: E402
from engines.seamless.synthesizer import SeamlessSynthesizer  # noqa: E402
from tests.checkpoints.seamless import build_seamless  # noqa: E402
from tests.checkpoints.vits import build_vits  # noqa: E402
from tests.engines.contract import check_synthesizer  # noqa: E402
from tests.engines.speaking import LONG, checkpoints, codes, only, spoken  # noqa: E402

TEXTS = ("Wer hat es geschrieben?", "Wo?", "Wo hat er das Buch geschrieben?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("seamless") / "model"
    build_seamless(folder)
    return folder


@pytest.fixture
def engine(folder: Path) -> Iterator[SeamlessSynthesizer]:
    with checkpoints({"seamless-m4t-v2": folder}):
        yield SeamlessSynthesizer()


def ask(text: str, language: str = "deu", voice: str = "speaker-0") -> SynthesisRequest:
    return SynthesisRequest(text=text, language=language, voice=voice)


def test_engine_keeps_the_contract(folder: Path) -> None:
    with checkpoints({"seamless-m4t-v2": folder}):
        check_synthesizer(
            SeamlessSynthesizer(languages=only("deu")),
            ["12 + 30", "Berlin 1989?", "a 🎉 b\0c", "1, 2"],
        )


def test_capabilities_leave_out_what_seamless_does_not_speak() -> None:
    capabilities = SeamlessSynthesizer().capabilities

    assert {"ell", "heb"}.isdisjoint(capabilities.languages)
    assert len(capabilities.languages) == 21
    assert capabilities.licence.name == "CC-BY-NC-4.0"


def test_synthesize_gives_a_text_in_a_batch_what_it_gives_it_alone(
    engine: SeamlessSynthesizer,
) -> None:
    requests = [ask(text) for text in TEXTS] + [ask("Wo?", voice="speaker-3"), ask("Yes", "eng")]

    together = spoken(engine.synthesize(requests))
    alone = [spoken(engine.synthesize([request]))[0] for request in requests]

    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)


def test_synthesize_speaks_with_the_voice_asked_for(engine: SeamlessSynthesizer) -> None:
    first, other = spoken(engine.synthesize([ask("Wo?"), ask("Wo?", voice="speaker-1")]))

    assert len(first) != len(other) or not np.allclose(first, other, atol=1e-4)


class _Forced(LogitsProcessor):  # type: ignore[misc]  # transformers is read untyped
    """Lets `generate` say given tokens and no others."""

    def __init__(self, tokens: list[int]) -> None:
        self._tokens = tokens

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        # Two stand there already: start and language
        forced = torch.full_like(scores, -float("inf"))
        forced[:, self._tokens[input_ids.shape[1] - 1]] = 0.0
        return forced


def test_units_equal_those_of_transformers_when_it_says_the_same_words(folder: Path) -> None:
    speech = load(str(folder), rate=16_000)
    model, tokenizer = speech._model, speech._tokenizer  # noqa: SLF001 - compared from the inside
    read = tokenizer([TEXTS[0]], src_lang="deu", return_tensors="pt")
    processors = LogitsProcessorList([_Forced(read["input_ids"][0].tolist())])

    theirs: Any = model.generate(
        **read,
        tgt_lang="deu",
        text_logits_processor=processors,
        return_intermediate_token_ids=True,
    )
    (ours,) = speech.units([TEXTS[0]], "deu")

    assert theirs.sequences[0, 1:].tolist() == read["input_ids"][0].tolist()
    offset = model.config.vocoder_offset
    assert ours.tolist() == [
        unit - offset for unit in theirs.unit_sequences[0].tolist() if unit >= offset
    ]


def test_synthesize_speaks_a_long_text_in_parts(engine: SeamlessSynthesizer) -> None:
    (short,) = spoken(engine.synthesize([ask(LONG[:240])]))
    (long,) = spoken(engine.synthesize([ask(LONG)]))

    assert len(long) > 10 * len(short)


def test_synthesize_says_what_the_checkpoint_does_not_speak(engine: SeamlessSynthesizer) -> None:
    results = engine.synthesize(
        [ask("Qui ?", "fra"), ask("Ποιος;", "ell"), ask("🎉"), ask("Wo?", voice="speaker-99")]
    )

    assert codes(results) == [
        FailureCode.LANGUAGE_UNSUPPORTED,
        FailureCode.LANGUAGE_UNSUPPORTED,
        FailureCode.NOTHING_TO_SPEAK,
        FailureCode.VOICE_UNKNOWN,
    ]


def test_synthesize_reports_output_nobody_can_hear(folder: Path, tmp_path: Path) -> None:
    speech = load(str(folder), rate=16_000)
    with torch.no_grad():
        speech._model.vocoder.hifi_gan.conv_post.weight.fill_(float("nan"))  # noqa: SLF001
    speech._model.save_pretrained(tmp_path)  # noqa: SLF001
    speech._tokenizer.save_pretrained(tmp_path)  # noqa: SLF001

    with checkpoints({"seamless-m4t-v2": tmp_path}):
        (result,) = SeamlessSynthesizer().synthesize([ask("Wo?")])

    assert isinstance(result, ItemFailure)
    assert result.code == FailureCode.OUTPUT_INVALID


def test_synthesize_names_the_folder_that_is_missing(tmp_path: Path) -> None:
    with checkpoints({"seamless-m4t-v2": tmp_path / "x"}), pytest.raises(CheckpointMissingError):
        SeamlessSynthesizer().synthesize([ask("Wo?")])


def test_synthesize_refuses_the_checkpoint_of_another_model(tmp_path: Path) -> None:
    build_vits(tmp_path)

    with checkpoints({"seamless-m4t-v2": tmp_path}), pytest.raises(CheckpointUnreadableError):
        SeamlessSynthesizer().synthesize([ask("Wo?")])
