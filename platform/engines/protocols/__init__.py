"""What each kind of engine promises.

Every engine takes a batch and answers with one result per request, in the order of the requests.
One bad item never loses a batch: its result is an `ItemFailure`. An engine raises `EngineError`
only when it can do no work at all.
"""

from engines.protocols.answering import (
    GREEDY,
    ChatCapabilities,
    ChatModel,
    Completion,
    Message,
    Reply,
    Responder,
    ResponseRequest,
    Sampling,
    Task,
)
from engines.protocols.common import (
    AudioClip,
    Engine,
    FailureCode,
    ItemFailure,
    Licence,
    Parameter,
    Samples,
)
from engines.protocols.listening import (
    Embedding,
    LanguageGuess,
    Listener,
    ListenerCapabilities,
    OpinionPrediction,
    QualityPredictor,
    RecognitionRequest,
    Recognizer,
    SpeakerEncoder,
    SpeechSpan,
    SpokenLanguageIdentifier,
    TextLanguageIdentifier,
    Transcript,
    VoiceDetector,
)
from engines.protocols.synthesis import (
    SynthesisRequest,
    SynthesisResult,
    Synthesizer,
    SynthesizerCapabilities,
    Voice,
)
from engines.protocols.translation import (
    TranslationRequest,
    TranslationResult,
    Translator,
    TranslatorCapabilities,
)

__all__ = [
    "GREEDY",
    "AudioClip",
    "ChatCapabilities",
    "ChatModel",
    "Completion",
    "Embedding",
    "Engine",
    "FailureCode",
    "ItemFailure",
    "LanguageGuess",
    "Licence",
    "Listener",
    "ListenerCapabilities",
    "Message",
    "OpinionPrediction",
    "Parameter",
    "QualityPredictor",
    "RecognitionRequest",
    "Recognizer",
    "Reply",
    "Responder",
    "ResponseRequest",
    "Samples",
    "Sampling",
    "SpeakerEncoder",
    "SpeechSpan",
    "SpokenLanguageIdentifier",
    "SynthesisRequest",
    "SynthesisResult",
    "Synthesizer",
    "SynthesizerCapabilities",
    "Task",
    "TextLanguageIdentifier",
    "Transcript",
    "TranslationRequest",
    "TranslationResult",
    "Translator",
    "TranslatorCapabilities",
    "Voice",
    "VoiceDetector",
]
