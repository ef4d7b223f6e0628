"""What all factories need: published parts with errors of ours, seeds, licences. Imports torch."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch

from engines.errors import CheckpointUnreadableError
from training.errors import ModelMismatchError

_LICENCES: Mapping[str, str] = {
    "openai/whisper-large-v3": "Apache-2.0",
    "CohereLabs/aya-expanse-8b": "CC-BY-NC-4.0",
    "google-bert/bert-base-multilingual-cased": "Apache-2.0",
    "Qwen/Qwen2.5-Omni-7B": "Apache-2.0",
    "facebook/mms-1b-all": "CC-BY-NC-4.0",
    "bigscience/bloomz-7b1": "LicenseRef-bigscience-bloom-rail-1.0",
    "microsoft/wavlm-large": "CC-BY-SA-3.0",
    "facebook/wav2vec2-conformer-rel-pos-large": "Apache-2.0",
    "google/flan-t5-xl": "Apache-2.0",
}


def licences_of(*published: str) -> Mapping[str, str]:
    """SPDX names by part; of one that is not known here, a name that says so."""
    return {part: _LICENCES.get(part, "LicenseRef-unknown") for part in published}


@contextmanager
def building(seed: int) -> Iterator[None]:
    """New weights are drawn by the seed within the block, and chance goes on as before behind it.

    Raises:
        ModelMismatchError: a part is broken, or another model than its place needs.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        try:
            yield
        except CheckpointUnreadableError as error:
            raise ModelMismatchError(error.checkpoint, error.detail) from error
