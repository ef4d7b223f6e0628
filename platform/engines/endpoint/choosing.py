"""How servers are told to write one of a few labels; each has words of its own, or none.

vLLM takes ``structured_outputs`` (before 0.12 also ``guided_choice``); servers after OpenAI take a
``response_format`` with a JSON schema. A server that doesn't know a field passes over it in
silence, so what comes back is looked at.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from engines.endpoint.answer import Answer
from engines.errors import ChoicesUnsupportedError
from engines.protocols import FailureCode, ItemFailure, Sampling
from engines.wording.slots import MARK, slot_pattern

_FIELD = "label"

_Fields = Mapping[str, Any]


def held_fields(manner: str, sampling: Sampling, *, name: str) -> _Fields:
    """What a request says beside its messages, so that the answer keeps to its labels.

    Args:
        manner: One of `MANNERS`, of the endpoint's settings; empty where it has none.
        sampling: With choices or slots; without any nothing is said.
        name: Of the engine, for the message.

    Raises:
        ChoicesUnsupportedError: there are labels, and no manner; of slots, none that takes them.
        ChoicesUnusableError: a slot's label holds a mark.
    """
    if sampling.slots:
        if manner not in _PATTERNS:
            raise ChoicesUnsupportedError(name, known=_PATTERNS)
        return _PATTERNS[manner](slot_pattern(sampling.slots))
    if not sampling.choices:
        return {}
    if manner not in MANNERS:
        raise ChoicesUnsupportedError(name, known=MANNERS)
    return MANNERS[manner](list(dict.fromkeys(sampling.choices)))


def held(answer: Answer | ItemFailure, sampling: Sampling, *, name: str) -> Answer | ItemFailure:
    """The answer with the label as its text, or a failure where it doesn't keep to the labels."""
    if isinstance(answer, ItemFailure):
        return answer
    if sampling.slots:
        return answer if _keeps_to(sampling.slots, answer) else _strayed(answer.text, name)
    return _chosen(answer, sampling.choices, name=name) if sampling.choices else answer


def _keeps_to(slots: Sequence[str], answer: Answer) -> bool:
    """One that was cut may end within a slot."""
    text = answer.text.strip()
    whole = text.rpartition(MARK)[0] if answer.cut else text
    return not whole or re.fullmatch(slot_pattern(slots), whole) is not None


def _chosen(answer: Answer, choices: Sequence[str], *, name: str) -> Answer | ItemFailure:
    label = _unwrapped(answer.text).strip()
    if label in choices:
        return Answer(
            text=label,
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
            cut=answer.cut,
            model=answer.model,
        )
    return _strayed(label, name)


def _strayed(text: str, name: str) -> ItemFailure:
    return ItemFailure(
        FailureCode.OUTPUT_INVALID,
        f"{name} answers with {text[:60]!r}, which is none of the labels that it was told. Its "
        "server may not know how; name another manner of `choices` in ENGINE_ENDPOINTS.",
    )


def _unwrapped(text: str) -> str:
    try:
        told = json.loads(text)
    except ValueError:
        return text
    match told:
        case {"label": str(label)}:
            return label
        case _:
            return text


def _structured_outputs(choices: list[str]) -> _Fields:
    return {"structured_outputs": {"choice": choices}}


def _guided_choice(choices: list[str]) -> _Fields:
    return {"guided_choice": choices}


def _response_format(choices: list[str]) -> _Fields:
    schema = {
        "type": "object",
        "properties": {_FIELD: {"type": "string", "enum": choices}},
        "required": [_FIELD],
        "additionalProperties": False,
    }
    named = {"name": _FIELD, "strict": True, "schema": schema}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


MANNERS: Mapping[str, Callable[[list[str]], _Fields]] = MappingProxyType(
    {
        "structured_outputs": _structured_outputs,
        "guided_choice": _guided_choice,
        "response_format": _response_format,
    }
)

_PATTERNS: Mapping[str, Callable[[str], _Fields]] = MappingProxyType(
    {
        "structured_outputs": lambda pattern: {"structured_outputs": {"regex": pattern}},
        "guided_choice": lambda pattern: {"guided_regex": pattern},
    }
)
"""Of slots, which no server after OpenAI can be told."""
