"""What engines hear failing is voiced again with another seed, then set aside, in one job."""

from collections.abc import Iterator, Sequence

import pytest

pytest.importorskip("torch")

import torch

from annotation.models import Task
from annotation.services.assigning import take_next
from annotation.services.campaigns import refresh_tasks
from catalog.models import Dataset
from corpus.models import Recording
from engines.audio import encode_flac, measure
from engines.errors import EngineCrashedError
from engines.protocols import (
    ItemFailure,
    Licence,
    SynthesisRequest,
    SynthesisResult,
    SynthesizerCapabilities,
    Voice,
)
from generation.kinds import check
from generation.recount import find_differences
from generation.retakes import Retakes, write_retakes
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import start_job
from jobs.work import work
from tests.annotation.steps import make_rater, rate
from tests.checkpoints.sounds import RATE, tone
from tests.checkpoints.whisper import build_whisper
from tests.engines.speaking import checkpoints
from tests.factories import (
    count_anew,
    make_campaign,
    make_dataset,
    make_item,
    make_recording,
    make_report,
    make_translation,
)
from tests.generation.speakers import Chancy, install
from tests.generation.working import do_job, failures

pytestmark = pytest.mark.django_db
HEARD_WRONG = ["recognition-errors"]


class Toner(Chancy):
    """Says "tief" as the tiny Whisper knows it, but wrong at first: once for each "!".

    For each "?" it is too short to be heard, too.
    """

    name = "toner"
    capabilities = SynthesizerCapabilities(
        voices={"deu": (Voice(name="one", perceived="unknown"),)},
        sample_rate=RATE,
        max_characters=500,
        licence=Licence(name="CC-BY-4.0"),
    )

    def _speak(self, request: SynthesisRequest) -> SynthesisResult:
        before = sum(one.text == request.text for one in self.asked)
        self.asked.append(request)
        wrong = before < request.text.count("!")
        short = before < request.text.count("?")
        chance = (request.seed or 0) % 100 / 1_000
        clip = tone(880 if wrong else 220, seconds=chance / 2 + 0.01 if short else 1 + chance)
        return SynthesisResult(samples=clip.samples, sample_rate=RATE)


class Broken(Toner):
    name = "broken"

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        if self.asked:
            raise EngineCrashedError(self.name, detail="no memory")
        return super().synthesize(requests)


@pytest.fixture(scope="module", autouse=True)
def _ear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("whisper")
    build_whisper(folder)
    with checkpoints({"mms-asr": "/away", "whisper": folder}):
        yield


@pytest.fixture
def toner(monkeypatch: pytest.MonkeyPatch) -> Chancy:
    return install(monkeypatch, Toner)


def make_spoken(*texts: str, engine: str = "toner") -> Dataset:
    dataset = make_dataset(languages=["deu"])
    for text in texts:
        make_translation(make_item(dataset, external_id=text), language="deu", question=text)
    count_anew(dataset)
    do_job(dataset, "synthesize", engine=engine)
    return dataset


def listen(dataset: Dataset, **parameters: object) -> Job:
    return do_job(dataset, "listen", groups=["recognition"], **parameters)


def attempts(dataset: Dataset) -> list[tuple[str, int, bool, list[str] | None]]:
    made = Recording.objects.filter(dataset=dataset).order_by("translation", "attempt")
    return list(made.values_list("translation__question", "attempt", "is_current", "set_aside"))


def test_what_is_heard_wrong_is_voiced_again_until_it_is_heard_right(toner: Chancy) -> None:
    dataset = make_spoken("tief", "tief!!")

    job = listen(dataset)

    assert (job.state, failures(job)) == (JobState.SUCCEEDED, [])
    assert attempts(dataset) == [
        ("tief", 1, True, None),
        ("tief!!", 1, False, None),
        ("tief!!", 2, False, None),
        ("tief!!", 3, True, None),
    ]
    assert len({one.seed for one in toner.asked}) == len(toner.asked) == 4
    heard = {
        recording.attempt: report.failed
        for recording in Recording.objects.filter(translation__question="tief!!")
        for report in recording.reports.all()
    }
    assert heard == {1: HEARD_WRONG, 2: HEARD_WRONG, 3: []}
    assert find_differences(dataset.pk) == []


def test_what_is_never_heard_right_is_set_aside_and_not_tried_for_ever(toner: Chancy) -> None:
    dataset = make_spoken("tief!!!!!")

    listen(dataset)
    once = attempts(dataset)
    again = listen(dataset, again=True)

    assert once == [
        ("tief!!!!!", 1, True, HEARD_WRONG),
        ("tief!!!!!", 2, False, None),
        ("tief!!!!!", 3, False, None),
    ]
    assert attempts(dataset) == once
    assert (again.units_total, len(toner.asked)) == (1, 3)
    assert find_differences(dataset.pk) == []


@pytest.mark.usefixtures("toner")
def test_what_is_too_short_to_be_heard_is_voiced_again_too() -> None:
    dataset = make_spoken("tief?", "tief??????")

    job = listen(dataset)

    assert attempts(dataset) == [
        ("tief?", 1, False, None),
        ("tief?", 2, True, None),
        ("tief??????", 1, True, None),
        ("tief??????", 2, False, None),
        ("tief??????", 3, False, None),
    ]
    hopeless = Recording.objects.get(translation__question="tief??????", is_current=True)
    [(text, code, message)] = failures(job)
    assert (text, code) == (hopeless.translation_id, "audio_invalid")
    assert message.endswith("whisper needs 0.1 s.")
    assert find_differences(dataset.pk) == []


@pytest.mark.usefixtures("toner")
def test_manager_may_have_failures_set_aside_at_once() -> None:
    dataset = make_spoken("tief!")

    listen(dataset, max_attempts=1)
    aside = attempts(dataset)
    do_job(dataset, "regenerate", engine="toner", set_aside=True)
    listen(dataset)

    assert aside == [("tief!", 1, True, HEARD_WRONG)]
    assert attempts(dataset) == [("tief!", 1, False, HEARD_WRONG), ("tief!", 2, True, None)]
    assert find_differences(dataset.pk) == []


def test_recording_that_a_later_check_lets_pass_is_fit_for_use_again() -> None:
    dataset = make_dataset(languages=["deu"])
    text = make_translation(make_item(dataset), language="deu", question="tief")
    clip = tone(220)
    found = measure(clip.samples, RATE)
    recording = make_recording(
        text,
        content=encode_flac(clip.samples, RATE),
        duration_s=found.duration_s,
        set_aside=HEARD_WRONG,
    )
    make_report(recording, HEARD_WRONG[0], passed=False)
    count_anew(dataset)

    listen(dataset)

    recording.refresh_from_db()
    assert recording.set_aside is None
    assert find_differences(dataset.pk) == []


def test_engine_without_chance_is_not_asked_again_and_speech_of_people_neither() -> None:
    dataset = make_dataset(languages=["deu"])
    clip = tone(880)
    for engine in ("espeak-ng", "a person"):
        text = make_translation(make_item(dataset), language="deu", question="tief")
        make_recording(text, content=encode_flac(clip.samples, RATE), duration_s=1.0, engine=engine)
    count_anew(dataset)

    job = listen(dataset)

    assert failures(job) == []
    assert attempts(dataset) == [("tief", 1, True, HEARD_WRONG)] * 2
    assert find_differences(dataset.pk) == []


def test_recording_that_raters_judged_is_set_aside_but_keeps_its_votes(toner: Chancy) -> None:
    dataset = make_spoken("tief!")
    Recording.objects.update(duration_s=0)  # nobody waits here
    count_anew(dataset)
    campaign = make_campaign(dataset, languages=["deu"], votes_per_item=1)
    assignment = take_next(campaign, language="deu", by=make_rater(dataset, "deu"))
    assert assignment is not None
    rate(assignment)

    listen(dataset)
    refresh_tasks(campaign)

    assert attempts(dataset) == [("tief!", 1, True, HEARD_WRONG)]
    assert len(toner.asked) == 1
    assert list(Task.objects.values_list("is_open", "answered")) == [(False, 1)]


def test_engine_that_fails_costs_nothing_of_what_was_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, Broken)
    dataset = make_spoken("tief", "tief!", engine="broken")

    job = listen(dataset)

    bad = Recording.objects.get(translation__question="tief!")
    assert job.state == JobState.SUCCEEDED
    assert attempts(dataset) == [("tief", 1, True, None), ("tief!", 1, True, HEARD_WRONG)]
    [(text, code, message)] = failures(job)
    assert (text, code) == (bad.translation_id, "not_voiced_again")
    assert message.startswith("tief!: it fails, and could not be voiced again. Engine 'broken'")
    assert find_differences(dataset.pk) == []


@pytest.mark.usefixtures("toner")
def test_interrupted_batch_is_done_once_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = make_spoken("tief", "tief!")
    job = start_job(dataset, kind="listen", parameters={"groups": ["recognition"]}, by=None)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(check, "set_aside_what_fails", die)
        with pytest.raises(KeyboardInterrupt):
            work(job.queue, seconds=60)
    assert len(attempts(dataset)) == 2
    job.batches.update(state="ready")
    work(job.queue, seconds=60)

    assert attempts(dataset) == [
        ("tief", 1, True, None),
        ("tief!", 1, False, None),
        ("tief!", 2, True, None),
    ]
    assert find_differences(dataset.pk) == []


@pytest.mark.usefixtures("toner")
def test_what_was_voiced_again_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = make_spoken("tief!")

    def be_late(retakes: Retakes, current: set[int]) -> None:
        Recording.objects.filter(is_current=True).update(is_current=False)
        text = Recording.objects.get().translation
        make_recording(text, attempt=7)
        write_retakes(retakes, current)

    monkeypatch.setattr(check, "write_retakes", be_late)
    listen(dataset)

    assert attempts(dataset) == [("tief!", 1, False, None), ("tief!", 7, True, None)]
