"""A tiny Aya: a Cohere that knows a few answers by heart."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
import transformers

from tests.checkpoints.words import byte_vocabulary, learn_answers

ANSWERS: Mapping[str, str] = {
    "low": "A low tone.",
    "high": "It is high!",
    "tief": "Ein tiefer Ton.",
    "hoch": "Ganz hoch!",
}
_END = "<|END_OF_TURN_TOKEN|>"
_MARKS = (
    *("<PAD>", "<UNK>", "<CLS>", "<SEP>", "<MASK_TOKEN>", "<BOS_TOKEN>", "<EOS_TOKEN>"),
    *("<|START_OF_TURN_TOKEN|>", _END, "<|USER_TOKEN|>", "<|CHATBOT_TOKEN|>", "<|SYSTEM_TOKEN|>"),
)
_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<|START_OF_TURN_TOKEN|>"
    "<|{{ 'CHATBOT' if message.role == 'assistant' else message.role.upper() }}_TOKEN|>"
    "{{ message.content }}<|END_OF_TURN_TOKEN|>{% endfor %}"
    "{% if add_generation_prompt %}<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>{% endif %}"
)


def build_chat(folder: Path) -> None:
    """Writes a checkpoint that answers `ANSWERS`."""
    torch.manual_seed(0)
    tokenizer = make_chat_tokenizer()
    model: Any = transformers.CohereForCausalLM(_config(tokenizer))
    embed = model.get_input_embeddings()
    learn_answers(
        model,
        [
            (embed(torch.tensor(_asked(tokenizer, question))), _said(tokenizer, answer))
            for question, answer in ANSWERS.items()
        ],
        end=tokenizer.eos_token_id,
    )
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)


def make_chat_tokenizer() -> Any:
    tokenizer: Any = transformers.CohereTokenizer(vocab=byte_vocabulary(_MARKS), merges=[])
    tokenizer.add_special_tokens({"additional_special_tokens": list(_MARKS[7:])})
    tokenizer.chat_template = _TEMPLATE
    return tokenizer


def _asked(tokenizer: Any, question: str) -> list[int]:
    ids: list[int] = tokenizer.apply_chat_template(
        [{"role": "user", "content": question}], add_generation_prompt=True, return_dict=True
    )["input_ids"]
    return ids


def _said(tokenizer: Any, answer: str) -> list[int]:
    ids: list[int] = tokenizer.encode(answer, add_special_tokens=False)
    return ids


def _config(tokenizer: Any) -> transformers.CohereConfig:
    return transformers.CohereConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=8192,
        logit_scale=1.0,
        tie_word_embeddings=False,
        **marks_of(tokenizer),
    )


def marks_of(tokenizer: Any) -> dict[str, int]:
    """As a configuration names them."""
    return {
        name: getattr(tokenizer, name) for name in ("pad_token_id", "bos_token_id", "eos_token_id")
    }
