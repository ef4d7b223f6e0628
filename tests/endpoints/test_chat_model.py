import json
import socket
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from engines import registry
from engines.endpoint import EndpointChatModel
from engines.errors import EndpointRefusedError, EndpointUnreachableError, EngineUnknownError
from engines.protocols import GREEDY, Completion, FailureCode, ItemFailure, Message, Sampling
from engines.settings import Endpoint
from supervisor.ports import free_port
from tests.endpoints.asking import HASTY, KEY, PATIENCE, chat_server, conversation, endpoints, said
from tests.endpoints.server import Act, Asked, ChatServer, Drop, Raw, Refuse, Say, stumbling


def _echo(asked: Asked) -> Say:
    return Say(asked.text)


def test_complete_answers_in_order() -> None:
    texts = [f"text {n}" for n in range(40)]

    # The first answers come last.
    with chat_server(lambda asked: Say(asked.text, after_s=0.05 * (asked.text == "text 0"))) as (
        server,
        chat,
    ):
        results = chat.complete([conversation(text) for text in texts], GREEDY)

    assert said(results) == texts
    assert len(server.asked) == 40
    assert server.answered_twice() == []


def test_complete_of_nothing_asks_nothing() -> None:
    with chat_server(_echo) as (server, chat):
        assert chat.complete([], GREEDY) == []

    assert server.asked == []


def test_complete_sends_the_conversation_the_key_and_how_to_draw() -> None:
    messages = (Message(role="system", content="Be kind."), Message(role="user", content="Hi"))
    drawn = Sampling(temperature=0.7, top_p=0.9, max_tokens=20, seed=5)

    with chat_server(_echo) as (server, chat):
        chat.complete([messages], GREEDY)
        chat.complete([messages], drawn)

    greedy, random = (asked.body for asked in server.asked)
    told = [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hi"}]
    assert greedy == {"model": "small", "messages": told, "max_tokens": 512, "temperature": 0.0}
    assert random == {
        "model": "small",
        "messages": told,
        "max_tokens": 20,
        "temperature": 0.7,
        "top_p": 0.9,
        "seed": 5,
    }
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


def test_complete_tells_tokens_cut_and_the_model_that_answered() -> None:
    usage = {"prompt_tokens": 12, "completion_tokens": 3}
    with chat_server(lambda _: Say("So", finish="length", model="small-0725", usage=usage)) as (
        _,
        chat,
    ):
        [result] = chat.complete([conversation("q")], GREEDY)

    assert result == Completion(
        text="So", input_tokens=12, output_tokens=3, cut=True, model="small-0725"
    )


def test_complete_takes_silence_and_missing_counts() -> None:
    with chat_server(lambda _: Say(None, usage=None)) as (_, chat):
        [result] = chat.complete([conversation("q")], GREEDY)

    assert result == Completion(text="", model="small")


@pytest.mark.parametrize(
    "act",
    [
        Refuse(429),
        Refuse(429, retry_after=None),
        Refuse(429, retry_after="0"),
        Refuse(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
        Refuse(408),
        Refuse(500),
        Refuse(503, retry_after="soon"),
        Drop(),
    ],
)
def test_complete_tries_again_what_may_pass(act: Act) -> None:
    with chat_server(stumbling(_echo, act, act)) as (server, chat):
        results = chat.complete([conversation("a"), conversation("b")], GREEDY)

    assert said(results) == ["a", "b"]
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("act", "failure"),
    [
        (
            Refuse(429, "Slow down"),
            ItemFailure(
                FailureCode.TIMED_OUT,
                "endpoint:local did not answer (429): Slow down. Run it again later.",
            ),
        ),
        (
            Refuse(500, "Out of luck."),
            ItemFailure(
                FailureCode.CRASHED,
                "endpoint:local did not answer (500): Out of luck. Run it again later.",
            ),
        ),
        (
            Drop(),
            ItemFailure(
                FailureCode.CRASHED,
                "The connection to endpoint:local broke at every try. Run it again later.",
            ),
        ),
    ],
)
def test_complete_gives_up_one_request_and_keeps_the_others(act: Act, failure: ItemFailure) -> None:
    with chat_server(lambda asked: act if asked.text == "bad" else _echo(asked)) as (server, chat):
        good, bad = chat.complete([conversation("good"), conversation("bad")], GREEDY)

    assert isinstance(good, Completion)
    assert bad == failure
    assert len(server.asked) == 1 + PATIENCE.tries


def test_complete_waits_for_an_answer_only_so_long() -> None:
    late = Say("too late", after_s=60.0)

    def play(asked: Asked) -> Act:
        return late if asked.text == "bad" or asked.before == 0 else _echo(asked)

    with chat_server(play, patience=HASTY) as (server, chat):
        good, bad = chat.complete([conversation("good"), conversation("bad")], GREEDY)

    assert isinstance(good, Completion)
    assert bad == ItemFailure(FailureCode.TIMED_OUT, "endpoint:local did not answer within 0.3 s.")
    assert server.answered_twice() == []


@pytest.mark.parametrize(
    ("act", "code", "words"),
    [
        (Refuse(400, "No such role"), FailureCode.OUTPUT_INVALID, "(400): No such role."),
        (Refuse(422, ""), FailureCode.OUTPUT_INVALID, "(422): "),
        (Refuse(413, "Big"), FailureCode.TEXT_TOO_LONG, "(413): Big."),
        (
            Refuse(400, "It has 9 tokens", code="context_length_exceeded"),
            FailureCode.TEXT_TOO_LONG,
            "context_length_exceeded: It has 9 tokens.",
        ),
        (Raw(b'{"choices": [{"mess'), FailureCode.OUTPUT_INVALID, "no JSON"),
        (Raw(b""), FailureCode.OUTPUT_INVALID, "no JSON"),
        (Raw(b"\xff\xfe"), FailureCode.OUTPUT_INVALID, "no JSON"),
        (Raw(b'"TIE"'), FailureCode.OUTPUT_INVALID, "without an answer"),
        (Raw(b'{"choices": []}'), FailureCode.OUTPUT_INVALID, "without an answer"),
        (Raw(b'{"choices": [{"message": null}]}'), FailureCode.OUTPUT_INVALID, "without"),
        (Raw(b'{"choices": [{"message": {"content": 5}}]}'), FailureCode.OUTPUT_INVALID, "no text"),
        (Say("", finish="content_filter"), FailureCode.OUTPUT_INVALID, "filter"),
    ],
)
def test_complete_asks_once_what_never_passes(act: Act, code: FailureCode, words: str) -> None:
    with chat_server(lambda _: act) as (server, chat):
        [result] = chat.complete([conversation("q")], GREEDY)

    assert isinstance(result, ItemFailure)
    assert result.code is code
    assert words in result.message
    assert len(server.asked) == 1


def test_complete_joins_parts() -> None:
    body = {
        "choices": [{"message": {"content": [{"type": "text", "text": "A"}, {"text": "B"}, 3]}}],
        "usage": {"prompt_tokens": None},
        "model": None,
    }
    with chat_server(lambda _: Raw(json.dumps(body).encode())) as (_, chat):
        [result] = chat.complete([conversation("q")], GREEDY)

    assert result == Completion(text="AB")


def test_complete_gives_only_what_a_database_takes() -> None:
    content = rb'{"content": "a\u0000b\ud800c\ud83d\ude00"}'
    body = b'{"model": "\\u0000", "choices": [{"message": ' + content + b"}]}"
    with chat_server(lambda _: Raw(body)) as (_, chat):
        [result] = chat.complete([conversation("q")], GREEDY)

    assert result == Completion(text="ab?c😀")


def test_complete_waits_no_longer_than_it_has_patience_for() -> None:
    with chat_server(lambda _: Refuse(429, "Quota", retry_after="3600")) as (server, chat):
        [result] = chat.complete([conversation("q")], GREEDY)

    assert isinstance(result, ItemFailure)
    assert result.code is FailureCode.TIMED_OUT
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "code"), [(401, ""), (402, ""), (403, ""), (404, ""), (429, "insufficient_quota")]
)
def test_complete_stops_all_work_where_nothing_can_work(status: int, code: str) -> None:
    refuse = Refuse(status, f"Key {KEY} is wrong\n", code)
    with chat_server(lambda _: refuse) as (server, chat), pytest.raises(EndpointRefusedError) as no:
        chat.complete([conversation(str(n)) for n in range(200)], GREEDY)

    host = server.url.removeprefix("http://").removesuffix("/v1")
    assert str(no.value) == (
        f"Engine 'endpoint:local': {host} refuses all work ({status}): "
        f"{code and code + ': '}Key *** is wrong. Check its url, model and key in "
        "ENGINE_ENDPOINTS, and the account behind the key."
    )
    assert len(server.asked) < 100


def test_complete_counts_a_single_refusal_as_that_texts_failure() -> None:
    def play(asked: Asked) -> Act:
        return Refuse(403, "Blocked by policy") if asked.text == "text 0" else _echo(asked)

    texts = [f"text {n}" for n in range(20)]
    with chat_server(play) as (_, chat):
        first, *others = chat.complete([conversation(text) for text in texts], GREEDY)
        # Alone, too: this server is known to answer.
        [alone] = chat.complete([conversation("text 0")], GREEDY)

    refused = "endpoint:local refuses this request (403): Blocked by policy."
    assert first == alone == ItemFailure(FailureCode.OUTPUT_INVALID, refused)
    assert said(others) == texts[1:]


def test_complete_keeps_what_was_answered_before_a_key_is_revoked() -> None:
    answers = iter(range(10))

    def play(asked: Asked) -> Act:
        return Refuse(401, "Revoked") if next(answers, None) is None else _echo(asked)

    texts = [f"text {n}" for n in range(200)]
    with chat_server(play) as (server, chat):
        results = chat.complete([conversation(text) for text in texts], GREEDY)
        with pytest.raises(EndpointRefusedError, match="Revoked"):
            chat.complete([conversation("another")], GREEDY)

    kept = {one: result.text for one, result in zip(texts, results, strict=True)
            if isinstance(result, Completion)}  # fmt: skip
    assert len(kept) == 10
    assert all(text == one for one, text in kept.items())
    assert len(server.asked) < 100


def test_complete_stops_all_work_once_a_server_that_answered_refuses_a_row_of_texts() -> None:
    with chat_server(lambda asked: _echo(asked) if asked.text == "q" else Refuse(403)) as (
        server,
        chat,
    ):
        chat.complete([conversation("q")], GREEDY)
        with pytest.raises(EndpointRefusedError):
            chat.complete([conversation(str(n)) for n in range(200)], GREEDY)

    assert len(server.asked) < 100


def test_complete_stops_all_work_where_nothing_answers() -> None:
    nobody = Endpoint(url=f"http://127.0.0.1:{free_port()}/v1", model="m")
    with endpoints(local=nobody), pytest.raises(EndpointUnreachableError, match=r"127\.0\.0\.1"):
        EndpointChatModel("local", PATIENCE).complete([conversation("q")] * 50, GREEDY)


def test_complete_stops_all_work_where_a_host_takes_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as deaf:
        port = deaf.getsockname()[1]
        # These fill its queue, so that the next to connect waits for nothing.
        full = [socket.socket() for _ in range(3)]
        for one in full:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        endpoint = Endpoint(url=f"http://127.0.0.1:{port}/v1", model="m")
        with endpoints(local=endpoint), pytest.raises(EndpointUnreachableError):
            EndpointChatModel("local", HASTY).complete([conversation("q")], GREEDY)
        for one in full:
            one.close()


def test_key_stands_in_no_error_no_repr_and_no_lineage() -> None:
    refuse = Refuse(401, f"Incorrect key: {KEY}")
    with chat_server(lambda _: refuse) as (_, chat), pytest.raises(EndpointRefusedError) as raised:
        chat.complete([conversation("q")], GREEDY)
    with chat_server(lambda _: Refuse(400, f"Bearer {KEY}")) as (_, chat):
        [failure] = chat.complete([conversation("q")], GREEDY)
        lineage = [chat.name, chat.version, dict(chat.parameters), repr(chat), vars(chat)]

    told = "".join(traceback.format_exception(raised.value))
    assert KEY not in told + repr(failure) + repr(lineage)


def test_lineage_names_host_and_model() -> None:
    endpoint = Endpoint(url="https://me:word@models.example:8443/v1?key=abc", model="command-a")
    with endpoints(cohere=endpoint):
        chat = EndpointChatModel("cohere")

        assert chat.name == "endpoint:cohere"
        assert chat.version == "command-a"
        assert chat.parameters == {"host": "models.example:8443", "model": "command-a"}


@pytest.mark.parametrize("answer", ["one", "two"])
def test_registry_gives_a_chat_model_that_asks_where_the_settings_say_now(answer: str) -> None:
    with (
        ChatServer(lambda _: Say(answer)) as server,
        endpoints(moving=Endpoint(url=server.url, model="m")),
    ):
        chat = registry.chat_model("endpoint:moving")

        assert said(chat.complete([conversation("q")], GREEDY)) == [answer]


def test_an_endpoint_that_is_not_there_is_unknown() -> None:
    with endpoints(), pytest.raises(EngineUnknownError):
        EndpointChatModel("gone")


_ASKS = """
import sys
from engines import registry, settings
from engines.settings import Endpoint, EngineSettings
here = Endpoint(url="http://127.0.0.1/v1", model="m", hears=True)
settings.configure(EngineSettings(endpoints={"local": here}))
registry.chat_model("endpoint:local").capabilities
registry.responder("endpoint:local").capabilities
sys.exit(bool({"openai", "torch", "scipy", "soxr"} & set(sys.modules)))
"""


def test_capabilities_are_told_without_anything_heavy() -> None:
    platform = Path(__file__).parents[2] / "platform"
    done = subprocess.run([sys.executable, "-c", _ASKS], check=False, cwd=platform)

    assert done.returncode == 0
