"""Tells what happens: to the run's file of events, to TensorBoard, to the terminal."""

import logging
from pathlib import Path
from typing import Any, Self

from tensorboardX import SummaryWriter

from training.events import Event, EventLog, Started, Step, Validated, to_line

CURVES = "tensorboard"
"""Folder of TensorBoard's files in a run's folder."""
_logger = logging.getLogger("training")


class Teller:
    """Of the first rank; the others tell nothing."""

    def __init__(self, folder: Path, *, first: bool) -> None:
        self._log = EventLog(folder) if first else None
        self._folder = folder
        self._curves: Any = None

    def tell(self, event: Event) -> None:
        if self._log is None:
            return
        _logger.info(to_line(event))
        try:
            self._log.tell(event)
            self._draw(event)
        except OSError as error:  # what is learnt shall not be lost for it
            _logger.warning("An event could not be written down: %s", error)

    def _draw(self, event: Event) -> None:
        if isinstance(event, Started):
            # Curves of steps that are done again are cut off there.
            self._curves = SummaryWriter(
                str(self._folder / CURVES), purge_step=event.step + 1, flush_secs=10
            )
        if isinstance(event, Step):
            self._add(
                event,
                {
                    "train/loss": event.loss,
                    "train/learning_rate": event.learning_rate,
                    "train/norm": event.norm,
                    "speed/tokens_per_s": event.tokens_per_s,
                    "speed/samples_per_s": event.samples_per_s,
                    "speed/memory_bytes": event.memory_bytes,
                },
            )
        if isinstance(event, Validated):
            scores = {f"validation/{name}": value for name, value in event.metrics.items()}
            self._add(event, {"validation/loss": event.loss, **scores})

    def _add(self, event: Step | Validated, numbers: dict[str, float]) -> None:
        for name, number in numbers.items():
            self._curves.add_scalar(name, number, event.step, walltime=event.at)

    def close(self) -> None:
        if self._log is not None:
            self._log.close()
        if self._curves is not None:
            self._curves.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
