"""A translating model of transformers with its tokenizer, on one device. Imports torch."""

from collections.abc import Sequence
from typing import Any

import torch
import transformers
from torch.nn.functional import cross_entropy

from engines.loading import device, reading
from engines.seq2seq.architecture import Architecture, Decoding, Output

_LOGITS_AT_ONCE = 2**25
"""Half a GiB in 32 bit, twice over: vocabularies of these models have 256,000 tokens."""
_PREFIX = 2  # start and language; neither is the model's choice


class Seq2SeqModel:
    def __init__(self, model: Any, tokenizer: Any, architecture: Architecture) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._architecture = architecture

    def count_tokens(self, text: str) -> int:
        """With the marks of language and end."""
        return len(self._tokenizer(text).input_ids)

    def knows(self, code: str) -> bool:
        return self._token(code) not in (None, self._tokenizer.unk_token_id)

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, decoding: Decoding
    ) -> list[Output]:
        """Translate sentences of one language into one other; languages are the model's codes."""
        self._tokenizer.src_lang = source
        given = self._tokenizer(list(texts), padding=True, return_tensors="pt")
        given = given.to(self._model.device)
        with torch.inference_mode():
            # (sentences, tokens): start, language, the translation, end, padding
            written = self._model.generate(
                input_ids=given["input_ids"],
                attention_mask=given["attention_mask"],
                **self._architecture.aim(target, self._token(target)),
                num_beams=decoding.beams,
                do_sample=False,
                max_length=None,
                max_new_tokens=decoding.most_new_tokens(given["input_ids"].shape[1]),
            )
            scores = self._score(given, written)
        plain = self._tokenizer.batch_decode(written, skip_special_tokens=True)
        ends = (written[:, _PREFIX:] == self._tokenizer.eos_token_id).any(dim=1).tolist()
        return [
            Output(text=text.strip(), score=score, ended=ended)
            for text, score, ended in zip(plain, scores, ends, strict=True)
        ]

    def _token(self, code: str) -> Any:
        return self._tokenizer.convert_tokens_to_ids(self._architecture.language_token.format(code))

    def _score(self, given: Any, written: Any) -> list[float]:
        """One more pass, some sentences at a time: keeping each step's logits needs gigabytes."""
        rows = max(1, _LOGITS_AT_ONCE // (written.shape[1] * self._model.config.vocab_size))
        return [
            score
            for at in range(0, len(written), rows)
            for score in self._score_rows(
                given["input_ids"][at : at + rows],
                given["attention_mask"][at : at + rows],
                written[at : at + rows],
            )
        ]

    def _score_rows(self, input_ids: Any, attention_mask: Any, written: Any) -> list[float]:
        logits = self._model(
            input_ids=input_ids,
            attention_mask=attention_mask,
            decoder_input_ids=written[:, :-1],
            use_cache=False,
        ).logits[:, _PREFIX - 1 :]
        chosen = written[:, _PREFIX:]
        # (sentences, tokens, vocabulary) -> (sentences, vocabulary, tokens)
        surprise = cross_entropy(logits.float().transpose(1, 2), chosen, reduction="none")
        # Up to the first end and with it: what follows is padding, which may be ends again.
        ends = (chosen == self._tokenizer.eos_token_id).long()
        counted = ends.cumsum(dim=1) - ends == 0
        mean = (surprise * counted).sum(dim=1) / counted.sum(dim=1).clamp(min=1)
        return [min(1.0, round(score, 4)) for score in (-mean).exp().tolist()]


def load(name: str, architecture: Architecture, checkpoint: str) -> Seq2SeqModel:
    """The model of a folder or of the hub, on the device of the settings.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    where = device()
    _be_quiet()
    with reading(name, checkpoint):
        config = transformers.AutoConfig.from_pretrained(checkpoint)
        if config.model_type != architecture.model_type:
            raise ValueError(f"this is {config.model_type}, not {architecture.model_type}")
        tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint)
        kind = getattr(transformers, architecture.model_class)
        model, report = kind.from_pretrained(
            checkpoint, dtype=_number_type(where), output_loading_info=True
        )
        if report["missing_keys"]:
            raise ValueError(f"weights are missing, {min(report['missing_keys'])} among them")
    return Seq2SeqModel(model.to(where).eval(), tokenizer, architecture)


def _be_quiet() -> None:
    """Else a report names each weight that a task leaves out, and bars are drawn into the log."""
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def _number_type(where: str) -> Any:
    if not where.startswith("cuda"):
        return torch.float32
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
