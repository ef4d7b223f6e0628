"""What a rater answered, out of what Label Studio stores. Pure, and trusting nothing.

Label Studio itself takes empty results, unknown fields, and scores outside the scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotation.enums import CampaignKind, Verdict
from annotation.label_studio.configuring import FIELDS, REASON, SCALES, VERDICT
from annotation.label_studio.errors import ResultInvalidError

Result = Sequence[Mapping[str, object]]
_POINTS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, kw_only=True)
class Scores:
    naturalness: int
    understood: int


@dataclass(frozen=True, kw_only=True)
class Corrected:
    verdict: Verdict
    question: str
    answer: str
    reason: str


def read_result(kind: CampaignKind, result: object) -> Scores | Corrected:
    """The answer of one annotation.

    Raises:
        ResultInvalidError: it is incomplete, out of range, or answers something else.
    """
    fields = _by_name(result)
    return _scores(fields) if kind == CampaignKind.LISTENING else _corrected(fields)


def _scores(fields: Mapping[str, Mapping[str, object]]) -> Scores:
    _refuse_foreign(fields, SCALES)
    naturalness, understood = (int(_choice(fields, name, _POINTS)) for name in SCALES)
    return Scores(naturalness=naturalness, understood=understood)


def _corrected(fields: Mapping[str, Mapping[str, object]]) -> Corrected:
    _refuse_foreign(fields, (*FIELDS, VERDICT, REASON))
    verdict = Verdict(_choice(fields, VERDICT, Verdict.values))
    texts = {name: _text(fields, name) for name in (*FIELDS, REASON)}
    emptied = [name for name in FIELDS if not texts[name].strip()]
    if emptied and verdict != Verdict.UNTRANSLATABLE:
        raise ResultInvalidError(f"The {emptied[0]} was emptied.")
    return Corrected(verdict=verdict, **texts)


def _by_name(result: object) -> dict[str, Mapping[str, object]]:
    if not isinstance(result, Sequence) or isinstance(result, str) or not result:
        raise ResultInvalidError("Nothing was answered.")
    found: dict[str, Mapping[str, object]] = {}
    for part in result:
        name = part.get("from_name") if isinstance(part, Mapping) else None
        if not isinstance(name, str):
            raise ResultInvalidError("A part of the result belongs to no field.")
        if name in found:
            raise ResultInvalidError(f"{name} was answered twice.")
        found[name] = part
    return found


def _refuse_foreign(fields: Mapping[str, object], known: Sequence[str]) -> None:
    if foreign := sorted(set(fields) - set(known)):
        raise ResultInvalidError(f"Nothing here is called {', '.join(foreign)[:100]}.")


def _choice(fields: Mapping[str, Mapping[str, object]], name: str, allowed: Sequence[str]) -> str:
    chosen = _value(fields, name, "choices")
    if chosen is None:
        raise ResultInvalidError(f"{name} was not answered.")
    if not isinstance(chosen, list) or len(chosen) != 1 or chosen[0] not in allowed:
        raise ResultInvalidError(f"{name} must be one of {', '.join(allowed)}.")
    return str(chosen[0])


def _text(fields: Mapping[str, Mapping[str, object]], name: str) -> str:
    written = _value(fields, name, "text")
    lines = [written] if isinstance(written, str) else written or []
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ResultInvalidError(f"{name} holds no text.")
    if len(lines) > 1:
        raise ResultInvalidError(f"{name} holds {len(lines)} texts instead of one.")
    return lines[0] if lines else ""


def _value(fields: Mapping[str, Mapping[str, object]], name: str, kind: str) -> object:
    part = fields.get(name)
    value = part.get("value") if part is not None else None
    return value.get(kind) if isinstance(value, Mapping) else None
