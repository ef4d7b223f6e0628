"""Finetuning at full size: the plain Trainer of transformers, and steps of our loop.

Weights are random, since they don't change the work; nothing is read from disk. Both train the same
adapters on the same clips and compute activations again. The Trainer takes clips as they come, so
many at once, fills each batch up to its longest row, Whisper's to 30 s, and makes logits of every
place. Ours plans batches of like length by frames, as a training does.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import torch
import transformers
from torch import nn

from engines.hearing import RATE
from engines.loading import device
from tests.bench_gpu.measuring import Measured, Work, measure
from tests.bench_gpu.trained import MODELS, PLAIN, Numbers
from training.data import planning
from training.examples import Example
from training.models.base import Row
from training.models.hearing import HearingModel

_RATE = 1e-5


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """The defaults are the published models, and questions and answers of usual length."""

    models: Numbers = ()
    """Where the configurations are not those of the published models."""
    samples: int = 256
    step: int = 64
    """Samples behind each step."""
    at_once: tuple[int, ...] = (8, 16)
    """Rows that the Trainer takes."""
    frames: tuple[int, ...] = (16_000, 32_000)
    """Padded frames that our loop takes."""
    median_s: float = 5.0
    longest_s: float = 30.0
    median_answer: int = 80
    longest_answer: int = 512


TINY = Sizes(
    models=(("width", 32), ("layers", 1), ("vocabulary", 300)),
    samples=4,
    step=2,
    at_once=(2,),
    frames=(400,),
    median_s=0.6,
    longest_s=1.0,
    median_answer=5,
    longest_answer=9,
)


def measure_training(sizes: Sizes) -> Iterator[Measured]:
    for name, build in MODELS.items():
        torch.manual_seed(0)
        model = build(dict(sizes.models)).to(device())
        model.compute_again()
        rows = [model.read(one) for one in _examples(sizes)]
        work = _work(model, rows)
        for count in sizes.at_once:
            run = partial(_plain, PLAIN[name](model), rows, work, sizes.step // count, count)
            yield measure(name, f"Trainer, {count} rows", run)
        for frames in sizes.frames:
            run = partial(_ours, model, rows, work, sizes.step, frames)
            yield measure(name, f"ours, {frames:,} frames", run)


def _examples(sizes: Sizes) -> Iterator[Example]:
    """Lengths as they come: many short, few long."""
    chance = np.random.default_rng(0)
    for number in range(sizes.samples):
        seconds = min(chance.lognormal(np.log(sizes.median_s), 0.5), sizes.longest_s)
        answer = int(min(chance.lognormal(np.log(sizes.median_answer), 0.7), sizes.longest_answer))
        yield Example(
            key=str(number),
            samples=chance.normal(0, 0.1, int(seconds * RATE)).astype(np.float32),
            answer="a" * max(1, answer),
            language="eng",
            target="eng",
            source="noise",
        )


def _work(model: HearingModel, rows: Sequence[Row]) -> Work:
    return Work(
        done=len(rows),
        audio_s=sum(row.frames for row in rows) / 100,
        tokens=sum(len(row.tokens) for row in rows),
        flops=sum(map(model.flops, rows)),
    )


def _plain(model: nn.Module, rows: list[Row], work: Work, accumulated: int, count: int) -> Work:
    cuda = torch.cuda.is_available()
    family: Any = transformers
    with tempfile.TemporaryDirectory() as folder:
        trainer = family.Trainer(
            model=model,
            args=family.TrainingArguments(
                output_dir=folder,
                per_device_train_batch_size=count,
                gradient_accumulation_steps=accumulated,
                num_train_epochs=1,
                learning_rate=_RATE,
                bf16=cuda,
                use_cpu=not cuda,
                report_to="none",
                save_strategy="no",
                logging_strategy="no",
                disable_tqdm=True,
                remove_unused_columns=False,
                dataloader_pin_memory=False,
            ),
            train_dataset=rows,
            data_collator=model.collate,
            callbacks=[],
        )
        trainer.remove_callback(family.PrinterCallback)
        trainer.train()
    return work


def _ours(model: HearingModel, rows: Sequence[Row], work: Work, step: int, frames: int) -> Work:
    model.train()
    optimizer = torch.optim.AdamW(
        [weight for _, weight in model.trained()], lr=_RATE, fused=torch.cuda.is_available()
    )
    for batches in _planned(rows, step, frames):
        optimizer.zero_grad()
        said = sum(row.answer_tokens for batch in batches for row in batch)
        for batch in batches:
            _backward(model, batch, said)
        nn.utils.clip_grad_norm_([weight for _, weight in model.trained()], 1.0)
        optimizer.step()
    return work


def _planned(rows: Sequence[Row], step: int, frames: int) -> Iterator[list[list[Row]]]:
    """Batches of each step."""
    sizes = planning.Sizes(
        frames=np.array([row.frames for row in rows], np.uint32),
        answer=np.array([row.answer_tokens for row in rows], np.uint32),
        task=np.zeros(len(rows), np.int64),
    )
    chance = np.random.default_rng(0)
    for taken in planning.window_steps(np.arange(len(rows)), sizes, step, chance):
        [batches] = planning.share_out(taken, sizes, ranks=1, frames=frames)
        yield [[rows[at] for at in one] for one in batches]


def _backward(model: HearingModel, batch: Sequence[Row], said: int) -> None:
    where = torch.device(device())
    inputs = {name: one.to(where) for name, one in model.together(batch).items()}
    with torch.autocast(where.type, torch.bfloat16, enabled=where.type == "cuda"):
        loss = model(**inputs) / said
    loss.backward()
