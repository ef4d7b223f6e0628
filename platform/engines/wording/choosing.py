"""Keeps what a model writes within a closed set of labels. Imports torch."""

from collections.abc import Sequence
from typing import Any

import torch

from engines.wording.trie import Trie


class Choosing:
    """Leaves each row the tokens that lead to a label; transformers calls it after each step.

    It looks at nothing but what was written, so rows may be beams that change their places. What
    stands before that differs: a prompt, the start of a decoder, nothing where embeddings were
    given; so it counts from where the first step finds the rows. Take a new one for each batch.

    Source: SpeechVerse, section 4.3.1; Willard and Louf 2023.
    """

    def __init__(self, trie: Trie, ends: Sequence[int]) -> None:
        """`ends` are the tokens that end an answer; any of them may."""
        self._trie = trie
        self._ends = ends
        self._begin: int | None = None

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Both scores and answer are (rows, vocabulary)."""
        if self._begin is None:
            self._begin = input_ids.shape[1]
        masked = torch.full_like(scores, -torch.inf)
        for row, written in enumerate(input_ids[:, self._begin :].tolist()):
            allowed = self._trie.following(written, self._ends)
            masked[row, allowed] = scores[row, allowed]
        return masked
