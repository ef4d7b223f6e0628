"""Silero: where somebody speaks in a clip."""

import contextlib
import importlib.util
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from engines.errors import EngineUnavailableError
from engines.hearing import RATE, Heard, Limits, answer_heard, prepare
from engines.protocols import (
    AudioClip,
    ItemFailure,
    Licence,
    ListenerCapabilities,
    Parameter,
    SpeechSpan,
)

_LIMITS = Limits(least_s=0.0, most_s=600.0)
_WEIGHTS = "data/silero_vad_16k_sequence.onnx"


class Silero:
    """Its weights come with the package `silero-vad`; language doesn't matter to it."""

    name = "silero-vad"
    parameters: Mapping[str, Parameter] = {"threshold": 0.5, "min_silence_ms": 100}
    capabilities = ListenerCapabilities(
        languages=frozenset(), max_seconds=_LIMITS.most_s, licence=Licence(name="MIT")
    )

    @property
    def version(self) -> str:
        return version("silero-vad")

    def find_speech(self, clips: Sequence[AudioClip]) -> list[tuple[SpeechSpan, ...] | ItemFailure]:
        given = [prepare(clip, _LIMITS, name=self.name) for clip in clips]
        return answer_heard(given, lambda heard: [self._find(one) for one in heard])

    def _find(self, heard: Heard) -> tuple[SpeechSpan, ...]:
        spans = self._library.get_speech_timestamps_sequence(
            heard.samples,
            self._network,
            threshold=self.parameters["threshold"],
            min_silence_duration_ms=self.parameters["min_silence_ms"],
        )
        return tuple(
            SpeechSpan(start_s=span["start"] / RATE, end_s=span["end"] / RATE) for span in spans
        )

    @cached_property
    def _library(self) -> Any:
        with self._installed():
            import silero_vad

            return silero_vad

    @cached_property
    def _network(self) -> Any:
        with self._installed():
            found = importlib.util.find_spec("silero_vad")
            folder = Path(str(found.origin)).parent if found else Path()
            return self._library.SileroVADSequence(folder / _WEIGHTS)

    @contextlib.contextmanager
    def _installed(self) -> Any:
        try:
            yield
        except ImportError as error:
            raise EngineUnavailableError(self.name, reason=str(error), extra="models") from error
