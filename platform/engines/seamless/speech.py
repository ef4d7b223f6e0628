"""SeamlessM4T v2 loaded to speak given words. Imports torch.

`generate` of transformers translates first, even from a language into itself, and speaks what that
gives. Here the decoder is told the text instead, so that what is spoken is what was asked for.
Batches are padded; units go through the vocoder text by text, since it would hear the padding.
"""

from collections.abc import Sequence
from typing import Any

import torch
import transformers
from torch import Tensor
from torch.nn.functional import pad
from torch.nn.utils.rnn import pad_sequence

from engines.loading import device
from engines.protocols import FailureCode, ItemFailure, Samples
from engines.speaking import Part
from languages import get

_transformers: Any = transformers  # its types are too loose to check against


class SeamlessSpeech:
    def __init__(self, model: Any, tokenizer: Any) -> None:
        self._model, self._tokenizer = model, tokenizer
        self._padding = model.generation_config.pad_token_id

    def speak(self, parts: Sequence[Part], speaker: int) -> list[Samples | ItemFailure]:
        """Speak parts of one language with one voice: 16 kHz, shape (samples,), in order.

        Args:
            parts: all in one language.
            speaker: number of the vocoder's voice, from 0.
        """
        language = parts[0].request.language
        code = str(get(language).codes.seamless)
        if code not in self._model.generation_config.vocoder_lang_code_to_id:
            return [_no_language(language)] * len(parts)
        if speaker >= self._model.config.vocoder_num_spkrs:
            return [_no_voice(part) for part in parts]
        units = self.units([part.text for part in parts], code)
        return [self._voiced(row, code, speaker) for row in units]

    @torch.inference_mode()
    def units(self, texts: Sequence[str], code: str) -> list[Tensor]:
        """Acoustic units of texts, each (units,), as the vocoder takes them."""
        ids, said, mask = self._read(texts, code)
        heard = self._model.text_encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = self._model.text_decoder(
            input_ids=said, encoder_hidden_states=heard, encoder_attention_mask=mask
        ).last_hidden_state
        out = self._model.t2u_model(
            inputs_embeds=hidden,
            attention_mask=mask.to(hidden.dtype),
            **self._letters(said[:, 2:]),
        )
        logits, spoken = out[0], out[1].bool()
        return self._without_marks(logits.argmax(-1), spoken)

    def _read(self, texts: Sequence[str], code: str) -> tuple[Tensor, Tensor, Tensor]:
        """What the encoder reads, what the decoder is told, and their mask: (rows, tokens).

        The encoder reads language, text, end; the decoder is told start, language, text.
        """
        model = self._model
        told = self._tokenizer(list(texts), src_lang=code)["input_ids"]
        rows = [torch.tensor(row, device=model.device) for row in told]
        start = torch.tensor([model.generation_config.decoder_start_token_id], device=model.device)
        ids = pad_sequence(rows, batch_first=True, padding_value=self._padding)
        said = [torch.cat([start, row[:-1]]) for row in rows]
        lengths = torch.tensor([len(row) for row in rows], device=model.device)
        mask = (torch.arange(ids.shape[1], device=model.device)[None] < lengths[:, None]).long()
        return ids, pad_sequence(said, batch_first=True, padding_value=self._padding), mask

    def _letters(self, words: Tensor) -> dict[str, Tensor]:
        """The letters of tokens, (rows, tokens), as `generate` hands them to the unit model."""
        model, padding = self._model, self._padding
        subwords = model._indices_to_subwords(words)  # noqa: SLF001 - a piece of `generate`
        counts = model._count_character_length_in_subword(  # noqa: SLF001 - likewise
            words, subwords, pad_token_id=padding
        )
        # Start and language have no letters
        counts = pad(counts, (1, 1))
        letters = model._get_char_input_ids(  # noqa: SLF001 - likewise
            words, subwords, counts, pad_token_id=padding
        )
        return {"char_input_ids": letters, "char_count_per_id": counts}

    def _without_marks(self, units: Tensor, spoken: Tensor) -> list[Tensor]:
        """Units without padding and without those that stand for no sound."""
        offset = self._model.config.vocoder_offset
        sounding = spoken & (units >= offset)
        return [row[sounds] - offset for row, sounds in zip(units, sounding, strict=True)]

    @torch.inference_mode()
    def _voiced(self, units: Tensor, code: str, speaker: int) -> Samples:
        here = self._model.device
        if not len(units):
            nothing: Samples = torch.zeros(0).numpy()
            return nothing
        language = self._model.generation_config.vocoder_lang_code_to_id[code]
        wave, _ = self._model.vocoder(
            input_ids=units[None],
            speaker_id=torch.tensor([[speaker]], device=here),
            lang_id=torch.tensor([[language]], device=here),
        )
        samples: Samples = wave.reshape(-1).float().cpu().numpy()
        return samples


def load(checkpoint: str, *, rate: int) -> SeamlessSpeech:
    """Load what speaks, without the half that hears, from a folder or from the hub.

    Raises:
        ValueError: it is another model, or speaks at another rate than `rate`, in Hz.
    """
    tokenizer = _transformers.AutoTokenizer.from_pretrained(checkpoint)
    model, report = _transformers.SeamlessM4Tv2ForTextToSpeech.from_pretrained(
        checkpoint, output_loading_info=True
    )
    if report["missing_keys"]:
        raise ValueError(f"it lacks the weight {min(report['missing_keys'])}")
    if model.config.sampling_rate != rate:
        raise ValueError(f"it speaks at {model.config.sampling_rate} Hz where {rate} are expected")
    return SeamlessSpeech(model.eval().to(torch.device(device())), tokenizer)


def _no_language(language: str) -> ItemFailure:
    return ItemFailure(
        FailureCode.LANGUAGE_UNSUPPORTED, f"This checkpoint has no speech for {language!r}."
    )


def _no_voice(part: Part) -> ItemFailure:
    return ItemFailure(
        FailureCode.VOICE_UNKNOWN, f"This checkpoint has no voice {part.request.voice!r}."
    )
