"""Collections that a recipe may name, laid out on disk as they are published."""

import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from engines.audio import encode_flac
from languages import LANGUAGES
from releases.exporting.parquet import write_parquet
from releases.exporting.rows import FrozenRow
from releases.exporting.webdataset import write_webdataset

RATE = 16_000


def tone(seconds: float, *, pitch: float = 200.0, rate: int = RATE) -> Any:
    time = np.arange(round(seconds * rate)) / rate
    return np.asarray(0.3 * np.sin(2 * np.pi * pitch * time), dtype=np.float32)


def lay_clips(folder: Path, seconds: Sequence[float]) -> list[str]:
    """Clips of these lengths; returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"clip_{number:04}.wav" for number in range(len(seconds))]
    for number, (name, each) in enumerate(zip(names, seconds, strict=True)):
        soundfile.write(folder / name, tone(each, pitch=200 + number), RATE)
    return names


def lay_folder(root: Path, language: str, seconds: Sequence[float]) -> None:
    names = lay_clips(root / language, seconds)
    lines = [f"{name}\tText {number}" for number, name in enumerate(names)]
    (root / language / "metadata.tsv").write_text("\n".join(["path\ttext", *lines]) + "\n")


def lay_table(
    root: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], *, split: str = "train"
) -> None:
    """A suite's table of English clips, one a row; beside its path it has these columns."""
    names = lay_clips(root / "eng" / "clips", [0.3] * len(rows))
    lines = ["\t".join([name, *row]) for name, row in zip(names, rows, strict=True)]
    table = "\n".join(["\t".join(["path", *columns]), *lines]) + "\n"
    (root / "eng" / f"{split}.tsv").write_text(table)


def lay_instructed(root: Path, language: str, seconds: Sequence[float]) -> None:
    """Clips with what is said beside each of them."""
    names = lay_clips(root / language, seconds)
    lines = [
        f"{name}\tAnswer {number}\tSentence {number}\tDo {number % 3}."
        for number, name in enumerate(names)
    ]
    table = "\n".join(["path\ttext\ttranscript\tinstruction", *lines]) + "\n"
    (root / language / "metadata.tsv").write_text(table)


def lay_common_voice(
    root: Path, language: str, seconds: Sequence[float], *, split: str = "train"
) -> None:
    """Two clips a speaker."""
    code = LANGUAGES[language].codes.common_voice
    names = lay_clips(root / str(code) / "clips", seconds)
    lines = [
        f"speaker{number // 2}\t{name}\tSentence {number}" for number, name in enumerate(names)
    ]
    table = "\n".join(["client_id\tpath\tsentence", *lines]) + "\n"
    (root / str(code) / f"{split}.tsv").write_text(table)


def lay_covost2(
    root: Path, pair: tuple[str, str], seconds: Sequence[float], *, sentence: str = ""
) -> None:
    """`sentence` is what is said in all clips; empty where the table doesn't tell."""
    codes = [LANGUAGES[each].codes.common_voice for each in pair]
    names = lay_clips(root / str(codes[0]) / "clips", seconds)
    header, said = ("\tsentence", f"\t{sentence}") if sentence else ("", "")
    lines = [f"{name}\tTranslation {number}\ttrain{said}" for number, name in enumerate(names)]
    table = "\n".join([f"path\ttranslation\tsplit{header}", *lines]) + "\n"
    (root / str(codes[0]) / f"covost_v2.{codes[0]}_{codes[1]}.tsv").write_text(table)


def released(  # noqa: PLR0913 - one keyword for each way to be another row
    number: int,
    language: str = "deu",
    *,
    seconds: float = 1.0,
    split: str = "train",
    in_bench: bool = False,
    source: str = "trivia",
    audio: bytes | None = b"made",
    answer: str | None = None,
    rate: int = RATE,
) -> FrozenRow:
    """A row of a release; ``audio`` is a tone of `seconds` unless it is given."""
    if audio == b"made":
        audio = encode_flac(tone(seconds, pitch=150 + number, rate=rate), rate)
    recording = {
        "sha256": "0" * 64, "audio": "", "duration_s": seconds, "sample_rate": rate,
        "loudness_lufs": -20.0, "voice": "one", "failed_checks": [], "engine": "tone",
        "engine_version": "1", "parameters": {}, "licence": "CC-BY-4.0", "fingerprint": "",
        "verified": False,
    }  # fmt: skip
    translation: dict[str, Any] = {
        "origin": "machine", "score": None, "engine": "nllb", "engine_version": "1",
        "parameters": {}, "licence": "CC-BY-NC-4.0", "fingerprint": "", "verified": False,
    }  # fmt: skip
    line = {
        "id": f"item-{number:04}", "language": language, "split": split, "in_bench": in_bench,
        "source": source, "question": f"Question {number}?",
        "answer": f"Answer {number}." if answer is None else answer,
        "source_question": f"English question {number}?", "source_answer": "English answer.",
        "context": "", "verified": False,
        "votes": {"count": 0, "naturalness": None, "understood": None},
        "translation": translation, "recording": recording if audio is not None else None,
    }  # fmt: skip
    return FrozenRow(json.dumps(line), audio)


def lay_release(
    folder: Path, rows: Iterable[FrozenRow], *, a_shard: int = 40, form: str = "parquet"
) -> None:
    """Shards as an export writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    every = list(rows)
    count = -(-len(every) // a_shard)
    for number in range(count):
        some = every[number * a_shard : (number + 1) * a_shard]
        ending = {"parquet": "parquet", "webdataset": "tar"}[form]
        path = folder / f"v1-{number:05}-of-{count:05}.{ending}"
        path.write_bytes(shard_bytes(some, form))


def shard_bytes(rows: Sequence[FrozenRow], form: str) -> bytes:
    file = io.BytesIO()
    if form == "parquet":
        write_parquet(rows, file, with_audio=True)
    else:
        write_webdataset(rows, file)
    return file.getvalue()
