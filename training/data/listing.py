"""Collections of single files: Common Voice, CoVoST-2, tables of suites, and folders of clips."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from evaluation.suites.errors import LayoutError
from evaluation.suites.layouts import read_common_voice, read_covost2, read_table
from evaluation.suites.loading import get_suite
from evaluation.suites.samples import BadRow, Fault, Row, Sample
from evaluation.suites.suite import Pair
from evaluation.suites.tables import Fields, find_clip, read_rows
from training.data.asking import asked_by_name, asked_pairs
from training.data.leaving_out import LeftOut
from training.data.prompting import INSTRUCTION
from training.errors import DataMissingError
from training.orders import Place
from training.recipes.fields import Data, Layout, Source

TABLE = "metadata.tsv"
_LICENCES = {Layout.COMMON_VOICE: "CC0-1.0", Layout.COVOST2: "CC0-1.0"}
"""Of what is published; a folder of clips has none unless its place says one."""
_PROBLEMS = {
    Fault.NO_TEXT: "its text is empty.",
    Fault.NO_CLIP_NAME: "its path is empty.",
    Fault.CLIP_OUTSIDE: "its path leads out of the folder; it must be a bare name.",
    Fault.CLIP_MISSING: "there is no such clip, in any format.",
}


@dataclass(slots=True)
class Listing:
    """A source's clips in the order of its tables, not heard yet."""

    samples: list[Sample] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    absent: dict[str, str] = field(default_factory=dict)
    """Pairs that it has no table of, and what is missing."""

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if isinstance(row, Sample):
                self.samples.append(row)
            else:
                self.left_out.add(row.fault.value, 1, str(row))


def list_clips(name: str, source: Source, place: Place, data: Data) -> Listing:
    """Reads a source's tables.

    Raises:
        DataMissingError: a language that the recipe names is not there, or the place is no folder.
    """
    root = Path(place.path)
    if not root.is_dir():
        raise DataMissingError(name, f"{place.path} is no folder. Unpack the clips there.")
    listing = Listing()
    for pair in asked_pairs(data, source):
        try:
            listing.add(_read(source, root, pair))
        except LayoutError as error:
            if asked_by_name(data, source):
                raise DataMissingError(name, f"it has no {pair.key}. {error}") from error
            listing.absent[pair.key] = str(error)
    return listing


def licence_of(source: Source, place: Place) -> str:
    """SPDX name; empty where nobody has said one."""
    return place.licence or _LICENCES.get(source.layout, "")


def tables_of(place: Place) -> list[tuple[str, int, int]]:
    """Path, bytes and time of change (ns) of every table: others where the clips are others."""
    root = Path(place.path)
    found = sorted((*root.glob("*.tsv"), *root.glob("*/*.tsv")))
    states = [(path, path.stat()) for path in found]
    return [
        (str(path.relative_to(root)), state.st_size, state.st_mtime_ns) for path, state in states
    ]


def _read(source: Source, root: Path, pair: Pair) -> Iterator[Row]:
    if source.layout is Layout.COMMON_VOICE:
        return read_common_voice(root, pair.language, split=source.split)
    if source.layout is Layout.COVOST2:
        return read_covost2(root, pair, split=source.split)
    if source.layout is Layout.TABLE:
        return read_table(replace(get_suite(source.suite), split=source.split), pair, root)
    return read_folder(root, pair, split=source.split)


def read_folder(root: Path, pair: Pair, *, split: str) -> Iterator[Row]:
    """Reads ``<language>/metadata.tsv`` (``path`` and ``text``), its clips beside it or in clips/.

    Other columns are optional: ``split``, by which rows are chosen; ``speaker``, whose clips are
    never on both sides of a division; ``language`` of the text, where it isn't the clip's;
    ``transcript``, what is said in the clip, where the text is something else;
    ``instruction``, what is said beside it.

    Raises:
        LayoutError: the table is missing or has other columns.
    """
    folder = root / pair.language
    clips = folder / "clips" if (folder / "clips").is_dir() else folder
    for row in read_rows(folder / TABLE, columns=("path", "text")):
        if isinstance(row, BadRow):
            yield row
            continue
        line, fields = row
        here = fields.get("split", split), fields.get("language", pair.target)
        if here == (split, pair.target):
            yield _row(folder / TABLE, clips, line, fields, pair)


def _row(table: Path, clips: Path, line: int, fields: Fields, pair: Pair) -> Row:
    clip = find_clip(clips, fields["path"]) if fields["text"] else Fault.NO_TEXT
    if isinstance(clip, Fault):
        return BadRow(file=table, line=line, fault=clip, problem=_PROBLEMS[clip])
    return Sample(
        id=fields["path"],
        language=pair.language,
        target=pair.target,
        audio=clip,
        reference=fields["text"],
        cluster=fields.get("speaker") or fields["path"],
        given={name: fields[name] for name in (INSTRUCTION,) if fields.get(name)},
        transcript=fields.get("transcript", ""),
    )
