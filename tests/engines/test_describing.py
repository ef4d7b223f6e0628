"""What a manager is told of engines that answer, before any of them is started."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import settings
from engines.availability import absence
from engines.describing import describe
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


def test_chat_models_tell_their_licence() -> None:
    pytest.importorskip("torch")

    told = {one.name: one.licence for one in describe("chat model")}

    assert told == {"aya-expanse": "CC-BY-NC-4.0", "local-chat": "Apache-2.0"}


def test_cascade_is_absent_where_one_of_its_models_is() -> None:
    pytest.importorskip("torch")

    assert absence("responder", "cascade") == "no model at 'CohereLabs/aya-expanse-8b'"
