"""Distillation from the language model's own behaviour on transcripts, with tiny parts."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engines.protocols import Task
from tests.training.models.conftest import example, shaken
from training.errors import ModelMismatchError, RecipeInvalidError
from training.examples import Example
from training.models import build_model
from training.models.language_aware.model import LanguageAware, TaughtRow
from training.recipes import get_recipe, with_changes

RECIPES = ("language_aware_hard", "language_aware_soft", "language_aware_shared")


def said(
    pitch: int, transcript: str, language: str, *, seconds: float = 1.0, **more: Any
) -> Example:
    """Only transcribed, unless the keywords say otherwise."""
    plain = example(pitch, seconds, answer=transcript)
    told = {"task": Task.TRANSCRIBE, "target": language, **more}
    return replace(plain, transcript=transcript, language=language, **told)


SAID = (said(220, "low", "eng"), said(880, "hoch", "deu"))
REPLIES = ["A low tone.", "Ganz hoch!"]
"""What the tiny language model says to these words when it reads them."""


@pytest.fixture(params=RECIPES)
def recipe(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def built(
    recipe: str, changes: Mapping[str, object] | None = None, *, seed: int = 0
) -> LanguageAware:
    fields = {f"model.{name}": one for name, one in (changes or {}).items()}
    model = build_model(with_changes(get_recipe(recipe), fields).model, seed=seed)
    assert isinstance(model, LanguageAware)
    return model


def taught(model: LanguageAware, *examples: Example) -> list[TaughtRow]:
    return [row for row in model.read_all(examples) if isinstance(row, TaughtRow)]


def test_it_learns_to_reply_to_clips_as_to_transcripts_and_stays_so_when_read_again(
    recipe: str, tmp_path: Path
) -> None:
    model = built(recipe)
    rows = model.read_all(SAID)
    batch = model.together(rows)
    optimizer = torch.optim.AdamW([weight for _, weight in model.trained()], lr=1e-2)
    losses = []
    model.train()
    for _ in range(60):
        optimizer.zero_grad()
        loss = model(**batch)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.save(tmp_path)
    again = built(recipe, seed=7)
    again.load(tmp_path)

    assert losses[-1] < 0.1 * losses[0]
    assert model.answer(rows, most_tokens=16) == REPLIES
    assert again.answer(rows, most_tokens=16) == REPLIES
    assert torch.equal(again(**batch), model(**batch))


def test_the_loss_is_a_plain_divergence_and_the_gates_cross_entropy(recipe: str) -> None:
    model = shaken(built(recipe))
    assert isinstance(model, LanguageAware)
    [row] = taught(model, said(880, "hoch", "deu", instruction="Say"))
    answer = list(row.tokens[-row.answer_tokens :])
    count = len(answer)
    with torch.no_grad():
        reads = torch.tensor([[*row.taught, *answer[:-1]]])
        teacher = model.language_model(input_ids=reads).logits[0, -count:].softmax(-1)
        sound = model.sounds([row.sound])
        heard = model.embedded(torch.tensor([[*row.tokens[:-1]]]), sound)
        student = model.language_model(inputs_embeds=heard).logits[0, -count:].softmax(-1)
        states = model.encoder(sound)
        gate = model.projector.leanings(states, sound["states"]).softmax(-1)[0]

    wanted = (teacher * (teacher.log() - student.log())).sum()
    if row.aim >= 0:
        wanted = wanted - 0.1 * count * gate[row.aim].log()

    torch.testing.assert_close(model(**model.together([row])), wanted, rtol=1e-4, atol=1e-4)
    assert row.aim == (-100 if recipe == "language_aware_shared" else 2)


def test_a_rows_loss_does_not_depend_on_the_rows_beside_it(recipe: str) -> None:
    """One of them is heard in two pieces, and one is in a language that the gate isn't taught."""
    model = shaken(built(recipe))
    clips = [
        said(220, "low", "eng", seconds=0.35),
        said(880, "hoch", "fra", seconds=6.3, instruction="Say"),
        said(440, "tief", "deu", task=Task.ANSWER),
    ]
    rows = model.read_all(clips)

    alone = [model(**model.together([row])) for row in rows]
    together = model(**model.together(rows))

    torch.testing.assert_close(together, torch.stack(alone).sum(), rtol=1e-5, atol=1e-5)


def test_the_answer_is_the_models_own_reply_where_a_source_only_transcribes() -> None:
    model = built("language_aware_hard")
    decode = model.language.writer.tokenizer.decode
    rows = taught(
        model,
        said(220, "low", "eng"),
        said(220, "low", "eng", task=Task.ANSWER, answer="Told."),
        said(220, "low", "eng", instruction="Say"),
    )

    answers = [decode(row.tokens[-row.answer_tokens : -1]) for row in rows]
    prompts = [decode(row.taught, skip_special_tokens=True) for row in rows]

    assert answers[:2] == ["A low tone.", "Told."]
    assert prompts == ["low", "low", "low\nSay"]
    assert {row.tokens[-1] for row in rows} == {model.language.end}


def test_replies_are_no_longer_than_the_recipe_says_or_not_made_at_all() -> None:
    short, none = (
        built("language_aware_hard", {"distillation.reply_tokens": most}) for most in (3, 0)
    )

    [cut], [plain] = taught(short, SAID[0]), taught(none, SAID[0])

    assert short.language.writer.tokenizer.decode(cut.tokens[-4:-1]) == REPLIES[0][:3]
    assert none.language.writer.tokenizer.decode(plain.tokens[-4:-1]) == "low"


def test_replies_do_not_depend_on_what_is_asked_beside_them() -> None:
    together = taught(built("language_aware_hard"), *SAID, said(880, "high", "eng"), SAID[0])
    model = built("language_aware_hard")

    alone = [
        row for one in (*SAID, said(880, "high", "eng"), SAID[0]) for row in taught(model, one)
    ]

    assert [row.tokens for row in together] == [row.tokens for row in alone]


def test_another_thread_may_write_replies_while_activations_are_computed_again() -> None:
    model = shaken(built("language_aware_hard")).train()
    batch = model.together(model.read_all(SAID))
    slopes = []
    for again in (False, True):
        if again:
            model.compute_again()
        model.train().zero_grad()
        model(**batch).backward()
        slopes.append({name: weight.grad.clone() for name, weight in model.trained()})  # type: ignore[union-attr]
        with torch.no_grad():  # as another thread does meanwhile
            assert model.read_all([replace(SAID[0])])[0].answer_tokens == len(REPLIES[0]) + 1

    torch.testing.assert_close(slopes[0], slopes[1])


def test_a_bank_of_other_languages_is_refused(tmp_path: Path) -> None:
    built("language_aware_hard").save(tmp_path)
    other = built("language_aware_hard", {"query_bank.languages": ["deu", "eng"]})

    with pytest.raises(ModelMismatchError, match="its projector is"):
        other.load(tmp_path)
    with pytest.raises(ModelMismatchError, match="its projector is"):
        built("language_aware_soft").load(tmp_path)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"sets": 2}, "one of the 2 sets"),
        ({"languages": ["eng", "eng"]}, "of its own"),
        ({"languages": []}, "supervision needs languages"),
    ],
)
def test_a_gate_can_only_be_taught_what_it_can_tell(changes: dict[str, object], why: str) -> None:
    with pytest.raises(RecipeInvalidError, match=why):
        with_changes(
            get_recipe("language_aware_hard"),
            {f"model.query_bank.{name}": one for name, one in changes.items()},
        )


def test_a_clip_of_which_nobody_knows_what_is_said_teaches_nothing() -> None:
    model = built("language_aware_hard")

    assert model.hindrance(replace(example(220), transcript="")) == (
        "its source doesn't know what is said in it; give a transcript beside the answer"
    )
    assert model.hindrance(SAID[0]) == ""
