"""Language models of both kinds behind one face."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("peft")

import torch
import transformers
from torch.nn.functional import cross_entropy

from engines.errors import CheckpointUnreadableError
from engines.protocols import Sampling
from engines.wording.rows import Row
from tests.checkpoints.words import byte_vocabulary
from training.models.language import Conversation, Language, load_language
from training.models.losses import IGNORED
from training.models.padding import padded

PROMPT, ANSWER = (40, 41, 42), (50, 51, 2)


@pytest.fixture(scope="module")
def folders(parts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    t5 = tmp_path_factory.mktemp("t5")
    _build_t5(t5)
    return {"decoder": parts["aya-expanse"], "encoder and decoder": str(t5)}


def _build_t5(folder: Path) -> None:
    torch.manual_seed(0)
    marks = ("<pad>", "<unk>", "</s>")
    family: Any = transformers
    tokenizer = family.Qwen2Tokenizer(
        vocab=byte_vocabulary(marks), merges=[], pad_token="<pad>", eos_token="</s>", unk_token=None
    )
    tokenizer.add_special_tokens({"additional_special_tokens": list(marks)})
    config = transformers.T5Config(
        vocab_size=len(tokenizer),
        d_model=16,
        d_kv=8,
        d_ff=32,
        num_layers=1,
        num_heads=2,
        decoder_start_token_id=0,
        pad_token_id=0,
        eos_token_id=2,
    )
    model: Any = transformers.T5ForConditionalGeneration(config)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


@pytest.fixture(params=["decoder", "encoder and decoder"])
def language(request: pytest.FixtureRequest, folders: dict[str, str]) -> Language:
    return load_language("test", folders[request.param])


def loss(language: Language, *rows: tuple[tuple[int, ...], tuple[int, ...]]) -> torch.Tensor:
    read, said = zip(*(language.arrange(*row) for row in rows), strict=True)
    lengths = torch.tensor([len(row) for row in read])
    return language.loss(language.embed(padded(read, 0)), lengths, padded(said, IGNORED))


@torch.no_grad()
def test_loss_is_that_of_the_answer_alone(language: Language) -> None:
    model = language.model
    if model.config.is_encoder_decoder:
        logits = model(input_ids=torch.tensor([PROMPT]), labels=torch.tensor([ANSWER])).logits[0]
    else:
        logits = model(input_ids=torch.tensor([[*PROMPT, *ANSWER]])).logits[0, 2:5]

    wanted = cross_entropy(logits, torch.tensor(ANSWER), reduction="sum")

    torch.testing.assert_close(loss(language, (PROMPT, ANSWER)), wanted)


@torch.no_grad()
def test_loss_of_rows_is_the_sum_of_each(language: Language) -> None:
    rows = [(PROMPT, ANSWER), ((40,), (50, 51, 52, 53, 2)), ((*PROMPT, *PROMPT), (2,))]

    together = loss(language, *rows)

    torch.testing.assert_close(together, torch.stack([loss(language, row) for row in rows]).sum())


@torch.no_grad()
def test_embeddings_are_continued_as_their_tokens_are(language: Language) -> None:
    writer, sampling = language.writer, Sampling(max_tokens=5)
    rows = [Row(tokens=PROMPT), Row(tokens=(*PROMPT, 60, 61))]
    tokens, mask = writer.padded(rows)

    from_embeddings = writer.write(rows, sampling, {"inputs_embeds": language.embed(tokens)})
    ids = language.model.generate(
        input_ids=tokens, attention_mask=mask, max_new_tokens=5, do_sample=False
    )
    start = 1 if language.model.config.is_encoder_decoder else tokens.shape[1]
    texts = [
        writer.tokenizer.decode(row, skip_special_tokens=True).strip() for row in ids[:, start:]
    ]

    assert [one.text for one in from_embeddings] == [text.strip() for text in texts]


def test_a_conversation_stands_around_the_clip(folders: dict[str, str]) -> None:
    tokenizer = load_language("test", folders["decoder"]).writer.tokenizer

    assert Conversation(tokenizer).around("Say it.") == (
        "<BOS_TOKEN><|START_OF_TURN_TOKEN|><|USER_TOKEN|>",
        "Say it.<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>",
    )


def test_without_a_template_the_instruction_follows_the_clip(folders: dict[str, str]) -> None:
    tokenizer = load_language("test", folders["encoder and decoder"]).writer.tokenizer

    assert Conversation(tokenizer).around("Say it.") == ("", "Say it.")


def test_what_writes_nothing_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(CheckpointUnreadableError):
        load_language("test", parts["qwen2.5-omni"])
