"""Collections as they lie on disk once unpacked; Common Voice, CoVoST-2 and a plain table here."""

from collections.abc import Iterator
from pathlib import Path

import languages
from evaluation.suites.clip_tables import ClipTable
from evaluation.suites.errors import LayoutError
from evaluation.suites.fleurs import read_fleurs
from evaluation.suites.samples import Row
from evaluation.suites.squad import read_squad
from evaluation.suites.suite import Pair, Source, Suite


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
    if suite.source is Source.FLEURS:
        return read_fleurs(root, pair, split=suite.split)
    if suite.source is Source.SQUAD:
        return read_squad(root, pair, split=suite.split)
    if suite.source is Source.TABLE:
        return read_table(suite, pair, root)
    raise ValueError(f"Samples of {suite.name} come from a release, not from a folder.")


def read_common_voice(root: Path, language: str, *, split: str = "test") -> Iterator[Row]:
    """Reads ``<language>/<split>.tsv`` with ``<language>/clips/``.

    Clips of one speaker (``client_id``) are one cluster.

    Raises:
        LayoutError: a file is missing or has other columns.
        LanguageUnknownError: the table has no such language.
    """
    folder = _folder(root, language)
    table = ClipTable(
        folder / f"{split}.tsv", folder / "clips", Pair(language, language), "sentence"
    )
    return table.rows()


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
            table = ClipTable(path, folder / "clips", pair, "translation")
            return table.rows(split=split if path.name == whole else None)
    raise LayoutError(
        folder / whole,
        f"it is not there. CoVoST-2's table {whole} belongs beside the clips of Common Voice.",
    )


def read_table(suite: Suite, pair: Pair, root: Path) -> Iterator[Row]:
    """Reads ``<language>/<split>.tsv`` with ``<language>/clips/``; languages are ISO 639-3.

    The table is tab-separated, with its columns named in the first line: ``path`` of the clip, the
    suite's reference, and what its prompt names. ``id`` tells rows of one clip apart (the path does
    where there is none), and rows of one ``speaker`` are one cluster. A reference is never empty:
    where nothing is right, as of slots, it says ``none``. A column ``transcript`` may tell what is
    said in the clip.

    Raises:
        LayoutError: a file is missing or has other columns.
    """
    folder = root / pair.language
    table = ClipTable(
        folder / f"{suite.split}.tsv",
        folder / "clips",
        pair,
        suite.reference.replace("{target}", pair.target),
        given=suite.given,
        labels=suite.right_labels,
        speaker="speaker",
    )
    return table.rows()


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
