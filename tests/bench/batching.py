"""How much of what a model reads is padding: real lengths, cut as engines cut them."""

from collections.abc import Sequence

from engines.batching import Budget, cut_batches, useful_share
from tests.bench.result import Result
from tests.engines.lengths import COUNT, DATA, draw_lengths

PADDED = 16_384
SHARE = 0.97
MEAN = 16


def cut() -> Sequence[Result]:
    if not DATA.is_dir():
        return [Result("useful share of padded input", "the real texts are not there")]
    sizes = draw_lengths()
    batches = cut_batches(sizes, Budget(padded=PADDED))
    plain = [range(at, min(at + MEAN, COUNT)) for at in range(0, COUNT, MEAN)]
    share, mean = useful_share(sizes, batches), COUNT / len(batches)
    return [
        Result(
            f"useful share of padded input, {COUNT:,} real lengths",
            f"{share:.1%}, {mean:.0f} sequences a batch",
            f"{useful_share(sizes, plain):.1%}, {MEAN} as they come",
            f"{SHARE:.0%}, {MEAN} sequences",
            share >= SHARE and mean >= MEAN,
        )
    ]
