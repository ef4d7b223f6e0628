"""Sizes that estimates go by, against the modules themselves, which are built without weights."""

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch
import transformers
from torch import nn

from engines.settings import CHECKPOINTS
from training.models.bloomzmms import adaptor
from training.models.lora import adapter_weights, add_lora
from training.models.multispeech import qformer
from training.models.speechverse import projector
from training.recipes import get_recipe, recipes, with_changes
from training.runs.sizes import Size, size_of


def size(recipe: str, **changes: object) -> Size:
    fields = {f"model.{name}": said for name, said in changes.items()}
    found = size_of(with_changes(get_recipe(recipe), fields).model)
    assert found is not None
    return found


def weighed(module: nn.Module) -> int:
    return sum(weight.numel() for weight in module.parameters())


def test_all_recipes_can_be_estimated() -> None:
    assert [name for name, one in recipes().items() if size_of(one.model) is None] == []


def test_of_others_nothing_is_told() -> None:
    recipe = with_changes(get_recipe("speechverse_read_st"), {"model.language_model": "a/b"})

    assert size_of(recipe.model) is None


def weightless(build: Callable[[str], Any], name: str) -> Any:
    with torch.device("meta"):
        return build(name)


def between(recipe: str) -> nn.Module:
    if recipe == "bloomzmms_t":
        wanted = get_recipe(recipe).model.branchformer
        assert wanted is not None
        sizes = wanted.model_dump(exclude={"ctc"})
        return adaptor.Adaptor(adaptor.Sizes(layers=49, heard=1_280, spoken=4_096, **sizes))
    if recipe == "multispeech_stage1_asr":
        return qformer.QFormer(
            qformer.Sizes(
                width=768, heads=12, inner=3_072, epsilon=1e-12, layers=2, queries=1, window=17,
                heard=1_280, spoken=4_096,
            )
        )  # fmt: skip
    return projector.ConvolutionProjector(
        projector.Sizes(heard=1_024, spoken=2_048, layers=1, kernel=3, strides=(2, 2))
    )


@pytest.mark.parametrize(
    "recipe", ["bloomzmms_t", "multispeech_stage1_asr", "speechverse_stage2_tasks"]
)
def test_what_trains_between_hearing_and_reading_is_as_large_as_it_is_built(recipe: str) -> None:
    assert size(recipe).projector == pytest.approx(weighed(weightless(between, recipe)), rel=0.03)


def published(name: str) -> Any:
    family: Any = transformers
    if name == "bloomz":
        config = family.BloomConfig(vocab_size=250_880, hidden_size=4_096, n_layer=30, n_head=32)
        return family.BloomForCausalLM(config)
    config = family.T5Config(
        d_model=2_048, d_kv=64, d_ff=5_120, num_layers=24, num_heads=32,
        feed_forward_proj="gated-gelu", tie_word_embeddings=False,
    )  # fmt: skip
    return family.T5ForConditionalGeneration(config)


@pytest.mark.parametrize("name", ["bloomz", "flan-t5-xl"])
@pytest.mark.parametrize("only", [True, False])
def test_language_models_and_their_adapters_are_as_large_as_they_are_built(
    name: str, only: bool
) -> None:
    modules = {"bloomz": ["query_key_value"], "flan-t5-xl": ["q", "v"]}[name] if only else []
    lora = {"rank": 16, "alpha": 16, "modules": modules}
    changes = {"language_model": CHECKPOINTS[name], "lora": lora}
    said = size("speechverse_read_st", **changes)
    model, recipe = weightless(published, name), get_recipe("speechverse_read_st")
    parameters = weighed(model)
    wanted = with_changes(recipe, {f"model.{one}": value for one, value in changes.items()}).model

    with torch.device("meta"):
        add_lora(model, wanted.lora, within=[model], base=name)

    assert said.adapter == sum(weight.numel() for weight in adapter_weights(model).values())
    assert said.writer.parameters == pytest.approx(parameters, rel=0.03)


def test_as_many_train_as_table_11_prints() -> None:
    assert size("speechverse_stage2_tasks").trained / 1e6 == pytest.approx(28.3, abs=0.05)


def test_what_reads_hears_nothing_and_reads_few_tokens() -> None:
    heard, read = size("speechverse_task_ic_sf"), size("speechverse_read_ic_sf")

    assert (read.ear, read.projector) == (0, 0)
    assert read.adapter == heard.adapter
    assert read.sound_tokens_per_s < heard.sound_tokens_per_s == 12.5
