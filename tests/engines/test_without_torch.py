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
sys.exit("torch" in sys.modules or "transformers" in sys.modules)
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
