"""Common Voice and CoVoST-2 as they lie on disk once unpacked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import languages
from evaluation.suites.errors import LayoutError
from evaluation.suites.samples import BadRow, Fault, Row, Sample
from evaluation.suites.suite import Pair, Source, Suite
from evaluation.suites.tables import Fields, find_clip, read_rows

_PROBLEMS = {
    Fault.NO_TEXT: "its {column} is empty.",
    Fault.NO_CLIP_NAME: "its path is empty.",
    Fault.CLIP_OUTSIDE: "its path {path!r} leads out of the folder clips; it must be a bare name.",
    Fault.CLIP_MISSING: "there is no clip {path!r} in the folder clips, in any format.",
    Fault.REPEATED: "its clip {path!r} stands in an earlier line.",
}


def read_samples(suite: Suite, pair: Pair, root: Path) -> Iterator[Row]:
    """Yields the samples of a pair in the table's order, and the rows that are no sample.

    Args:
        suite: One whose source lies on disk.
        pair: One of its own.
        root: Of the collection: the folder that holds one folder per language.

    Raises:
        LayoutError: a file is missing or has other columns.
        ValueError: the suite's samples come from a release.
    """
    if suite.source is Source.COMMON_VOICE:
        return read_common_voice(root, pair.language, split=suite.split)
    if suite.source is Source.COVOST2:
        return read_covost2(root, pair, split=suite.split)
    raise ValueError(f"Samples of {suite.name} come from a release, not from a folder.")


def read_common_voice(root: Path, language: str, *, split: str = "test") -> Iterator[Row]:
    """Reads ``<language>/<split>.tsv`` with ``<language>/clips/``.

    Clips of one speaker (``client_id``) are one cluster.

    Raises:
        LayoutError: a file is missing or has other columns.
        LanguageUnknownError: the table has no such language.
    """
    folder = _folder(root, language)
    table = _Table(folder / f"{split}.tsv", folder / "clips", Pair(language, language), "sentence")
    return table.rows(split=None)


def read_covost2(root: Path, pair: Pair, *, split: str = "test") -> Iterator[Row]:
    """Reads ``covost_v2.<from>_<to>.tsv`` with the clips of ``<from>/clips/``.

    The table lies in the root or beside the clips, whole (with a column ``split``) or already
    divided (``covost_v2.<from>_<to>.test.tsv``). Clips are those of Common Voice 4. Those of one
    speaker are one cluster where the table names speakers; else each clip with its translations.

    Raises:
        LayoutError: a file is missing or has other columns.
        LanguageUnknownError: the table has no such language.
    """
    folder = _folder(root, pair.language)
    name = f"covost_v2.{_code(pair.language)}_{_code(pair.target)}"
    whole, divided = f"{name}.tsv", f"{name}.{split}.tsv"
    for path in (folder / divided, root / divided, folder / whole, root / whole):
        if path.is_file():
            table = _Table(path, folder / "clips", pair, "translation")
            return table.rows(split=split if path.name == whole else None)
    raise LayoutError(
        folder / whole,
        f"it is not there. CoVoST-2's table {whole} belongs beside the clips of Common Voice.",
    )


@dataclass(frozen=True, slots=True)
class _Table:
    path: Path
    clips: Path
    pair: Pair
    column: str
    """Of the reference."""
    seen: set[str] = field(default_factory=set)

    def rows(self, *, split: str | None) -> Iterator[Row]:
        """Yields samples and bad rows; of a split if the table holds several."""
        columns = ["path", self.column, *(["split"] if split else [])]
        for found in read_rows(self.path, columns=columns):
            if isinstance(found, BadRow):
                yield found
            elif split is None or found[1]["split"] == split:
                yield self._sample(*found)

    def _sample(self, line: int, fields: Fields) -> Row:
        clip = self._clip(fields)
        if isinstance(clip, Fault):
            problem = _PROBLEMS[clip].format(column=self.column, path=fields["path"][:100])
            return BadRow(file=self.path, line=line, fault=clip, problem=problem)
        self.seen.add(fields["path"])
        return Sample(
            id=fields["path"],
            language=self.pair.language,
            target=self.pair.target,
            audio=clip,
            reference=fields[self.column],
            cluster=fields.get("client_id") or fields["path"],
        )

    def _clip(self, fields: Fields) -> Path | Fault:
        if not fields[self.column]:
            return Fault.NO_TEXT
        if fields["path"] in self.seen:
            return Fault.REPEATED
        return find_clip(self.clips, fields["path"])


def _folder(root: Path, language: str) -> Path:
    folder = root / _code(language)
    if not (folder / "clips").is_dir():
        raise LayoutError(folder, "it has no folder clips. Unpack the language's clips there.")
    return folder


def _code(language: str) -> str:
    """The collections' code of a language.

    Raises:
        LayoutError: they don't have it.
    """
    row = languages.get(language)
    if row.codes.common_voice is None:
        raise LayoutError(Path(language), f"Common Voice has no {row.name}.")
    return row.codes.common_voice
