"""What a manager is told of engines that answer, before any of them is started."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import settings
from engines.availability import absence
from engines.describing import describe, describe_chatting, describe_trained
from engines.settings import EngineSettings


@pytest.fixture(autouse=True)
def _nothing_here(tmp_path: Path) -> Iterator[None]:
    before = settings.current()
    settings.configure(EngineSettings(checkpoints={"whisper": str(tmp_path)}))
    yield
    settings.configure(before)


def test_responders_tell_languages_and_licence() -> None:
    pytest.importorskip("torch")
    pytest.importorskip("peft")

    told = {one.name: (len(one.languages), one.licence) for one in describe("responder")}

    assert told == {
        "cascade": (23, "CC-BY-NC-4.0"),
        "qwen2-audio": (3, "Apache-2.0"),
        "qwen2.5-omni": (0, "Apache-2.0"),
        "phi-4-multimodal": (8, "MIT"),
    }


def test_checkpoints_trained_here_are_told_with_what_they_lack(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("peft")
    names = ("a-whole", "b-adapter", "c.other", "d-reads")
    whole, adapter, other, reads = (tmp_path / name for name in names)
    for folder in (whole, adapter, other, reads, tmp_path / "empty", tmp_path / "not safe"):
        folder.mkdir()
    (whole / "config.json").write_text('{"model_type": "qwen2_audio"}')
    (adapter / "adapter_config.json").write_text('{"base_model_name_or_path": "/gone"}')
    (other / "config.json").write_text('{"model_type": "bert", "architectures": ["BertModel"]}')
    (reads / "adapter_config.json").write_text('{"base_model_name_or_path": "google/flan-t5-xl"}')
    (tmp_path / "not safe" / "config.json").write_text("{}")
    settings.configure(EngineSettings(finetuned=str(tmp_path)))

    told = {one.name: one.problem for one in describe_trained()}

    assert [*told] == [
        "checkpoint:a-whole",
        "checkpoint:b-adapter",
        "checkpoint:c.other",
        "cascade:checkpoint:d-reads",
        "transcript:checkpoint:d-reads",
    ]
    assert not told["checkpoint:a-whole"]
    assert "names '/gone' as its base" in told["checkpoint:b-adapter"]
    assert "the model is bert, which hears nothing (" in told["checkpoint:c.other"]
    assert not told["cascade:checkpoint:d-reads"]


def test_every_chat_model_is_told_behind_a_recognizer_and_with_the_transcript() -> None:
    pytest.importorskip("torch")
    told = {one.name: one for one in describe_chatting()}

    assert [*told][:2] == ["cascade:aya-expanse", "transcript:aya-expanse"]
    assert {one.licence for name, one in told.items() if "aya" in name} == {"CC-BY-NC-4.0"}
    assert "CohereLabs/aya-expanse-8b" in told["transcript:aya-expanse"].warning
    assert not [one.problem for one in told.values() if one.problem]


def test_no_checkpoint_is_told_where_no_folder_is() -> None:
    settings.configure(EngineSettings(finetuned="/nowhere"))

    assert describe_trained() == []


def test_chat_models_tell_their_licence() -> None:
    pytest.importorskip("torch")

    told = {one.name: one.licence for one in describe("chat model")}

    assert told == {
        "aya-expanse": "CC-BY-NC-4.0",
        "local-chat": "Apache-2.0",
        "bloomz": "LicenseRef-bigscience-bloom-rail-1.0",
    }


def test_cascade_is_absent_where_one_of_its_models_is() -> None:
    pytest.importorskip("torch")

    assert absence("responder", "cascade") == "no model at 'CohereLabs/aya-expanse-8b'"


def test_engine_with_a_model_for_each_language_is_there_where_one_of_them_is(
    tmp_path: Path,
) -> None:
    pytest.importorskip("torch")
    pattern = str(tmp_path / "mms-tts-{mms}")
    settings.configure(EngineSettings(checkpoints={"mms-tts": pattern}))
    before = absence("synthesizer", "mms-tts")
    (tmp_path / "mms-tts-deu").mkdir()

    assert before == f"no model at {pattern!r}"
    assert absence("synthesizer", "mms-tts") is None
