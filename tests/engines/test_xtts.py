from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("coqpit")

from engines.errors import CheckpointMissingError, CheckpointUnreadableError  # noqa: E402
from engines.protocols import AudioClip, FailureCode, ItemFailure, SynthesisRequest  # noqa: E402
from engines.xtts import XttsSynthesizer  # noqa: E402
from engines.xtts.decoding import decode  # noqa: E402
from engines.xtts.model import load  # noqa: E402
from engines.xtts.sampling import Sampling  # noqa: E402
from tests.checkpoints.xtts import build_xtts, small_parts  # noqa: E402
from tests.engines.contract import check_synthesizer  # noqa: E402
from tests.engines.speaking import (  # noqa: E402
    LONG,
    checkpoints,
    codes,
    only,
    spoken,
    voice_clip,
)

GREEDY = Sampling(greedy=True)
TEXTS = (
    ("Hello", "eng"),
    ("Who wrote the book about the sea, and when did they do it?", "eng"),
    ("Wer hat das Buch geschrieben?", "deu"),
)

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    torch.set_num_threads(1)
    with small_parts():
        yield build_xtts(tmp_path_factory.mktemp("xtts") / "model", stop_bias=2.0)


@pytest.fixture
def engine(folder: Path) -> Iterator[XttsSynthesizer]:
    with checkpoints({"xtts-v2": folder}):
        yield XttsSynthesizer(sampling=GREEDY)


def ask(
    text: str, language: str = "eng", reference: AudioClip | None = None, seed: int = 0
) -> SynthesisRequest:
    clip = reference or voice_clip()
    return SynthesisRequest(text=text, language=language, voice="ann", seed=seed, reference=clip)


def test_engine_keeps_the_contract(folder: Path) -> None:
    with checkpoints({"xtts-v2": folder}):
        check_synthesizer(
            XttsSynthesizer(languages=only("eng", "deu"), sampling=GREEDY),
            ["12 + 30", "Berlin 1989?", "a 🎉 b\0c", "1, 2"],
            voice_clip(),
        )


def test_capabilities_are_those_of_the_published_model() -> None:
    capabilities = XttsSynthesizer().capabilities

    assert len(capabilities.languages) == 16
    assert capabilities.clones
    assert capabilities.licence.name == "LicenseRef-Coqui-Public-Model-License"


def test_synthesize_gives_a_text_in_a_batch_what_it_gives_it_alone(engine: XttsSynthesizer) -> None:
    requests = [ask(text, language) for text, language in TEXTS]

    together = spoken(engine.synthesize(requests))
    alone = [spoken(engine.synthesize([request]))[0] for request in requests]

    assert len({clip.tobytes() for clip in together}) == len(TEXTS)
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)


def test_decode_equals_the_published_code(folder: Path) -> None:
    """Codes, and the latents that upstream computes again from them."""
    xtts = load(str(folder), GREEDY)._xtts  # noqa: SLF001 - compared from the inside
    voice = torch.randn(1, 32, 32, generator=torch.Generator().manual_seed(0))
    texts = [torch.tensor(xtts.tokenizer.encode(text, lang=code[:2])) for text, code in TEXTS]

    clips = decode(xtts.gpt, voice, texts, seeds=[0] * len(texts), sampling=GREEDY)

    for text, clip in zip(texts, clips, strict=True):
        torch.testing.assert_close(
            clip.latents, _upstream(xtts.gpt, voice, text), atol=1e-5, rtol=0
        )


def _upstream(gpt: Any, voice: Any, text: Any) -> Any:
    with torch.no_grad():
        spoken = gpt.generate(voice, text[None], do_sample=False, repetition_penalty=5.0)
        lengths = torch.tensor([len(text)]), torch.tensor([spoken.shape[-1] * gpt.code_stride_len])
        latents = gpt(
            text[None], lengths[0], spoken, lengths[1], cond_latents=voice, return_latent=True
        )
    return latents[0]


def test_synthesize_draws_by_seed_and_not_by_neighbours(folder: Path) -> None:
    with checkpoints({"xtts-v2": folder}):
        engine = XttsSynthesizer()
        first, second, third = (ask(TEXTS[1][0], seed=seed) for seed in (1, 2, 3))
        together = engine.synthesize([first, second, third, ask("Hello", seed=9)])
        alone = engine.synthesize([third])

    heard = {clip.tobytes() for clip in spoken(together)}
    assert len(heard) > 1
    np.testing.assert_allclose(spoken(together)[2], spoken(alone)[0], atol=1e-4)


def test_synthesize_speaks_with_the_voice_it_was_given(engine: XttsSynthesizer) -> None:
    references = [voice_clip(seed=seed) for seed in (1, 2, 1)]

    first, second, again = spoken(
        engine.synthesize([ask("Hello there", reference=clip) for clip in references])
    )

    np.testing.assert_allclose(first, again, atol=1e-4)
    assert len(first) != len(second) or not np.allclose(first, second, atol=1e-4)


def test_synthesize_speaks_a_long_text_in_parts(engine: XttsSynthesizer) -> None:
    (short,) = spoken(engine.synthesize([ask(LONG[:47])]))
    (long,) = spoken(engine.synthesize([ask(LONG)]))

    assert len(long) > 20 * len(short)


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(44_100, np.float32),
        np.full(44_100, np.nan, np.float32),
        np.zeros(0, np.float32),
        voice_clip(0.3).samples,
        np.ones((2, 44_100), np.float32),
        np.ones(44_100, np.int16),
    ],
    ids=["silent", "not numbers", "empty", "short", "stereo", "integers"],
)
def test_synthesize_refuses_a_reference_it_cannot_clone(
    engine: XttsSynthesizer, samples: Any
) -> None:
    bad = AudioClip(samples=samples, sample_rate=22_050)

    results = engine.synthesize([ask("Hello", reference=bad), ask("Hello")])

    assert codes(results) == [FailureCode.VOICE_UNUSABLE, None]


def test_synthesize_reports_a_clip_without_an_end(tmp_path: Path) -> None:
    with small_parts():
        build_xtts(tmp_path, stop_bias=-1_000.0)
        with checkpoints({"xtts-v2": tmp_path}):
            (result,) = XttsSynthesizer().synthesize([ask("Hello")])

    assert isinstance(result, ItemFailure)
    assert result.code == FailureCode.OUTPUT_INVALID
    assert "no end" in result.message


def test_synthesize_refuses_what_takes_more_tokens_than_the_model_has(
    engine: XttsSynthesizer,
) -> None:
    """Chinese becomes pinyin, and this small model has a token for each of its letters."""
    results = engine.synthesize([ask("庄" * 70, "cmn"), ask("Hello")])

    assert codes(results) == [FailureCode.TEXT_TOO_LONG, None]


def test_synthesize_names_the_folder_that_is_missing(tmp_path: Path) -> None:
    with checkpoints({"xtts-v2": tmp_path / "none"}), pytest.raises(CheckpointMissingError):
        XttsSynthesizer().synthesize([ask("Hello")])


@pytest.mark.parametrize("broken", ["model.pth", "config.json", "vocab.json"])
def test_synthesize_names_the_checkpoint_that_is_broken(tmp_path: Path, broken: str) -> None:
    with small_parts():
        build_xtts(tmp_path)
        (tmp_path / broken).write_bytes((tmp_path / broken).read_bytes()[:20])

        with checkpoints({"xtts-v2": tmp_path}), pytest.raises(CheckpointUnreadableError):
            XttsSynthesizer().synthesize([ask("Hello")])


def test_synthesize_refuses_a_language_xtts_lacks(engine: XttsSynthesizer) -> None:
    results = engine.synthesize([replace(ask("Ποιος;"), language="ell"), ask("🎉")])

    assert codes(results) == [FailureCode.LANGUAGE_UNSUPPORTED, FailureCode.NOTHING_TO_SPEAK]
