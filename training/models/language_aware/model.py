"""A joined model that learns to say of a clip what it says of the transcript. Imports torch."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from engines.protocols import Task
from training.examples import Example
from training.models.answering import Arranged
from training.models.base import Row
from training.models.joined.encoder import Encoder
from training.models.joined.model import JoinedModel, Parts
from training.models.language import Conversation, DecoderOnly
from training.models.language_aware.bank import BankedQFormer
from training.models.language_aware.replying import Replies
from training.models.losses import IGNORED, distance
from training.models.padding import padded


@dataclass(frozen=True, kw_only=True, slots=True)
class Teaching:
    """What a recipe says beside the parts."""

    supervision: float = 0.0
    """Weight of the gate's cross entropy beside the divergence, both per answer token."""
    reply_tokens: int = 0
    """At most so many of a reply of its own, where a source only transcribes; 0: none."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class TaughtRow(Row):
    taught: tuple[int, ...]
    """What the teacher reads in place of the prompt with the sound."""
    aim: int
    """The set that the gate should choose, or `IGNORED`."""


class LanguageAware(JoinedModel):
    """Its loss is KL(teacher || student) over the answer's places, at temperature 1.

    The teacher is the same frozen language model, which reads the transcript where the student
    hears the clip; both are given the same instruction and, word by word, the same answer. The
    forward divergence asks the student for all that the teacher might say, and is 0 where speech
    has become as good as text. Where a source only transcribes, the answer is the model's own
    reply: what it would really say, so that transcripts alone teach how to follow.
    """

    projector: BankedQFormer
    language: DecoderOnly

    def __init__(
        self,
        encoder: Encoder,
        projector: BankedQFormer,
        language: DecoderOnly,
        *,
        parts: Parts,
        teaching: Teaching | None = None,
    ) -> None:
        super().__init__(encoder, projector, language, parts=parts)
        self._teaching = teaching or Teaching()
        self._replies = Replies(language, most_tokens=self._teaching.reply_tokens)

    def hindrance(self, example: Example) -> str:
        if example.transcript:
            return ""
        return "its source doesn't know what is said in it; give a transcript beside the answer"

    def read(self, example: Example) -> Row:
        return self.read_all([example])[0]

    def read_all(self, examples: Sequence[Example]) -> list[Row]:
        own = [one for one in examples if self._replies_to(one)]
        replies = dict(zip(own, self._replies.of([self.prompt(one) for one in own]), strict=True))
        return [self._taught(one, replies.get(one)) for one in examples]

    def prompt(self, example: Example) -> tuple[int, ...]:
        """What the teacher reads: the transcript where the clip would be, then the instruction."""
        tokenizer = self.language.writer.tokenizer
        before, behind = Conversation(tokenizer).around(example.instruction)
        said = f"{example.transcript}\n" if example.instruction else example.transcript
        parts = [tokenizer.encode(one, add_special_tokens=False) for one in (before, said, behind)]
        return tuple(token for part in parts for token in part)

    def together(self, rows: Sequence[Row]) -> dict[str, Tensor]:
        taught = [row for row in rows if isinstance(row, TaughtRow)]
        read, said = zip(*map(self._arranged, taught), strict=True)
        pieces = [(row, len(row.sound)) for row in taught for _ in row.sound]
        return {
            **super().together(rows),
            "taught": padded(read, 0),
            "taught_labels": padded(said, IGNORED),
            "aims": torch.tensor([row.aim for row, _ in pieces]),
            "counting": torch.tensor([row.answer_tokens / count for row, count in pieces]),
        }

    def forward(self, **inputs: Tensor) -> Tensor:
        states, lengths = self.heard(inputs), inputs["states"]
        embeddings = self.placed(inputs["tokens"], self.projector(states, lengths))
        said = self.language.states(embeddings)[inputs["labels"] != IGNORED]
        far = distance(said, self._teach(inputs), self.language.logits)
        if not self._teaching.supervision:
            return far
        gate = cross_entropy(
            self.projector.leanings(states, lengths).float(),
            inputs["aims"],
            ignore_index=IGNORED,
            reduction="none",
        )
        return far + self._teaching.supervision * (gate * inputs["counting"]).sum()

    @torch.no_grad()
    def _teach(self, inputs: dict[str, Tensor]) -> Tensor:
        states = self.language.states(self.language.embed(inputs["taught"]))
        return states[inputs["taught_labels"] != IGNORED]

    def _replies_to(self, example: Example) -> bool:
        return bool(self._teaching.reply_tokens) and example.task is Task.TRANSCRIBE

    def _taught(self, example: Example, reply: Sequence[int] | None) -> TaughtRow:
        heard = super().read(example)
        tokens, said = heard.tokens, heard.answer_tokens
        if reply is not None:
            tokens, said = (*tokens[:-said], *reply, self.language.end), len(reply) + 1
        known = self.projector.sizes.languages
        return TaughtRow(
            key=heard.key,
            sound=heard.sound,
            frames=heard.frames,
            tokens=tokens,
            answer_tokens=said,
            taught=self.prompt(example),
            aim=known.index(example.language) if example.language in known else IGNORED,
        )

    def _arranged(self, row: TaughtRow) -> Arranged:
        return self.language.arrange(row.taught, row.tokens[-row.answer_tokens :])
