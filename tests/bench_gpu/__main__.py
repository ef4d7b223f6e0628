"""Measures engines on this machine's GPU: `make bench-gpu`.

    python -m tests.bench_gpu [--tiny] [--only PART ...]

Prints a Markdown table for `docs/benchmarks.md`. Without a GPU it says so and measures the CPU,
which takes hours at full size; `--tiny` shows that it runs.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping

import torch

from engines.loading import device
from tests.bench_gpu import recognition, synthesis, training, translation
from tests.bench_gpu.measuring import Measured
from training.flops import utilisation

PARTS: dict[str, Callable[[bool], Iterable[Measured]]] = {
    "translation": lambda tiny: translation.measure_translation(
        translation.TINY if tiny else translation.Sizes()
    ),
    "xtts": lambda tiny: synthesis.measure_xtts(synthesis.TINY if tiny else synthesis.Sizes()),
    "mms": lambda tiny: synthesis.measure_mms(synthesis.TINY if tiny else synthesis.Sizes()),
    "whisper": lambda tiny: recognition.measure_whisper(
        recognition.TINY if tiny else recognition.Sizes()
    ),
    "training": lambda tiny: training.measure_training(training.TINY if tiny else training.Sizes()),
}
HEADER = """
| Engine | Way | done/s | s per s of audio | tokens/s | against the first | peak MB | of the card | of its FLOP/s |
|---|---|---:|---:|---:|---:|---:|---:|---:|"""  # noqa: E501 - one line of a table
_FLOPS: Mapping[str, float] = {
    "H200": 989e12,
    "H100 PCIe": 756e12,
    "H100": 989e12,
    "A100": 312e12,
    "L40S": 362e12,
    "RTX 4090": 165e12,
}
"""A second, in bfloat16, of dense matrices, by what the card's name holds; the first that fits."""


def main(arguments: list[str] | None = None) -> list[Measured]:
    parser = argparse.ArgumentParser(prog="make bench-gpu")
    parser.add_argument("--tiny", action="store_true", help="small models, to see that it runs")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=list(PARTS))
    wanted = parser.parse_args(arguments)
    print(_machine(), HEADER, sep="\n")  # noqa: T201 - its output
    rows: list[Measured] = []
    for part in wanted.only:
        first: dict[str, Measured] = {}
        for row in PARTS[part](wanted.tiny):
            rows.append(row)
            against = first.setdefault(row.engine, row)
            print(_line(row, first=against), flush=True)  # noqa: T201 - its output
    return rows


def _machine() -> str:
    if not torch.cuda.is_available():
        return f"No GPU here: measured on the CPU, {torch.get_num_threads()} threads."
    card = torch.cuda.get_device_properties(device())
    return f"{card.name}, {card.total_memory / 1e9:.0f} GB, torch {torch.__version__}"


def _line(row: Measured, *, first: Measured) -> str:
    factor = f"{row.real_time_factor:.4f}" if row.work.audio_s else ""
    tokens = f"{row.work.tokens / row.wall_s:,.0f}" if row.work.tokens else ""
    return (
        f"| {row.engine} | {row.way} | {row.per_second:.2f} | {factor} | {tokens} "
        f"| {row.per_second / first.per_second:.2f} | {row.peak_mb:,.0f} | {_of_memory(row)} "
        f"| {_of_flops(row)} |"
    )


def _of_memory(row: Measured) -> str:
    if not torch.cuda.is_available():
        return ""
    return f"{row.peak_mb * 1e6 / torch.cuda.get_device_properties(device()).total_memory:.0%}"


def _of_flops(row: Measured) -> str:
    """Of trainings, on cards that are known here."""
    if not (torch.cuda.is_available() and row.work.flops):
        return ""
    card = torch.cuda.get_device_properties(device()).name
    peak = next((flops for name, flops in _FLOPS.items() if name in card), None)
    return f"{utilisation(row.work.flops, seconds=row.wall_s, peak=peak):.0%}" if peak else ""


if __name__ == "__main__":
    main()
