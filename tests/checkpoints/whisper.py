"""A tiny Whisper that knows two tones in two languages."""

from pathlib import Path
from typing import Any

import torch
import transformers

from tests.checkpoints.sounds import RATE, TONES, tone

WINDOW_S = 4
"""What it hears at once; 30 in every published Whisper, which would take long to teach."""
_CODES = {"eng": "en", "deu": "de"}
_TASKS = ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")


def build_whisper(folder: Path) -> None:
    """Writes a checkpoint that says `sounds.TONES`."""
    torch.manual_seed(0)
    tokenizer = make_tokenizer()
    extractor = transformers.WhisperFeatureExtractor(feature_size=80, chunk_length=WINDOW_S)
    model = transformers.WhisperForConditionalGeneration(_config(tokenizer))
    model.generation_config = make_generation(tokenizer)
    _teach(model, extractor, tokenizer)
    family: Any = transformers  # whose processors have no types
    family.WhisperProcessor(extractor, tokenizer).save_pretrained(folder)
    model.save_pretrained(folder)


def make_tokenizer() -> Any:
    letters = sorted(
        {letter for words in TONES.values() for word in words.values() for letter in word}
    )
    vocabulary = {token: number for number, token in enumerate([*letters, "<|endoftext|>"])}
    tokenizer = transformers.WhisperTokenizer(vocab=vocabulary, merges=[])
    marks = [
        "<|startoftranscript|>",
        *(f"<|{code}|>" for code in _languages()),
        *(f"<|{task}|>" for task in _TASKS),
    ]
    tokenizer.add_special_tokens({"additional_special_tokens": marks})
    return tokenizer


def _languages() -> list[str]:
    return list(transformers.models.whisper.tokenization_whisper.LANGUAGES)[:99]


def _config(tokenizer: Any) -> transformers.WhisperConfig:
    end, start = tokenizer.convert_tokens_to_ids(["<|endoftext|>", "<|startoftranscript|>"])
    return transformers.WhisperConfig(
        vocab_size=len(tokenizer),
        max_source_positions=50 * WINDOW_S,
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        decoder_start_token_id=start,
        eos_token_id=end,
        bos_token_id=end,
        pad_token_id=end,
        suppress_tokens=[],
        begin_suppress_tokens=[],
        dropout=0.0,
    )


def make_generation(tokenizer: Any) -> transformers.GenerationConfig:
    """What a published checkpoint's generation_config.json says of languages and tasks."""
    known = tokenizer.convert_tokens_to_ids
    facts: dict[str, Any] = {
        "is_multilingual": True,
        "lang_to_id": {f"<|{code}|>": known(f"<|{code}|>") for code in _languages()},
        "task_to_id": {task: known(f"<|{task}|>") for task in ("transcribe", "translate")},
        "no_timestamps_token_id": known("<|notimestamps|>"),
        "prev_sot_token_id": known("<|startofprev|>"),
        "decoder_start_token_id": known("<|startoftranscript|>"),
        "eos_token_id": known("<|endoftext|>"),
        "bos_token_id": known("<|endoftext|>"),
        "pad_token_id": known("<|endoftext|>"),
        "max_length": 448,
    }
    return transformers.GenerationConfig(**facts)


def _teach(model: Any, extractor: Any, tokenizer: Any) -> None:
    """Trains until it says the words; it also learns that high tones are German, low ones English.

    Raises:
        AssertionError: it didn't learn them.
    """
    pairs = [(pitch, *pair) for pitch, words in TONES.items() for pair in words.items()]
    clips = [tone(pitch).samples for pitch in TONES]
    features = extractor(clips, sampling_rate=RATE, return_tensors="pt").input_features
    rows = [_row(tokenizer, pitch, language, word) for pitch, language, word in pairs]
    given = _padded([row[:-1] for row in rows], model.config.pad_token_id)
    # Right behind the start the model guesses the language; the rest of the prompt it is told.
    spoken = {220: rows[0][1], 880: rows[-1][1]}
    wanted = _padded(
        [[spoken[p], -100, -100, *r[4:]] for (p, _, _), r in zip(pairs, rows, strict=True)], -100
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    model.train()
    for _ in range(400):
        optimizer.zero_grad()
        # Each tone is encoded once, though it is said in two languages.
        heard = model.model.encoder(features).last_hidden_state.repeat_interleave(2, dim=0)
        logits = model(encoder_outputs=(heard,), decoder_input_ids=given).logits
        loss: Any = torch.nn.functional.cross_entropy(logits.transpose(1, 2), wanted)
        loss.backward()
        optimizer.step()
        if loss.item() < 0.01:
            break
    assert loss.item() < 0.05
    model.eval()


def _row(tokenizer: Any, pitch: int, language: str, word: str) -> list[int]:
    prompt = [
        "<|startoftranscript|>",
        f"<|{_CODES[language]}|>",
        "<|transcribe|>",
        "<|notimestamps|>",
    ]
    ids: list[int] = tokenizer.convert_tokens_to_ids([*prompt, *word, "<|endoftext|>"])
    return ids


def _padded(rows: list[list[int]], filler: int) -> Any:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])
