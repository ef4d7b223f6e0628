"""A tiny SeamlessM4T v2, whole: with the speech parts that a published checkpoint has, too."""

from pathlib import Path
from typing import Any

import torch
import transformers

from tests.checkpoints.text import Marks, letters, teach

CODES = {"eng": "eng", "deu": "deu", "jpn": "jpn"}
_SIZES = {
    0.0: "dropout attention_dropout activation_dropout encoder_layerdrop decoder_layerdrop",
    1: """
        encoder_layers decoder_layers speech_encoder_layers t2u_encoder_layers t2u_decoder_layers
        num_adapter_layers
    """,
    2: """
        encoder_attention_heads decoder_attention_heads speech_encoder_attention_heads
        t2u_encoder_attention_heads t2u_decoder_attention_heads
    """,
    7: "conv_depthwise_kernel_size",
    8: "vocoder_num_langs vocoder_num_spkrs",
    32: """
        hidden_size t2u_variance_predictor_embed_dim t2u_variance_predictor_hidden_dim
        upsample_initial_channel unit_embed_dim lang_embed_dim spkr_embed_dim
    """,
    64: """
        encoder_ffn_dim decoder_ffn_dim speech_encoder_intermediate_size t2u_encoder_ffn_dim
        t2u_decoder_ffn_dim unit_hifi_gan_vocab_size t2u_vocab_size
    """,
    512: "max_position_embeddings t2u_max_position_embeddings",
}


def build_seamless(folder: Path) -> None:
    """Writes a checkpoint that knows `text.PHRASES`, and can speak noise."""
    torch.manual_seed(0)
    marks = [f"__{code}__" for code in CODES.values()]
    tokens = ["<pad>", "<unk>", "<s>", "</s>", "▁", *letters(), *marks]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = transformers.SeamlessM4TTokenizer(
        vocab=vocabulary, merges=[], additional_special_tokens=marks, tgt_lang="deu"
    )
    model = transformers.SeamlessM4Tv2Model(_config(len(tokenizer)))
    text = transformers.SeamlessM4Tv2ForTextToText(model.config)
    teach(text, tokenizer, Marks(pad=0, end=3, start=3), dict(zip(CODES, marks, strict=True)))
    model.load_state_dict(text.state_dict(), strict=False)
    model.generation_config = _generation(vocabulary)
    extractor = transformers.SeamlessM4TFeatureExtractor()
    transformers.SeamlessM4TProcessor(extractor, tokenizer).save_pretrained(folder)
    model.save_pretrained(folder)


def _config(tokens: int) -> transformers.SeamlessM4Tv2Config:
    sizes: dict[str, Any] = {
        name: value for value, names in _SIZES.items() for name in names.split()
    }
    return transformers.SeamlessM4Tv2Config(
        vocab_size=tokens,
        char_vocab_size=tokens,
        resblock_kernel_sizes=[3],
        resblock_dilation_sizes=[[1, 3]],
        **sizes,
    )


def _generation(vocabulary: dict[str, int]) -> transformers.GenerationConfig:
    """What a published checkpoint's generation_config.json says of languages."""
    facts: dict[str, Any] = {
        "text_decoder_lang_to_code_id": {
            code: vocabulary[f"__{code}__"] for code in CODES.values()
        },
        "t2u_lang_code_to_id": {code: place + 10 for place, code in enumerate(CODES.values())},
        "vocoder_lang_code_to_id": {code: place for place, code in enumerate(CODES.values())},
        "id_to_text": {str(number): token for token, number in vocabulary.items()},
        "char_to_id": {token: number for token, number in vocabulary.items() if len(token) == 1},
        "max_new_tokens": 40,
        "decoder_start_token_id": 3,
        "bos_token_id": 2,
        "eos_token_id": 3,
        "pad_token_id": 0,
    }
    return transformers.GenerationConfig(**facts)
