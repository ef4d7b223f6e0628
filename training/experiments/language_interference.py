"""Whether queries chosen by language help where languages get in each other's way. Imports torch.

Two languages mean other words by the same sounds. A language model that can read, and that can do
as it is told, stays frozen; a projector learns from transcripts alone, as the recipes
``language_aware_*`` do it. Sentences that were never heard are then answered, with and without an
instruction that was never used beside a clip.
"""

import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from pathlib import Path
from statistics import fmean

import torch

from training.examples import Example
from training.experiments.reporting import Estimate, Report, estimate, gain
from training.experiments.tiny import Told, on_cpu, write_bert, write_reader, write_whisper
from training.experiments.two_languages import LANGUAGES, LENGTH, WORDS, Cue, World, sentences
from training.models import build_model
from training.models.base import SpeechLanguageModel
from training.recipes.fields import Distillation, Model, Projector, QueryBank

CLAIM = (
    "Language-aware distillation: a projector whose queries are chosen by language learns "
    "languages that conflict, where one with shared queries doesn't."
)
BACKWARDS = "backwards"
_INSTRUCTIONS = ("", BACKWARDS)
"""Without one, the language model repeats."""
_COLUMNS = {"": "both", BACKWARDS: "both, backwards"}
_TAUGHT = QueryBank(sets=2, languages=LANGUAGES, supervision=0.1)
BANKS: Mapping[str, QueryBank] = {
    "shared": QueryBank(sets=1),
    "hard": _TAUGHT,
    "soft": _TAUGHT.model_copy(update={"gating": "soft"}),
}
WORLDS = (
    World(conflict=True, cue=Cue.THROUGHOUT),
    World(conflict=True, cue=Cue.START),
    World(conflict=False, cue=Cue.THROUGHOUT),
)
"""The last one is a control: languages that don't conflict should gain nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    reader_steps: int = 1_500
    steps: int = 800
    batch: int = 16
    rate: float = 3e-3
    heard: int = 400
    """Of all 512 sentences, that are learnt from: of much fewer it learns whole clips by heart."""
    asked: int = 32
    """Of the others."""


QUICK = Size(reader_steps=3, steps=2, batch=4, heard=2, asked=2)
Scores = Mapping[str, float]
"""Percent of words that are right, by language and instruction."""
Found = Mapping[tuple[World, str], Sequence[Scores]]
"""By world and bank, one a seed."""


def run(*, seeds: int, quick: bool = False) -> Report:
    size = QUICK if quick else Size()
    tried = [try_seed(seed, size) for seed in range(seeds)]
    return report({which: [one[which] for one in tried] for which in tried[0]})


def try_seed(seed: int, size: Size) -> Mapping[tuple[World, str], Scores]:
    """All that is compared begins with the same parts and hears the same, in the same order."""
    with on_cpu(), tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_parts(folder, size, seed)
        return {
            (world, name): try_once(folder, world, bank, size, seed)
            for world in WORLDS
            for name, bank in BANKS.items()
        }


def write_parts(folder: Path, size: Size, seed: int) -> None:
    """What stays frozen, and what the projector starts from: the same for all that are compared."""
    torch.manual_seed(seed)
    write_whisper(folder / "whisper")
    write_bert(folder / "bert")
    chance = random.Random(seed)  # noqa: S311 - no secret
    write_reader(
        folder / "reader", (*WORDS, BACKWARDS), partial(_draw, chance), steps=size.reader_steps
    )


def try_once(folder: Path, world: World, bank: QueryBank, size: Size, seed: int) -> Scores:
    """Learns both languages at once from new weights, and answers what it never heard."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    said = [*sentences()]
    chance.shuffle(said)
    model = build_model(_model(folder, bank), seed=seed)
    heard = [world.example(one, each) for one in said[: size.heard] for each in LANGUAGES]
    learn(model, heard, size, chance)
    return {
        _key(each, told): score(
            model, [world.example(one, each) for one in said[-size.asked :]], told
        )
        for each in LANGUAGES
        for told in _INSTRUCTIONS
    }


def learn(
    model: SpeechLanguageModel, heard: Sequence[Example], size: Size, chance: random.Random
) -> None:
    rows = model.read_all(heard)
    optimizer = torch.optim.AdamW([each for _, each in model.trained()], lr=size.rate)
    rates = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.1, total_iters=size.steps)
    model.train()
    for _ in range(size.steps):
        batch = chance.sample(rows, size.batch)
        loss = model(**model.together(batch)) / sum(row.answer_tokens for row in batch)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        rates.step()


def score(model: SpeechLanguageModel, asked: Sequence[Example], instruction: str) -> float:
    """Percent of words that are right and in their place."""
    rows = [model.read(replace(one, instruction=instruction)) for one in asked]
    answers = [one.split() for one in model.answer(rows, most_tokens=2 * LENGTH)]
    right = [wanted(one.transcript, instruction).split() for one in asked]
    hits = [
        said == word
        for answer, words in zip(answers, right, strict=True)
        for said, word in zip_longest(answer[:LENGTH], words)
    ]
    return 100 * fmean(hits)


def report(found: Found) -> Report:
    """A row a world and bank; its gain is over the shared queries of the same seeds."""
    columns = ("second language", "heard", "queries", *LANGUAGES, *_COLUMNS.values(), "gain")
    return Report(
        claim=CLAIM,
        columns=columns,
        rows=tuple(_row(found, world, name) for world, name in found),
        outcome=" ".join(_outcome(found, world) for world in WORLDS),
    )


def _row(found: Found, world: World, name: str) -> tuple[str, ...]:
    scores = found[world, name]
    return (
        _kind(world),
        world.cue.value,
        name,
        *(str(estimate([one[_key(each, "")] for one in scores])) for each in LANGUAGES),
        *(str(estimate(_means(scores, told))) for told in _INSTRUCTIONS),
        "" if name == "shared" else str(_gain(found, world, name)),
    )


def _outcome(found: Found, world: World) -> str:
    said = [f"{name} gains {_gain(found, world, name)}" for name in BANKS if name != "shared"]
    return f"Second language {_kind(world)}, heard {world.cue}: {', '.join(said)} points."


def _gain(found: Found, world: World, name: str) -> Estimate:
    return gain(_means(found[world, name], ""), over=_means(found[world, "shared"], ""))


def _means(scores: Sequence[Scores], told: str) -> list[float]:
    """Of both languages, by seed."""
    return [fmean(one[_key(each, told)] for each in LANGUAGES) for one in scores]


def _kind(world: World) -> str:
    return "means others" if world.conflict else "means the same"


def _key(language: str, told: str) -> str:
    return f"{language} {told}".strip()


def _draw(chance: random.Random) -> Told:
    words, told = " ".join(chance.choices(WORDS, k=LENGTH)), chance.choice(_INSTRUCTIONS)
    return f"{words} {told}".strip(), wanted(words, told)


def wanted(words: str, told: str) -> str:
    return " ".join(reversed(words.split())) if told == BACKWARDS else words


def _model(folder: Path, bank: QueryBank) -> Model:
    return Model(
        family="language_aware",
        encoder=str(folder / "whisper"),
        language_model=str(folder / "reader"),
        text_encoder=str(folder / "bert"),
        projector=Projector(window_s=0.34, queries=1, layers=2),
        query_bank=bank,
        distillation=Distillation(reply_tokens=2 * LENGTH),
    )
