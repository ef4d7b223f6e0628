"""What the web process does with models must work where torch is not installed."""

import subprocess
import sys

import pytest

from engines import registry
from engines.errors import EngineUnavailableError
from engines.protocols import TranslationRequest

NAMES = ("seamless-m4t-v2", "nllb-200")
ASKS_FOR_CAPABILITIES = f"""
import sys
from engines import registry
for name in {NAMES}:
    assert len(registry.translator(name).capabilities.targets) == 23
    assert registry.translator(name).version
for name in registry.names("responder"):
    assert registry.responder(name).capabilities.licence.name
    assert registry.responder(name).version
for name in registry.names("chat model"):
    assert registry.chat_model(name).capabilities.licence.name
sys.exit("torch" in sys.modules or "transformers" in sys.modules)
"""
ANSWERS_WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
import numpy as np
from engines import registry
from engines.errors import EngineUnavailableError
from engines.protocols import GREEDY, AudioClip, Message, ResponseRequest
clip = AudioClip(samples=np.zeros(16_000, np.float32), sample_rate=16_000)
heard = [ResponseRequest(clip=clip, language="eng", target="eng")]
said = [(Message(role="user", content="Where?"),)]
asked = [
    *((registry.responder(name).respond, heard) for name in registry.names("responder")[1:]),
    *((registry.chat_model(name).complete, said) for name in registry.names("chat model")),
]
for ask, given in asked:
    try:
        ask(given, GREEDY)
    except EngineUnavailableError as error:
        assert error.extra == "models"
    else:
        sys.exit("it answered")
"""


def test_capabilities_of_models_are_told_without_torch() -> None:
    done = subprocess.run([sys.executable, "-c", ASKS_FOR_CAPABILITIES], check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("name", NAMES)
def test_translating_without_torch_names_the_extra(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "engines.seq2seq.model", raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)
    request = TranslationRequest(text="Where?", source="eng", target="deu", key="x")

    with pytest.raises(EngineUnavailableError) as raised:
        registry.translator(name).translate([request])

    assert raised.value.extra == "models"


def test_answering_without_torch_names_the_extra() -> None:
    """Asked in a process of its own, since what models share is imported here by now."""
    done = subprocess.run([sys.executable, "-c", ANSWERS_WITHOUT_TORCH], check=False)

    assert done.returncode == 0
