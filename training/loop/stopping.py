"""How a training hears that it shall end."""

import signal
from pathlib import Path
from types import FrameType

from training.orders import STOP


class Stopping:
    """Asked by SIGTERM, by SIGINT, or by a file in the run's folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / STOP
        self._told = False

    def listen(self) -> None:
        """From now on signals only tell; a second one ends the process."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hear)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self._told = True
        signal.signal(number, signal.SIG_DFL)

    @property
    def asked(self) -> bool:
        return self._told or self._file.exists()

    def done(self) -> None:
        """Removes the file."""
        self._file.unlink(missing_ok=True)
