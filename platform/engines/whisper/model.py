"""Whisper of transformers on one device. Imports torch."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
import transformers

from engines.hearing.clips import RATE, Heard
from engines.hearing.codes import to_ours
from engines.hearing.transformers_models import load_parts
from engines.loading import reading
from engines.protocols import LanguageGuess, Transcript

# Tokens: what fits behind the prompt, and what nobody says in a second in any script.
_MOST_TOKENS = 440
_TOKENS_PER_SECOND = 40
_SPARE_TOKENS = 32


def most_tokens(heard: Sequence[Heard]) -> int:
    """What the longest of these clips may take to write down."""
    longest_s = max(one.size for one in heard) / RATE
    return min(_MOST_TOKENS, _SPARE_TOKENS + int(_TOKENS_PER_SECOND * longest_s))


class WhisperModel:
    def __init__(
        self,
        model: Any,
        extractor: Any,
        tokenizer: Any,
        *,
        most_tokens: Callable[[Sequence[Heard]], int] = most_tokens,
    ) -> None:
        self._model = model
        self._extractor = extractor
        self._tokenizer = tokenizer
        self._most_tokens = most_tokens

    def transcribe(self, heard: Sequence[Heard]) -> list[Transcript]:
        """Clips of one language, each at most 30 s."""
        return self._write(heard, "transcribe")

    def translate(self, heard: Sequence[Heard]) -> list[Transcript]:
        """The same, written down in English."""
        return self._write(heard, "translate")

    def _write(self, heard: Sequence[Heard], task: str) -> list[Transcript]:
        with torch.inference_mode():
            written = self._model.generate(
                **self._features(heard),
                language=heard[0].language,
                task=task,
                num_beams=1,
                do_sample=False,
                max_new_tokens=self._most_tokens(heard),
            )
        texts = self._tokenizer.batch_decode(written, skip_special_tokens=True)
        return [Transcript(text=text.strip()) for text in texts]

    def identify(self, heard: Sequence[Heard]) -> list[LanguageGuess]:
        """The probability is among the languages that Whisper knows."""
        tokens = self._model.generation_config.lang_to_id
        start = self._model.config.decoder_start_token_id
        features = self._features(heard)
        first = torch.full((len(heard), 1), start, device=self._model.device)
        with torch.inference_mode():
            # (clips, 1, vocabulary) -> (clips, languages)
            logits = self._model(**features, decoder_input_ids=first).logits[:, -1]
            shares = logits[:, list(tokens.values())].float().softmax(dim=-1)
        names = [token.strip("<|>") for token in tokens]
        best = shares.max(dim=-1)
        return [
            LanguageGuess(language=to_ours(names[place]), probability=round(share, 4))
            for share, place in zip(best.values.tolist(), best.indices.tolist(), strict=True)
        ]

    def _features(self, heard: Sequence[Heard]) -> dict[str, Any]:
        """``input_features`` (clips, mels, 3000) and ``attention_mask`` (clips, 3000)."""
        given = self._extractor(
            [one.samples for one in heard],
            sampling_rate=RATE,
            return_tensors="pt",
            return_attention_mask=True,
        )
        return {
            "input_features": given.input_features.to(self._model.device, self._model.dtype),
            "attention_mask": given.attention_mask.to(self._model.device),
        }


def load(name: str, checkpoint: str) -> WhisperModel:
    """A multilingual Whisper of a folder or of the hub.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    kind = "WhisperForConditionalGeneration"
    model, extractor = load_parts(name, checkpoint, model_type="whisper", model_class=kind)
    with reading(name, checkpoint):
        tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint)
        if not getattr(model.generation_config, "lang_to_id", None):
            raise ValueError("this Whisper knows English alone, or no generation_config.json")
    return WhisperModel(model, extractor, tokenizer)
