"""FLEURS as it lies on disk once unpacked. Source: Conneau et al. 2022.

Its sentences were read in every language, by up to three people each: one sentence, by its number,
is one cluster, and its text in another language is its translation.
"""

from collections.abc import Iterator
from pathlib import Path

import languages
from evaluation.suites.errors import LayoutError
from evaluation.suites.samples import BadRow, Fault, Row, Sample
from evaluation.suites.suite import Pair
from evaluation.suites.tables import Fields, find_clip, read_rows

_COLUMNS = (
    "id",
    "file",
    "raw_transcription",
    "transcription",
    "characters",
    "samples",
    "gender",
)
_TEXT = "raw_transcription"
_PROBLEMS = {
    Fault.NO_TEXT: "nobody wrote sentence {id} in the language that is asked for.",
    Fault.NO_CLIP_NAME: "its clip has no name.",
    Fault.CLIP_OUTSIDE: "its clip {file!r} leads out of the folder; it must be a bare name.",
    Fault.CLIP_MISSING: "there is no clip {file!r} in the folder audio, in any format.",
    Fault.REPEATED: "its clip {file!r} stands in an earlier line.",
}


def read_fleurs(root: Path, pair: Pair, *, split: str = "test") -> Iterator[Row]:
    """Reads ``<code>/<split>.tsv``, without a first line of names, and ``<code>/audio/<split>/``.

    Of a translation also the table of the language that is asked for.

    Raises:
        LayoutError: a file is missing, or FLEURS lacks a language.
        LanguageUnknownError: the table has no such language.
    """
    folder, other = (root / _code(code) for code in pair)
    clips = folder / "audio" / split
    if not clips.is_dir():
        raise LayoutError(clips, "there is no such folder. Unpack the language's clips there.")
    texts = _texts(other / f"{split}.tsv")
    return _samples(folder / f"{split}.tsv", clips, pair, texts)


def _samples(path: Path, clips: Path, pair: Pair, texts: dict[str, str]) -> Iterator[Row]:
    seen: set[str] = set()
    for found in read_rows(path, columns=_COLUMNS, header=_COLUMNS):
        if isinstance(found, BadRow):
            yield found
            continue
        line, fields = found
        clip = _fault(fields, texts, seen) or find_clip(clips, fields["file"])
        if isinstance(clip, Fault):
            told = _PROBLEMS[clip].format(id=fields["id"][:20], file=fields["file"][:100])
            yield BadRow(file=path, line=line, fault=clip, problem=told)
            continue
        seen.add(fields["file"])
        yield Sample(
            id=fields["file"],
            language=pair.language,
            target=pair.target,
            audio=clip,
            reference=texts[fields["id"]],
            cluster=fields["id"],
        )


def _fault(fields: Fields, texts: dict[str, str], seen: set[str]) -> Fault | None:
    if not texts.get(fields["id"]):
        return Fault.NO_TEXT
    return Fault.REPEATED if fields["file"] in seen else None


def _texts(path: Path) -> dict[str, str]:
    """Sentences by number; FLEURS has some two thousand."""
    rows = read_rows(path, columns=_COLUMNS, header=_COLUMNS)
    found = (row[1] for row in rows if not isinstance(row, BadRow))
    return {fields["id"]: fields[_TEXT] for fields in found}


def _code(language: str) -> str:
    row = languages.get(language)
    if row.codes.fleurs is None:
        raise LayoutError(Path(language), f"FLEURS has no {row.name}.")
    return row.codes.fleurs
