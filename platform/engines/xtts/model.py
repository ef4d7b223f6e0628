"""XTTS v2 loaded: voices out of references, clips out of texts. Imports torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from engines.checkpoints import is_hub_name
from engines.loading import device
from engines.protocols import AudioClip, FailureCode, ItemFailure, Samples
from engines.speaking import Part
from engines.xtts import torchaudio_stand_in
from engines.xtts.decoding import Spoken, decode
from engines.xtts.sampling import Sampling
from languages import get

if TYPE_CHECKING:
    from TTS.tts.models.xtts import Xtts

_RATE = 22_050
"""Hz, of what conditions the decoder."""
_FILES = ("config.json", "vocab.json", "model.pth")


@dataclass(frozen=True, slots=True, eq=False)
class ClonedVoice:
    latents: Tensor
    """What the decoder is conditioned on, (1, latents, channels)."""
    speaker: Tensor
    """What the vocoder is conditioned on, (1, dimensions, 1)."""

    def to(self, place: torch.device | str) -> "ClonedVoice":
        return ClonedVoice(self.latents.to(place), self.speaker.to(place))


class XttsModel:
    def __init__(self, xtts: "Xtts", sampling: Sampling) -> None:
        self._xtts = xtts
        self._sampling = sampling

    @torch.inference_mode()
    def clone(self, clip: AudioClip) -> ClonedVoice:
        """The voice of a clip, on the CPU; conditioned as XTTS's own configuration says."""
        import torchaudio

        config = self._xtts.config
        wave = torch.from_numpy(np.clip(clip.samples, -1, 1))[None]
        wave = torchaudio.functional.resample(wave, clip.sample_rate, _RATE)
        wave = wave[:, : _RATE * config.max_ref_len].to(self._xtts.device)
        latents = self._xtts.get_gpt_cond_latents(
            wave, _RATE, length=config.gpt_cond_len, chunk_length=config.gpt_cond_chunk_len
        )
        return ClonedVoice(latents, self._xtts.get_speaker_embedding(wave, _RATE)).to("cpu")

    def speak(self, parts: Sequence[Part], voice: ClonedVoice) -> list[Samples | ItemFailure]:
        """Speak parts, in any languages, with one voice: 24 kHz, shape (samples,), in order."""
        here = voice.to(self._xtts.device)
        texts = [self._tokens(part).to(here.latents.device) for part in parts]
        most = int(self._xtts.args.gpt_max_text_tokens)
        short = [number for number, text in enumerate(texts) if len(text) < most]
        clips = decode(
            self._xtts.gpt,
            here.latents,
            [texts[number] for number in short],
            seeds=[parts[number].seed for number in short],
            sampling=self._sampling,
        )
        spoken = dict(zip(short, clips, strict=True))
        return [
            self._voiced(spoken[number], here, part)
            if number in spoken
            else _too_long(part, len(texts[number]), most)
            for number, part in enumerate(parts)
        ]

    def _tokens(self, part: Part) -> Tensor:
        """(tokens,), as upstream writes a text before it is read."""
        code = get(part.request.language).codes.xtts
        return torch.tensor(self._xtts.tokenizer.encode(part.text.strip().lower(), lang=code))

    @torch.inference_mode()
    def _voiced(self, clip: Spoken, voice: ClonedVoice, part: Part) -> Samples | ItemFailure:
        """Clips go through the vocoder one by one: its convolutions would hear the padding."""
        if not clip.finished:
            return ItemFailure(
                FailureCode.OUTPUT_INVALID,
                f"xtts-v2 finds no end of {part.text[:40]!r}. Try another seed.",
            )
        wave = self._xtts.hifigan_decoder(clip.latents[None], g=voice.speaker)
        samples: Samples = wave.reshape(-1).float().cpu().numpy()
        return samples


def load(checkpoint: str, sampling: Sampling) -> XttsModel:
    """Load from a folder with `config.json`, `vocab.json`, `model.pth`, or from the hub."""
    torchaudio_stand_in.install()
    from TTS.tts.configs.xtts_config import XttsConfig
    from TTS.tts.models.xtts import Xtts

    folder = _folder(checkpoint)
    config = XttsConfig()
    config.load_json(str(folder / "config.json"))
    xtts = Xtts(config)
    xtts.load_checkpoint(config, checkpoint_dir=str(folder), eval=True)
    return XttsModel(xtts.to(device()), sampling)


def _folder(checkpoint: str) -> Path:
    if Path(checkpoint).is_dir() or not is_hub_name(checkpoint):
        return Path(checkpoint)
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(checkpoint, allow_patterns=list(_FILES)))


def _too_long(part: Part, count: int, most: int) -> ItemFailure:
    return ItemFailure(
        FailureCode.TEXT_TOO_LONG,
        f"{part.text[:40]!r} takes {count} tokens; xtts-v2 takes fewer than {most}. Split it.",
    )
