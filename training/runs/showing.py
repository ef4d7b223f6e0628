"""How far a training is, and what one would take, in a terminal."""

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from training.runs.estimating import TrainingEstimate
from training.runs.models import TrainingRun

_UNITS = {"GB": 10**9, "MB": 10**6, "kB": 10**3}


class Display:
    """A bar where a person looks on, else a line for each thing that changed."""

    def __init__(self, out: Any) -> None:
        console = Console(file=out)
        self._out, self._shown = out, ""
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._is_bar = console.is_terminal
        self._task = self._bar.add_task("waits", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def show(self, run: TrainingRun) -> None:
        said = describe(run)
        if self._is_bar:
            self._bar.update(
                self._task, description=said, completed=run.step, total=run.steps or None
            )
        elif said != self._shown:
            self._out.write(said)
        self._shown = said


def describe(run: TrainingRun) -> str:
    """One line: its state and what its last step told."""
    said = f"{run.name}: {run.state.label.lower()}"
    point = run.points.order_by("-step").first()
    if point is None:
        return said
    validation = run.validations.order_by("-step").first()
    held_out = "" if validation is None else f", held out {validation.loss:.4f}"
    return (
        f"{said}, step {run.step} of {run.steps}, loss {point.loss:.4f}{held_out}, "
        f"{point.samples_per_s:.1f} samples/s"
    )


def describe_metrics(metrics: Mapping[str, float | None]) -> str:
    """What was measured of a checkpoint, where anything was."""
    told = [f"{name} {value:.4g}" for name, value in metrics.items() if value is not None]
    return ", ".join(told) or "not measured"


def sentences(estimate: TrainingEstimate) -> Iterator[str]:
    most = "at most " if estimate.at_most else ""
    yield f"{most}{estimate.samples} samples an epoch, {estimate.hours:.2f} hours of audio"
    if estimate.unknown:
        yield f"not counted, as only a worker sees their files: {', '.join(estimate.unknown)}"
    yield f"{estimate.steps} steps, {estimate.tokens} tokens"
    if estimate.gpu_hours is not None:
        speed = (
            f"as fast as {estimate.measured_on}"
            if estimate.measured_on
            else f"at {estimate.utilisation:.0%} of {estimate.tflops:.0f} TFLOP/s"
        )
        yield f"{estimate.gpu_hours:.2f} hours of a GPU ({speed}), {estimate.devices} at once"
    if estimate.memory_bytes is not None:
        yield f"about {_size(estimate.memory_bytes)} of memory on each"
    if estimate.cost is not None:
        yield f"cost {estimate.cost}"


def _size(count: int) -> str:
    """Of so many bytes, in the largest unit that there is one of."""
    unit = next((name for name, size in _UNITS.items() if count >= size), "kB")
    return f"{count / _UNITS[unit]:.0f} {unit}"
