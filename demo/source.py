"""Which files `make demo` walks the road with."""

from dataclasses import dataclass
from pathlib import Path

from corpus.importing.codes import language_from_name
from languages import SOURCE

OWN = Path(__file__).resolve().parent
SUFFIXES = (".jsonl", ".json", ".ndjson", ".jsonl.gz", ".json.gz", ".ndjson.gz")


class DemoInputError(Exception):
    """What was given as DEMO_INPUT can't be walked with."""


@dataclass(frozen=True)
class InputFile:
    path: Path
    language: str


def find_input(folder: str | None) -> list[InputFile]:
    """The files of a folder with their languages, English first.

    Raises:
        DemoInputError: there is no such folder, or no English file in it.
    """
    path = Path(folder) if folder else OWN
    if not path.is_dir():
        raise DemoInputError(f"DEMO_INPUT: there is no folder {path}.")
    found = [
        InputFile(file, language)
        for file in sorted(path.iterdir())
        if file.name.endswith(SUFFIXES) and (language := language_from_name(file.name))
    ]
    if SOURCE not in {file.language for file in found}:
        raise DemoInputError(
            f"{path} has no English file. Name files by language, like pairs.eng.jsonl."
        )
    return sorted(found, key=lambda file: file.language != SOURCE)
