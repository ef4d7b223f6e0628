"""Chat models on this machine, on a tiny one that knows a few answers by heart."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch

import engines.settings
from engines import registry, residency
from engines.chat import LocalChat
from engines.chat.model import ChatModel
from engines.errors import CheckpointUnreadableError
from engines.protocols import (
    GREEDY,
    Completion,
    FailureCode,
    ItemFailure,
    Licence,
    Message,
    Sampling,
)
from engines.settings import EngineSettings
from engines.wording import Row, Written
from tests.checkpoints.bloom import build_bloom
from tests.checkpoints.chat import ANSWERS
from tests.engines.contract import check_chat_model

WILD = Sampling(temperature=2.0, seed=1, max_tokens=12)


@pytest.fixture(scope="module", autouse=True)
def _empty_memory() -> Iterator[None]:
    torch.set_num_threads(1)
    yield
    residency.evict()


@pytest.fixture(params=["aya-expanse", "local-chat"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def chat(
    name: str, checkpoint_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> LocalChat:
    use(monkeypatch, name, checkpoint_of("aya-expanse"))
    engine = registry.chat_model(name)
    assert isinstance(engine, LocalChat)
    return engine


def use(monkeypatch: pytest.MonkeyPatch, name: str, folder: Path) -> None:
    settings = EngineSettings(checkpoints={name: str(folder)}, device="cpu")
    monkeypatch.setattr(engines.settings, "_current", settings)


def ask(text: str) -> tuple[Message, ...]:
    return (Message(role="user", content=text),)


def texts(results: Sequence[Completion | ItemFailure]) -> list[str]:
    return [one.text if isinstance(one, Completion) else one.message for one in results]


def test_chat_model_keeps_the_contract(chat: LocalChat) -> None:
    check_chat_model(
        chat, ask("low"), (*ask("hoch"), Message(role="assistant", content="Gut"), *ask("tief"))
    )


def test_chat_model_answers_each_conversation_in_its_place(chat: LocalChat) -> None:
    results = chat.complete([ask(question) for question in ANSWERS], GREEDY)

    assert texts(results) == [*ANSWERS.values()]
    assert results[0] == Completion(text="A low tone.", input_tokens=9, output_tokens=11)


def test_bloomz_reads_what_is_said_with_nothing_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_bloom(tmp_path)
    use(monkeypatch, "bloomz", tmp_path)
    bloomz = registry.chat_model("bloomz")

    results = bloomz.complete([ask(question) for question in ANSWERS], Sampling(max_tokens=20))

    assert texts(results) == [*ANSWERS.values()]
    assert [one.input_tokens for one in results if isinstance(one, Completion)] == [3, 4, 4, 4]
    check_chat_model(bloomz, ask("low"), (*ask("hoch"), *ask("tief")))


def test_chat_model_says_when_an_answer_was_cut(chat: LocalChat) -> None:
    results = chat.complete([ask("tief"), ask("low")], Sampling(max_tokens=12))

    assert [(one.text, one.cut) for one in results if isinstance(one, Completion)] == [
        ("Ein tiefer T", True),
        ("A low tone.", False),
    ]


def test_chat_model_refuses_what_has_no_room_in_its_window(chat: LocalChat) -> None:
    long, short = chat.complete([ask("l" * 8_170), ask("low")], Sampling(max_tokens=32))

    assert long == ItemFailure(
        FailureCode.TEXT_TOO_LONG,
        f"The request has 8176 tokens and its answer may have 32; {chat.name} holds 8192 of both "
        "together. Shorten it, or let it answer with fewer.",
    )
    assert texts([short]) == ["A low tone."]


def test_words_drawn_by_chance_depend_on_seed_and_request_alone(chat: LocalChat) -> None:
    questions = [ask(question) for question in ANSWERS]

    together = chat.complete(questions, WILD)

    assert [chat.complete([question], WILD)[0] for question in questions] == together
    assert chat.complete(questions, replace(WILD, seed=2)) != together
    assert len({*texts(together)}) == len(questions)


def test_words_are_drawn_among_the_likeliest_alone(chat: LocalChat) -> None:
    narrow = replace(WILD, top_p=0.0, max_tokens=32)

    assert chat.complete([ask("low")], narrow) == chat.complete([ask("low")], GREEDY)


def test_a_batch_that_does_not_fit_is_halved(
    chat: LocalChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    whole = ChatModel.write

    def small(self: ChatModel, rows: Sequence[Row], sampling: Sampling) -> list[Written]:
        sizes.append(len(rows))
        if len(rows) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return whole(self, rows, sampling)

    monkeypatch.setattr(ChatModel, "write", small)
    monkeypatch.setattr(chat, "_budget", replace(chat._budget))  # noqa: SLF001 - kept by the process
    results = chat.complete([ask(question) for question in ANSWERS], GREEDY)

    assert texts(results) == [*ANSWERS.values()]
    assert sizes[0] == 4
    assert max(sizes[1:]) <= 2


def test_a_model_without_a_system_role_is_told_by_the_user(
    chat: LocalChat, checkpoint_of: Callable[[str], Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "model"
    shutil.copytree(checkpoint_of("aya-expanse"), folder)
    template = folder / "chat_template.jinja"
    refusing = "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    template.write_text(refusing + template.read_text())
    use(monkeypatch, chat.name, folder)

    with_system = chat.complete([(Message(role="system", content="Be"), *ask("low"))], GREEDY)

    assert with_system == chat.complete([ask("Be\n\nlow")], GREEDY)


def test_chat_model_without_a_template_is_refused(
    chat: LocalChat, checkpoint_of: Callable[[str], Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "model"
    shutil.copytree(checkpoint_of("aya-expanse"), folder)
    (folder / "chat_template.jinja").unlink()
    use(monkeypatch, chat.name, folder)

    with pytest.raises(CheckpointUnreadableError, match="no chat template"):
        chat.complete([ask("low")], GREEDY)


def test_aya_refuses_a_model_of_another_kind(
    checkpoint_of: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(checkpoint_of("aya-expanse"), folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "model_type": "llama"}))
    use(monkeypatch, "aya-expanse", folder)

    with pytest.raises(CheckpointUnreadableError, match="this is llama, not cohere"):
        registry.chat_model("aya-expanse").complete([ask("low")], GREEDY)


def test_the_licence_is_that_of_the_model_that_is_used(
    chat: LocalChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = chat.capabilities.licence
    monkeypatch.setattr(engines.settings, "_current", EngineSettings())

    published = chat.capabilities.licence

    aya = Licence(name="CC-BY-NC-4.0", note="Cohere's Acceptable Use Policy applies, too.")
    assert (used.name, published) == {
        "aya-expanse": (aya.name, aya),
        "local-chat": ("LicenseRef-unknown", Licence(name="Apache-2.0")),
    }[chat.name]
