"""Measures engines on this machine's GPU: `make bench-gpu`.

    python -m tests.bench_gpu [--tiny] [--only PART ...]

Prints a Markdown table for `docs/benchmarks.md`. Without a GPU it says so and measures the CPU,
which takes hours at full size; `--tiny` shows that it runs.
"""

import argparse
from collections.abc import Callable, Iterable

import torch

from engines.loading import device
from tests.bench_gpu import recognition, synthesis, translation
from tests.bench_gpu.measuring import Measured

PARTS: dict[str, Callable[[bool], Iterable[Measured]]] = {
    "translation": lambda tiny: translation.measure_translation(
        translation.TINY if tiny else translation.Sizes()
    ),
    "xtts": lambda tiny: synthesis.measure_xtts(synthesis.TINY if tiny else synthesis.Sizes()),
    "mms": lambda tiny: synthesis.measure_mms(synthesis.TINY if tiny else synthesis.Sizes()),
    "whisper": lambda tiny: recognition.measure_whisper(
        recognition.TINY if tiny else recognition.Sizes()
    ),
}
HEADER = """
| Engine | Way | done/s | s per s of audio | against the first | peak MB | of the card |
|---|---|---:|---:|---:|---:|---:|"""


def main(arguments: list[str] | None = None) -> list[Measured]:
    parser = argparse.ArgumentParser(prog="make bench-gpu")
    parser.add_argument("--tiny", action="store_true", help="small models, to see that it runs")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=list(PARTS))
    wanted = parser.parse_args(arguments)
    print(_machine(), HEADER, sep="\n")  # noqa: T201 - its output
    rows: list[Measured] = []
    for part in wanted.only:
        measured: list[Measured] = []
        for row in PARTS[part](wanted.tiny):
            measured.append(row)
            print(_line(row, first=measured[0]), flush=True)  # noqa: T201 - its output
        rows += measured
    return rows


def _machine() -> str:
    if not torch.cuda.is_available():
        return f"No GPU here: measured on the CPU, {torch.get_num_threads()} threads."
    card = torch.cuda.get_device_properties(device())
    return f"{card.name}, {card.total_memory / 1e9:.0f} GB, torch {torch.__version__}"


def _line(row: Measured, *, first: Measured) -> str:
    factor = f"{row.real_time_factor:.4f}" if row.work.audio_s else ""
    share = ""
    if torch.cuda.is_available():
        total = torch.cuda.get_device_properties(device()).total_memory
        share = f"{row.peak_mb * 1e6 / total:.0%}"
    return (
        f"| {row.engine} | {row.way} | {row.per_second:.2f} | {factor} "
        f"| {row.per_second / first.per_second:.2f} | {row.peak_mb:,.0f} | {share} |"
    )


if __name__ == "__main__":
    main()
