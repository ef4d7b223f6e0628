"""Voicing a question: engine, FLAC and measures."""

from engines import registry
from engines.audio import encode_flac, measure
from engines.protocols import SynthesisRequest, SynthesisResult
from tests.bench.result import Result, seconds

CLIPS = 100


def synthesize() -> Result:
    engine = registry.synthesizer("espeak-ng")
    voice = engine.capabilities.voices["eng"][0].name
    texts = [f"Which of these {number} planets has the shortest year?" for number in range(CLIPS)]
    requests = [SynthesisRequest(text=text, language="eng", voice=voice) for text in texts]
    engine.synthesize(requests[:1])  # starts its process
    clips: list[SynthesisResult] = []

    def work() -> None:
        for result in engine.synthesize(requests):
            if isinstance(result, SynthesisResult):
                encode_flac(result.samples, result.sample_rate)
                measure(result.samples, result.sample_rate)
                clips.append(result)

    spent = seconds(work)
    audio = sum(len(clip.samples) / clip.sample_rate for clip in clips)
    shown = f"{CLIPS / spent:,.0f} clips/s, {audio / spent:,.0f} x real time"
    return Result("espeak-ng with FLAC and measures, one core", shown)
