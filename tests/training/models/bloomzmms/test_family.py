"""What the family keeps, on tiny parts, where it learns by CTC."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

import engines.settings
from engines.settings import EngineSettings
from tests.training.models.bloomzmms.conftest import RECIPES, build, small
from tests.training.models.conftest import example, shaken
from tests.training.models.precision import check_half_of_the_bits
from tests.training.models.test_every_family import SAID, learn
from training.errors import ModelMismatchError, RecipeInvalidError
from training.models import check_model
from training.models.joined.model import JoinedModel
from training.recipes import get_recipe, with_changes


def test_learns_one_repeated_batch_and_answers_the_same_when_it_is_read_again(
    model: JoinedModel, tmp_path: Path
) -> None:
    losses = learn(model, steps=80)
    rows = [model.read(one) for one in SAID]
    answers = model.answer(rows, most_tokens=16)
    model.save(tmp_path)
    again = build("bloomzmms_ctc", seed=7)
    again.load(tmp_path)

    assert losses[-1] < 0.1 * losses[0]
    assert answers == [one.answer for one in SAID]
    assert again.answer(rows, most_tokens=16) == answers
    assert torch.equal(again(**again.together(rows)), model(**model.together(rows)))


def test_a_rows_loss_does_not_depend_on_the_rows_beside_it(model: JoinedModel) -> None:
    clips = [
        example(220, 0.45, answer="Low."),
        example(880, 2.3, answer="It is high, and long!"),
        example(440, 1.01, answer="", instruction="Say"),
    ]
    rows = [shaken(model).read(one) for one in clips]

    alone = [model(**model.together([row])) for row in rows]
    together = model(**model.together(rows))

    assert not any(map(model.hindrance, clips))
    torch.testing.assert_close(together, torch.stack(alone).sum(), rtol=1e-4, atol=1e-4)


def test_slopes_reach_the_adaptor_and_nothing_else(model: JoinedModel) -> None:
    shaken(model).train()
    model(**model.together([model.read(one) for one in SAID])).backward()

    reached = {name for name, weight in model.named_parameters() if weight.grad is not None}

    assert reached == {name for name, _ in model.trained()}
    assert reached == {f"projector.{name}" for name, _ in model.projector.named_parameters()}


def test_half_of_the_bits_come_close(model: JoinedModel) -> None:
    batch = model.together([shaken(model).read(one) for one in SAID])

    check_half_of_the_bits(model, batch, within=0.03)


def test_what_ctc_taught_is_where_the_next_stage_begins(tmp_path: Path) -> None:
    first, second = (build(recipe, seed=seed) for seed, recipe in enumerate(RECIPES))
    shaken(first).save(tmp_path)

    second.load(tmp_path)

    theirs = dict(first.trained())
    assert all(torch.equal(weight, theirs[name]) for name, weight in second.trained())


def test_a_clip_too_short_for_its_text_says_so() -> None:
    """Half a second is 24 states, and four states become a token."""
    model = build("bloomzmms_ctc")
    fits, double, long = (
        example(220, 0.5, answer=answer) for answer in ("abcdef", "abccde", "abcdefg")
    )

    assert [model.read(one).answer_tokens for one in (fits, double, long)] == [6, 6, 7]
    assert model.hindrance(fits) == ""
    assert "becomes 6 tokens, and its text can't be aligned with under 7" in model.hindrance(long)
    assert model.hindrance(double) == model.hindrance(long)
    assert build("bloomzmms_t").hindrance(long) == ""


def test_ctc_asks_for_a_padding_token(
    settings: EngineSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    there = settings.checkpoints["bloomz"]
    AutoModelForCausalLM.from_pretrained(there).save_pretrained(tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(there)
    tokenizer.pad_token = None
    tokenizer.save_pretrained(tmp_path)
    bare = replace(settings, checkpoints={**settings.checkpoints, "bloomz": str(tmp_path)})
    monkeypatch.setattr(engines.settings, "_current", bare)

    with pytest.raises(ModelMismatchError, match="padding token"):
        build("bloomzmms_ctc")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"model.branchformer": None}, "model.branchformer"),
        ({"model.lora": {"rank": 4, "alpha": 4}}, "model.lora"),
    ],
)
def test_it_has_an_adaptor_and_no_lora(changes: dict[str, object], field: str) -> None:
    wanted = with_changes(get_recipe("bloomzmms_tmi"), changes).model

    with pytest.raises(RecipeInvalidError) as raised:
        check_model(wanted)

    assert [name for name, _ in raised.value.problems] == [field]


@pytest.mark.parametrize("changes", [{"width": 20, "heads": 8}, {"kernel": 4}, {"gated": 3}])
def test_sizes_that_can_not_be_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(RecipeInvalidError):
        small("bloomzmms_t", **changes)
