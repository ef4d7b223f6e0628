"""One language of MMS-TTS loaded. Imports torch."""

import importlib.util
import unicodedata
from collections.abc import Sequence
from typing import Any

import torch
import transformers

from engines.loading import device
from engines.mms_tts.decoding import decode
from engines.protocols import FailureCode, ItemFailure, Samples
from engines.speaking import Part

_transformers: Any = transformers  # its types are too loose to check against


class MmsModel:
    def __init__(self, vits: Any, tokenizer: Any, *, noise: float) -> None:
        self._vits, self._tokenizer, self._noise = vits, tokenizer, noise

    def speak(self, parts: Sequence[Part]) -> list[Samples | ItemFailure]:
        """Speak parts in the model's language: shape (samples,), in order."""
        refused = [self._refusal(part) for part in parts]
        good = [part for part, failure in zip(parts, refused, strict=True) if failure is None]
        spoken = iter(self._speak(good) if good else ())
        return [next(spoken) if failure is None else failure for failure in refused]

    def _speak(self, parts: Sequence[Part]) -> list[Samples]:
        texts = [part.text for part in parts]
        read = self._tokenizer(texts, padding=True, return_tensors="pt").to(self._vits.device)
        seeds = [part.seed for part in parts]
        waves = decode(
            self._vits, read.input_ids, read.attention_mask, seeds=seeds, noise=self._noise
        )
        return [wave.float().cpu().numpy() for wave in waves]

    def _refusal(self, part: Part) -> ItemFailure | None:
        """The tokenizer drops what it can't read, without a word."""
        if self._tokenizer.is_uroman and not importlib.util.find_spec("uroman"):
            return ItemFailure(
                FailureCode.LANGUAGE_UNSUPPORTED,
                f"mms-tts reads {part.request.language} in Latin letters. Install the package "
                "'uroman', which writes it so.",
            )
        readable, _ = self._tokenizer.prepare_for_tokenization(part.text)
        if any(unicodedata.category(character)[0] in "LN" for character in readable):
            return None
        return ItemFailure(
            FailureCode.NOTHING_TO_SPEAK,
            f"mms-tts for {part.request.language} knows no letter of {part.text[:40]!r}.",
        )


def load(checkpoint: str, *, rate: int, noise: float) -> MmsModel:
    """Load from a folder or from the hub.

    Raises:
        ValueError: it speaks at another rate than `rate`, in Hz.
    """
    tokenizer = _transformers.VitsTokenizer.from_pretrained(checkpoint)
    vits, report = _transformers.VitsModel.from_pretrained(checkpoint, output_loading_info=True)
    if report["missing_keys"]:
        raise ValueError(f"it lacks the weight {min(report['missing_keys'])}")
    if vits.config.sampling_rate != rate:
        raise ValueError(f"it speaks at {vits.config.sampling_rate} Hz where {rate} are expected")
    return MmsModel(vits.eval().to(torch.device(device())), tokenizer, noise=noise)
