"""Examples as a model takes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from training.data.epochs import StepOfRank
from training.examples import Example
from training.loop.batches import Batch
from training.models.base import Row, SpeechLanguageModel

ANSWER_TOO_LONG = "answer_too_long"


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """A sample that nothing is learnt from."""

    key: str
    reason: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Reading:
    """Of one step, what is one rank's."""

    batches: tuple[Batch, ...]
    examples: Mapping[Row, Example]
    skipped: tuple[Skipped, ...]


def reader(model: SpeechLanguageModel, *, most_tokens: int) -> Callable[[StepOfRank], Reading]:
    """Reads steps for a model; longer answers are left out."""

    def read(step: StepOfRank) -> Reading:
        batches = [{model.read(each): each for each in batch} for batch in step.batches]
        examples = {row: each for batch in batches for row, each in batch.items()}
        long = {row for row in examples if row.answer_tokens > most_tokens}
        return Reading(
            batches=tuple(tuple(row for row in batch if row not in long) for batch in batches),
            examples=examples,
            skipped=(
                *(Skipped(key=o.key, reason=o.reason, detail=o.detail) for o in step.skipped),
                *(_too_long(row, most_tokens) for row in examples if row in long),
            ),
        )

    return read


def _too_long(row: Row, most: int) -> Skipped:
    detail = f"its answer has {row.answer_tokens} tokens, more than data.longest_answer, {most}"
    return Skipped(key=row.key, reason=ANSWER_TOO_LONG, detail=detail)
