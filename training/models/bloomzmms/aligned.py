"""The adaptor's first stage: it says transcripts, and nobody listens. Imports torch."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from training.errors import ModelMismatchError
from training.examples import Example
from training.flops import flops_of
from training.models.base import Row
from training.models.bloomzmms.ctc import aligned_loss, least_places, likeliest
from training.models.counting import stack_of
from training.models.joined.ear import PLACE
from training.models.joined.model import JoinedModel
from training.models.padding import padded


class AlignedModel(JoinedModel):
    """Learns by CTC over the language model's tokens; of that model it takes the last matrix alone.

    Its blank is the padding token, as in the published configuration. While it trains, its answers
    are the likeliest path; served as `checkpoint:NAME`, the language model answers.
    """

    def __init__(self, *parts: Any, **named: Any) -> None:
        """Takes what any joined model takes.

        Raises:
            ModelMismatchError: the language model has no padding token.
        """
        super().__init__(*parts, **named)
        self._tokenizer = self.language.writer.tokenizer
        self._blank = self._tokenizer.pad_token_id
        if self._blank is None:
            raise ModelMismatchError(
                self._parts.language_model,
                "its tokenizer has no padding token, which CTC takes for its blank",
            )

    def read(self, example: Example) -> Row:
        """What stands around clip and transcript is left out: nobody reads it."""
        row = super().read(example)
        places = [token for token in row.tokens if token == PLACE]
        said = row.tokens[-row.answer_tokens : -1]
        words = [token for token in said if token != self._blank]
        return replace(row, tokens=(*places, *words), answer_tokens=len(words))

    def hindrance(self, example: Example) -> str:
        places, words = _parts_of(self.read(example))
        least = least_places(words)
        if places >= least:
            return ""
        return f"the clip becomes {places} tokens, and its text can't be aligned with under {least}"

    def together(self, rows: Sequence[Row]) -> dict[str, Tensor]:
        places, words = zip(*map(_parts_of, rows), strict=True)
        return {
            "places": torch.tensor(places),
            "words": padded(words, self._blank),
            "lengths": torch.tensor([len(each) for each in words]),
            **self.sounds([row.sound for row in rows]),
        }

    def forward(self, **inputs: Tensor) -> Tensor:
        lengths = inputs["lengths"].tolist()
        words = [row[:length] for row, length in zip(inputs["words"], lengths, strict=True)]
        return aligned_loss(self._spoken(inputs), words, self._head, blank=self._blank)

    def answer(self, rows: Sequence[Row], *, most_tokens: int) -> list[str]:
        device = self.language_model.device
        with torch.inference_mode():
            inputs = {name: one.to(device) for name, one in self.together(rows).items()}
            paths = [likeliest(one, self._head, blank=self._blank) for one in self._spoken(inputs)]
        return [
            self._tokenizer.decode(path[:most_tokens], skip_special_tokens=True).strip()
            for path in paths
        ]

    def flops(self, row: Row) -> int:
        heard = self.encoder.flops(row.sound)
        projected = self.projector.flops([piece.states for piece in row.sound])
        return heard + projected + flops_of(stack_of([self._head]), [_parts_of(row)[0]])

    @property
    def _head(self) -> Any:
        return self.language_model.get_output_embeddings()

    def _spoken(self, inputs: Mapping[str, Tensor]) -> Sequence[Tensor]:
        """What each clip becomes, (places, width of the language model)."""
        with torch.no_grad():
            states = self.encoder(inputs)
        spoken = self.projector(states, inputs["states"]).to(self.language.dtype)
        clips: Sequence[Tensor] = torch.split(spoken, inputs["places"].tolist())
        return clips


def _parts_of(row: Row) -> tuple[int, tuple[int, ...]]:
    """How many tokens the clip becomes, and what is said in it."""
    places = len(row.tokens) - row.answer_tokens
    return places, row.tokens[places:]
