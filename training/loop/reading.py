"""Examples as a model takes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from training.data.epochs import StepOfRank
from training.data.leaving_out import Missed, Reason
from training.examples import Example
from training.loop.batches import Batch
from training.models.base import Row, SpeechLanguageModel


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Reading:
    """Of one step, what is one rank's."""

    batches: tuple[Batch, ...]
    examples: Mapping[Row, Example]
    skipped: tuple[Missed, ...]


def reader(model: SpeechLanguageModel, *, most_tokens: int) -> Callable[[StepOfRank], Reading]:
    """Reads steps for a model; longer answers, and what it can't learn from, are left out."""

    def read(step: StepOfRank) -> Reading:
        hindered = [
            Missed(key=one.key, source=one.source, reason=Reason.NOT_LEARNABLE, detail=detail)
            for batch in step.batches
            for one in batch
            if (detail := model.hindrance(one))
        ]
        names = {one.key for one in hindered}
        usable = [[one for one in batch if one.key not in names] for batch in step.batches]
        batches = [dict(zip(model.read_all(batch), batch, strict=True)) for batch in usable]
        examples = {row: each for batch in batches for row, each in batch.items()}
        long = {row for row in examples if row.answer_tokens > most_tokens}
        return Reading(
            batches=tuple(tuple(row for row in batch if row not in long) for batch in batches),
            examples=examples,
            skipped=(
                *step.skipped,
                *hindered,
                *(_too_long(row, examples[row], most_tokens) for row in examples if row in long),
            ),
        )

    return read


def _too_long(row: Row, example: Example, most: int) -> Missed:
    detail = f"its answer has {row.answer_tokens} tokens, more than data.longest_answer, {most}"
    return Missed(key=row.key, source=example.source, reason=Reason.ANSWER_TOO_LONG, detail=detail)
