"""Tiny MMS models: one writes tones down, by an adapter for each language; one tells languages."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
import transformers
from safetensors.torch import save_file

from tests.checkpoints.sounds import RATE, TONES, tone

LANGUAGES = ("eng", "deu")
_SIZES = {
    "hidden_size": 32,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "conv_dim": (16,) * 7,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 2,
    "feat_extract_norm": "layer",
    "do_stable_layer_norm": True,
    "hidden_dropout": 0.0,
    "attention_dropout": 0.0,
    "activation_dropout": 0.0,
    "feat_proj_dropout": 0.0,
    "final_dropout": 0.0,
    "layerdrop": 0.0,
    "apply_spec_augment": False,
}


def build_mms_asr(folder: Path, *, also: Iterable[str] = ()) -> None:
    """Writes a checkpoint that says `sounds.TONES` in both languages.

    Those of `also`, by MMS's codes, have adapters too, and hear what the last one hears.
    """
    torch.manual_seed(0)
    words = [word for said in TONES.values() for word in said.values()]
    letters = sorted({letter for word in words for letter in word})
    marks = ["<pad>", "<s>", "</s>", "<unk>", "|"]
    vocabulary = {token: number for number, token in enumerate([*marks, *letters])}
    folder.mkdir(exist_ok=True)
    languages = [*LANGUAGES, *also]
    (folder / "vocab.json").write_text(json.dumps(dict.fromkeys(languages, vocabulary)))
    family: Any = transformers  # whose tokenizers have no types
    tokenizer = family.Wav2Vec2CTCTokenizer(str(folder / "vocab.json"), target_lang=LANGUAGES[0])
    family.Wav2Vec2Processor(_extractor(), tokenizer).save_pretrained(folder)
    config = transformers.Wav2Vec2Config(
        vocab_size=len(vocabulary), adapter_attn_dim=16, ctc_loss_reduction="mean", **_SIZES
    )
    model: Any = transformers.Wav2Vec2ForCTC(config)
    for place, language in enumerate(LANGUAGES):
        # The first language teaches all of the model, the others their adapters alone.
        trained = model.parameters() if place == 0 else model._get_adapters().values()  # noqa: SLF001
        _teach_words(model, [*trained], vocabulary, language)
        adapter = {name: weight.detach().clone() for name, weight in model._get_adapters().items()}  # noqa: SLF001
        save_file(adapter, folder / f"adapter.{language}.safetensors")
    for language in also:
        save_file(adapter, folder / f"adapter.{language}.safetensors")
    model.save_pretrained(folder)


def _teach_words(model: Any, trained: list[Any], vocabulary: dict[str, int], language: str) -> None:
    inputs = _extractor()(
        [tone(pitch, 0.5).samples for pitch in TONES], sampling_rate=RATE, return_tensors="pt"
    )
    labels = [[vocabulary[letter] for letter in said[language]] for said in TONES.values()]
    longest = max(map(len, labels))
    padded = torch.tensor([[*row, *[-100] * (longest - len(row))] for row in labels])
    _train(lambda: model(**inputs, labels=padded).loss, model, trained)


def build_mms_lid(folder: Path) -> None:
    """Writes a checkpoint that takes high tones for Hindi and low ones for Malagasy."""
    torch.manual_seed(0)
    names = ["mlg", "hin"]
    config = transformers.Wav2Vec2Config(
        num_labels=2,
        id2label=dict(enumerate(names)),
        label2id={name: place for place, name in enumerate(names)},
        classifier_proj_size=16,
        **_SIZES,
    )
    model: Any = transformers.Wav2Vec2ForSequenceClassification(config)
    inputs = _extractor()(
        [tone(pitch, 0.5).samples for pitch in TONES], sampling_rate=RATE, return_tensors="pt"
    )
    _train(lambda: model(**inputs, labels=torch.tensor([0, 1])).loss, model, [*model.parameters()])
    _extractor().save_pretrained(folder)
    model.save_pretrained(folder)


def build_mms(folder: Path) -> None:
    """Writes an encoder of two layers, drawn, not learnt."""
    torch.manual_seed(0)
    config = transformers.Wav2Vec2Config(**{**_SIZES, "num_hidden_layers": 2})
    model: Any = transformers.Wav2Vec2Model(config)
    _extractor().save_pretrained(folder)
    model.save_pretrained(folder)


def _extractor() -> Any:
    return transformers.Wav2Vec2FeatureExtractor(return_attention_mask=True)


def _train(loss_of: Any, model: Any, parameters: list[Any]) -> None:
    optimizer = torch.optim.Adam(parameters, lr=1e-2)
    model.train()
    for _ in range(400):
        optimizer.zero_grad()
        loss = loss_of()
        loss.backward()
        optimizer.step()
        if loss.item() < 0.02:
            break
    assert loss.item() < 0.1
    model.eval()
