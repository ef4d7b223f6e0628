"""Slots that a model is held to, closed labels with free values: random logits, real models."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import engines.settings
from engines import registry, residency
from engines.errors import ChoicesUnusableError
from engines.protocols import Completion, Message, Sampling
from engines.settings import EngineSettings
from engines.wording.choosing import Filling
from engines.wording.slots import SlotGrammar, slot_pattern
from evaluation.metrics.slots import Slot
from evaluation.suites.reading import read_slots

PIECES = [
    *("d", "a", "t", "e", "n", "o", "x", "y", " ", "=", ";", "\n", ":"),
    *(" =", "; ", "da", "te", "no", "none", ";;", "\n\n", "x;", "=x", "日", "y "),
]
"""Tokens that end in a mark, begin with one, or are two; the last two are no text."""
END, PAD = len(PIECES), len(PIECES) + 1
VOCABULARY = len(PIECES) + 2
LABELS = st.lists(
    st.sampled_from(["date", "data", "da", "no", "nonetta", "note", "x y", "date x", "日", "a:d"]),
    min_size=1,
    max_size=5,
    unique=True,
)
VALUES = st.text("xyda =日:", min_size=1, max_size=5).filter(str.strip)


def encode(text: str) -> list[int]:
    """The longest piece first."""
    found = []
    while text:
        piece = max((one for one in PIECES if text.startswith(one)), key=len)
        found.append(PIECES.index(piece))
        text = text[len(piece) :]
    return found


def make_grammar(labels: Sequence[str]) -> SlotGrammar:
    return SlotGrammar(labels, [*PIECES, "", ""], encode)


def write(labels: Sequence[str], logits: Any) -> list[tuple[str, bool]]:
    """A greedy search over given logits, (steps, rows, vocabulary): texts, and whether they end."""
    filling = Filling(make_grammar(labels), [END])
    rows = torch.full((logits.shape[1], 2), 3)
    ended = torch.zeros(len(rows), dtype=torch.bool)
    for scores in logits:
        left = filling(rows, scores)
        assert torch.isfinite(left).any(dim=1).all()
        words = left.argmax(dim=1).masked_fill(ended, PAD)
        ended |= words == END
        rows = torch.cat([rows, words[:, None]], dim=1)
    texts = ["".join(PIECES[word] for word in row if word < END) for row in rows[:, 2:].tolist()]
    return list(zip(texts, ended.tolist(), strict=True))


@settings(max_examples=60, deadline=None)
@given(LABELS, st.integers(0, 2**31), st.floats(-4, 12))
def test_random_logits_write_slots_of_these_labels_or_none(
    labels: list[str], seed: int, wish_to_end: float
) -> None:
    """Whole replies keep to the form; of those that were cut, whatever is read has these labels."""
    logits = torch.randn(14, 4, VOCABULARY, generator=torch.Generator().manual_seed(seed)) * 5
    logits[:, :, END] += wish_to_end
    # A model may leave out the blank before a value.
    form = slot_pattern(labels).replace("= [", "= ?[")

    for text, ended in write(labels, logits):
        assert not ended or re.fullmatch(form, text)
        found = [] if text == "none" else read_slots(text)
        assert {slot.label for slot in found} <= {*labels}
        if ended and text != "none":
            assert len(found) == text.count(";") + 1


@settings(max_examples=60, deadline=None)
@given(st.data(), LABELS)
def test_every_list_of_slots_can_be_written(data: st.DataObject, labels: list[str]) -> None:
    slots = st.builds(Slot, st.sampled_from(labels), VALUES)
    said = data.draw(st.lists(slots, max_size=3))
    text = "; ".join(f"{slot.label} = {slot.filler}" for slot in said) or "none"
    # Behind a label stands no blank of a value's, as a tokenizer may join both.
    parts = [f"{slot.label} =" for slot in said]
    tokens: list[int] = []
    for at, (slot, part) in enumerate(zip(said, parts, strict=True)):
        tokens += encode(f"; {part}" if at else part) + encode(f" {slot.filler}")
    tokens = tokens or encode("none")
    logits = torch.zeros(len(tokens) + 1, 1, VOCABULARY)
    for step, token in enumerate([*tokens, END]):
        logits[step, 0, token] = 5

    assert write(labels, logits) == [(text, True)]


def test_grammar_tells_what_may_follow() -> None:
    grammar = make_grammar(["date", "no"])

    def texts(*written: str | int) -> tuple[set[str], bool]:
        """Of texts, each written by itself, and tokens."""
        tokens = [encode(one) if isinstance(one, str) else [one] for one in written]
        found = grammar.following([*chain(*tokens)], [END])
        return {"END" if one == END else PIECES[one] for one in found.tokens}, found.value

    assert texts("") == ({"da", "no", "none"}, False)
    assert texts("none") == ({"END"}, False)
    assert texts("da") == ({"te"}, False)
    assert texts("date =") == (set(), True)
    assert texts("date = ") == (set(), True)
    assert texts("date = x") == ({"; ", "END"}, True)
    assert texts("date = x", "; ") == ({"da", "no"}, False)
    assert texts("date = x", END, PAD) == ({"END"}, False)
    assert texts("date =;") == ({"END"}, False)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([], "there is none"),
        (["da=te"], "'da=te' is empty, or holds"),
        ([" "], "' ' is empty, or holds"),
        (["none"], "'none' says that there is no slot"),
    ],
)
def test_labels_that_no_slot_may_have_are_refused(labels: list[str], said: str) -> None:
    with pytest.raises(ChoicesUnusableError, match=said):
        make_grammar(labels)
    with pytest.raises(ChoicesUnusableError, match=said):
        slot_pattern(labels)


@pytest.fixture
def _tiny_chat(checkpoint_of: Callable[[str], Path]) -> Iterator[None]:
    torch.set_num_threads(1)
    before = engines.settings.current()
    checkpoints = {"local-chat": str(checkpoint_of("aya-expanse"))}
    engines.settings.configure(EngineSettings(checkpoints=checkpoints, device="cpu"))
    yield
    residency.evict()
    engines.settings.configure(before)


@pytest.mark.usefixtures("_tiny_chat")
@pytest.mark.parametrize("temperature", [0.0, 3.0])
def test_chat_model_fills_slots_of_its_labels_alone(temperature: float) -> None:
    held = Sampling(
        temperature=temperature, seed=5, max_tokens=60, slots=("date", "place_name", "person")
    )

    results = registry.chat_model("local-chat").complete(
        [(Message(role="user", content=text),) for text in ("low", "high", "hoch", "?")], held
    )

    texts = [one.text for one in results if isinstance(one, Completion)]
    assert len(texts) == 4
    found = [slot.label for text in texts if text != "none" for slot in read_slots(text)]
    assert {*found} <= {*held.slots}
    assert found


def test_slots_are_kept_of_a_sampling_where_there_are_any() -> None:
    assert "slots" not in Sampling().lineage()
    assert Sampling(slots=("a",)).lineage()["slots"] == ["a"]
    with pytest.raises(ValueError, match="not to both"):
        Sampling(slots=("a",), choices=("b",))
