"""What a frozen language model itself would say of a text. Imports torch."""

import hashlib
from array import array
from collections.abc import Sequence

import torch
from torch import Tensor

from training.models.language import DecoderOnly
from training.models.padding import padded

Tokens = Sequence[int]


class Replies:
    """Written greedily, once for each prompt, and kept.

    Nothing is cached between tokens: so it may write in one thread while layers of the same model
    learn in another and compute their activations again, which forbids caches. Replies are short.
    """

    def __init__(self, language: DecoderOnly, *, most_tokens: int) -> None:
        self._language, self._most = language, most_tokens
        self._kept: dict[bytes, array[int]] = {}

    def of(self, prompts: Sequence[Tokens]) -> list[Tokens]:
        """Replies without their end, of at most so many tokens."""
        by_key = {_key(prompt): prompt for prompt in prompts}
        new = {key: prompt for key, prompt in by_key.items() if key not in self._kept}
        if new:
            written = write(self._language, [*new.values()], most_tokens=self._most)
            self._kept |= {key: array("i", reply) for key, reply in zip(new, written, strict=True)}
        return [self._kept[_key(prompt)] for prompt in prompts]


def _key(prompt: Tokens) -> bytes:
    return hashlib.blake2b(array("q", prompt).tobytes(), digest_size=16).digest()


@torch.no_grad()
def write(language: DecoderOnly, prompts: Sequence[Tokens], *, most_tokens: int) -> list[list[int]]:
    """Continues each prompt greedily until the model ends it, or has said so many tokens."""
    rows = [[*prompt] for prompt in prompts]
    going = [*range(len(rows))]
    for _ in range(most_tokens):
        said = _next(language, [rows[at] for at in going])
        going = [at for at, token in zip(going, said, strict=True) if token != language.end]
        for at, token in zip([*going], [one for one in said if one != language.end], strict=True):
            rows[at].append(token)
        if not going:
            break
    return [row[len(prompt) :] for row, prompt in zip(rows, prompts, strict=True)]


def _next(language: DecoderOnly, rows: Sequence[Tokens]) -> list[int]:
    tokens: Tensor = padded(rows, 0).to(language.model.device)
    states = language.states(language.embed(tokens))
    last = states[range(len(rows)), [len(row) - 1 for row in rows]]
    said: list[int] = language.logits(last).argmax(-1).tolist()
    return said
