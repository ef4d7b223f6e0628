"""Whether many instructions help with one that was never heard (BLOOMZMMS).

A little language model does six things with a sentence of words. An adaptor learns to speak to it,
first by CTC, then from transcripts alone (T), from what the model answers to other instructions
where it reads the sentence (MI), or from both by halves (TMI); all take equally many steps from the
same start. One instruction is kept from all three: how often is it done right on new speech?
Imports torch.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from statistics import fmean

import torch
from torch import Tensor

from training.experiments.instructions import (
    BLANK,
    INSTRUCTIONS,
    TOKENS,
    TRANSCRIBE,
    Reader,
    Words,
    descend,
    draw_instructions,
    draw_sentences,
    wanted,
)
from training.experiments.reporting import Report, estimate, gain
from training.models.bloomzmms.adaptor import Adaptor, Sizes
from training.models.bloomzmms.ctc import aligned_loss

_LAYERS, _HEARD = 3, 16
_SHORTEST, _LONGEST = 4, 7
"""States of the encoder that a word takes."""
_NOISE = 0.7
_SIZES = Sizes(
    layers=_LAYERS,
    heard=_HEARD,
    width=32,
    heads=2,
    inner=64,
    gated=64,
    kernel=7,
    merge=7,
    blocks=2,
    halved_before=1,
    halved_behind=0,
    spoken=Reader.width,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    reading: int
    """Steps in which the language model learns to read."""
    aligning: int
    """Steps of CTC."""
    instructing: int
    """Steps of T, MI or TMI."""
    sentences: int = 2_000
    """To learn from, spoken anew each time."""
    batch: int = 32
    asked: int = 256
    """Sentences that each instruction is tried on."""


_FULL = Amount(reading=1_200, aligning=300, instructing=400)
_QUICK = Amount(reading=2, aligning=2, instructing=2, sentences=8, batch=4, asked=8)


class Speech:
    """An encoder's states of words: the middle layer tells them, all layers are noisy."""

    def __init__(self, chance: torch.Generator) -> None:
        self._sounds = torch.randn(TOKENS, _HEARD, generator=chance)
        self._chance = chance

    def of(self, sentences: Sequence[Words]) -> tuple[Tensor, Tensor]:
        """States (clips, layers, states, width), and how many each clip has."""
        spoken = [self._speak(words) for words in sentences]
        lengths = torch.tensor([len(one) for one in spoken])
        middle = torch.nn.utils.rnn.pad_sequence(spoken, batch_first=True)
        silent = torch.zeros_like(middle)
        layers = torch.stack([silent, middle, silent], dim=1)
        return layers + _NOISE * torch.randn(layers.shape, generator=self._chance), lengths

    def _speak(self, words: Words) -> Tensor:
        long = torch.randint(_SHORTEST, _LONGEST + 1, (len(words),), generator=self._chance)
        return self._sounds[torch.tensor(words)].repeat_interleave(long, dim=0)


class Trial:
    """One seed: an instruction that nobody hears, a way of speaking, and sentences."""

    def __init__(self, reader: Reader, amount: Amount, seed: int) -> None:
        self.unseen = INSTRUCTIONS[1 + seed % (len(INSTRUCTIONS) - 1)]
        self.seen = [one for one in INSTRUCTIONS if one not in (TRANSCRIBE, self.unseen)]
        self._reader, self._amount = reader, amount
        self._chance = torch.Generator().manual_seed(seed)
        self._speech = Speech(self._chance)
        self._sentences = draw_sentences(amount.sentences, self._chance)
        torch.manual_seed(seed)
        self._begun = Adaptor(_SIZES)
        descend(self._begun.parameters(), lambda: self._aligned(self._begun), steps=amount.aligning)

    def outcome(self, way: str) -> Mapping[str, float]:
        """Percent of answers that are right after learning in a way; see `_told`."""
        adaptor = deepcopy(self._begun)
        if way != "CTC":
            told = self._told(way)
            said = self._reader.answer(self._sentences, told)
            descend(
                adaptor.parameters(),
                lambda: self._instructed(adaptor, told, said),
                steps=self._amount.instructing,
            )
        return {name: self._right(name, adaptor) for name in INSTRUCTIONS}

    def read(self) -> Mapping[str, float]:
        """Percent of answers that are right where the model reads what is said."""
        return {name: self._right(name, None) for name in INSTRUCTIONS}

    def _told(self, way: str) -> list[str]:
        """An instruction for each sentence."""
        count = len(self._sentences)
        others = draw_instructions(self.seen, count, self._chance)
        transcribed = {"T": count, "MI": 0, "TMI": count // 2}[way]
        return [TRANSCRIBE] * transcribed + others[transcribed:]

    def _hear(self, adaptor: Adaptor, sentences: Sequence[Words]) -> Sequence[Tensor]:
        states, lengths = self._speech.of(sentences)
        tokens = [adaptor.tokens(length) for length in lengths.tolist()]
        heard: Sequence[Tensor] = torch.split(adaptor(states, lengths), tokens)
        return heard

    def _drawn(self) -> list[int]:
        chosen = torch.randint(len(self._sentences), (self._amount.batch,), generator=self._chance)
        rows: list[int] = chosen.tolist()
        return rows

    def _aligned(self, adaptor: Adaptor) -> Tensor:
        sentences = [self._sentences[row] for row in self._drawn()]
        words = [torch.tensor(one) for one in sentences]
        loss = aligned_loss(self._hear(adaptor, sentences), words, self._reader.head, blank=BLANK)
        return loss / sum(map(len, words))

    def _instructed(self, adaptor: Adaptor, told: Sequence[str], said: Sequence[Words]) -> Tensor:
        rows = self._drawn()
        heard = self._hear(adaptor, [self._sentences[row] for row in rows])
        return self._reader.loss(heard, [told[row] for row in rows], [said[row] for row in rows])

    @torch.no_grad()
    def _right(self, instruction: str, adaptor: Adaptor | None) -> float:
        sentences = draw_sentences(self._amount.asked, self._chance)
        if adaptor is None:
            heard: Sequence[Tensor] = [self._reader.embed(words) for words in sentences]
        else:
            heard = self._hear(adaptor, sentences)
        told = [instruction] * len(sentences)
        return 100 * self._reader.says(heard, told, [wanted(instruction, one) for one in sentences])


def run(*, seeds: int, quick: bool = False) -> Report:
    amount = _QUICK if quick else _FULL
    reader = Reader(steps=amount.reading, seed=0)
    trials = [Trial(reader, amount, seed) for seed in range(seeds)]
    found = {"text": [trial.read() for trial in trials]}
    for way in ("CTC", "T", "MI", "TMI"):
        found[way] = [trial.outcome(way) for trial in trials]
    unseen = {way: _unseen(trials, right) for way, right in found.items()}
    by = gain(unseen["TMI"], over=unseen["T"])
    return Report(
        claim="An instruction that was never spoken is followed better where others were (TMI)"
        " than where all was transcribed (T).",
        columns=("learnt from", "transcripts right, %", "other instructions, %", "the unseen, %"),
        rows=tuple(
            (
                way,
                str(estimate([one[TRANSCRIBE] for one in right])),
                str(estimate([_seen(*pair) for pair in zip(trials, right, strict=True)])),
                str(estimate(unseen[way])),
            )
            for way, right in found.items()
        ),
        outcome=f"TMI over T on the unseen instruction: {by} points;"
        f" {'it shows' if by.is_above_zero else 'it does not show'}.",
    )


def _unseen(trials: Sequence[Trial], right: Sequence[Mapping[str, float]]) -> list[float]:
    return [of[trial.unseen] for trial, of in zip(trials, right, strict=True)]


def _seen(trial: Trial, right: Mapping[str, float]) -> float:
    return fmean(right[name] for name in trial.seen)
