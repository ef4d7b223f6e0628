"""A speech model of transformers on one device. Imports torch."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from engines.protocols import Samples, Sampling
from engines.wording.rows import Row, Written
from engines.wording.writer import Writer

_WINDOWS = ("max_position_embeddings", "seq_length")
"""What a config.json calls it; the second is BLOOM's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """The words that a family was trained to read around a clip."""

    before: str
    behind: str
    """Before the prompt, which may be empty."""
    end: str
    """Of the request; the answer follows."""

    def around(self, prompt: str) -> tuple[str, str]:
        return self.before, f"{self.behind}{prompt}{self.end}"


class Around(Protocol):
    """What is written around a clip."""

    def around(self, prompt: str) -> tuple[str, str]:
        """Before the clip and behind it; the prompt may be empty."""
        ...


class Ear(Protocol):
    """How a family hears."""

    @property
    def layout(self) -> Around: ...

    @property
    def place(self) -> int:
        """The token that stands where the sound goes."""
        ...

    def hear(self, samples: Samples) -> tuple[Any, int]:
        """What the model takes of a clip, and how many tokens that fills."""
        ...

    def together(self, sounds: Sequence[Any], tokens: Any) -> Mapping[str, Any]:
        """The model's further inputs for a batch; tokens are (rows, tokens)."""
        ...


class SpeechModel:
    def __init__(self, writer: Writer, ear: Ear) -> None:
        self._writer = writer
        self._ear = ear

    @property
    def window(self) -> int:
        """Tokens of sound, prompt and answer together; no end for those that count distances."""
        config = self._writer.model.config.get_text_config()
        told = (getattr(config, name, None) for name in _WINDOWS)
        return int(next(filter(None, told), sys.maxsize))

    def read(self, samples: Samples, prompt: str) -> Row:
        sound, count = self._ear.hear(samples)
        before, behind = self._ear.layout.around(prompt)
        tokens = [*self._tokens(before), *[self._ear.place] * count, *self._tokens(behind)]
        return Row(tokens=tuple(tokens), sound=sound, key=sha256(samples.tobytes()).digest())

    def write(self, rows: Sequence[Row], sampling: Sampling) -> list[Written]:
        tokens, _ = self._writer.padded(rows)
        heard = self._ear.together([row.sound for row in rows], tokens)
        return self._writer.write(rows, sampling, heard)

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._writer.tokenizer.encode(text, add_special_tokens=False)
        return ids
