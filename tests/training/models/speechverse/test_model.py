"""SpeechVerse put together of tiny parts: what it learns, keeps, and answers when it is served."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch
import transformers

import engines.settings
from engines import registry, residency
from engines.protocols import Reply, ResponseRequest, Sampling
from engines.settings import EngineSettings
from tests.checkpoints.sounds import tone
from tests.training.models.conftest import example, model_of, shaken
from tests.training.models.test_every_family import SAID
from training.errors import ModelMismatchError
from training.models import build_model
from training.models.joined.model import JoinedModel
from training.models.lora import adapter_weights, add_lora
from training.models.speechverse.projector import ConvolutionProjector, Sizes
from training.recipes import get_recipe
from training.recipes.fields import Convolutions

FIRST, TASKS, SUMMED = (
    "speechverse_stage1_asr", "speechverse_stage2_tasks", "speechverse_stage2_tasks_conformer"
)  # fmt: skip
BRIEF = Sampling(max_tokens=14)


def built(recipe: str, *, seed: int = 0) -> JoinedModel:
    model = build_model(model_of(recipe), seed=seed)
    assert isinstance(model, JoinedModel)
    return model


@pytest.fixture
def finetuned(settings: EngineSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = replace(settings, finetuned=str(tmp_path))
    monkeypatch.setattr(engines.settings, "_current", found)
    return tmp_path


def test_without_an_adapter_what_is_merged_is_what_is_saved(finetuned: Path) -> None:
    model = shaken(built(FIRST))
    for name, write in (("ours", model.save), ("whole", model.merge)):
        (finetuned / name).mkdir()
        write(finetuned / name)

    answers = model.answer([model.read(one) for one in SAID], most_tokens=BRIEF.max_tokens)

    assert served("ours") == served("whole") == answers


def served(name: str) -> list[str]:
    requests = [
        ResponseRequest(clip=tone(pitch, 1.0), language="eng", target="eng") for pitch in (220, 880)
    ]
    replies = registry.responder(f"checkpoint:{name}").respond(requests, BRIEF)
    residency.evict()
    return [one.text for one in replies if isinstance(one, Reply)]


@pytest.mark.parametrize("recipe", [FIRST, SUMMED])
def test_slopes_reach_exactly_what_trains(recipe: str) -> None:
    model = shaken(built(recipe)).train()
    model(**model.together([model.read(one) for one in SAID])).backward()

    reached = {name for name, weight in model.named_parameters() if weight.grad is not None}

    wanted = {name for name, _ in model.named_parameters() if name.startswith("projector")}
    adapted = {name for name, _ in model.named_parameters() if ".lora_" in name}
    assert reached == {name for name, _ in model.trained()} == wanted | adapted
    assert ("projector.layer_sum.weights" in wanted) == (recipe == SUMMED)
    assert bool(adapted) == (recipe != FIRST)
    assert all(re.search(r"Attention\.[qv]\.lora_", name) for name in adapted)


def test_longer_clips_and_answers_take_more_operations() -> None:
    model = built(TASKS)
    rows = [
        model.read(example(220, seconds, answer=said))
        for seconds, said in ((1.0, "Hi"), (2.0, "Hi"), (2.0, "Hi there"))
    ]

    counted = [model.flops(row) for row in rows]

    assert 0 < counted[0] < counted[1] < counted[2]


def test_the_sum_hears_every_layer_behind_the_first_one() -> None:
    summed, last = built(SUMMED), built(TASKS)

    assert summed.projector.sizes.layers == 2
    assert summed.encoder.layers == 3
    assert (last.projector.sizes.layers, last.encoder.layers) == (1, 1)


def test_the_second_stage_goes_on_with_a_new_adapter(tmp_path: Path) -> None:
    first = shaken(built(FIRST))
    first.save(tmp_path)
    second, new = built(TASKS), built(TASKS)
    second.load(tmp_path)
    rows = [first.read(one) for one in SAID]

    assert torch.equal(second(**second.together(rows)), first(**first.together(rows)))
    assert adapter_weights(new)
    for name, weight in adapter_weights(second).items():
        assert torch.equal(weight, adapter_weights(new)[name])


def test_what_has_an_adapter_is_not_read_without_one(tmp_path: Path) -> None:
    built(TASKS).save(tmp_path)

    with pytest.raises(ModelMismatchError, match="it has an adapter, and this recipe has none"):
        built(FIRST).load(tmp_path)


def test_other_convolutions_do_not_fit(tmp_path: Path) -> None:
    built(FIRST).save(tmp_path)
    wanted = model_of(FIRST)
    wider = Convolutions(strides=(2, 1))

    with pytest.raises(ModelMismatchError, match="its projector is"):
        build_model(wanted.model_copy(update={"convolutions": wider}), seed=0).load(tmp_path)


def test_speech_comes_first_and_the_request_ends_as_the_language_model_ends_a_text() -> None:
    model = built(FIRST)

    row = model.read(example(220, 1.0, instruction="Hi", answer=""))

    spoken = -(-49 // 4)
    assert row.tokens[:spoken] == (-1,) * spoken
    words = model.language.writer.tokenizer.encode("Hi")
    assert list(row.tokens[spoken:]) == [*words, model.language.end]
    assert words[-1] == model.language.end


@pytest.mark.parametrize(
    ("recipe", "heard", "layers", "strides", "printed"),
    [(TASKS, 1_024, 1, (2, 2), 28.3), (SUMMED, 768, 24, (2, 1), 26.8)],
)
def test_as_many_parameters_train_as_table_11_prints(
    recipe: str, heard: int, layers: int, strides: tuple[int, ...], printed: float
) -> None:
    """Of the published sizes: WavLM-large, or its authors' Conformer, and Flan-T5-XL."""
    sizes = Sizes(heard=heard, spoken=2_048, layers=layers, kernel=3, strides=strides)
    xl = {"d_model": 2_048, "d_kv": 64, "d_ff": 5_120, "num_layers": 24, "num_heads": 32}
    family = transformers
    with torch.device("meta"):
        projector = ConvolutionProjector(sizes)
        model = family.T5ForConditionalGeneration(
            family.T5Config(**xl, feed_forward_proj="gated-gelu")
        )
        add_lora(model, get_recipe(recipe).model.lora, within=[model], base="flan-t5-xl")

    trained = [*projector.parameters(), *adapter_weights(model).values()]

    assert sum(weight.numel() for weight in trained) / 1e6 == pytest.approx(printed, abs=0.05)
