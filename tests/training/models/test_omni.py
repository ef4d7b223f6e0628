"""What only Qwen2.5-Omni has."""

import torch

from tests.training.models.conftest import example, model_of, shaken
from training.models import build_model
from training.models.qwen2_5_omni.model import Omni


def omni(**lora: object) -> Omni:
    model = shaken(build_model(model_of("qwen2_5_omni_lora", **lora), seed=0))
    assert isinstance(model, Omni)
    return model


def parts(model: Omni) -> set[str]:
    """Where adapters are, and beside what."""
    return {
        ".".join(part for part in name.split(".")[2:-3] if not part.isdigit())
        for name, _ in model.trained()
    }


def test_adapters_stand_beside_all_linear_layers_of_the_language_model() -> None:
    assert parts(omni()) == {
        f"language_model.layers.{name}"
        for name in (
            *(f"self_attn.{each}_proj" for each in "qkvo"),
            *(f"mlp.{each}_proj" for each in ("gate", "up", "down")),
        )
    }


def test_the_audio_tower_gets_adapters_where_the_recipe_says_so() -> None:
    model = omni(audio_tower=True)

    assert {name for name in parts(model) if name.startswith("audio_tower")} == {
        f"audio_tower.layers.{name}"
        for name in ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj",
                     "self_attn.out_proj", "fc1", "fc2")
    }  # fmt: skip
    model.train()
    model(**model.together([model.read(example())])).backward()
    assert all(weight.grad is not None for _, weight in model.trained())


def test_the_count_of_what_trains_is_that_counted_by_hand() -> None:
    """One layer, 32 wide, 64 within, two heads of 16, one of them for keys and values; rank 4."""
    ends = [(32, 32), (32, 16), (32, 16), (32, 32), (32, 64), (32, 64), (64, 32)]

    counted = sum(weight.numel() for _, weight in omni().trained())

    assert counted == sum(4 * (given + made) for given, made in ends)


@torch.no_grad()
def test_loss_is_that_which_transformers_counts_with_masks() -> None:
    model = omni().eval()
    rows = [
        model.read(example(220, 1.3, answer="Low.")),
        model.read(example(880, 0.6, answer="It is high!", instruction="Auf Deutsch?")),
    ]
    given = model.together(rows)
    places = torch.arange(given["tokens"].shape[1]) < given["lengths"][:, None]
    theirs = model.thinker(
        input_ids=given["tokens"],
        attention_mask=places.long(),
        input_features=given["mels"],
        feature_attention_mask=given["mask"],
    )
    plain = torch.nn.functional.cross_entropy(
        theirs.logits.transpose(1, 2), given["labels"], reduction="sum"
    )

    torch.testing.assert_close(model(**given), plain)
