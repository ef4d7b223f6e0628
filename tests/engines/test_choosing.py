"""Labels that a model is held to: as a trie, over random logits, and by real models."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

import torch
import transformers
from hypothesis import given, settings
from hypothesis import strategies as st

import engines.settings
from engines import registry, residency
from engines.errors import ChoicesUnusableError
from engines.protocols import GREEDY, Completion, Message, Reply, ResponseRequest, Sampling
from engines.settings import EngineSettings
from engines.wording.choosing import Choosing
from engines.wording.rows import Row
from engines.wording.trie import Trie
from engines.wording.writer import Writer
from tests.checkpoints.sounds import tone

WORDS, END, PAD, SPARE = 6, 6, 7, 8
"""Tokens 0 to 5 make labels; the vocabulary has two ends and one for filling up."""
ENDS = (END, SPARE)
VOCABULARY = 9
LABELS = st.lists(
    st.lists(st.integers(0, WORDS - 1), min_size=1, max_size=4).map(tuple),
    min_size=1,
    max_size=8,
    unique=True,
)
PLAIN = ("play radio", "play", "play radio now", "stop", "日本語", "stop!")


@pytest.fixture(scope="module", autouse=True)
def _models(checkpoint_of: Callable[[str], Path]) -> Iterator[None]:
    torch.set_num_threads(1)
    before = engines.settings.current()
    names = {"local-chat": "aya-expanse", "qwen2-audio": "qwen2-audio"}
    checkpoints = {name: str(checkpoint_of(built)) for name, built in names.items()}
    engines.settings.configure(EngineSettings(checkpoints=checkpoints, device="cpu"))
    yield
    residency.evict()
    engines.settings.configure(before)


def write(labels: Sequence[tuple[int, ...]], before: Sequence[int], logits: Any) -> list[list[int]]:
    """A greedy search over given logits, (steps, rows, vocabulary), as transformers does it."""
    trie = Trie({str(label): label for label in labels})
    choosing = Choosing(trie, ENDS)
    rows = torch.tensor([[*before]] * logits.shape[1])
    rows = rows.reshape(logits.shape[1], len(before)).long()
    ended = torch.zeros(len(rows), dtype=torch.bool)
    for scores in logits[: trie.depth + 1]:
        left = choosing(rows, scores)
        assert torch.isfinite(left).any(dim=1).all()
        words = left.argmax(dim=1).masked_fill(ended, PAD)
        ended |= (words[:, None] == torch.tensor(ENDS)).any(dim=1)
        rows = torch.cat([rows, words[:, None]], dim=1)
    assert ended.all()
    return [[word for word in row if word < WORDS] for row in rows[:, len(before) :].tolist()]


@settings(max_examples=60, deadline=None)
@given(LABELS, st.lists(st.integers(0, VOCABULARY - 1), max_size=3), st.integers(0, 2**31))
def test_random_logits_never_leave_the_labels(
    labels: list[tuple[int, ...]], before: list[int], seed: int
) -> None:
    """Whatever stands before: a prompt, the start of a decoder, or nothing."""
    logits = torch.randn(5, 4, VOCABULARY, generator=torch.Generator().manual_seed(seed)) * 10

    assert {tuple(row) for row in write(labels, before, logits)} <= set(labels)


@settings(max_examples=60, deadline=None)
@given(LABELS)
def test_every_label_can_be_written(labels: list[tuple[int, ...]]) -> None:
    """Beginnings of others among them; all in one batch."""
    logits = torch.zeros(5, len(labels), VOCABULARY)
    for row, label in enumerate(labels):
        for step, word in enumerate([*label, END]):
            logits[step, row, word] = 5

    assert [tuple(row) for row in write(labels, [0, 3], logits)] == labels


def test_trie_tells_what_may_follow() -> None:
    trie = Trie({"a": [1], "a b": [1, 2], "c": [3]})

    assert (trie.depth, trie.label_of([1, 2]), trie.label_of([3, 3])) == (2, "a b", None)
    assert sorted(trie.following([], ENDS)) == [1, 3]
    assert sorted(trie.following([1], ENDS)) == [2, *ENDS]
    assert trie.following([1, END, PAD], ENDS) == [*ENDS]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ({}, "there is none"),
        ({"a": []}, "no tokens for 'a'"),
        ({"a": [1], "b": [1]}, "'a' and 'b' are the same to it"),
    ],
)
def test_labels_that_cannot_be_chosen_are_refused(labels: dict[str, list[int]], said: str) -> None:
    with pytest.raises(ChoicesUnusableError, match=said):
        Trie(labels)


def ask(text: str) -> tuple[Message, ...]:
    return (Message(role="user", content=text),)


@pytest.mark.parametrize("sampling", [GREEDY, Sampling(temperature=3.0, seed=2, max_tokens=2)])
def test_chat_model_writes_one_of_the_choices(sampling: Sampling) -> None:
    chat = registry.chat_model("local-chat")
    held = replace(sampling, choices=PLAIN)

    results = chat.complete([ask(text) for text in ("low", "high", "hoch", "?")], held)

    assert {one.text for one in results if isinstance(one, Completion)} <= set(PLAIN)
    assert not any(one.cut for one in results if isinstance(one, Completion))
    assert [chat.complete([ask("low")], held)[0]] == results[:1]


def test_choice_that_the_model_likes_is_the_one_it_writes() -> None:
    chat = registry.chat_model("local-chat")

    [result] = chat.complete([ask("low")], Sampling(choices=("It is high!", "A low tone.", "A")))

    assert isinstance(result, Completion)
    assert result.text == "A low tone."


def test_model_that_hears_writes_one_of_the_choices() -> None:
    responder = registry.responder("qwen2-audio")
    requests = [
        ResponseRequest(clip=tone(pitch, 1.0), language="eng", target="eng") for pitch in (220, 880)
    ]

    results = responder.respond(requests, Sampling(choices=PLAIN))

    assert {one.text for one in results if isinstance(one, Reply)} <= set(PLAIN)
    assert all(isinstance(one, Reply) for one in results)


def test_only_choices_change_what_is_kept_of_a_sampling() -> None:
    assert "choices" not in GREEDY.lineage()
    kept = Sampling(choices=("a", "b"), seed=3).lineage()
    assert kept["choices"] == ["a", "b"]
    again: Any = kept
    assert Sampling(**again) == Sampling(choices=("a", "b"), seed=3)


@pytest.mark.parametrize("beams", [1, 3])
def test_model_with_a_decoder_of_its_own_writes_one_of_the_choices(beams: int) -> None:
    """A tiny T5, whose rows begin with the start of the decoder."""
    torch.manual_seed(1)
    config = transformers.T5Config(
        vocab_size=VOCABULARY, d_model=8, d_kv=4, d_ff=8, num_layers=1, num_heads=2,
        decoder_start_token_id=PAD, pad_token_id=PAD, eos_token_id=[*ENDS],
    )  # fmt: skip
    model: Any = transformers.T5ForConditionalGeneration(config).eval()
    labels = [(1, 2), (1,), (3, 3, 3), (5, 1, 2, 0)]
    trie = Trie({str(label): label for label in labels})

    written = model.generate(
        input_ids=torch.randint(0, WORDS, (8, 5)),
        num_beams=beams,
        do_sample=False,
        max_new_tokens=trie.depth + 1,
        logits_processor=transformers.LogitsProcessorList([Choosing(trie, ENDS)]),
    )

    found = {tuple(word for word in row if word < WORDS) for row in written[:, 1:].tolist()}
    assert found <= set(labels)


def test_writer_reads_the_label_and_not_its_tokens(checkpoint_of: Callable[[str], Path]) -> None:
    """A tokenizer may write a label in other letters; the reply has the label's own."""
    tokenizer: Any = transformers.AutoTokenizer.from_pretrained(checkpoint_of("aya-expanse"))
    model: Any = transformers.AutoModelForCausalLM.from_pretrained(checkpoint_of("aya-expanse"))
    writer = Writer(model.eval(), tokenizer)
    row = Row(tokens=(5, 6, 7))

    [written] = writer.write([row], Sampling(choices=(" stop ", " stop ")))

    assert written.text == " stop "
