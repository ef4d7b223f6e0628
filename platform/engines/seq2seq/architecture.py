"""In what two translating models differ, and how they are asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Architecture:
    model_type: str
    """As the checkpoint's config.json says it."""
    model_class: str
    """Of transformers."""
    language_token: str
    """What the vocabulary calls a language, with {} for its code."""
    aim: Callable[[str, int], Mapping[str, Any]]
    """From a language's code and token to what makes `generate` write it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoding:
    beams: int
    max_input_tokens: int = 256
    """Longer sentences are cut between clauses: these models were trained on shorter ones."""
    output_growth: float = 3.0
    """So many times the longest input of a batch, and `spare_tokens`, may be written before a
    translation counts as runaway."""
    spare_tokens: int = 32
    batch_tokens: int = 4_096
    """Padded input tokens in a batch, lowered where memory ends. Decides no output."""

    def most_new_tokens(self, input_tokens: int) -> int:
        return self.spare_tokens + int(self.output_growth * input_tokens)


@dataclass(frozen=True, kw_only=True, slots=True)
class Output:
    text: str
    score: float
    """Geometric mean of the token probabilities, 0 to 1."""
    ended: bool
    """False: the model ran on until it was stopped."""
