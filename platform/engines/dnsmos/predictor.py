"""DNSMOS: what listeners after ITU-T P.808 would say of a clip, foretold by a small network."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from engines.errors import EngineUnavailableError
from engines.hearing import Heard, Limits, answer_heard, prepare
from engines.protocols import (
    AudioClip,
    FailureCode,
    ItemFailure,
    Licence,
    ListenerCapabilities,
    OpinionPrediction,
    Parameter,
)

_LIMITS = Limits(least_s=0.1, most_s=120.0)
_FILE = "model_v8.onnx"
_INPUT = "input_1"


class Dnsmos:
    """Its weights come with the package `speechmos`; language doesn't matter to it."""

    name = "dnsmos"
    parameters: Mapping[str, Parameter] = {"model": "p808"}
    capabilities = ListenerCapabilities(
        languages=frozenset(), max_seconds=_LIMITS.most_s, licence=Licence(name="MIT")
    )

    @property
    def version(self) -> str:
        return version("speechmos")

    def predict(self, clips: Sequence[AudioClip]) -> list[OpinionPrediction | ItemFailure]:
        given = [prepare(clip, _LIMITS, name=self.name) for clip in clips]
        return answer_heard(given, lambda heard: [self._predict(one) for one in heard])

    def _predict(self, heard: Heard) -> OpinionPrediction | ItemFailure:
        """The mean of all windows; one at a time, as the network is no faster with several."""
        from engines.dnsmos.windows import windows

        network = self._network
        shown = windows(np.clip(heard.samples, -1, 1))
        scores = [network.run(None, {_INPUT: window[None]})[0] for window in shown]
        mos = float(np.mean(scores))
        if not np.isfinite(mos):
            return ItemFailure(FailureCode.OUTPUT_INVALID, "dnsmos answered no number.")
        return OpinionPrediction(mos=min(5.0, max(1.0, mos)))

    @cached_property
    def _network(self) -> Any:
        """The one for P.808; the package's other takes six times as long, and nobody asks it."""
        try:
            import onnxruntime
            from speechmos import dnsmos
        except ImportError as error:
            raise EngineUnavailableError(self.name, reason=str(error), extra="models") from error
        weights = Path(dnsmos.__file__).with_name("dnsmos_models") / _FILE
        options = onnxruntime.SessionOptions()
        # It is so small that threads cost more than they bring, a quarter of the time here.
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(str(weights), options)
