"""Which questions of a benchmark a training split has already: exactly, nearly, or as audio."""

from collections.abc import Iterator, Sequence

from django.db.models import F

from catalog.models import Dataset
from corpus.enums import Split
from corpus.models import Translation
from evaluation.metrics.contamination import (
    Match,
    Question,
    count_contamination,
    find_matches,
)
from evaluation.runs.models import BenchmarkItem

_ROWS = 5_000
_SHOWN = 20

Found = dict[str, int | list[dict[str, str | float]]]


def find_contamination(dataset: Dataset, items: Sequence[BenchmarkItem]) -> dict[str, Found]:
    """By language: how many questions are among the current training texts, and some matches.

    A checkpoint that was trained elsewhere may have met more: this tells of the dataset's own
    train split.
    """
    asked = [
        Question(id=item.key, language=item.language, text=item.question, audio=item.sha256)
        for item in items
    ]
    matches = [*find_matches(asked, _training(dataset, sorted({one.language for one in asked})))]
    return {
        counted.language: {
            "questions": counted.questions,
            "exact": counted.exact,
            "near": counted.near,
            "audio": counted.audio,
            "met": counted.met,
            "matches": _shown([one for one in matches if one.language == counted.language]),
        }
        for counted in count_contamination(asked, matches)
    }


def _shown(matches: Sequence[Match]) -> list[dict[str, str | float]]:
    return [
        {
            "key": match.bench_id,
            "train_id": match.train_id,
            "kind": match.kind.value,
            "similarity": round(match.similarity, 3),
        }
        for match in [*dict.fromkeys(matches)][:_SHOWN]
    ]


def _training(dataset: Dataset, languages: Sequence[str]) -> Iterator[Question]:
    texts = Translation.objects.filter(
        dataset=dataset, language__in=languages, is_current=True, item__split=Split.TRAIN
    )
    rows = texts.annotate(external_id=F("item__external_id"), audio=F("recordings__sha256"))
    picked = rows.values_list("external_id", "language", "question", "audio")
    for external_id, language, question, audio in picked.iterator(chunk_size=_ROWS):
        yield Question(id=external_id, language=language, text=question, audio=audio)
