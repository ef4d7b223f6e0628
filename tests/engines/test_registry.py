import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from engines import registry, settings
from engines.errors import EngineUnavailableError, EngineUnknownError
from engines.espeak import EspeakSynthesizer
from engines.fakes import TaggingTranslator
from engines.registry import Entry
from engines.settings import Endpoint


def test_names_lists_the_engines_of_a_kind() -> None:
    assert registry.names("translator") == (
        "translation-memory",
        "seamless-m4t-v2",
        "nllb-200",
    )
    assert registry.names("synthesizer") == (
        "espeak-ng",
        "xtts-v2",
        "mms-tts",
        "seamless-m4t-v2",
    )
    assert registry.names("responder") == (
        "cascade",
        "qwen2-audio",
        "qwen2.5-omni",
        "phi-4-multimodal",
    )
    assert registry.names("chat model") == ("aya-expanse", "local-chat", "bloomz")


def test_synthesizer_is_one_per_process() -> None:
    engine = registry.synthesizer("espeak-ng")

    assert isinstance(engine, EspeakSynthesizer)
    assert registry.synthesizer("espeak-ng") is engine


def test_translator_takes_a_new_row(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Entry("engines.fakes.TaggingTranslator")
    monkeypatch.setitem(registry.ENGINES, ("translator", "tagging"), row)

    assert isinstance(registry.translator("tagging"), TaggingTranslator)


def test_synthesizer_names_an_unknown_engine_and_the_known_ones() -> None:
    with pytest.raises(EngineUnknownError) as raised:
        registry.synthesizer("festival")

    assert str(raised.value) == (
        "There is no synthesizer called 'festival'. Use one of: espeak-ng, mms-tts, "
        "seamless-m4t-v2, xtts-v2."
    )


def test_translator_is_not_found_among_synthesizers() -> None:
    with pytest.raises(EngineUnknownError):
        registry.translator("espeak-ng")


def test_synthesizer_names_the_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Entry("engines.not_there.Engine", extra="models")
    monkeypatch.setitem(registry.ENGINES, ("synthesizer", "other"), row)

    with pytest.raises(EngineUnavailableError) as raised:
        registry.synthesizer("other")

    assert raised.value.extra == "models"
    assert str(raised.value) == (
        "Engine 'other' can't start here: No module named 'engines.not_there'. "
        "`make models` installs what it needs."
    )


def test_capabilities_of_every_synthesizer_are_known_without_torch() -> None:
    """Asked in a process of its own, since other tests import torch."""
    pytest.importorskip("num2words")
    ask = (
        "import sys; from engines import registry;"
        "print(*(len(registry.synthesizer(name).capabilities.languages)"
        " for name in ('xtts-v2', 'mms-tts', 'seamless-m4t-v2')));"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )

    asked = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)

    assert asked.stdout.split() == ["16", "19", "21"]


@pytest.fixture
def endpoints() -> Iterator[None]:
    before = settings.current()
    served = {
        "judge": Endpoint(url="http://127.0.0.1:9/v1", model="words"),
        "ears": Endpoint(url="http://127.0.0.1:9/v1", model="sounds", hears=True),
    }
    settings.configure(replace(before, endpoints=served))
    yield
    settings.configure(before)


@pytest.mark.usefixtures("endpoints")
def test_names_lists_endpoints_that_can_do_the_work() -> None:
    assert registry.names("chat model")[-2:] == ("endpoint:ears", "endpoint:judge")
    assert "endpoint:ears" in registry.names("responder")
    assert "endpoint:judge" not in registry.names("responder")


@pytest.mark.usefixtures("endpoints")
@pytest.mark.parametrize(
    "name", ["endpoint:", "endpoint:nobody", "endpoint:judge", "nobody:x", "checkpoint:"]
)
def test_entry_knows_no_responder_of_another_name(name: str) -> None:
    with pytest.raises(EngineUnknownError, match="endpoint:ears"):
        registry.entry("responder", name)


def test_entry_of_a_family_takes_the_instance(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Entry("collections.Counter")
    monkeypatch.setitem(registry.FAMILIES, ("responder", "counter"), row)

    assert registry.entry("responder", "counter:abc") == row
    assert registry.responder("counter:abc") == Counter("abc")
