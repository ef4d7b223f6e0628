"""Reading a folder of clips with a ``voices.csv`` that tells what they are."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from catalog.models import Dataset
from common.errors import ConflictError, InvalidInputError
from corpus.enums import Perceived
from corpus.errors import VoiceTableError
from corpus.voice_library import DETAILS, VoiceDetails, import_voice

TABLE = "voices.csv"
REQUIRED = ("clip", "name", "licence")
# A "+" parts language and voice in espeak-ng's own names.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
NAME_RULE = "must be 1 to 60 letters, digits, dots, dashes or underscores"
MOST_BYTES = 50_000_000
"""Far more than 30 s in any format."""
LINK_RULE = "must be a link that begins with https:// or http://"
_YES_NO = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}
_LENGTHS = {"licence": 60, "source": 120, "source_url": 500, "reader": 120}


@dataclass(frozen=True, slots=True)
class VoiceOutcome:
    """What became of one line: a new voice, one that was there, or why not."""

    line: int
    clip: str
    name: str
    is_new: bool = False
    problem: str = ""


def import_voices(dataset: Dataset, folder: Path) -> Iterator[VoiceOutcome]:
    """Imports clip by clip, as it is asked for; a bad one stops no other.

    Raises:
        VoiceTableError: the folder has no table, or one without the columns needed.
        AudioStoreError: the store is away; nothing else would succeed either.
    """
    for line, row in _read_table(folder / TABLE):
        clip, name = row.get("clip", ""), row.get("name", "")
        try:
            details = _read_details(row)
            data = _read_file(folder, clip)
            _, is_new = import_voice(dataset, data, details)
        except (InvalidInputError, ConflictError) as problem:
            yield VoiceOutcome(line, clip, name, problem=problem.message)
        else:
            yield VoiceOutcome(line, clip, name, is_new=is_new)


def _read_table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            _check_columns(path, reader.fieldnames or [])
            for row in reader:
                yield reader.line_num, {key: str(value).strip() for key, value in row.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        message = f"{path.name} can't be read: {problem}. Save it as CSV in UTF-8."
        raise VoiceTableError(message) from problem


def _check_columns(path: Path, columns: Iterable[str]) -> None:
    if missing := [name for name in REQUIRED if name not in columns]:
        known = ", ".join(("clip", *DETAILS))
        raise VoiceTableError(
            f"{path.name}: its first line lacks {', '.join(missing)}. It may have: {known}."
        )


def _read_details(row: Mapping[str, str]) -> VoiceDetails:
    perceived = row.get("perceived", "").lower() or Perceived.UNSPECIFIED
    held_out = _YES_NO.get(row.get("held_out", "").lower())
    texts = {name: row.get(name, "") for name in _LENGTHS}
    problems = [f"{name} is longer than {most}" for name, most in _LENGTHS.items()
                if len(texts[name]) > most]  # fmt: skip
    if not NAME.fullmatch(row["name"]):
        problems.append(f"name {NAME_RULE}")
    if texts["source_url"] and not is_link(texts["source_url"]):
        problems.append(f"source_url {LINK_RULE}")
    if not texts["licence"]:
        problems.append("licence is empty: say under which the clip was published")
    if perceived not in Perceived.values:
        problems.append(f"perceived must be one of {', '.join(Perceived.values)}")
    if held_out is None:
        problems.append("held_out must be yes or no")
    if problems:
        raise VoiceTableError("; ".join(problems) + ".")
    return VoiceDetails(name=row["name"], perceived=perceived, held_out=bool(held_out), **texts)


def is_link(text: str) -> bool:
    try:
        URLValidator(["http", "https"])(text)
    except ValidationError:
        return False
    return True


def _read_file(folder: Path, clip: str) -> bytes:
    """The clip's bytes; the table names files of its own folder only."""
    path = (folder / clip).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise VoiceTableError(f"There is no file {clip!r} in {folder.name}.")
    if path.stat().st_size > MOST_BYTES:
        raise VoiceTableError(f"{clip} is larger than {MOST_BYTES // 1_000_000} MB.")
    return path.read_bytes()
