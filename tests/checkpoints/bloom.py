"""A tiny BLOOM that knows a few answers by heart; it has no chat template."""

from pathlib import Path
from typing import Any

import torch
import transformers

from tests.checkpoints.chat import ANSWERS, marks_of
from tests.checkpoints.words import byte_vocabulary, learn_answers

_MARKS = ("<unk>", "<s>", "</s>", "<pad>")


def build_bloom(folder: Path) -> None:
    """Writes a checkpoint that answers `chat.ANSWERS`, asked with nothing around them."""
    torch.manual_seed(0)
    tokenizer = make_tokenizer()
    config = transformers.BloomConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        n_layer=2,
        n_head=2,
        initializer_range=0.2,
        **marks_of(tokenizer),
    )
    model: Any = transformers.BloomForCausalLM(config)
    embed = model.get_input_embeddings()
    learn_answers(
        model,
        [
            (embed(torch.tensor(_ids(tokenizer, asked))), _ids(tokenizer, answer))
            for asked, answer in ANSWERS.items()
        ],
        end=tokenizer.eos_token_id,
    )
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)


def make_tokenizer() -> Any:
    family: Any = transformers
    tokenizer = family.Qwen2Tokenizer(
        vocab=byte_vocabulary(_MARKS),
        merges=[],
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token=None,
    )
    tokenizer.add_special_tokens({"additional_special_tokens": list(_MARKS)})
    return tokenizer


def _ids(tokenizer: Any, text: str) -> list[int]:
    ids: list[int] = tokenizer.encode(text, add_special_tokens=False)
    return ids
