"""Language models of either kind: those that only decode, and those that encode first.

Imports torch.
"""

from typing import Any

import transformers

from engines.wording.loading import load_whole
from engines.wording.writer import Writer


class DecodingWriter(Writer):
    """Reads with an encoder; its decoder says the answer: T5 and its kin."""

    def __init__(self, model: Any, tokenizer: Any) -> None:
        super().__init__(model, tokenizer)
        model.generation_config.decoder_start_token_id = model.config.decoder_start_token_id

    def continue_tokens(self, tokens: Any, **given: Any) -> Any:
        # Where there are embeddings, they stand for the tokens.
        read = {} if "inputs_embeds" in given else {"input_ids": tokens}
        # The answer begins behind the decoder's start.
        return self.model.generate(**read, **given)[:, 1:]


def load_writer(checkpoint: str) -> Writer:
    """A language model of a folder or of the hub. Call it within `reading`.

    Raises:
        ValueError: it is no language model, or lacks weights.
    """
    family: Any = transformers
    config = family.AutoConfig.from_pretrained(checkpoint)
    tokenizer = family.AutoTokenizer.from_pretrained(checkpoint)
    if config.is_encoder_decoder:
        return DecodingWriter(load_whole(family.AutoModelForSeq2SeqLM, checkpoint), tokenizer)
    return Writer(load_whole(family.AutoModelForCausalLM, checkpoint), tokenizer)
