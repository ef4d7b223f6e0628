"""Voicing texts: attempt after attempt, until the checks pass or the attempts are used up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import NamedTuple

from django.db.models import Max

from corpus.fingerprints import fingerprint
from corpus.models import Recording, Translation
from corpus.storage import audio_store
from engines import registry
from engines.answers import check_result
from engines.audio import encode_flac, measure
from engines.licences import combine_licences
from engines.protocols import (
    FailureCode,
    ItemFailure,
    Parameter,
    SynthesisRequest,
    SynthesisResult,
    Synthesizer,
)
from generation.casting import Casting
from generation.checks import CheckOutcome
from generation.results import Findings, check_audio
from jobs.kinds import FailedUnit
from jobs.models import Batch, Job

NOTHING_NEW = "nothing_new"
# Another seed may help; no other failure is a matter of chance.
_WORTH_ANOTHER_SEED = frozenset({FailureCode.OUTPUT_INVALID})


class Take(NamedTuple):
    """One attempt: an unsaved recording whose audio is stored, and what its checks found."""

    recording: Recording
    findings: Findings

    @property
    def failed(self) -> list[CheckOutcome]:
        return [one for one in self.findings if not one.passed]


class Voiced(NamedTuple):
    takes: list[list[Take]]
    """Of each text that was voiced, every attempt in order; one of them is current."""
    failed: list[FailedUnit]

    def and_also(self, other: "Voiced") -> "Voiced":
        return Voiced(self.takes + other.takes, self.failed + other.failed)

    def best(self) -> list[Take]:
        return [take for takes in self.takes for take in takes if take.recording.is_current]

    def all(self) -> list[Take]:
        return [take for takes in self.takes for take in takes]


def voice_texts(
    batch: Batch, texts: Sequence[Translation], *, instead_of: Mapping[int, Recording] | None = None
) -> Voiced:
    """Speaks texts, and again with another seed what fails its checks, as the job allows.

    Args:
        batch: whose job says with which engines, and how often.
        texts: with ``item.source`` loaded.
        instead_of: recordings by text that must not come out again.
    """
    casting = Casting(batch.job.dataset, batch.job.parameters)
    booth = Booth(batch.job, casting, instead_of=instead_of or {})
    waiting = list(texts)
    for _ in range(batch.job.parameters.get("max_attempts", 1)):
        waiting = booth.attempt(waiting)
    takes = [takes for text in texts if (takes := booth.takes[text.pk])]
    for attempts in takes:
        keep_best(attempts)
    spoken = {attempts[0].recording.translation_id for attempts in takes}
    failed = [failure for pk, failure in booth.failed.items() if pk not in spoken]
    return Voiced(takes, failed)


def keep_best(takes: Sequence[Take]) -> None:
    """Makes the best attempt the current one, and sets it aside where its checks failed.

    The best has the fewest failed checks; among equals, the one that misses by least.
    """
    best = min(takes, key=_badness)
    for take in takes:
        take.recording.is_current = take is best
    if failed := best.failed:
        best.recording.set_aside = [one.name for one in failed]


def _badness(take: Take) -> tuple[int, float, int]:
    failed = take.failed
    return len(failed), max(map(_excess, failed), default=0.0), take.recording.attempt


def _excess(outcome: CheckOutcome) -> float:
    """How many times worse than still good."""
    return outcome.value / outcome.threshold if outcome.threshold else float("inf")


class Booth:
    """Speaks texts for a job and remembers the attempts."""

    def __init__(self, job: Job, casting: Casting, *, instead_of: Mapping[int, Recording]) -> None:
        self._job = job
        self._casting = casting
        self._instead_of = instead_of
        self._versions: dict[str, str] = {}
        self.takes: dict[int, list[Take]] = {}
        self.failed: dict[int, FailedUnit] = {}
        self.tried = _last_attempts(instead_of)
        """The number of the last attempt at each text: those behind it had other seeds."""

    def attempt(self, texts: Iterable[Translation]) -> list[Translation]:
        """Speaks each text once; returns those that another seed may make better."""
        again: list[Translation] = []
        for engine, group in self._by_engine(texts):
            asked = [pair for text in group if (pair := self._ask(engine, text)) is not None]
            results = engine.synthesize([request for _, request in asked])
            for (text, request), result in zip(asked, results, strict=True):
                checked = check_result(result, engine.name, engine.capabilities)
                is_good = self._keep(engine, text, request, checked)
                if engine.capabilities.has_chance and not is_good:
                    again.append(text)
        return again

    def _by_engine(
        self, texts: Iterable[Translation]
    ) -> Iterator[tuple[Synthesizer, list[Translation]]]:
        def name_of(text: Translation) -> str:
            return self._casting.engine_of(text.language, in_bench=text.item.in_bench)

        for name, group in groupby(sorted(texts, key=name_of), name_of):
            yield registry.synthesizer(name), list(group)

    def _ask(
        self, engine: Synthesizer, text: Translation
    ) -> tuple[Translation, SynthesisRequest] | None:
        """The request of the next attempt; None where it would say the same again."""
        self.takes.setdefault(text.pk, [])
        self.tried[text.pk] += 1
        old = self._instead_of.get(text.pk)
        request = self._casting.request(engine, text, attempt=self.tried[text.pk])
        if old is not None and old.fingerprint == self._identity(engine, request, text):
            same = f"{engine.name} would say the same again. Choose another engine."
            self._fail(text, NOTHING_NEW, same)
            return None
        return text, request

    def _keep(
        self,
        engine: Synthesizer,
        text: Translation,
        request: SynthesisRequest,
        result: SynthesisResult | ItemFailure,
    ) -> bool:
        """Returns False where another seed may help."""
        if isinstance(result, ItemFailure):
            self._fail(text, result.code, result.message)
            return result.code not in _WORTH_ANOTHER_SEED
        takes = self.takes[text.pk]
        recording = self._store(engine, text, request, result)
        take = Take(recording, check_audio(recording, text.question))
        takes.append(take)
        return not take.failed

    def _fail(self, text: Translation, code: str, message: str) -> None:
        self.failed[text.pk] = FailedUnit(text.pk, code, f"{text.item.external_id}: {message}")

    def _store(
        self,
        engine: Synthesizer,
        text: Translation,
        request: SynthesisRequest,
        result: SynthesisResult,
    ) -> Recording:
        """Puts the audio into the store before any row speaks of it."""
        content = encode_flac(result.samples, result.sample_rate)
        parameters, licences = self._lineage(engine, text, request)
        return Recording(
            dataset_id=text.dataset_id,
            translation=text,
            language=text.language,
            sha256=audio_store().put(content),
            size_bytes=len(content),
            sample_rate=result.sample_rate,
            engine=engine.name,
            engine_version=self._version(engine),
            voice=request.voice,
            parameters=parameters,
            licence=combine_licences(text.licence, *licences),
            fingerprint=self._identity(engine, request, text),
            job_id=self._job.pk,
            seed=request.seed,
            attempt=self.tried[text.pk],
            **asdict(measure(result.samples, result.sample_rate)),
        )

    def _lineage(
        self, engine: Synthesizer, text: Translation, request: SynthesisRequest
    ) -> tuple[dict[str, Parameter], list[str]]:
        """Parameters and licences of what the speech was made with."""
        parameters, licences = dict(engine.parameters), [engine.capabilities.licence.name]
        if request.reference is not None:
            voice = self._casting.voice_row(request.voice, in_bench=text.item.in_bench)
            assert voice is not None  # noqa: S101 - the request was drawn from this pool
            parameters["reference"] = voice.sha256
            licences.append(voice.licence)
        return parameters, licences

    def _identity(self, engine: Synthesizer, request: SynthesisRequest, text: Translation) -> str:
        """The fingerprint of what will be spoken; a voice of a library is always one clip."""
        made_by = (engine.name, self._version(engine), request.voice)
        chance = () if request.seed is None else (str(request.seed),)
        parameters = str(dict(engine.parameters))
        return fingerprint(*made_by, text.language, text.question, parameters, *chance)

    def _version(self, engine: Synthesizer) -> str:
        """Asked once: it may look at every file of a checkpoint."""
        if engine.name not in self._versions:
            self._versions[engine.name] = engine.version
        return self._versions[engine.name]


def _last_attempts(text_ids: Iterable[int]) -> Counter[int]:
    made = Recording.objects.filter(translation__in=[*text_ids])
    return Counter(dict(made.values_list("translation").annotate(Max("attempt"))))
