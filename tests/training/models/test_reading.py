"""What is particular to a language model that is finetuned on transcripts."""

import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
import transformers

import engines.settings
from engines import registry, residency
from engines.errors import TrainedCheckpointError
from engines.protocols import Message, Reply, ResponseRequest, Sampling, Task
from engines.settings import EngineSettings
from tests.checkpoints.sounds import tone
from tests.training.models.conftest import example, model_of, shaken
from tests.training.models.test_every_family import SAID, learn
from training.models import build_model
from training.models.reading.model import ReadingModel

CHAT, PLAIN = "multispeech_read_qa", "speechverse_read_ic_sf"


@pytest.fixture(scope="module", autouse=True)
def _empty_memory() -> Iterator[None]:
    yield
    residency.evict()


@pytest.fixture
def finetuned(settings: EngineSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = replace(settings, finetuned=str(tmp_path))
    monkeypatch.setattr(engines.settings, "_current", found)
    return tmp_path


def built(recipe: str) -> ReadingModel:
    model = build_model(model_of(recipe), seed=0)
    assert isinstance(model, ReadingModel)
    return model


def words(model: ReadingModel, asked: Any) -> str:
    row = model.read(asked)
    tokens = row.tokens[: -row.answer_tokens]
    text: str = model.served._writer.tokenizer.decode(tokens)  # noqa: SLF001 - what it reads
    return text


def test_it_is_asked_as_a_cascade_asks_its_chat_model() -> None:
    asked = example(220, instruction="Which is it?")
    conversation = "<|USER_TOKEN|>Which is it?\n\nlow<|END_OF_TURN_TOKEN|>"
    translated = replace(asked, task=Task.TRANSLATE, target="deu")

    assert conversation in words(built(CHAT), asked)
    assert "from English into German" in words(built(CHAT), translated)
    assert words(built(PLAIN), replace(asked, instruction="")).endswith("low</s>")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"transcript": ""}, "doesn't know what is said in it"),
        ({"task": Task.TRANSCRIBE}, "learns no transcribing"),
        ({}, ""),
    ],
)
def test_what_it_can_not_read_is_left_out(changes: dict[str, Any], said: str) -> None:
    hindrance = built(PLAIN).hindrance(replace(example(220), **changes))

    assert said in hindrance
    assert bool(said) == bool(hindrance)


@pytest.mark.parametrize("recipe", [CHAT, PLAIN])
def test_longer_texts_and_answers_take_more_operations_and_longer_clips_none(recipe: str) -> None:
    model, plain = built(recipe), example(220, 1.0)

    least, slow, told, wordy = (
        model.flops(model.read(one))
        for one in (
            plain,
            example(220, 2.0),
            replace(plain, transcript="low and long"),
            replace(plain, answer="Low and long."),
        )
    )

    assert 0 < least == slow < min(told, wordy)


def test_a_recognizer_listens_for_it(finetuned: Path) -> None:
    """The tiny Whisper writes down what a tone is."""
    model = built(CHAT)
    learn(model, steps=80)
    (finetuned / "ours").mkdir()
    model.save(finetuned / "ours")
    asked = [
        ResponseRequest(clip=tone(pitch), language="eng", target="eng") for pitch in (220, 880)
    ]

    replies = registry.responder("cascade:checkpoint:ours").respond(asked, Sampling(max_tokens=14))

    assert [(one.heard, one.text) for one in replies if isinstance(one, Reply)] == [
        ("low", SAID[0].answer),
        ("high", SAID[1].answer),
    ]


def test_peft_and_transformers_read_what_is_saved_and_merged(
    settings: EngineSettings, tmp_path: Path
) -> None:
    model = shaken(built(PLAIN))
    for name, write in (("ours", model.save), ("whole", model.merge)):
        (tmp_path / name).mkdir()
        write(tmp_path / name)
    kind: Any = transformers.AutoModelForSeq2SeqLM
    base = kind.from_pretrained(settings.checkpoints["flan-t5-xl"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of transformers, about what PEFT asks
        adapted = peft.PeftModel.from_pretrained(base, tmp_path / "ours").eval()
    whole = kind.from_pretrained(tmp_path / "whole").eval()
    given = {"input_ids": torch.tensor([[5, 6, 7, 1]]), "labels": torch.tensor([[8, 9, 1]])}

    language_model: Any = model.eval().language_model
    ours = language_model(**given).logits

    for theirs in (adapted(**given).logits, whole(**given).logits):
        torch.testing.assert_close(theirs, ours, rtol=1e-4, atol=1e-4)


def test_what_hears_and_what_reads_are_told_apart(finetuned: Path) -> None:
    for name, recipe in (("reads", PLAIN), ("hears", "multispeech_stage1_asr")):
        (finetuned / name).mkdir()
        build_model(model_of(recipe), seed=0).save(finetuned / name)
    hello = ((Message(role="user", content="Hi"),),)

    with pytest.raises(TrainedCheckpointError, match="ask cascade:checkpoint:reads or transcript:"):
        registry.responder("checkpoint:reads").capabilities  # noqa: B018 - it is looked up
    with pytest.raises(TrainedCheckpointError, match=r"it hears.*ask checkpoint:hears"):
        registry.chat_model("checkpoint:hears").complete(hello, Sampling())
    with pytest.raises(TrainedCheckpointError, match="no such folder"):
        registry.chat_model("checkpoint:gone").complete(hello, Sampling())
