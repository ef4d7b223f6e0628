"""What a checkpoint says of itself to people: a model card, as the hub reads it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import languages
from engines.licences import combine_licences
from training.recipes.fields import Recipe


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    name: str
    """Of the checkpoint."""
    recipe: Recipe
    data: Mapping[str, Any]
    """The mixture's manifest."""
    metrics: Mapping[str, Any]
    environment: Mapping[str, Any]
    licences: Mapping[str, str]
    """SPDX names by published part."""
    lineage: Mapping[str, str]

    @property
    def licence(self) -> str:
        """What binds the checkpoint: the licences of all parts and data rows at once."""
        return combine_licences(*self.licences.values(), *self.data["licences"])


def write_card(card: Card) -> str:
    """Markdown with the fields that the hub reads in front."""
    made_by = card.environment
    snippet = _SNIPPETS.get(card.recipe.model.family, "")
    return _BODY.format(
        card=card,
        front=_front(card),
        data=_table(("Source", "Task", "Languages", "Samples", "Hours"), _data(card.data)),
        lineage="".join(f"- {name}: {said}\n" for name, said in card.lineage.items()),
        licences=_table(("What", "As", "Licence"), _licences(card)),
        licence=card.licence or "none is known",
        numbers=_numbers(card.metrics),
        asked=_asked(card),
        snippet=snippet.format(model=card.recipe.model),
        packages=", ".join(f"{name} {found}" for name, found in made_by["packages"].items()),
        origins=_table(("Field", "From"), card.recipe.origins.items()),
    )


_BODY = """{front}

# {card.name}

{card.recipe.title}. {card.recipe.describes}

## What it was trained on

{card.data[samples]:,} samples, {card.data[hours]:,.2f} hours. `data.json` has the shards, and what
was left out and why.

{data}

{lineage}
## Licences

{licences}

All of these bind at once: **{licence}**. What asks for the most, such as a ban on commercial use,
holds for the whole.

## Numbers

{numbers}

## How to load it

In the studio that trained it, ask {asked}.
{snippet}
## How it was made

By the recipe `{card.recipe.name}` (`recipe.json`), on {card.environment[processes]} x
{card.environment[device]} in {card.environment[precision]}, seed {card.environment[seed]}, with
{packages}. Where the recipe's numbers come from, in the paper or elsewhere:

{origins}

`SHA256SUMS` names every file; check with `sha256sum --check SHA256SUMS`.
"""
_SNIPPETS = {
    "qwen2_5_omni": """Elsewhere:

```python
from peft import PeftModel
from transformers import Qwen2_5OmniProcessor, Qwen2_5OmniThinkerForConditionalGeneration

base = "{model.checkpoint}"
thinker = Qwen2_5OmniThinkerForConditionalGeneration.from_pretrained(base, dtype="auto")
model = PeftModel.from_pretrained(thinker, "path/to/this/folder").eval()
processor = Qwen2_5OmniProcessor.from_pretrained(base)
```
""",
    "multispeech": """The language model's adapter loads elsewhere, too; `config.json` says which
speech encoder belongs to it, and `projector.safetensors` has the weights of what joins them:

```python
from peft import PeftModel
from transformers import AutoModelForCausalLM

base = AutoModelForCausalLM.from_pretrained("{model.language_model}", dtype="auto")
model = PeftModel.from_pretrained(base, "path/to/this/folder").eval()
```
""",
    "reading": """Elsewhere, it reads an instruction, an empty line and what is said:

```python
from peft import PeftModel
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM

base = "{model.language_model}"
encodes = AutoConfig.from_pretrained(base).is_encoder_decoder
kind = AutoModelForSeq2SeqLM if encodes else AutoModelForCausalLM
published = kind.from_pretrained(base, dtype="auto")
model = PeftModel.from_pretrained(published, "path/to/this/folder").eval()
```
""",
}


def _asked(card: Card) -> str:
    if card.recipe.model.hears:
        return f"`checkpoint:{card.name}`"
    behind = f"`cascade:checkpoint:{card.name}`, for which a recognizer listens"
    return f"{behind}, or `transcript:checkpoint:{card.name}`, which is given the right transcript"


def _front(card: Card) -> str:
    hears = card.recipe.model.hears
    told = {
        "library_name": "peft",
        "pipeline_tag": "audio-text-to-text" if hears else "text-generation",
        "base_model": [*card.licences],
        "language": [languages.get(code).bcp47 for code in _codes(card.data)],
        "license": "other",
        "license_name": card.licence or "LicenseRef-unknown",
        "tags": [
            *(["speech"] if hears else []),
            "multilingual",
            card.recipe.model.family,
            card.recipe.name,
        ],
    }
    lines = (f"{name}: {json.dumps(said, ensure_ascii=False)}" for name, said in told.items())
    return "\n".join(["---", *lines, "---"])


def _codes(data: Mapping[str, Any]) -> list[str]:
    """Of the clips and of the answers; ISO 639-3."""
    pairs = {pair for source in data["sources"].values() for pair in source["languages"]}
    return sorted({code for pair in pairs for code in pair.split("-")})


def _data(data: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, source in data["sources"].items():
        for pair, amount in source["languages"].items():
            yield (
                name,
                source["task"],
                " to ".join(languages.get(code).name for code in pair.split("-")),
                f"{amount['samples']:,}",
                f"{amount['hours']:,.2f}",
            )


def _licences(card: Card) -> Iterator[tuple[str, ...]]:
    for part, licence in card.licences.items():
        yield part, "part of the model", licence
    for licence, count in card.data["licences"].items():
        yield f"{count:,} samples", "training data", licence or "not said"


def _numbers(metrics: Mapping[str, Any]) -> str:
    """A table of what was measured when the checkpoint was saved, or that nothing was."""
    measured = {name: value for name, value in metrics.items() if value is not None}
    step = f"After {measured.pop('step'):,} steps"
    if not measured:
        return f"{step}, and not measured: take a benchmark."
    rows = ((name, f"{value:,.4g}") for name, value in measured.items())
    return (
        f"{step}, on samples that were held out from training; they are few, so take a benchmark "
        f"for all that matters.\n\n{_table(('Measure', 'Value'), rows)}"
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
