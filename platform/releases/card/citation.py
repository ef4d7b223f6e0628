"""How to cite a release: BibTeX, and the Citation File Format 1.2.0."""

import json
import re
from collections.abc import Mapping
from typing import Any

from releases.card.facts import Facts

_PAPER = "Turning Speech Language Models into Multi-lingual Listeners"
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "{}$%&#_"},
}


def bibtex(facts: Facts) -> str:
    """One entry; the manifest's hash says exactly which bytes are meant."""
    fields = {
        "title": f"{{{_tex(facts.title)}, release {_tex(facts.name)}}}",
        "author": f"{{The makers of {_tex(facts.title)}}}",
        "year": str(facts.made_on.year),
        "version": _tex(facts.name),
        "url": facts.address,
        "note": f"manifest SHA-256 {facts.manifest}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{_key(facts)},", *lines, "}"])


def cff(facts: Facts) -> str:
    """A CITATION.cff file."""
    told = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": f"{facts.title}, release {facts.name}",
        "version": facts.name,
        "date-released": facts.made_on.isoformat(),
        "url": facts.address,
        "authors": [{"name": f"The makers of {facts.title}"}],
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{facts.manifest}",
                "description": "Hash over all that the release holds",
            }
        ],
        "references": [
            {
                "type": "article",
                "title": _PAPER,
                "authors": [{"name": "Anonymous authors"}],
                "notes": "The paper whose road this dataset went",
            }
        ],
    }
    return as_yaml(told)


def as_yaml(told: Mapping[str, Any]) -> str:
    """A line for each name; the values are written as JSON, which YAML reads."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in told.items())
    return "\n".join(lines)


def _key(facts: Facts) -> str:
    return re.sub(r"[^A-Za-z0-9.:-]+", "-", f"{facts.dataset}-{facts.name}")


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(text.split()))
