"""Keeps what a model writes within closed labels, whole or with values. Imports torch."""

from collections.abc import Sequence
from typing import Any

import torch

from engines.wording.slots import SlotGrammar
from engines.wording.trie import Trie


class _Held:
    """Leaves each row the tokens that may stand next; transformers calls it after each step.

    It looks at nothing but what was written, so rows may be beams that change their places. What
    stands before that differs: a prompt, the start of a decoder, nothing where embeddings were
    given; so it counts from where the first step finds the rows. Take a new one for each batch.

    Source: SpeechVerse, section 4.3.1; Willard and Louf 2023.
    """

    _begin: int | None = None

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Both scores and answer are (rows, vocabulary)."""
        if self._begin is None:
            self._begin = input_ids.shape[1]
        masked = torch.full_like(scores, -torch.inf)
        for row, written in enumerate(input_ids[:, self._begin :].tolist()):
            for allowed in self._allowed(written, scores.device):
                masked[row, allowed] = scores[row, allowed]
        return masked

    def _allowed(self, written: Sequence[int], device: Any) -> Sequence[Any]:
        """Lists or tensors of tokens."""
        raise NotImplementedError


class Choosing(_Held):
    """Holds each row to one of a few labels."""

    def __init__(self, trie: Trie, ends: Sequence[int]) -> None:
        """`ends` are the tokens that end an answer; any of them may."""
        self._trie = trie
        self._ends = ends

    def _allowed(self, written: Sequence[int], device: Any) -> Sequence[Any]:
        return [self._trie.following(written, self._ends)]


class Filling(_Held):
    """Holds each row to slots whose labels are closed and whose values are free."""

    def __init__(self, grammar: SlotGrammar, ends: Sequence[int]) -> None:
        """`ends` as in `Choosing`."""
        self._grammar = grammar
        self._ends = ends
        self._free = torch.tensor(grammar.free)

    def _allowed(self, written: Sequence[int], device: Any) -> Sequence[Any]:
        found = self._grammar.following(written, self._ends)
        if not found.value:
            return [[*found.tokens]]
        self._free = self._free.to(device)
        return [[*found.tokens], self._free]
