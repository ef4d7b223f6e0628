"""Lengths of real questions and answers, in characters."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from corpus.importing.rows import ParsedPair
from corpus.importing.trivia import read_trivia

DATA = Path(__file__).parents[3] / "shared" / "data"
COUNT = 100_000

needs_data = pytest.mark.skipif(
    not (DATA / "xquad").is_dir(), reason="the real texts are not there (../shared/data)"
)


def draw_lengths(count: int = COUNT) -> list[int]:
    """Drawn with replacement from XQuAD's nine languages and OpenTriviaQA, seeded."""
    lengths = [len(text) for text in (*_xquad(), *_trivia())]
    return random.Random(0).choices(lengths, k=count)  # noqa: S311 - a seeded draw


def _xquad() -> Iterator[str]:
    for path in sorted((DATA / "xquad").glob("*.json.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            articles = json.load(file)["data"]
        for article in articles:
            for paragraph in article["paragraphs"]:
                for pair in paragraph["qas"]:
                    yield pair["question"]
                    yield pair["answers"][0]["text"]


def _trivia() -> Iterator[str]:
    for path in sorted((DATA / "opentriviaqa").glob("*.txt.gz")):
        with gzip.open(path) as file:
            for row in read_trivia(cast("BinaryIO", file), path.name):
                if isinstance(row, ParsedPair):
                    yield row.question
                    yield row.answer
