"""What tiny speech models that answer know by heart: tones, alone and with a prompt beside them."""

from collections.abc import Callable, Mapping
from typing import Any

import torch

from engines.responding.model import Ear, SpeechModel
from engines.wording.rows import Row
from engines.wording.writer import Writer
from tests.checkpoints.sounds import tone
from tests.checkpoints.words import byte_vocabulary, learn_answers

SAID: Mapping[tuple[int, str], str] = {
    (220, ""): "Low.",
    (880, ""): "It is high!",
    (220, "Auf Deutsch?"): "Ganz tief.",
    (880, "Auf Deutsch?"): "Hoch.",
}
"""By pitch in Hz and prompt."""

Embed = Callable[[list[Row]], Any]
"""From rows of one length to what the language model reads, (rows, tokens, width)."""


def teach_tones(
    writer: Writer, ear: Ear, embed: Embed, run: Callable[[Any, Any], Any] | None = None
) -> None:
    """Trains until it says `SAID`."""
    model = SpeechModel(writer, ear)
    with torch.no_grad():
        readings = [embed([model.read(tone(pitch).samples, prompt)])[0] for pitch, prompt in SAID]
    answers = [writer.tokenizer.encode(text, add_special_tokens=False) for text in SAID.values()]
    learn_answers(
        writer.model,
        list(zip(readings, answers, strict=True)),
        end=writer.model.generation_config.eos_token_id[0],
        run=run,
    )


def embed_by_hook(writer: Writer, ear: Ear, language_model: Any) -> Embed:
    """For models that put sound among the words themselves."""

    def embed(rows: list[Row]) -> Any:
        tokens, mask = writer.padded(rows)
        heard = ear.together([row.sound for row in rows], tokens)
        seen: list[Any] = []
        hook = language_model.register_forward_pre_hook(
            lambda _module, _given, named: seen.append(named["inputs_embeds"]), with_kwargs=True
        )
        writer.model(input_ids=tokens, attention_mask=mask, **heard)
        hook.remove()
        return seen[0]

    return embed


def make_tokenizer(family: Any, marks: tuple[str, ...], *, end: str) -> Any:
    """Of bytes; the marks are tokens of their own, the first of them fills."""
    tokenizer = family(
        vocab=byte_vocabulary(marks), merges=[], pad_token=marks[0], eos_token=end, unk_token=None
    )
    tokenizer.add_special_tokens({"additional_special_tokens": list(marks)})
    return tokenizer
