"""The models of MMS on one device. Imports torch."""

from collections.abc import Sequence
from typing import Any

import torch
import transformers

from engines.hearing.clips import RATE, Heard
from engines.hearing.codes import to_ours
from engines.hearing.transformers_models import load_parts
from engines.loading import reading
from engines.protocols import FailureCode, ItemFailure, LanguageGuess, Transcript


class _Mms:
    def __init__(self, model: Any, extractor: Any) -> None:
        self._model = model
        self._extractor = extractor

    def _logits(self, heard: Sequence[Heard]) -> Any:
        """(clips, frames, letters) or (clips, languages), as the model has it."""
        given = self._extractor(
            [one.samples for one in heard],
            sampling_rate=RATE,
            padding=True,
            return_attention_mask=True,
            return_tensors="pt",
        )
        with torch.inference_mode():
            return self._model(
                input_values=given.input_values.to(self._model.device, self._model.dtype),
                attention_mask=given.attention_mask.to(self._model.device),
            ).logits.float()


class MmsRecognizingModel(_Mms):
    def __init__(self, model: Any, extractor: Any, tokenizer: Any) -> None:
        super().__init__(model, extractor)
        self._tokenizer = tokenizer
        self._language: str | None = None

    def transcribe(self, heard: Sequence[Heard]) -> Sequence[Transcript | ItemFailure]:
        """Clips of one language, whose adapter is put in first."""
        missing = self._speak(heard[0].language)
        if missing is not None:
            return [missing] * len(heard)
        logits = self._logits(heard)
        chosen = logits.argmax(dim=-1)
        frames = self._model._get_feat_extract_output_lengths(  # noqa: SLF001 - no public way
            torch.tensor([one.size for one in heard])
        )
        chosen = [row[:count] for row, count in zip(chosen, frames.tolist(), strict=True)]
        return [Transcript(text=self._tokenizer.decode(row).strip()) for row in chosen]

    def _speak(self, language: str) -> ItemFailure | None:
        if language == self._language:
            return None
        self._language = None  # whatever is in, if what follows breaks off
        try:
            self._tokenizer.set_target_lang(language)
            self._model.load_adapter(language)
        except (OSError, ValueError) as absent:
            detail = str(absent).splitlines()[0][:200]
            return ItemFailure(
                FailureCode.LANGUAGE_UNSUPPORTED,
                f"The checkpoint of mms-asr has no adapter {language!r}: {detail}",
            )
        self._language = language
        return None


class MmsIdentifyingModel(_Mms):
    def identify(self, heard: Sequence[Heard]) -> list[LanguageGuess | ItemFailure]:
        shares = self._logits(heard).softmax(dim=-1)
        return [self._guess(row) for row in shares]

    def _guess(self, shares: Any) -> LanguageGuess | ItemFailure:
        if not torch.isfinite(shares).all():
            return ItemFailure(FailureCode.OUTPUT_INVALID, "mms-lid answered no numbers.")
        place = int(shares.argmax())
        language = to_ours(self._model.config.id2label[place])
        return LanguageGuess(language=language, probability=round(float(shares[place]), 4))


def load_recognizing(name: str, checkpoint: str) -> MmsRecognizingModel:
    """Raises CheckpointMissingError or CheckpointUnreadableError."""
    model, extractor = load_parts(
        name, checkpoint, model_type="wav2vec2", model_class="Wav2Vec2ForCTC"
    )
    with reading(name, checkpoint):
        tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint)
    return MmsRecognizingModel(model, extractor, tokenizer)


def load_identifying(name: str, checkpoint: str) -> MmsIdentifyingModel:
    """Raises CheckpointMissingError or CheckpointUnreadableError."""
    model, extractor = load_parts(
        name, checkpoint, model_type="wav2vec2", model_class="Wav2Vec2ForSequenceClassification"
    )
    return MmsIdentifyingModel(model, extractor)
