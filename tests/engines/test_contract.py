import pytest

from engines.espeak import EspeakSynthesizer
from engines.fakes import EchoResponder, LastWordsChat, TaggingTranslator, ToneSynthesizer
from engines.protocols import (
    Message,
    ResponseRequest,
    Synthesizer,
    TranslationRequest,
    TranslationResult,
)
from tests.checkpoints.sounds import tone
from tests.engines.contract import (
    check_chat_model,
    check_responder,
    check_synthesizer,
    check_translator,
)


@pytest.fixture(params=["tone", "espeak-ng"])
def synthesizer(request: pytest.FixtureRequest, espeak: EspeakSynthesizer) -> Synthesizer:
    engines: dict[str, Synthesizer] = {"tone": ToneSynthesizer(), "espeak-ng": espeak}
    return engines[request.param]


def test_synthesizer_keeps_the_contract(synthesizer: Synthesizer) -> None:
    check_synthesizer(synthesizer, ["12 + 30", "Berlin 1989?", "a 🎉 b\0c", "1, 2"])


def test_synthesizer_says_everything_of_its_voices(synthesizer: Synthesizer) -> None:
    for voices in synthesizer.capabilities.voices.values():
        assert {voice.perceived for voice in voices} == {"female", "male"}
        assert len({voice.name for voice in voices}) == len(voices)
    assert synthesizer.capabilities.licence.name


def test_tagging_translator_keeps_the_contract() -> None:
    known = TranslationRequest(text="Where?", source="eng", target="deu", key="1.question")

    check_translator(TaggingTranslator(), known)

    assert TaggingTranslator().translate([known]) == [
        TranslationResult(text="[deu] Where?", score=1.0)
    ]


def test_echo_responder_keeps_the_contract() -> None:
    known = ResponseRequest(clip=tone(220), language="deu", target="deu")
    other = ResponseRequest(clip=tone(880, 2.0), language="eng", target="eng", prompt="Say it.")

    check_responder(EchoResponder(), known, other)


def test_last_words_chat_keeps_the_contract() -> None:
    known = (Message(role="user", content="Where?"),)
    other = (Message(role="system", content="Be brief."), Message(role="user", content="Who?"))

    check_chat_model(LastWordsChat(), known, other)
