"""A spoken XQuAD: made by the studio's own jobs, answered by the cascade, told by language.

Beside the cascade its chat model answers alone, reading the questions that the cascade must hear.
"""

import gzip
import hashlib
import io
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from django.core.files.base import File

from accounts.enums import Role
from catalog.models import Dataset
from corpus.services import import_file
from engines.protocols import Sampling
from engines.settings import EngineSettings, configure
from evaluation.metrics import corpus_error_rate, options_for
from evaluation.runs.models import Benchmark, Evaluation
from evaluation.runs.scoring import score_what_changed
from evaluation.runs.systems import add_system
from jobs.services import start_job
from jobs.work import work
from tests.checkpoints.smollm2 import build_smollm2
from tests.checkpoints.whisper_base import build_whisper_base
from tests.factories import make_dataset, make_user

LETTERS = {
    "eng": "en", "ara": "ar", "deu": "de", "ell": "el", "spa": "es", "hin": "hi", "rus": "ru",
    "tur": "tr", "cmn": "zh",
}  # fmt: skip
"""Those of XQuAD that are the studio's, English first: the others are its translations."""
HEARING, READING = "cascade", "transcript"
"""Systems, called as their engines are."""
_SPARE = 2
"""Items that go to train and dev, as every split keeps one."""
_MOST_TOKENS = 32


@dataclass(frozen=True, slots=True)
class Score:
    value: float
    low: float
    high: float
    """95 %."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What came of one language."""

    language: str
    questions: int
    exact: float
    f1: Score
    read_exact: float
    read_f1: Score
    """The same where the question was read."""
    error_rate: float
    """Of what was heard, against what was asked: WER, or CER where no spaces are set."""


def take_small_models(folder: Path) -> None:
    """Sets the real whisper-base and SmolLM2 up, which are written there once, on one core."""
    torch.set_num_threads(1)
    build = {"whisper": build_whisper_base, "local-chat": build_smollm2}
    for name, write in build.items():
        if not (folder / name / "model.safetensors").exists():
            write(folder / name)
    checkpoints = {name: str(folder / name) for name in build}
    configure(EngineSettings(checkpoints=checkpoints, device="cpu"))


def voice(data: Path, languages: Sequence[str], *, questions: int, seed: int = 0) -> Dataset:
    """A dataset of so many of XQuAD's questions, drawn by their ids, voiced and released.

    Args:
        data: the folder with ``xquad.en.json.gz`` and so on.
        languages: of `LETTERS`, English first.
        questions: in each language, the same.
        seed: the same one draws the same questions.
    """
    dataset = make_dataset(
        make_user(Role.MANAGER),
        languages=[*languages],
        dev_size=1,
        test_size=questions,
        bench_size=questions,
    )
    drawn = draw_ids(_read(data, "eng"), questions + _SPARE, seed=seed)
    for language in languages:
        _import(dataset, language, _only(_read(data, language), drawn))
    do(dataset, "draw-splits")
    do(dataset, "translate")
    do(dataset, "synthesize", engine="espeak-ng")
    do(dataset, "release", name="v1", override_reason="Nobody rates what is measured here.")
    return dataset


def answer(dataset: Dataset, folder: str) -> Benchmark:
    """Freezes the benchmark and lets whisper-base and SmolLM2 answer it, then SmolLM2 alone.

    Args:
        dataset: as `voice` made it.
        folder: of XQuAD, below the one that EVALUATION_FOLDER names.
    """
    do(dataset, "benchmark", name="xquad", suite="spoken_passages", release="v1", folder=folder)
    for name in (HEARING, READING):
        add_system(
            dataset,
            name=name,
            engine=f"{name}:local-chat",
            sampling=Sampling(max_tokens=_MOST_TOKENS),
            prompts={},
            languages=[],
            by=None,
        )
        do(dataset, "evaluate", benchmark="xquad", system=name)
    score_what_changed()
    return Benchmark.objects.get(dataset=dataset)


def rows_of(benchmark: Benchmark) -> list[Row]:
    """One of each language, in the order of `LETTERS`."""
    return [_row(benchmark, language) for language in LETTERS if language in benchmark.languages]


def draw_ids(told: Mapping[str, Any], count: int, *, seed: int) -> set[str]:
    """The ids whose hashes with the seed come first: in any order, and more hold fewer."""

    def place(own: str) -> bytes:
        return hashlib.sha256(f"{seed}|{own}".encode()).digest()

    return set(sorted((one["id"] for one in _questions(told)), key=place)[:count])


def do(dataset: Dataset, kind: str, **parameters: Any) -> None:
    """Starts a job and works it off in this process.

    Raises:
        RuntimeError: it failed.
    """
    job = start_job(dataset, kind=kind, parameters=parameters, by=None)
    while work(job.queue, seconds=60):
        pass
    job.refresh_from_db()
    sys.stderr.write(f"{kind}: {job.state}\n")
    if job.state != "succeeded":
        raise RuntimeError(f"{kind}: {job.error} {[*job.failures.values('message')[:3]]}")


def _row(benchmark: Benchmark, language: str) -> Row:
    evaluations = {one.system.name: one for one in benchmark.evaluations.select_related("system")}
    hearing, reading = (_scores(evaluations[name], language) for name in (HEARING, READING))
    replies = evaluations[HEARING].responses.filter(item__language=language)
    heard = replies.values_list("item__question", "heard")
    return Row(
        language=language,
        questions=len(heard),
        exact=hearing["exact_match"].value,
        f1=hearing["answer_f1"],
        read_exact=reading["exact_match"].value,
        read_f1=reading["answer_f1"],
        error_rate=corpus_error_rate(
            [(asked, text or "") for asked, text in heard], options_for(language)
        ).value,
    )


def _scores(evaluation: Evaluation, language: str) -> dict[str, Score]:
    return {
        one.metric: Score(one.value or 0.0, one.low or 0.0, one.high or 0.0)
        for one in evaluation.scores.filter(language=language)
    }


def _import(dataset: Dataset, language: str, told: Mapping[str, Any]) -> None:
    content = File(io.BytesIO(json.dumps(told).encode()))
    name = f"xquad.{language}.json"
    run = import_file(dataset, content, name=name, language=language, by=None)
    if run.rejected:
        raise RuntimeError(f"{name}: {run.rejects.first()}")


def _read(data: Path, language: str) -> dict[str, Any]:
    packed = (data / f"xquad.{LETTERS[language]}.json.gz").read_bytes()
    told: dict[str, Any] = json.loads(gzip.decompress(packed))
    return told


def _questions(told: Mapping[str, Any]) -> list[Any]:
    return [question for passage in _passages(told) for question in passage["qas"]]


def _only(told: dict[str, Any], drawn: set[str]) -> dict[str, Any]:
    """The same, with no other questions than these."""
    for passage in _passages(told):
        passage["qas"] = [one for one in passage["qas"] if one["id"] in drawn]
    return told


def _passages(told: Mapping[str, Any]) -> list[Any]:
    return [passage for article in told["data"] for passage in article["paragraphs"]]
