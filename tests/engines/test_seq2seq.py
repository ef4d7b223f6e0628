"""The translating models, on tiny checkpoints that know a few phrases by heart."""

import shutil
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

import torch

import engines.settings
from engines import registry, residency
from engines.errors import CheckpointMissingError, CheckpointUnreadableError
from engines.protocols import (
    FailureCode,
    ItemFailure,
    TranslationRequest,
    TranslationResult,
)
from engines.seq2seq import Decoding, Seq2SeqTranslator
from engines.seq2seq.model import Seq2SeqModel
from engines.settings import EngineSettings
from tests.checkpoints.nllb import build_nllb
from tests.checkpoints.seamless import build_seamless
from tests.engines.contract import check_translator

BUILDERS: dict[str, Callable[[Path], None]] = {
    "seamless-m4t-v2": build_seamless,
    "nllb-200": build_nllb,
}


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    torch.set_num_threads(1)
    folders = {name: tmp_path_factory.mktemp(name) for name in BUILDERS}
    for name, folder in folders.items():
        BUILDERS[name](folder)
    return folders


@pytest.fixture(params=sorted(BUILDERS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def translator(
    name: str, checkpoints: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seq2SeqTranslator]:
    use(monkeypatch, name, checkpoints[name])
    engine = registry.translator(name)
    assert isinstance(engine, Seq2SeqTranslator)
    yield engine
    residency.evict()


def use(monkeypatch: pytest.MonkeyPatch, name: str, folder: Path) -> None:
    settings = EngineSettings(checkpoints={name: str(folder)}, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", settings)


def ask(text: str, target: str = "deu") -> TranslationRequest:
    return TranslationRequest(text=text, source="eng", target=target, key="1:question:a")


def texts(results: list[TranslationResult | ItemFailure]) -> list[str]:
    return [
        result.text if isinstance(result, TranslationResult) else result.message
        for result in results
    ]


def test_translator_keeps_the_contract(translator: Seq2SeqTranslator) -> None:
    check_translator(translator, ask("Where?"))

    assert translator.capabilities.licence.name == "CC-BY-NC-4.0"


def test_translator_answers_each_request_in_its_language_and_order(
    translator: Seq2SeqTranslator,
) -> None:
    results = translator.translate(
        [ask("Yes"), ask("Where?", "jpn"), ask("Who wrote it?"), ask("Yes", "jpn"), ask("Where?")]
    )

    assert texts(results) == ["Ja", "どこ。", "Wer hat es geschrieben?", "はい", "Wo?"]
    for result in results:
        assert isinstance(result, TranslationResult)
        assert 0.9 < (result.score or 0) <= 1


def test_translator_translates_sentence_by_sentence_and_keeps_choices(
    translator: Seq2SeqTranslator,
) -> None:
    results = translator.translate(
        [
            ask("Where? Who wrote it?"),
            ask("Where? Who wrote it?", "jpn"),
            ask("Who wrote it?\nA) Mars\nB) Venus\nC) 1989"),
            ask("B) Venus"),
            ask("42"),
        ]
    )

    assert texts(results) == [
        "Wo? Wer hat es geschrieben?",
        "どこ。だれ。",
        "Wer hat es geschrieben?\nA) Der Mars\nB) Die Venus\nC) 1989",
        "B) Die Venus",
        "42",
    ]


def test_translator_cuts_what_is_too_long_for_the_model_and_loses_none_of_it(
    translator: Seq2SeqTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translator, "_decoding", Decoding(beams=1, max_input_tokens=9))

    assert texts(translator.translate([ask("Mars Venus Yes")])) == ["Der Mars Die Venus Ja"]


def test_translator_leaves_memory_when_another_comes_that_has_no_room_beside_it(
    checkpoints: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engines.residency._process._capacity", lambda: 0)
    made: list[weakref.ref[Seq2SeqModel]] = []
    start = Seq2SeqModel.__init__

    def note(self: Seq2SeqModel, *parts: Any) -> None:
        made.append(weakref.ref(self))
        start(self, *parts)

    monkeypatch.setattr(Seq2SeqModel, "__init__", note)
    for name in ("nllb-200", "seamless-m4t-v2", "nllb-200"):
        use(monkeypatch, name, checkpoints[name])
        registry.translator(name).translate([ask("Where?")])

    assert [reference() is None for reference in made] == [True, True, False]
    residency.evict()


def test_translator_says_which_sentences_were_lost(translator: Seq2SeqTranslator) -> None:
    lost, empty, good = translator.translate([ask("Where? Say."), ask("Say."), ask("Where?")])

    assert (lost, empty) == (
        ItemFailure(
            FailureCode.SENTENCES_LOST,
            f"{translator.name} answered 1 of 2 sentences with nothing: 'Say.'.",
        ),
        ItemFailure(
            FailureCode.OUTPUT_INVALID,
            f"{translator.name} answered 1 of 1 sentences with nothing: 'Say.'.",
        ),
    )
    assert isinstance(good, TranslationResult)


def test_translator_refuses_what_runs_on_without_end(
    translator: Seq2SeqTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translator, "_decoding", Decoding(beams=1, output_growth=0, spare_tokens=3))

    [result] = translator.translate([ask("Who wrote it?")])

    assert result == ItemFailure(
        FailureCode.OUTPUT_INVALID, f"{translator.name} wrote without end at 'Who wrote it?'."
    )


def test_translator_says_which_requests_it_can_not_take(translator: Seq2SeqTranslator) -> None:
    results = translator.translate([ask(" \n"), ask("Where?", "fra"), ask("Where?", "xxx")])

    assert [result.code for result in results if isinstance(result, ItemFailure)] == [
        FailureCode.NO_TRANSLATION,
        FailureCode.LANGUAGE_UNSUPPORTED,
        FailureCode.LANGUAGE_UNSUPPORTED,
    ]


def test_a_batch_that_does_not_fit_is_halved(
    translator: Seq2SeqTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    whole = Seq2SeqModel.translate

    def small(self: Seq2SeqModel, texts: list[str], **options: object) -> object:
        batches.append(len(texts))
        if len(texts) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return whole(self, texts, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Seq2SeqModel, "translate", small)
    monkeypatch.setattr(translator._budget, "padded", 4_096)  # noqa: SLF001 - kept by the process
    results = translator.translate([ask("Where?"), ask("Yes"), ask("Mars"), ask("Who wrote it?")])

    assert texts(results) == ["Wo?", "Ja", "Der Mars", "Wer hat es geschrieben?"]
    assert batches[0] == 4
    assert max(batches[1:]) <= 2


def test_translation_does_not_depend_on_what_else_is_in_the_batch(
    translator: Seq2SeqTranslator,
) -> None:
    [alone] = translator.translate([ask("Where?")])
    together = translator.translate([ask("Who wrote it?"), ask("Where?")])[1]

    assert isinstance(alone, TranslationResult)
    assert isinstance(together, TranslationResult)
    assert together.text == alone.text
    assert together.score == pytest.approx(alone.score, abs=1e-3)


def test_version_names_the_folder_and_changes_with_its_files(
    translator: Seq2SeqTranslator, checkpoints: dict[str, Path], tmp_path: Path, name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    other = tmp_path / checkpoints[name].name
    shutil.copytree(checkpoints[name], other)
    first = translator.version
    use(monkeypatch, name, other)
    same = translator.version
    (other / "extra").write_text("more")

    assert first == same
    assert first.startswith(f"{other.name}@")
    assert translator.version != first


@pytest.mark.parametrize("problem", ["no folder", "empty", "cut off", "another model"])
def test_a_checkpoint_that_can_not_be_used_is_named_with_what_to_do(
    problem: str, name: str, checkpoints: dict[str, Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "model"
    if problem == "empty":
        folder.mkdir()
    elif problem == "cut off":
        shutil.copytree(checkpoints[name], folder)
        weights = folder / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:5_000])
    elif problem == "another model":
        [other] = BUILDERS.keys() - {name}
        shutil.copytree(checkpoints[other], folder)
    use(monkeypatch, name, folder)
    wanted = CheckpointMissingError if problem == "no folder" else CheckpointUnreadableError

    with pytest.raises(wanted) as raised:
        registry.translator(name).translate([ask("Where?")])

    assert str(folder) in str(raised.value)
    assert "ENGINE_CHECKPOINTS" in str(raised.value)
