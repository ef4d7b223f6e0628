"""A language model with its tokenizer, on one device, that continues rows. Imports torch."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import torch
import transformers

from engines.protocols import Sampling
from engines.wording.draws import Draws
from engines.wording.rows import Row, Written


class Writer:
    def __init__(self, model: Any, tokenizer: Any, *, ends: Iterable[str] = ()) -> None:
        """`ends` are tokens that end an answer besides those that the checkpoint names."""
        self.model = model
        self.tokenizer = tokenizer
        self._ends = _ends(model, tokenizer, ends)
        filler = tokenizer.pad_token_id
        self._filler = self._ends[0] if filler is None else filler
        # Published ones bring penalties and temperatures of their own; here the request says all.
        model.generation_config = transformers.GenerationConfig(
            eos_token_id=self._ends, pad_token_id=self._filler
        )

    def padded(self, rows: Sequence[Row]) -> tuple[Any, Any]:
        """Tokens and mask, both (rows, tokens), filled up on the left."""
        longest = max(row.size for row in rows)
        gaps = [longest - row.size for row in rows]
        tokens = [[self._filler] * gap + [*row.tokens] for gap, row in zip(gaps, rows, strict=True)]
        mask = [[0] * gap + [1] * (longest - gap) for gap in gaps]
        device = self.model.device
        return torch.tensor(tokens, device=device), torch.tensor(mask, device=device)

    def write(
        self, rows: Sequence[Row], sampling: Sampling, heard: Mapping[str, Any] | None = None
    ) -> list[Written]:
        """Continue rows together; `heard` goes to the model as it is."""
        tokens, mask = self.padded(rows)
        draws = [Draws(rows, sampling)] if sampling.temperature > 0 else []
        with torch.inference_mode():
            written = self.continue_tokens(
                tokens,
                attention_mask=mask,
                do_sample=False,
                max_new_tokens=sampling.max_tokens,
                logits_processor=transformers.LogitsProcessorList(draws),
                **(heard or {}),
            )
        answers = written.tolist()
        return [self._read(row, answer) for row, answer in zip(rows, answers, strict=True)]

    def continue_tokens(self, tokens: Any, **given: Any) -> Any:
        """What is written behind each row, (rows, tokens)."""
        return self.model.generate(input_ids=tokens, **given)[:, tokens.shape[1] :]

    def _read(self, row: Row, answer: list[int]) -> Written:
        ended = next((at for at, word in enumerate(answer) if word in self._ends), None)
        words = answer[:ended]
        return Written(
            text=self.tokenizer.decode(words, skip_special_tokens=True).strip(),
            input_tokens=row.size,
            output_tokens=len(words),
            cut=ended is None,
        )


def _ends(model: Any, tokenizer: Any, more: Iterable[str]) -> list[int]:
    said = model.generation_config.eos_token_id
    ends = said if isinstance(said, list) else [said]
    known = tokenizer.get_vocab()
    found = [*ends, tokenizer.eos_token_id, *(known.get(token) for token in more)]
    return list(dict.fromkeys(one for one in found if one is not None))
