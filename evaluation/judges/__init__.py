"""Language models that compare two answers: prompt, verdicts, protocols, counts. No Django."""

from evaluation.judges.cost import Prices, Spent, estimate, spent
from evaluation.judges.errors import JudgingError, ReadingsMismatchError, ReplyMissingError
from evaluation.judges.judging import (
    JUDGE_SAMPLING,
    Judge,
    Pair,
    Presentation,
    Transcript,
    fingerprint,
    judge_pairs,
)
from evaluation.judges.parsing import ParsedReply, parse_reply, parse_verdict
from evaluation.judges.prompt import PROMPT_VERSION, build_messages
from evaluation.judges.protocols import Decision, Protocol, Reading, combine, presentations
from evaluation.judges.tally import JudgedPair, Share, Tally, tally
from evaluation.judges.verdict import Order, Verdict
from evaluation.metrics import Outcome

__all__ = [
    "JUDGE_SAMPLING",
    "PROMPT_VERSION",
    "Decision",
    "Judge",
    "JudgedPair",
    "JudgingError",
    "Order",
    "Outcome",
    "Pair",
    "ParsedReply",
    "Presentation",
    "Prices",
    "Protocol",
    "Reading",
    "ReadingsMismatchError",
    "ReplyMissingError",
    "Share",
    "Spent",
    "Tally",
    "Transcript",
    "Verdict",
    "build_messages",
    "combine",
    "estimate",
    "fingerprint",
    "judge_pairs",
    "parse_reply",
    "parse_verdict",
    "presentations",
    "spent",
    "tally",
]
