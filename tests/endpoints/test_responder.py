import base64
import io

import numpy as np
import pytest
import soundfile

from engines.protocols import (
    GREEDY,
    AudioClip,
    FailureCode,
    ItemFailure,
    Reply,
    ResponseRequest,
    Samples,
)
from tests.clips import make_speech
from tests.endpoints.asking import KEY, hearing_server
from tests.endpoints.server import Asked, Refuse, Say


def _request(clip: AudioClip, prompt: str = "") -> ResponseRequest:
    return ResponseRequest(clip=clip, language="deu", target="deu", prompt=prompt)


def _clip(rate: int = 16_000, seconds: float = 0.5) -> AudioClip:
    return AudioClip(samples=make_speech(rate=rate, seconds=seconds), sample_rate=rate)


def _heard(asked: Asked) -> Samples:
    part = asked.body["messages"][0]["content"][0]
    assert part["type"] == "input_audio"
    assert part["input_audio"]["format"] == "wav"
    wav = base64.b64decode(part["input_audio"]["data"])
    info = soundfile.info(io.BytesIO(wav))
    assert (info.samplerate, info.channels, info.subtype) == (16_000, 1, "PCM_16")
    samples, _ = soundfile.read(io.BytesIO(wav), dtype="float32")
    return np.asarray(samples)


def test_respond_sends_the_samples_and_no_text() -> None:
    clip = _clip()
    with hearing_server(lambda _: Say("Ja.", model="omni-7b")) as (server, responder):
        results = responder.respond([_request(clip)], GREEDY)

    assert results == [Reply(text="Ja.", input_tokens=100, output_tokens=10, model="omni-7b")]
    [asked] = server.asked
    assert len(asked.body["messages"][0]["content"]) == 1
    np.testing.assert_allclose(_heard(asked), np.clip(clip.samples, -1, 1), atol=1 / 32_000)


def test_respond_puts_a_prompt_behind_the_audio() -> None:
    with hearing_server(lambda _: Say("Ja.")) as (server, responder):
        responder.respond([_request(_clip(), prompt="Write it down.")], GREEDY)

    parts = server.asked[0].body["messages"][0]["content"]
    assert [part["type"] for part in parts] == ["input_audio", "text"]
    assert parts[1]["text"] == "Write it down."


@pytest.mark.parametrize("rate", [8_000, 22_050, 24_000, 48_000])
def test_respond_sends_any_rate_at_16_khz(rate: int) -> None:
    seconds = np.arange(rate) / rate
    tone = (0.4 * np.sin(2 * np.pi * 440 * seconds)).astype(np.float32)
    with hearing_server(lambda _: Say("Ja.")) as (server, responder):
        responder.respond([_request(AudioClip(samples=tone, sample_rate=rate))], GREEDY)

    heard = _heard(server.asked[0])
    expected = 0.4 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    assert len(heard) == 16_000
    # The edges ring.
    np.testing.assert_allclose(heard[200:-200], expected[200:-200], atol=0.01)


def test_respond_refuses_what_is_no_speech_and_answers_the_rest() -> None:
    broken = make_speech(rate=16_000, seconds=0.5)
    broken[5] = np.nan
    rate = 16_000
    clips = [
        AudioClip(samples=broken, sample_rate=rate),
        _clip(),
        AudioClip(samples=np.zeros((2, 800), np.float32), sample_rate=rate),
        AudioClip(samples=np.zeros(800, np.float32), sample_rate=0),
        AudioClip(samples=np.zeros(0, np.float32), sample_rate=rate),
        AudioClip(samples=np.zeros(301 * rate, np.float32), sample_rate=rate),
        _clip(seconds=0.7),
    ]
    with hearing_server(lambda _: Say("Ja.")) as (server, responder):
        results = responder.respond([_request(clip) for clip in clips], GREEDY)

    assert [result.code if isinstance(result, ItemFailure) else "" for result in results] == [
        FailureCode.AUDIO_INVALID,
        "",
        *[FailureCode.AUDIO_INVALID] * 3,
        FailureCode.AUDIO_TOO_LONG,
        "",
    ]
    assert len(server.asked) == 2


def test_respond_tells_a_clip_that_is_too_long_for_the_server() -> None:
    refuse = Refuse(400, "This model's maximum context length is 4096 tokens")
    with hearing_server(lambda _: refuse) as (_, responder):
        [result] = responder.respond([_request(_clip())], GREEDY)

    assert isinstance(result, ItemFailure)
    assert result.code is FailureCode.AUDIO_TOO_LONG


def test_capabilities_are_those_of_the_settings() -> None:
    with hearing_server(lambda _: Say("Ja."), languages=("deu", "fra"), licence="Apache-2.0") as (
        _,
        responder,
    ):
        capabilities = responder.capabilities

        assert capabilities.languages == {"deu", "fra"}
        assert capabilities.licence.name == "Apache-2.0"
        assert KEY not in repr((capabilities, dict(responder.parameters)))
