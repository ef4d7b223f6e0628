"""A tiny checkpoint of every family, saved as the published ones are."""

from collections.abc import Callable, Mapping
from pathlib import Path

from languages import get
from tests.checkpoints.mms import build_mms_asr, build_mms_lid
from tests.checkpoints.nllb import build_nllb
from tests.checkpoints.seamless import build_seamless
from tests.checkpoints.vits import build_vits
from tests.checkpoints.wavlm import build_wavlm
from tests.checkpoints.whisper import build_whisper
from tests.checkpoints.xtts import build_xtts

_BUILDERS: dict[str, Callable[[Path], object]] = {
    "seamless-m4t-v2": build_seamless,
    "nllb-200": build_nllb,
    "mms-tts": build_vits,
    "whisper": build_whisper,
    "mms-asr": build_mms_asr,
    "mms-lid": build_mms_lid,
    "wavlm-sv": build_wavlm,
}


def build_everything(folder: Path) -> dict[str, Path]:
    """Folders by engine. Call it, and use the models, within `xtts.small_parts`."""
    build_xtts(folder / "xtts-v2", stop_bias=2.0)
    for name, build in _BUILDERS.items():
        build(folder / name)
    return {name: folder / name for name in ("xtts-v2", *_BUILDERS)}


def build_for_languages(folder: Path, letters: Mapping[str, str]) -> dict[str, Path]:
    """The same for further languages: MMS-TTS has a model of each, MMS ASR an adapter for each.

    Args:
        folder: made if it isn't there.
        letters: what each language is written with, by our codes; its MMS-TTS drops all else.
    """
    folders = build_everything(folder)
    codes = {language: str(get(language).codes.mms) for language in letters}
    build_mms_asr(folders["mms-asr"], also=codes.values())
    for language, code in codes.items():
        build_vits(folder / "mms-tts of" / code, letters=letters[language])
    return {**folders, "mms-tts": folder / "mms-tts of" / "{mms}"}
