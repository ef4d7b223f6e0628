"""What every chat model and every responder must keep, kept by those that a server runs."""

from engines.protocols import AudioClip, Message, ResponseRequest
from tests.clips import make_speech
from tests.endpoints.asking import chat_server, hearing_server
from tests.endpoints.server import Asked, Say
from tests.engines.contract import check_chat_model, check_responder


def _echo(asked: Asked) -> Say:
    return Say(asked.text)


def _sizes(asked: Asked) -> Say:
    sound = asked.body["messages"][0]["content"][0]["input_audio"]["data"]
    return Say(f"{len(sound)} characters of sound")


def _request(seconds: float) -> ResponseRequest:
    clip = AudioClip(samples=make_speech(rate=16_000, seconds=seconds), sample_rate=16_000)
    return ResponseRequest(clip=clip, language="deu", target="deu")


def test_chat_model_keeps_the_contract() -> None:
    with chat_server(_echo) as (_, chat):
        check_chat_model(
            chat,
            known=(Message(role="user", content="Where?"),),
            other=(Message(role="system", content="Be brief."), Message(role="user", content="!")),
        )


def test_responder_keeps_the_contract() -> None:
    with hearing_server(_sizes) as (_, responder):
        check_responder(responder, known=_request(0.5), other=_request(0.8))
