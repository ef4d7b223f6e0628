"""Speech encoder, projector and language model, put together and trained here.

The models themselves are the training library's, whose loader is named and imported with the first
clip.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engines.checkpoints import weight_bytes
from engines.hearing import Limits
from engines.protocols import Licence
from engines.responding import SpeechResponder
from engines.settings import located


class JoinedResponder(SpeechResponder):
    """Its folder holds what was trained, and names the published parts around that."""

    languages = frozenset[str]()
    limits = Limits(least_s=0.1, most_s=30.0)

    def weigh(self, checkpoint: str) -> int | None:
        sizes = [weight_bytes(one) for one in (checkpoint, *parts_of(Path(checkpoint)))]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None


class MultiSpeech(JoinedResponder):
    name = "multispeech"
    licence = Licence(
        name="CC-BY-NC-4.0", note="Of its language model, Aya Expanse; data may ask for more."
    )
    loader = "training.models.multispeech.factory.load"


class Bloomzmms(JoinedResponder):
    name = "bloomzmms"
    licence = Licence(
        name="CC-BY-NC-4.0 AND LicenseRef-bigscience-bloom-rail-1.0",
        note="Of its parts, MMS and BLOOMZ, whose licence restricts uses; data may ask for more.",
    )
    loader = "training.models.bloomzmms.factory.load"


class LanguageAware(JoinedResponder):
    name = "language_aware"
    licence = MultiSpeech.licence
    loader = "training.models.language_aware.factory.load"


class SpeechVerse(JoinedResponder):
    name = "speechverse"
    licence = Licence(name="CC-BY-SA-3.0", note="Of WavLM; data may ask for more.")
    loader = "training.models.speechverse.factory.load"


_FAMILIES = (MultiSpeech, SpeechVerse, Bloomzmms, LanguageAware)
JOINED: Mapping[str, type[JoinedResponder]] = {family.name: family for family in _FAMILIES}
"""By the model type that their config.json says."""


def parts_of(folder: Path) -> list[str]:
    """Where the published parts of a checkpoint lie; those within its folder are its own.

    Raises:
        OSError: it has no config.json that can be read.
        ValueError: that says no such thing.
    """
    said: Any = json.loads((folder / "config.json").read_text())
    if not isinstance(said, dict) or not {"encoder", "language_model"} <= said.keys():
        raise ValueError("config.json names no encoder and language_model")
    named = (str(said["encoder"]), str(said["language_model"]))
    return [located(one) for one in named if not (folder / one).is_dir()]
