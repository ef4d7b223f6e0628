"""Clips with what a language model answers to their texts, as trainings read them from a folder."""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TextIO

from catalog.models import Dataset
from corpus.models import Recording
from corpus.storage import audio_store
from generation.models import InstructedAnswer

TABLE, LINEAGE = "metadata.tsv", "lineage.ndjson"
_COLUMNS = ("path", "text", "transcript", "instruction", "speaker")
_AT_ONCE = 1_000


def export_instructed(dataset: Dataset, folder: Path, *, engine: str = "") -> dict[str, int]:
    """Writes a folder a language: clips, `TABLE`, and `LINEAGE` with a line for each row.

    The table has a clip's question as ``transcript``, what is to be said as ``text``, and what is
    said beside the clip as ``instruction``; its ``speaker`` is the item, so that no division of the
    rows has one on both sides. Tables hold no line breaks: white space becomes single spaces.

    Args:
        dataset: of whose current texts and recordings it is.
        folder: made if it isn't there; files of the same name are written anew.
        engine: whose answers; empty for all.

    Returns:
        Rows by language.
    """
    answers = InstructedAnswer.objects.filter(dataset=dataset, translation__is_current=True)
    chosen = answers.filter(engine=engine) if engine else answers
    rows = chosen.select_related("translation__item").order_by("language", "translation_id", "pk")
    by_language = groupby(rows.iterator(_AT_ONCE), attrgetter("language"))
    return {
        language: _write_language(folder / language, of_language)
        for language, of_language in by_language
    }


def _write_language(folder: Path, answers: Iterator[InstructedAnswer]) -> int:
    (folder / "clips").mkdir(parents=True, exist_ok=True)
    rows = 0
    with (
        (folder / TABLE).open("w", encoding="utf-8") as table,
        (folder / LINEAGE).open("w", encoding="utf-8") as lineage,
    ):
        table.write("\t".join(_COLUMNS) + "\n")
        for _, of_text in groupby(answers, attrgetter("translation_id")):
            rows += _write_text(folder / "clips", [*of_text], table, lineage)
    return rows


def _write_text(
    clips: Path, answers: list[InstructedAnswer], table: TextIO, lineage: TextIO
) -> int:
    """Nothing where the text has no recording any more."""
    text = answers[0].translation
    recording = text.recordings.filter(is_current=True, set_aside__isnull=True).first()
    if recording is None:
        return 0
    audio = audio_store().get(recording.sha256)
    for answer in answers:
        # A row has a clip of its own, as readers take names for samples.
        name = f"{answer.pk}.flac"
        (clips / name).write_bytes(audio)
        columns = (name, answer.answer, text.question, answer.instruction, text.item.external_id)
        table.write("\t".join(" ".join(column.split()) for column in columns) + "\n")
        lineage.write(json.dumps(_told(name, answer, recording), ensure_ascii=False) + "\n")
    return len(answers)


def _told(name: str, answer: InstructedAnswer, recording: Recording) -> dict[str, object]:
    return {
        "path": name,
        "item": answer.translation.item.external_id,
        "audio_sha256": recording.sha256,
        "instruction": answer.instruction,
        "engine": answer.engine,
        "engine_version": answer.engine_version,
        "parameters": answer.parameters,
        "licence": answer.licence,
        "fingerprint": answer.fingerprint,
        "job": answer.job_id,
    }
