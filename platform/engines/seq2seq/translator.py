"""A translating model behind the Translator Protocol. Knows no torch until the first text comes."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from engines.batching import Budget, run_in_batches
from engines.checkpoints import identity, weight_bytes
from engines.errors import EngineUnavailableError
from engines.loading import is_out_of_memory
from engines.passages import Passage, put_together, take_apart
from engines.protocols import (
    FailureCode,
    ItemFailure,
    Licence,
    Parameter,
    TranslationRequest,
    TranslationResult,
    TranslatorCapabilities,
)
from engines.residency import free_memory, resident
from engines.seq2seq.architecture import Architecture, Decoding, Output
from engines.settings import current

if TYPE_CHECKING:
    from engines.seq2seq.model import Seq2SeqModel


class _Piece(NamedTuple):
    """A sentence to translate; equal ones are translated once."""

    text: str
    source: str
    target: str


class _Plan(NamedTuple):
    """A request, taken apart."""

    source: str
    target: str
    passages: list[Passage]


Answer = TranslationResult | ItemFailure


class Seq2SeqTranslator:
    """Translates sentence by sentence, since these models lose sentences of longer inputs."""

    def __init__(
        self,
        *,
        name: str,
        architecture: Architecture,
        codes: Mapping[str, str],
        licence: Licence,
        decoding: Decoding,
    ) -> None:
        self.name = name
        self.capabilities = TranslatorCapabilities(
            sources=frozenset(codes), targets=frozenset(codes), licence=licence
        )
        self._architecture = architecture
        self._codes = codes
        self._decoding = decoding
        self._budget = Budget(padded=decoding.batch_tokens)

    @property
    def version(self) -> str:
        return identity(current().checkpoint(self.name))

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return {
            "beams": self._decoding.beams,
            "max_input_tokens": self._decoding.max_input_tokens,
            "output_growth": self._decoding.output_growth,
            "spare_tokens": self._decoding.spare_tokens,
        }

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        refused = {place: self._refusal(request) for place, request in enumerate(requests)}
        results = {place: failure for place, failure in refused.items() if failure}
        asked = [place for place, failure in refused.items() if failure is None]
        answers = self._ask([requests[place] for place in asked]) if asked else []
        answered = {**results, **dict(zip(asked, answers, strict=True))}
        return [answered[place] for place in range(len(requests))]

    def _refusal(self, request: TranslationRequest) -> ItemFailure | None:
        for code in (request.source, request.target):
            if code not in self._codes:
                return self._unsupported(code)
        if not request.text.strip():
            return ItemFailure(FailureCode.NO_TRANSLATION, "There is no text to translate.")
        return None

    def _unsupported(self, code: str) -> ItemFailure:
        return ItemFailure(
            FailureCode.LANGUAGE_UNSUPPORTED, f"{self.name} has no language {code!r}."
        )

    def _ask(self, requests: Sequence[TranslationRequest]) -> list[Answer]:
        checkpoint = current().checkpoint(self.name)
        key = f"{self.name} text {checkpoint} {current().device}"
        weigh = partial(weight_bytes, checkpoint)
        with resident(key, lambda: self._load(checkpoint), weigh) as model:
            plans = [self._plan(request, model) for request in requests]
            pieces = dict.fromkeys(piece for plan in plans for piece in _pieces(plan))
            outputs = self._run(list(pieces), model)
            return [self._finish(plan, outputs) for plan in plans]

    def _load(self, checkpoint: str) -> "Seq2SeqModel":
        try:
            module = import_module("engines.seq2seq.model")
        except ImportError as error:
            raise EngineUnavailableError(self.name, reason=str(error), extra="models") from error
        return cast("Seq2SeqModel", module.load(self.name, self._architecture, checkpoint))

    def _plan(self, request: TranslationRequest, model: "Seq2SeqModel") -> _Plan | ItemFailure:
        for code in (request.source, request.target):
            if not model.knows(self._codes[code]):
                return self._unsupported(code)
        most = self._decoding.max_input_tokens
        passages = take_apart(
            request.text, request.source, lambda text: model.count_tokens(text) <= most
        )
        return _Plan(request.source, request.target, passages)

    def _run(
        self, pieces: list[_Piece], model: "Seq2SeqModel"
    ) -> dict[_Piece, Output | ItemFailure]:
        def run(batch: list[_Piece]) -> list[Output]:
            return model.translate(
                [piece.text for piece in batch],
                source=self._codes[batch[0].source],
                target=self._codes[batch[0].target],
                decoding=self._decoding,
            )

        outputs = run_in_batches(
            pieces,
            size_of=lambda piece: model.count_tokens(piece.text),
            run=run,
            budget=self._budget,
            is_out_of_memory=is_out_of_memory,
            free_memory=free_memory,
            group_of=lambda piece: (piece.source, piece.target),
        )
        return dict(zip(pieces, outputs, strict=True))

    def _finish(
        self, plan: _Plan | ItemFailure, outputs: Mapping[_Piece, Output | ItemFailure]
    ) -> Answer:
        if isinstance(plan, ItemFailure):
            return plan
        asked = _pieces(plan)
        found = {piece: outputs[piece] for piece in asked}
        made: dict[_Piece, Output] = {}
        for piece, output in found.items():
            if isinstance(output, ItemFailure):
                return output
            made[piece] = output
        if failure := self._fault(asked, made):
            return failure
        return TranslationResult(
            text=put_together(plan.passages, _sentences(plan, made), plan.target),
            score=min((output.score for output in made.values()), default=None),
        )

    def _fault(self, asked: Sequence[_Piece], made: Mapping[_Piece, Output]) -> ItemFailure | None:
        for piece, output in made.items():
            if not output.ended:
                return ItemFailure(
                    FailureCode.OUTPUT_INVALID,
                    f"{self.name} wrote without end at {piece.text[:40]!r}.",
                )
        lost = [piece.text for piece in asked if not made[piece].text]
        if not lost:
            return None
        return ItemFailure(
            FailureCode.OUTPUT_INVALID if len(lost) == len(asked) else FailureCode.SENTENCES_LOST,
            f"{self.name} answered {len(lost)} of {len(asked)} sentences with nothing: "
            f"{lost[0][:40]!r}.",
        )


def _pieces(plan: _Plan | ItemFailure) -> list[_Piece]:
    """What a model must be asked for: numbers and signs stay as they are."""
    if isinstance(plan, ItemFailure):
        return []
    return [
        _Piece(sentence, plan.source, plan.target)
        for passage in plan.passages
        for sentence in passage.sentences
        if _has_letter(sentence)
    ]


def _sentences(plan: _Plan, made: Mapping[_Piece, Output]) -> list[list[str]]:
    def translated(sentence: str) -> str:
        output = made.get(_Piece(sentence, plan.source, plan.target))
        return output.text if output else sentence

    return [[translated(sentence) for sentence in passage.sentences] for passage in plan.passages]


def _has_letter(text: str) -> bool:
    return any(unicodedata.category(character)[0] == "L" for character in text)
