"""Clips of any length written down by a recognizer that hears half a minute at once."""

from collections.abc import Callable, Sequence
from typing import Protocol

from engines.hearing.clips import Limits, check
from engines.hearing.cutting import cut_clip
from engines.protocols import (
    ItemFailure,
    RecognitionRequest,
    Recognizer,
    ResponseRequest,
    Task,
    Transcript,
)
from languages import LANGUAGES


class Hearing(Recognizer, Protocol):
    """A recognizer that translates into English, too."""

    def translate(self, requests: Sequence[RecognitionRequest]) -> list[Transcript | ItemFailure]:
        """What was said, in English; one result per request, in order."""
        ...


Listen = Callable[[Sequence[RecognitionRequest]], Sequence[Transcript | ItemFailure]]


def transcribe(
    requests: Sequence[ResponseRequest], hearing: Hearing, *, name: str, most_s: float
) -> list[str | ItemFailure]:
    """What was heard in each clip, in English where that is the translation asked for.

    A clip that the recognizer can't hear at once is cut, heard in parts and put together again; it
    is a failure where one of its parts is.

    Args:
        requests: in any order and language.
        hearing: the recognizer.
        name: of the engine, for messages.
        most_s: how long a clip may be.
    """
    limits = Limits(least_s=0, most_s=most_s)
    results: dict[int, str | ItemFailure] = {}
    for listen in (hearing.recognize, hearing.translate):
        chosen = [
            place
            for place, request in enumerate(requests)
            if _into_english(request) == (listen == hearing.translate)
        ]
        failures = {place: check(requests[place].clip, limits, name) for place in chosen}
        good = [place for place in chosen if failures[place] is None]
        texts = _in_parts(
            [requests[place] for place in good], listen, hearing.capabilities.max_seconds
        )
        results |= {place: failure for place, failure in failures.items() if failure}
        results |= dict(zip(good, texts, strict=True))
    return [results[place] for place in range(len(requests))]


def _into_english(request: ResponseRequest) -> bool:
    return request.task == Task.TRANSLATE and request.target == "eng" != request.language


def _in_parts(
    requests: Sequence[ResponseRequest], listen: Listen, window_s: float
) -> list[str | ItemFailure]:
    parts = [cut_clip(request.clip, window_s) for request in requests]
    heard = iter(
        listen(
            [
                RecognitionRequest(clip=part, language=request.language)
                for request, clips in zip(requests, parts, strict=True)
                for part in clips
            ]
        )
    )
    return [
        _joined([next(heard) for _ in clips], _gap(request))
        for request, clips in zip(requests, parts, strict=True)
    ]


def _joined(parts: Sequence[Transcript | ItemFailure], gap: str) -> str | ItemFailure:
    texts = []
    for part in parts:
        if isinstance(part, ItemFailure):
            return part
        texts.append(part.text)
    return gap.join(text for text in texts if text)


def _gap(request: ResponseRequest) -> str:
    """Between two parts, in the language that is written."""
    written = LANGUAGES.get("eng" if _into_english(request) else request.language)
    return written.sentence_gap if written else " "
