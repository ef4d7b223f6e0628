"""Asks a chat model to judge, and keeps all that was said."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from engines.protocols import ChatModel, Completion, ItemFailure, Message, Parameter, Sampling
from evaluation.judges.errors import ReplyMissingError
from evaluation.judges.parsing import parse_reply
from evaluation.judges.prompt import PROMPT_VERSION, build_messages
from evaluation.judges.protocols import Reading
from evaluation.judges.verdict import Order, Verdict

JUDGE_SAMPLING = Sampling(temperature=0.0, max_tokens=512)
"""Greedy, with room for a sentence in any language and for a short thought."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two systems' answers to one question."""

    key: str
    """Tells the pair from all others: item, language and the two systems."""
    question: str
    language: str
    """ISO 639-3."""
    tested: str
    baseline: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Presentation:
    """A pair as a judge sees it: what is asked once."""

    pair: Pair
    order: Order

    @property
    def messages(self) -> tuple[Message, ...]:
        """Raises LanguageUnknownError where the pair's language is none of ours."""
        answers = (self.pair.tested, self.pair.baseline)
        first, second = answers if self.order is Order.TESTED_FIRST else answers[::-1]
        return build_messages(self.pair.question, self.pair.language, first, second)


@dataclass(frozen=True, kw_only=True, slots=True)
class Judge:
    """A chat model, how its words are drawn, and our prompt."""

    model: ChatModel
    sampling: Sampling = JUDGE_SAMPLING

    @property
    def lineage(self) -> Mapping[str, str | Mapping[str, Parameter | list[str]]]:
        """All that, besides the pair and its order, decides a verdict; goes into JSON as it is."""
        return {
            "engine": self.model.name,
            "version": self.model.version,
            "parameters": dict(self.model.parameters),
            "prompt": PROMPT_VERSION,
            "sampling": self.sampling.lineage(),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Transcript:
    """One call of a judge, whole."""

    pair_key: str
    order: Order
    messages: tuple[Message, ...]
    reply: Completion | ItemFailure
    """As the model gave it, with its tokens; a failure where it gave none."""
    verdict: Verdict | None
    """None where the call failed or its reply can't be parsed; `failed` tells which."""
    reason: str

    @property
    def failed(self) -> bool:
        """The judge gave no reply: the call is to be made again, and says nothing of the pair."""
        return isinstance(self.reply, ItemFailure)

    @property
    def reading(self) -> Reading:
        """What `combine` decides by.

        Raises:
            ReplyMissingError: the call failed.
        """
        if isinstance(self.reply, ItemFailure):
            raise ReplyMissingError(self.pair_key, detail=self.reply.message)
        return Reading(self.order, self.verdict)


def judge_pairs(judge: Judge, asked: Sequence[Presentation]) -> list[Transcript]:
    """Ask a judge for each presentation once.

    Returns:
        One transcript per presentation, in order.

    Raises:
        EngineError: the model can do no work at all.
        LanguageUnknownError: a pair's language is none of ours.
    """
    conversations = [presentation.messages for presentation in asked]
    replies = judge.model.complete(conversations, judge.sampling)
    return [
        _transcript(presentation, messages, reply)
        for presentation, messages, reply in zip(asked, conversations, replies, strict=True)
    ]


def fingerprint(judge: Judge, presentation: Presentation) -> str:
    """64 hexadecimal digits, the same for what has the same verdict: never ask it twice."""
    messages = [asdict(message) for message in presentation.messages]
    identity = json.dumps([judge.lineage, messages], sort_keys=True)
    return hashlib.sha256(identity.encode()).hexdigest()


def _transcript(
    presentation: Presentation, messages: tuple[Message, ...], reply: Completion | ItemFailure
) -> Transcript:
    told = "" if isinstance(reply, ItemFailure) else reply.text
    parsed = parse_reply(told, cut=isinstance(reply, Completion) and reply.cut)
    return Transcript(
        pair_key=presentation.pair.key,
        order=presentation.order,
        messages=messages,
        reply=reply,
        verdict=parsed.verdict,
        reason=parsed.reason,
    )
