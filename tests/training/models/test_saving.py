"""What is written of a model that was finetuned, and who can read it."""

import json
import warnings
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
import transformers
from safetensors.torch import load_file

import engines.settings
from tests.training.models.conftest import model_of, shaken
from tests.training.models.test_every_family import SAID, learn
from training.errors import ModelMismatchError
from training.models import build_model
from training.models.base import SpeechLanguageModel

RECIPES = ("multispeech_stage1_asr", "qwen2_5_omni_lora")
"""Of models that are put together, and of those that are published whole; others save as these."""


@pytest.fixture(params=RECIPES)
def recipe(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_merged_model_answers_as_the_adapter_does(
    recipe: str, model: SpeechLanguageModel, tmp_path: Path
) -> None:
    learn(model, steps=20)
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    rows = [model.read(one) for one in SAID]
    model.merge(tmp_path)
    kind: Any = transformers.AutoModelForCausalLM
    folder = tmp_path / "language_model"
    if recipe == "qwen2_5_omni_lora":
        kind, folder = transformers.Qwen2_5OmniThinkerForConditionalGeneration, tmp_path
    merged, report = kind.from_pretrained(folder, output_loading_info=True)

    assert not report["missing_keys"]
    assert not report["unexpected_keys"]
    assert not [name for name in merged.state_dict() if "lora" in name]
    after = model.state_dict()
    assert all(torch.equal(after[name], weight) for name, weight in before.items())
    answers = model.answer(rows, most_tokens=8)
    bare = build_model(model_of(recipe), seed=0)
    if recipe == "multispeech_stage1_asr":
        bare.get_submodule("projector").load_state_dict(
            load_file(tmp_path / "projector.safetensors")
        )
    part = bare.get_submodule("language_model" if folder != tmp_path else "thinker")
    names = {name.replace(".base_layer", ""): name for name in part.state_dict()}
    part.load_state_dict(
        {names[name]: weight for name, weight in merged.state_dict().items()}, strict=False
    )
    assert bare.answer(rows, most_tokens=8) == answers


def test_what_is_saved_is_read_by_peft_itself(
    recipe: str, model: SpeechLanguageModel, tmp_path: Path
) -> None:
    shaken(model).save(tmp_path)
    parts = {"multispeech_stage1_asr": "aya-expanse", "qwen2_5_omni_lora": "qwen2.5-omni"}
    kind: Any = (
        transformers.Qwen2_5OmniThinkerForConditionalGeneration
        if recipe == "qwen2_5_omni_lora"
        else transformers.AutoModelForCausalLM
    )
    base = kind.from_pretrained(engines.settings.current().checkpoints[parts[recipe]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of transformers, about what PEFT asks
        adapted = peft.PeftModel.from_pretrained(base, tmp_path)

    theirs = {
        name.removeprefix("base_model.model."): weight
        for name, weight in adapted.named_parameters()
        if ".lora_" in name
    }
    ours = {name.partition(".")[2]: one for name, one in model.trained() if ".lora_" in name}
    assert theirs.keys() == ours.keys()
    assert all(torch.equal(theirs[name], weight) for name, weight in ours.items())


@pytest.mark.parametrize(
    ("lora", "said"),
    [({"rank": 8}, "r 4, not 8"), ({"alpha": 4}, "lora_alpha 8, not 4"),
     ({"modules": ["k_proj"]}, "missing from its file|only in its file")],
)  # fmt: skip
def test_a_checkpoint_of_other_sizes_is_refused(
    recipe: str, model: SpeechLanguageModel, lora: dict[str, object], said: str, tmp_path: Path
) -> None:
    model.save(tmp_path)
    other = build_model(model_of(recipe, **lora), seed=0)
    before = {name: weight.clone() for name, weight in other.state_dict().items()}

    with pytest.raises(ModelMismatchError, match=said) as raised:
        other.load(tmp_path)

    assert str(tmp_path) in str(raised.value)
    assert all(torch.equal(other.state_dict()[name], one) for name, one in before.items())


def test_a_checkpoint_of_the_other_family_is_refused(tmp_path: Path) -> None:
    models = [build_model(model_of(recipe), seed=0) for recipe in RECIPES]
    for place, one in enumerate(models):
        (tmp_path / str(place)).mkdir()
        one.save(tmp_path / str(place))

    for place, one in enumerate(models):
        with pytest.raises(ModelMismatchError):
            one.load(tmp_path / str(1 - place))


def test_broken_and_missing_files_are_named(model: SpeechLanguageModel, tmp_path: Path) -> None:
    with pytest.raises(ModelMismatchError, match=r"config\.json can't be read"):
        model.load(tmp_path)

    model.save(tmp_path)
    (tmp_path / "adapter_model.safetensors").write_bytes(b"x")
    with pytest.raises(ModelMismatchError, match=r"adapter_model\.safetensors can't be read"):
        model.load(tmp_path)


def test_the_adapter_names_its_published_base(model: SpeechLanguageModel, tmp_path: Path) -> None:
    model.save(tmp_path)

    said = json.loads((tmp_path / "adapter_config.json").read_text())

    assert said["base_model_name_or_path"] in model.licences()
