"""What tiny language models share: a vocabulary of bytes, and answers learnt by heart."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from tokenizers import pre_tokenizers
from torch.nn.utils.rnn import pad_sequence

Reading = Any
"""What stands before an answer: embeddings, (tokens, width)."""


def byte_vocabulary(marks: Sequence[str]) -> dict[str, int]:
    """Every text can be written with these; the marks come first."""
    tokens = [*marks, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    return {token: number for number, token in enumerate(tokens)}


def learn_answers(
    model: Any,
    answers: Sequence[tuple[Reading, Sequence[int]]],
    *,
    end: int,
    run: Callable[[Any, Any], Any] | None = None,
) -> None:
    """Trains the language model until it answers each reading with its tokens and an end.

    Args:
        model: with one embedding that stands still meanwhile.
        answers: what stands before, and the tokens of the answer.
        end: the token that ends an answer.
        run: from embeddings and mask to logits; the model itself where none is told.

    Raises:
        AssertionError: it didn't learn them.
    """
    embed = model.get_input_embeddings().requires_grad_(requires_grad=False)
    rows = [torch.tensor([*answer, end]) for _, answer in answers]
    given = [
        torch.cat([reading.detach(), embed(row[:-1])])
        for (reading, _), row in zip(answers, rows, strict=True)
    ]
    wanted = [
        torch.cat([torch.full((len(whole) - len(row),), -100), row])
        for whole, row in zip(given, rows, strict=True)
    ]
    mask = pad_sequence([torch.ones(len(row)) for row in given], batch_first=True).long()
    inputs = pad_sequence(given, batch_first=True)
    labels = pad_sequence(wanted, batch_first=True, padding_value=-100)
    logits = run or (lambda embeds, mask: model(inputs_embeds=embeds, attention_mask=mask).logits)
    _train(model, lambda: logits(inputs, mask), labels)


def _train(model: Any, logits: Callable[[], Any], labels: Any) -> None:
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=1e-2)
    model.train()
    for _ in range(400):
        optimizer.zero_grad()
        # (rows, tokens, vocabulary) -> (rows, vocabulary, tokens)
        loss: Any = torch.nn.functional.cross_entropy(logits().transpose(1, 2), labels)
        loss.backward()
        optimizer.step()
        if loss.item() < 0.02:
            break
    assert loss.item() < 0.05
    model.eval()
