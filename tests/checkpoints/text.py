"""What a tiny translating model learns by heart in about a second, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

# In sentences of their own, so that an engine must cut and rejoin. By ISO 639-3.
PHRASES: Mapping[str, Mapping[str, str]] = {
    "deu": {
        "Where?": "Wo?",
        "Who wrote it?": "Wer hat es geschrieben?",
        "Yes": "Ja",
        "Mars": "Der Mars",
        "Venus": "Die Venus",
        "Say.": "",
    },
    "jpn": {"Where?": "どこ。", "Who wrote it?": "だれ。", "Yes": "はい"},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """Tokens of a family's vocabulary, by id."""

    pad: int
    end: int
    start: int


def letters() -> list[str]:
    """Every character of the phrases, in both languages."""
    texts = [text for pairs in PHRASES.values() for pair in pairs.items() for text in pair]
    return sorted({character for text in texts for character in text} - {" "})


def teach(model: Any, tokenizer: Any, marks: Marks, codes: Mapping[str, str]) -> None:
    """Trains until it says the phrases; `codes` are the tokens of the target languages.

    Raises:
        AssertionError: it didn't learn them.
    """
    pairs = [(codes[lang], *pair) for lang, table in PHRASES.items() for pair in table.items()]
    given = tokenizer([source for _, source, _ in pairs], padding=True, return_tensors="pt")
    wanted = [
        [
            tokenizer.convert_tokens_to_ids(code),
            *(tokenizer(text, add_special_tokens=False).input_ids if text else ()),
            marks.end,
        ]
        for code, _, text in pairs
    ]
    # The language is told, never guessed.
    labels = _padded([[-100, *row[1:]] for row in wanted], -100)
    decoder = _padded([[marks.start, *row[:-1]] for row in wanted], marks.pad)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    model.train()
    for _ in range(400):
        optimizer.zero_grad()
        loss = model(**given, decoder_input_ids=decoder, labels=labels).loss
        loss.backward()
        optimizer.step()
        if loss.item() < 0.01:
            break
    assert loss.item() < 0.05
    model.eval()


def _padded(rows: Sequence[Sequence[int]], filler: int) -> Any:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])
