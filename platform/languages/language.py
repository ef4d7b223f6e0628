"""What one row of the language table says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Direction = Literal["ltr", "rtl"]
ErrorUnit = Literal["WER", "CER"]
SynthesizerName = Literal["xtts", "mms", "seamless"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Codes:
    """What each engine calls a language; None where the engine does not have it."""

    seamless: str | None = None
    """SeamlessM4T v2, text in and out."""
    seamless_speaks: bool = True
    """SeamlessM4T v2 also has speech output for it; says nothing where `seamless` is None."""
    xtts: str | None = None
    mms: str | None = None
    """MMS: the adapter of mms-1b-all that recognizes it, and the name of its MMS-TTS voice."""
    mms_speaks: bool = True
    """There is an MMS-TTS voice for it; says nothing where `mms` is None."""
    whisper: str | None = None
    nllb: str | None = None
    espeak: str | None = None
    common_voice: str | None = None
    """Its folder in Common Voice, and its part of a file's name in CoVoST-2."""
    fleurs: str | None = None
    """Its folder in FLEURS."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """One language: how people write it and how machines measure and call it."""

    code: str
    """ISO 639-3; the only code used inside the project."""
    bcp47: str
    """For HTML `lang` and nothing else."""
    name: str
    endonym: str
    family: str
    script: str
    """ISO 15924."""
    unicode_scripts: tuple[str, ...]
    """Values of Unicode's Script property whose letters are the language's own.

    Korean leaves Han out: hanja are rare in today's text, while Chinese in the place of Korean is
    a fault worth seeing.
    """
    direction: Direction = "ltr"
    default_synthesizer: SynthesizerName
    """Table 2 of the paper, with its erratum corrected (XTTS v2 has no Indonesian)."""
    error_unit: ErrorUnit = "WER"
    """Headline recognition error: CER where no spaces stand between words."""
    bleu_tokenizer: str = "13a"
    """Name of the sacrebleu tokenizer."""
    sentence_end: str = ".!?…"
    """Every mark that may close a sentence."""
    sentence_gap: str = " "
    """What stands between two sentences."""
    codes: Codes


def by_code(rows: Iterable[Language]) -> Mapping[str, Language]:
    """Index rows by ISO 639-3 code, in their order, read-only.

    Raises:
        ValueError: two rows have the same code.
    """
    table: dict[str, Language] = {}
    for row in rows:
        if row.code in table:
            raise ValueError(
                f"Language {row.code!r} has two rows: {table[row.code].name} and {row.name}. "
                "Remove one."
            )
        table[row.code] = row
    return MappingProxyType(table)
