"""Writes on a dataset's voices."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog.models import Dataset
from corpus.enums import Perceived
from corpus.errors import VoiceInUseError, VoiceTakenError
from corpus.models import Voice
from corpus.storage import audio_store
from corpus.voice_clips import read_clip
from jobs.counts import Metric, read_counts


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceDetails:
    """What people say of a voice; the clip says the rest."""

    name: str
    licence: str
    perceived: str = Perceived.UNSPECIFIED
    source: str = ""
    source_url: str = ""
    reader: str = ""
    held_out: bool = False


DETAILS = tuple(field.name for field in fields(VoiceDetails))


def import_voice(dataset: Dataset, clip: bytes, details: VoiceDetails) -> tuple[Voice, bool]:
    """Checks a clip and keeps it as a voice.

    Returns:
        The voice, and whether it is new: the same clip under the same name is there already.

    Raises:
        VoiceClipError: no voice should be cloned from this clip.
        VoiceTakenError: another clip has this name, or this clip another name.
        AudioStoreError: the clip can't be stored.
    """
    checked = read_clip(clip)
    measured = asdict(checked)
    content: bytes = measured.pop("content")
    sha256 = audio_store().put(content)
    with transaction.atomic():
        # Two imports of a dataset take turns, so that one of two twins finds the other.
        Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)
        if known := _find_known(dataset, details.name, sha256):
            return known, False
        voice = Voice.objects.create(
            dataset=dataset,
            sha256=sha256,
            size_bytes=len(content),
            **measured,
            **asdict(details),
        )
    return voice, True


def _find_known(dataset: Dataset, name: str, sha256: str) -> Voice | None:
    known = dataset.voices.filter(name=name).first()
    if known is not None and known.sha256 != sha256:
        problem = f"{name} is another clip in this dataset already. Choose another name."
        raise VoiceTakenError(field="name", problem=problem)
    twin = known or dataset.voices.filter(sha256=sha256).first()
    if twin is not None and twin.name != name:
        problem = f"This clip is in this dataset already, as {twin.name}."
        raise VoiceTakenError(field="clip", problem=problem)
    return twin


def change_voice(voice: Voice, **changes: Any) -> Voice:
    """Changes details of a voice; ``retired`` takes it out of all further draws, or back in.

    Raises:
        VoiceInUseError: it spoke on one side of the bench, so it can't go to the other.
    """
    with transaction.atomic():
        Dataset.objects.select_for_update(no_key=True).get(pk=voice.dataset_id)
        voice = Voice.objects.select_for_update(no_key=True).get(pk=voice.pk)
        if changes.get("held_out", voice.held_out) != voice.held_out:
            _refuse_if_used(voice)
        if "retired" in changes:
            voice.retired_at = (voice.retired_at or timezone.now()) if changes["retired"] else None
        for name in set(changes) & set(DETAILS):
            setattr(voice, name, changes[name])
        voice.save()
    return voice


def _refuse_if_used(voice: Voice) -> None:
    if spoken := count_recordings(voice.dataset_id)[voice.name]:
        raise VoiceInUseError(voice.name, spoken)


def count_recordings(dataset_id: int) -> dict[str, int]:
    """Current recordings by the name of their voice; 0 for a voice that spoke none."""
    names = Voice.objects.filter(dataset=dataset_id).values_list("name", flat=True)
    counts = dict.fromkeys(names, 0)
    tally = read_counts(dataset_id, Metric.RECORDINGS, by=["voice"])
    for key, recordings in tally.items():
        if key.voice in counts:
            counts[key.voice] += recordings
    return counts
