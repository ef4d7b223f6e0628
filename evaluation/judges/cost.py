"""What judging costs: an estimate before, so that it can be capped, and the sum after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from engines.protocols import Completion, ItemFailure, Message
from evaluation.judges.judging import Transcript

_BYTES_PER_TOKEN = 3
"""Of UTF-8. Tokenizers of many languages need fewer tokens than this says, in all our scripts: an
estimate that caps a cost must rather be too high."""
_TOKENS_PER_MESSAGE = 8
"""Of the marks around each message."""
_MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Prices:
    """Of a million tokens, in the studio's currency."""

    input: float
    output: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Spent:
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def price(self, prices: Prices) -> float:
        """In the studio's currency."""
        paid = self.input_tokens * prices.input + self.output_tokens * prices.output
        return paid / _MILLION


def estimate(conversations: Iterable[Sequence[Message]], *, output_tokens: int) -> Spent:
    """What asking for these conversations may take at most, or nearly so.

    Args:
        conversations: as they will be sent.
        output_tokens: of one reply, at most.
    """
    sizes = [sum(_tokens(message.content) for message in messages) for messages in conversations]
    return Spent(
        calls=len(sizes), input_tokens=sum(sizes), output_tokens=len(sizes) * output_tokens
    )


def spent(transcripts: Iterable[Transcript]) -> Spent:
    """What calls took, as the server counted; estimated where it didn't tell.

    A call that failed counts as a call without tokens, though its server may have charged for it.
    """
    usages = [_usage(one.messages, one.reply) for one in transcripts]
    return Spent(
        calls=len(usages),
        input_tokens=sum(given for given, _ in usages),
        output_tokens=sum(taken for _, taken in usages),
    )


def _usage(messages: Sequence[Message], reply: Completion | ItemFailure) -> tuple[int, int]:
    """Input and output tokens of one call."""
    if isinstance(reply, ItemFailure):
        return 0, 0
    if reply.input_tokens or reply.output_tokens:
        return reply.input_tokens, reply.output_tokens
    return sum(_tokens(message.content) for message in messages), _tokens(reply.text)


def _tokens(text: str) -> int:
    size = len(text.encode("utf-8", "surrogatepass"))
    return ceil(size / _BYTES_PER_TOKEN) + _TOKENS_PER_MESSAGE
