from pathlib import Path
from typing import Any

import pytest

import engines.settings
from engines.checkpoints import identity, identity_of_all, weight_bytes
from engines.errors import CheckpointMissingError, CheckpointUnreadableError
from engines.loading import is_out_of_memory, reading
from engines.settings import EngineSettings


def test_a_cpu_without_memory_is_recognized() -> None:
    torch = pytest.importorskip("torch")

    with pytest.raises(RuntimeError) as raised:
        torch.empty(2**58)

    assert is_out_of_memory(raised.value)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (MemoryError(), True),
        (RuntimeError("CUDA out of memory. Tried to allocate 20 MiB"), True),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED"), True),
        (RuntimeError("expected scalar type Half"), False),
        (ValueError("out of memory"), False),
    ],
)
def test_only_what_is_about_memory_counts(error: Exception, *, expected: bool) -> None:
    assert is_out_of_memory(error) is expected


def test_reading_tells_a_missing_model_from_a_broken_one(tmp_path: Path) -> None:
    with (
        pytest.raises(CheckpointMissingError, match="is not there"),
        reading("nllb-200", "some/model"),
    ):
        raise OSError("some/model is not there\nand more")
    with (
        pytest.raises(CheckpointUnreadableError, match="is cut off"),
        reading("nllb-200", str(tmp_path)),
    ):
        raise OSError("is cut off")
    with (
        pytest.raises(CheckpointMissingError, match="no such folder"),
        reading("nllb-200", str(tmp_path / "not" / "there")),
    ):
        pass


def test_reading_lets_the_end_of_memory_through(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="out of memory"), reading("nllb-200", str(tmp_path)):
        raise RuntimeError("CUDA out of memory")


@pytest.mark.parametrize(("number_type", "expected"), [("auto", 32), ("fp32", 32), ("bf16", 16)])
def test_weights_are_read_in_the_number_type_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number_type: Any, expected: int
) -> None:
    """Not in another one first: what bfloat16 rounds away never comes back."""
    torch = pytest.importorskip("torch")
    import transformers

    from engines.wording.loading import load_whole
    from tests.checkpoints.chat import build_chat

    build_chat(tmp_path)
    settings = EngineSettings(device="cpu", number_type=number_type)
    monkeypatch.setattr(engines.settings, "_current", settings)

    model = load_whole(transformers.AutoModelForCausalLM, str(tmp_path))

    assert {torch.finfo(weight.dtype).bits for weight in model.parameters()} == {expected}


def make_model(folder: Path, config: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(config)
    (folder / "model.safetensors").write_bytes(b"0" * 70)
    (folder / "pytorch_model.bin").write_bytes(b"0" * 30)
    return folder


def test_identity_of_one_folder_a_language_changes_with_any_of_them(tmp_path: Path) -> None:
    pattern = str(tmp_path / "mms-tts-{mms}")
    make_model(tmp_path / "mms-tts-deu", "{}")
    one = identity_of_all(pattern)
    other = make_model(tmp_path / "mms-tts-fra", "{}")
    two = identity_of_all(pattern)
    (other / "config.json").write_text("[]")

    assert one.startswith("mms-tts-{mms}@")
    assert len({one, two, identity_of_all(pattern)}) == 3
    assert identity_of_all("facebook/mms-tts-{mms}") == "facebook/mms-tts-{mms}"


def test_identity_has_room_in_a_lineage(tmp_path: Path) -> None:
    assert len(identity(str(make_model(tmp_path / ("long" * 30), "{}")))) <= 60


def test_weights_of_one_format_are_counted_and_none_that_are_not_here(tmp_path: Path) -> None:
    assert weight_bytes(str(make_model(tmp_path / "model", "{}"))) == 70
    assert weight_bytes("nobody/was-fetched") is None


def test_identity_of_a_model_on_the_hub_is_its_name() -> None:
    assert identity("facebook/nllb-200-distilled-1.3B") == "facebook/nllb-200-distilled-1.3B"
