"""Pairs of answers in these tests, and what raters do with them, in one line each."""

from collections.abc import Sequence
from typing import Any

from annotation.enums import ShownChoice
from annotation.models import Assignment, Campaign
from annotation.services.pairs import PairFacts, open_preference_campaign
from annotation.services.preferring import prefer_answer, shown_texts
from catalog.models import Dataset
from tests.annotation.steps import ended
from tests.factories import make_dataset, make_voiced_item


def make_pair(dataset: Dataset, key: str = "pair", **fields: Any) -> PairFacts:
    """A question in Arabic with its recording, of no length as far as the clock is concerned."""
    recording = make_voiced_item(dataset)
    return PairFacts(
        **{
            "key": key,
            "cluster": recording.translation.item.external_id,
            "language": "ara",
            "question": recording.translation.question,
            "sha256": recording.sha256,
            "first": f"first of {key}",
            "second": f"second of {key}",
            "reference": {"first": "whisper+aya", "second": "qwen2-audio"},
            **fields,
        }
    )


def make_preference_campaign(
    dataset: Dataset | None = None, pairs: Sequence[PairFacts] | None = None, **fields: Any
) -> Campaign:
    dataset = dataset or make_dataset()
    return open_preference_campaign(
        dataset,
        **{
            "by": dataset.created_by,
            "name": "whisper+aya against qwen2-audio",
            "pairs": [make_pair(dataset)] if pairs is None else pairs,
            "languages": ["ara"],
            **fields,
        },
    )


def choose(assignment: Assignment, choice: ShownChoice = ShownChoice.A) -> Assignment:
    """Heard to its end first."""
    return prefer_answer(assignment.pk, by=assignment.rater, choice=choice, playback=ended())


def choose_text(assignment: Assignment, text: str) -> Assignment:
    """The one that says so, wherever it stands."""
    stands_first = shown_texts(assignment)[0] == text
    return choose(assignment, ShownChoice.A if stands_first else ShownChoice.B)
