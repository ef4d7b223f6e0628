"""What may be cloned, and telling references apart."""

import hashlib

from engines.audio import measure
from engines.errors import AudioInvalidError
from engines.protocols import AudioClip, FailureCode, ItemFailure, SynthesisRequest

LEAST_S = 1.0
"""Of sound; a voice from less is nobody's. XTTS is at its best from 6 s up."""


def unusable(request: SynthesisRequest, name: str) -> ItemFailure | None:
    """Why the reference of a request can't be cloned, or None."""
    if request.reference is None:
        return _failure(request, name, "there is no reference. Give a clip of the person's speech")
    try:
        measured = measure(request.reference.samples, request.reference.sample_rate)
    except AudioInvalidError as error:
        return _failure(request, name, f"the reference can't be used. {error}")
    sounding_s = measured.duration_s * (1 - measured.silent_share)
    if sounding_s < LEAST_S:
        return _failure(
            request,
            name,
            f"the reference holds {sounding_s:.1f} s of sound. Give {LEAST_S:g} s or more",
        )
    return None


def identity(clip: AudioClip) -> str:
    """Equal for equal samples at an equal rate."""
    digest = hashlib.sha256(f"{clip.sample_rate}|".encode())
    digest.update(clip.samples.tobytes())
    return digest.hexdigest()


def _failure(request: SynthesisRequest, name: str, why: str) -> ItemFailure:
    return ItemFailure(
        FailureCode.VOICE_UNUSABLE, f"{name} can't clone {request.voice!r}: {why.rstrip('.')}."
    )
