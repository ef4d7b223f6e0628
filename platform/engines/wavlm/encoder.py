"""WavLM behind the Protocol of knowing speakers."""

from collections.abc import Mapping, Sequence

from engines.hearing import Limits, ModelListener
from engines.protocols import AudioClip, Embedding, ItemFailure, Licence


class WavlmSpeakerEncoder(ModelListener):
    """An x-vector per clip."""

    name = "wavlm-sv"
    codes: Mapping[str, str] = {}
    # Its layers look at 15 frames at once, 0.3 s; under half a second voices sound alike anyway.
    limits = Limits(least_s=0.5, most_s=60.0)
    licence = Licence(name="CC-BY-SA-3.0")
    loader = "engines.wavlm.model.load"

    def embed(self, clips: Sequence[AudioClip]) -> list[Embedding | ItemFailure]:
        given = [self.prepare(clip) for clip in clips]
        # Only clips of one length together: padding shifts the vectors of the published model.
        return self.ask(
            given, lambda model, heard: model.embed(heard), group_of=lambda heard: heard.size
        )
