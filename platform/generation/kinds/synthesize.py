"""Voicing the questions. Answers stay text, as in the paper (section 3)."""

import hashlib
from dataclasses import asdict, replace

from rest_framework import serializers

from catalog.models import Dataset
from corpus.fingerprints import fingerprint
from corpus.models import Recording, Translation
from corpus.storage import audio_store
from engines import registry
from engines.audio import encode_flac, measure
from engines.protocols import ItemFailure, SynthesisRequest, SynthesisResult, Synthesizer
from generation.counting import lock_current, tally_new_recordings
from generation.kinds.parameters import EngineField, LanguagesParameters, queue_of_engine
from generation.licences import combine_licences
from generation.planning import Subjects, add_up, count_subjects, plan_batches
from generation.reports import add_reports, lock_reports, subject_of
from generation.results import Findings, check_audio
from generation.speech_rate import expect_audio_seconds
from generation.subjects import items_of_texts
from generation.turns import wait_for_older
from jobs.counts import record_counts
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job

BATCH_UNITS = 32
# Nobody may use what was kept out of train (docs/decisions/0008-kept-out-of-train.md); but what a
# person wrote is voiced in any case, as the sweep asks for it until it is.
_UNVOICED = """
SELECT t.language, t.id, length(t.question) AS size FROM corpus_translation t
WHERE t.dataset_id = %(dataset)s AND t.is_current AND t.language = ANY(%(languages)s)
  AND (NOT %(corrected_only)s OR t.origin = 'human')
  AND NOT EXISTS (SELECT FROM corpus_recording r WHERE r.translation_id = t.id AND r.is_current)
  AND (t.origin = 'human' OR NOT EXISTS (
       SELECT FROM corpus_item i
       WHERE i.id = t.item_id AND i.dataset_id = %(dataset)s AND i.split = 'excluded'))
"""


class SynthesizeParameters(LanguagesParameters):
    engine = EngineField("synthesizer", default="espeak-ng")
    corrected_only = serializers.BooleanField(
        default=False, help_text="Only questions that a person corrected."
    )


def subjects(parameters: Parameters) -> Subjects:
    values = {name: parameters[name] for name in ("languages", "corrected_only")}
    return Subjects(_UNVOICED, values)


def plan(job: Job) -> int:
    return plan_batches(job, *subjects(job.parameters), batch_units=BATCH_UNITS)


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    counted = count_subjects(dataset, subjects(parameters))
    return replace(add_up(counted), audio_seconds=expect_audio_seconds(counted))


def run(batch: Batch) -> WriteResults:
    synthesizer = registry.synthesizer(batch.job.parameters["engine"])
    wait_for_older(batch)
    texts = _texts_to_voice(batch)
    requests = [_request(synthesizer, text) for text in texts]
    done: list[tuple[Recording, Findings]] = []
    failed: list[FailedUnit] = []
    results = synthesizer.synthesize(requests)
    for text, request, result in zip(texts, requests, results, strict=True):
        if isinstance(result, ItemFailure):
            message = f"{text.item.external_id}: {result.message}"
            failed.append(FailedUnit(text.pk, result.code, message))
        else:
            recording = _store(batch, synthesizer, text, request, result)
            done.append((recording, check_audio(recording, text.question)))

    def write() -> list[FailedUnit]:
        current = lock_current([text.pk for text in texts])
        Recording.objects.bulk_create(recording for recording, _ in done)
        add_reports((subject_of(recording), findings) for recording, findings in done)
        lock_reports(current)
        # A recording of words that a person just replaced is history from the start.
        counted = [pair for pair in done if pair[0].translation_id in current]
        record_counts(batch.job.dataset_id, tally_new_recordings(counted))
        return failed

    return write


def _texts_to_voice(batch: Batch) -> list[Translation]:
    """Leaves out what another job voiced, and a person corrected, since this one was planned."""
    voiced = Recording.objects.filter(translation__in=batch.subject_ids, is_current=True)
    texts = Translation.objects.filter(pk__in=batch.subject_ids, is_current=True)
    return list(
        texts.select_related("item__source")
        .exclude(pk__in=voiced.values("translation"))
        .order_by("pk")
    )


def _request(synthesizer: Synthesizer, text: Translation) -> SynthesisRequest:
    return SynthesisRequest(
        text=text.question, language=text.language, voice=_draw_voice(synthesizer, text)
    )


def _draw_voice(synthesizer: Synthesizer, text: Translation) -> str:
    """Draws by item and language, so that the draw is the same in every run and on any worker.

    A language that the engine lacks gets no voice; the engine says so for the item.
    """
    voices = synthesizer.capabilities.voices.get(text.language, ())
    key = f"{text.item.external_id}|{text.language}".encode()
    number = int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big")
    return voices[number % len(voices)].name if voices else ""


def _store(
    batch: Batch,
    synthesizer: Synthesizer,
    text: Translation,
    request: SynthesisRequest,
    result: SynthesisResult,
) -> Recording:
    """Puts the audio into the store before any row speaks of it."""
    content = encode_flac(result.samples, result.sample_rate)
    parameters = dict(synthesizer.parameters)
    made_from = (synthesizer.name, synthesizer.version, request.voice, text.language, text.question)
    return Recording(
        dataset_id=text.dataset_id,
        translation=text,
        language=text.language,
        sha256=audio_store().put(content),
        size_bytes=len(content),
        sample_rate=result.sample_rate,
        engine=synthesizer.name,
        engine_version=synthesizer.version,
        voice=request.voice,
        parameters=parameters,
        licence=combine_licences(text.licence, synthesizer.capabilities.licence.name),
        fingerprint=fingerprint(*made_from, str(parameters)),
        job_id=batch.job_id,
        **asdict(measure(result.samples, result.sample_rate)),
    )


SYNTHESIZE = JobKind(
    name="synthesize",
    title="Synthesize",
    description="Voices questions that have no recording of their current text.",
    queue=queue_of_engine("synthesizer"),
    parameters=SynthesizeParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
