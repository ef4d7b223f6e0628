"""What one way of doing the same work took."""

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """What a run did: ``done`` clips or sentences, ``audio_s`` of them together."""

    done: int
    audio_s: float = 0.0
    tokens: int = 0
    """That were learnt from: prompts, sound and answers."""
    flops: int = 0
    """That learning from them needs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    engine: str
    way: str
    work: Work
    wall_s: float
    peak_mb: float
    """Of GPU memory for models and work together; of the process, on a CPU."""

    @property
    def per_second(self) -> float:
        return self.work.done / self.wall_s

    @property
    def real_time_factor(self) -> float:
        """Seconds of work a second of audio takes; 0 where there is no audio."""
        return self.wall_s / self.work.audio_s if self.work.audio_s else 0.0


def measure(engine: str, way: str, run: Callable[[], Work]) -> Measured:
    """Run once to warm up, then once against the clock."""
    run()
    _reset_memory()
    begin = time.perf_counter()
    work = run()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    wall_s = time.perf_counter() - begin
    return Measured(engine=engine, way=way, work=work, wall_s=wall_s, peak_mb=_peak_mb())


def _reset_memory() -> None:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()


def _peak_mb() -> float:
    if torch.cuda.is_available():
        return float(torch.cuda.max_memory_allocated()) / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
