"""A language model with its tokenizer, on one device, that continues rows. Imports torch."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import torch
import transformers

from engines.protocols import Sampling
from engines.wording.choosing import Choosing, Filling
from engines.wording.draws import Draws
from engines.wording.rows import Row, Written
from engines.wording.slots import SlotGrammar
from engines.wording.trie import Trie


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
        """Continue rows together; `heard` goes to the model as it is.

        Raises:
            ChoicesUnusableError: choices or slots can't be told apart by their tokens.
        """
        tokens, mask = self.padded(rows)
        trie = self._trie(sampling.choices)
        steps: list[Any] = [Choosing(trie, self._ends)] if trie else []
        if sampling.slots:
            steps.append(Filling(self._grammar(sampling.slots), self._ends))
        if sampling.temperature > 0:
            steps.append(Draws(rows, sampling))
        with torch.inference_mode():
            written = self.continue_tokens(
                tokens,
                attention_mask=mask,
                do_sample=False,
                max_new_tokens=trie.depth + 1 if trie else sampling.max_tokens,
                logits_processor=transformers.LogitsProcessorList(steps),
                **(heard or {}),
            )
        answers = written.tolist()
        return [self._read(row, answer, trie) for row, answer in zip(rows, answers, strict=True)]

    def continue_tokens(self, tokens: Any, **given: Any) -> Any:
        """What is written behind each row, (rows, tokens)."""
        return self.model.generate(input_ids=tokens, **given)[:, tokens.shape[1] :]

    def _trie(self, choices: Sequence[str]) -> Trie | None:
        """Of labels as the tokenizer writes them behind a request."""
        if not choices:
            return None
        return Trie({label: self._encode(label) for label in dict.fromkeys(choices)})

    def _grammar(self, slots: Sequence[str]) -> SlotGrammar:
        return SlotGrammar(list(dict.fromkeys(slots)), self._pieces, self._encode)

    def _encode(self, text: str) -> list[int]:
        tokens: list[int] = self.tokenizer.encode(text, add_special_tokens=False)
        return tokens

    @cached_property
    def _pieces(self) -> list[str]:
        """The text of each token; empty of marks, which are no text."""
        texts: list[str] = self.tokenizer.batch_decode(
            [[token] for token in range(len(self.tokenizer))]
        )
        marks = {*self.tokenizer.all_special_ids, *self._ends, self._filler}
        return ["" if token in marks else text for token, text in enumerate(texts)]

    def _read(self, row: Row, answer: list[int], trie: Trie | None) -> Written:
        ended = next((at for at, word in enumerate(answer) if word in self._ends), None)
        words = answer[:ended]
        label = trie.label_of(words) if trie else None
        return Written(
            text=label or self.tokenizer.decode(words, skip_special_tokens=True).strip(),
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
