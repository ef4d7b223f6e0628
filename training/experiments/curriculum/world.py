"""An artificial language, written and spoken, and tasks about it. Imports torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

PAD, END, YES, NO, LOUD, SOFT = range(6)
LETTERS = range(6, 18)
TASKS = TRANSCRIBE, TRANSLATE, SEARCH, COUNT, MOOD = range(18, 23)
"""The token that asks for each; a letter follows where one is searched for."""
_NUMBERS = range(23, 27)
VOCABULARY = _NUMBERS.stop
_SHORTEST = 3
WIDTH = 16
"""Of a spoken state."""
_NOISE = 0.3
_MOOD = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    letters: tuple[int, ...]
    loud: bool
    states: Tensor
    """As it is spoken, (states, width): each letter lasts for three to five."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    sentence: Sentence
    prompt: tuple[int, ...]
    answer: tuple[int, ...]


class World:
    """Sounds of letters and their translations; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        drawn = torch.Generator().manual_seed(seed)
        self._sounds = torch.randn(VOCABULARY, WIDTH, generator=drawn)
        self._loudness = torch.randn(WIDTH, generator=drawn)
        turned = torch.randperm(len(LETTERS), generator=drawn).tolist()
        self._meaning = dict(zip(LETTERS, (LETTERS[at] for at in turned), strict=True))

    def ask(self, tasks: Sequence[int], count: int, drawn: Random) -> list[Question]:
        """So many questions, the tasks in turn."""
        return [self._question(tasks[at % len(tasks)], drawn) for at in range(count)]

    def _question(self, task: int, drawn: Random) -> Question:
        sentence = self._sentence(drawn)
        sought = LETTERS[drawn.randrange(len(LETTERS))]
        if drawn.randrange(2):
            sought = sentence.letters[drawn.randrange(len(sentence.letters))]
        return Question(
            sentence=sentence,
            prompt=(task, sought) if task == SEARCH else (task,),
            answer=self._answer(sentence, task, sought),
        )

    def _answer(self, sentence: Sentence, task: int, sought: int) -> tuple[int, ...]:
        letters = sentence.letters
        if task == TRANSCRIBE:
            return letters
        if task == TRANSLATE:
            return tuple(self._meaning[one] for one in reversed(letters))
        if task == SEARCH:
            return (YES if sought in letters else NO,)
        if task == COUNT:
            return (_NUMBERS[len(letters) - _SHORTEST],)
        return (LOUD if sentence.loud else SOFT,)

    def _sentence(self, drawn: Random) -> Sentence:
        length = _SHORTEST + drawn.randrange(len(_NUMBERS))
        letters = tuple(LETTERS[drawn.randrange(len(LETTERS))] for _ in range(length))
        spoken = [one for one in letters for _ in range(3 + drawn.randrange(3))]
        loud = bool(drawn.randrange(2))
        noise = torch.randn(
            len(spoken), WIDTH, generator=torch.Generator().manual_seed(drawn.getrandbits(60))
        )
        states = self._sounds[spoken] + _NOISE * noise
        states += (_MOOD if loud else -_MOOD) * self._loudness
        return Sentence(letters=letters, loud=loud, states=states)
