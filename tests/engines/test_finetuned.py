"""Checkpoints trained here, as systems under test."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch
import transformers

import engines.settings
from engines import registry, residency
from engines.errors import EngineUnknownError, TrainedCheckpointError
from engines.finetuned import Finetuned
from engines.protocols import Reply, ResponseRequest, Sampling
from engines.settings import CHECKPOINTS, EngineSettings
from tests.checkpoints.adapters import build_adapter
from tests.checkpoints.sounds import tone
from tests.checkpoints.speech import SAID
from tests.engines.contract import check_responder

BASES: dict[str, Any] = {
    "qwen2-audio": transformers.Qwen2AudioForConditionalGeneration,
    "qwen2.5-omni": transformers.Qwen2_5OmniThinkerForConditionalGeneration,
    "phi-4-multimodal": transformers.Phi4MultimodalForCausalLM,
}
BRIEF = Sampling(max_tokens=16)
REQUESTS = [
    ResponseRequest(clip=tone(pitch), language="eng", target="eng", prompt=prompt)
    for pitch, prompt in SAID
]


@pytest.fixture(scope="module")
def trained(checkpoint_of: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """By the base's name an adapter, and with `-whole` the same merged into its model."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("finetuned")
    for name, family in BASES.items():
        base = checkpoint_of(name)
        merged = build_adapter(family, base, folder / name)
        whole = folder / f"{name}-whole"
        merged.save_pretrained(whole)
        for path in [*base.glob("*token*"), base / "preprocessor_config.json"]:
            shutil.copy(path, whole)
        if (base / "speech-lora").is_dir():
            shutil.copytree(base / "speech-lora", whole / "speech-lora")
    return folder


@pytest.fixture(autouse=True)
def _settings(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, trained)


@pytest.fixture(scope="module", autouse=True)
def _empty_memory() -> Iterator[None]:
    yield
    residency.evict()


def use(monkeypatch: pytest.MonkeyPatch, folder: Path | str, **checkpoints: str) -> None:
    settings = EngineSettings(finetuned=str(folder), checkpoints=checkpoints, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", settings)


def answers(name: str) -> list[str]:
    replies = registry.responder(f"checkpoint:{name}").respond(REQUESTS, BRIEF)
    return [one.text for one in replies if isinstance(one, Reply)]


def copied(trained: Path, tmp_path: Path, name: str = "qwen2-audio") -> Path:
    shutil.copytree(trained / name, tmp_path / name)
    return tmp_path / name


def rewrite(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_checkpoint_keeps_the_contract_of_its_family() -> None:
    engine = registry.responder("checkpoint:qwen2-audio")

    check_responder(engine, REQUESTS[0], REQUESTS[3])

    assert engine.name == "checkpoint:qwen2-audio"
    assert engine.capabilities == registry.responder("qwen2-audio").capabilities


@pytest.mark.parametrize("name", BASES)
def test_adapter_and_base_answer_as_the_whole_model_does(name: str) -> None:
    adapted = answers(name)

    assert len(adapted) == len(REQUESTS)
    assert adapted == answers(f"{name}-whole")
    assert adapted != [*SAID.values()]


def test_a_published_base_is_read_from_where_the_settings_have_it(
    trained: Path, tmp_path: Path, checkpoint_of: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    known = answers("qwen2-audio")
    folder = copied(trained, tmp_path)
    published = CHECKPOINTS["qwen2-audio"]
    rewrite(folder / "adapter_config.json", base_model_name_or_path=published)
    use(monkeypatch, tmp_path, **{"qwen2-audio": str(checkpoint_of("qwen2-audio"))})

    assert answers("qwen2-audio") == known

    use(monkeypatch, tmp_path)
    assert registry.responder("checkpoint:qwen2-audio").capabilities.max_seconds == 30.0


def test_version_tells_trainings_of_one_size_apart(
    trained: Path, tmp_path: Path, checkpoint_of: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    engine = registry.responder("checkpoint:qwen2-audio")
    first = engine.version
    folder = copied(trained, tmp_path)
    use(monkeypatch, tmp_path)
    same = engine.version
    build_adapter(BASES["qwen2-audio"], checkpoint_of("qwen2-audio"), folder, seed=1)

    assert first == same
    assert first.startswith("qwen2-audio@")
    assert engine.version != first


@pytest.mark.parametrize("name", ["../qwen2-audio", "..", "a/b", "/etc", ".hidden", "a:b", "a b"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(EngineUnknownError):
        registry.responder(f"checkpoint:{name}")


def problem(name: str) -> str:
    with pytest.raises(TrainedCheckpointError) as raised:
        Finetuned(name).respond(REQUESTS[:1], BRIEF)
    return str(raised.value)


def test_a_missing_checkpoint_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "'gone' can't answer: there is no such folder" in problem("gone")

    (tmp_path / "bare").mkdir()
    use(monkeypatch, tmp_path)
    assert "there is no config.json" in problem("bare")

    use(monkeypatch, "")
    assert "no such folder" in problem("tests")


@pytest.mark.parametrize("base", ["/gone/model", "", "gone"])
def test_a_missing_base_is_named(
    base: str, trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(trained, tmp_path)
    rewrite(folder / "adapter_config.json", base_model_name_or_path=base)
    use(monkeypatch, tmp_path)

    assert f"names {base!r} as its base" in problem("qwen2-audio")


def test_a_base_that_can_not_hear_is_named(
    trained: Path, tmp_path: Path, checkpoint_of: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = copied(trained, tmp_path)
    chat = str(checkpoint_of("aya-expanse"))
    rewrite(folder / "adapter_config.json", base_model_name_or_path=chat)
    use(monkeypatch, tmp_path)

    assert (
        "the model is cohere, which hears nothing; ask cascade:checkpoint:qwen2-audio"
        in problem("qwen2-audio")
    )


def test_an_adapter_of_another_family_is_named(
    trained: Path, tmp_path: Path, checkpoint_of: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = copied(trained, tmp_path)
    phi = str(checkpoint_of("phi-4-multimodal"))
    rewrite(folder / "adapter_config.json", base_model_name_or_path=phi)
    use(monkeypatch, tmp_path)

    assert str(folder) in problem("qwen2-audio")


def test_an_adapter_of_another_size_is_named(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(trained, tmp_path)
    rewrite(folder / "adapter_config.json", r=2)
    use(monkeypatch, tmp_path)

    assert str(folder) in problem("qwen2-audio")


def test_broken_files_are_named(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(trained, tmp_path)
    use(monkeypatch, tmp_path)
    (folder / "adapter_model.safetensors").write_bytes(b"x")
    assert str(folder) in problem("qwen2-audio")

    (folder / "adapter_config.json").write_text("{")
    assert "adapter_config.json can't be read" in problem("qwen2-audio")
