"""Reads a judge's reply. What can't be read for certain is no verdict: it's counted, not guessed.

The last line must hold the verdict and nothing else. Forgiven are letter case, Markdown, brackets,
quotes, a label before it, a closing dot, full-width letters and the thoughts that some models put
before their reply.
"""

import re
import unicodedata
from dataclasses import dataclass

from evaluation.judges.verdict import Verdict

_THINKING = re.compile(r"<(?:think|thinking|thought)>", re.IGNORECASE)
_THOUGHT = re.compile(r"</(?:think|thinking|thought)>", re.IGNORECASE)
_DECORATION = "*_`~#<>|-•\"'“”‘’«»「」 \t"
_LABEL = re.compile(
    r"(?:final\s+)?(?:preferred|preference|verdict|choice|answer)(?:\s+answer)?[*_`\s]*:",
    re.IGNORECASE,
)
_COMPARISON = re.compile(r"\Acomparison[*_`\s]*:[*_`\s]*", re.IGNORECASE)
_NAMED = re.compile(r"(?:answer\s*)?[(\[{]{0,2}\s*([ab])\s*[)\]}]{0,2}", re.IGNORECASE)
_TIE = re.compile(r"[(\[{]{0,2}\s*tie\s*[)\]}]{0,2}", re.IGNORECASE)
_BY_LETTER = {"a": Verdict.FIRST, "b": Verdict.SECOND}


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedReply:
    verdict: Verdict | None
    """None where the reply names none for certain."""
    reason: str
    """The comparison before the verdict; all that was said where there is no verdict."""


def parse_reply(text: str, *, cut: bool = False) -> ParsedReply:
    """Verdict and reason of a judge's reply.

    Args:
        text: all that the judge said.
        cut: it ended because its tokens were used up, so its last line may be half a line.
    """
    lines = _lines(text)
    verdict = None if cut else _verdict(lines)
    return ParsedReply(verdict=verdict, reason=_reason(lines if verdict is None else lines[:-1]))


def parse_verdict(text: str, *, cut: bool = False) -> Verdict | None:
    """The verdict alone, None where the reply names none for certain."""
    return parse_reply(text, cut=cut).verdict


def _lines(text: str) -> list[str]:
    """Lines that say something, without thoughts; none where a thought is never closed."""
    # Some servers swallow the tag that opens a thought, so all before the closing one is thought.
    spoken = _THOUGHT.split(unicodedata.normalize("NFKC", text))[-1]
    if _THINKING.search(spoken):
        return []
    lines = (line.strip() for line in spoken.splitlines())
    return [line for line in lines if line.strip(_DECORATION)]


def _verdict(lines: list[str]) -> Verdict | None:
    """What the last line says, unless another line that holds only a verdict says otherwise."""
    if not lines:
        return None
    said = {verdict for line in lines if (verdict := _alone(line)) is not None}
    last = _alone(lines[-1])
    return last if said == {last} else None


def _alone(line: str) -> Verdict | None:
    """The verdict that makes up the whole line, or None."""
    bare = line.strip(_DECORATION)
    if label := _LABEL.match(bare):
        bare = bare[label.end() :]
    bare = bare.strip(_DECORATION).rstrip(".。!").strip(_DECORATION)
    if _TIE.fullmatch(bare):
        return Verdict.TIE
    named = _NAMED.fullmatch(bare)
    return _BY_LETTER[named[1].lower()] if named else None


def _reason(lines: list[str]) -> str:
    said = " ".join(line.lstrip(_DECORATION) for line in lines)
    return _COMPARISON.sub("", said).strip()
