"""Two workers at the same time never generate the same segment twice."""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Dataset
from corpus.models import Item, Recording, Translation
from engines import registry
from engines.protocols import (
    ItemFailure,
    Licence,
    Parameter,
    TranslationRequest,
    TranslationResult,
    TranslatorCapabilities,
)
from engines.registry import Entry
from generation import turns
from generation.kinds import translate
from generation.recount import find_differences
from jobs.enums import BatchState, JobState, Queue
from jobs.leases import claim_batch, give_back_batch
from jobs.models import Batch, Job
from jobs.services import start_job
from jobs.work import plan_next_job, run_batch
from tests.factories import count_anew, make_dataset, make_item, make_memory
from tests.jobs.threads import start
from tests.supervisor.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)
WAIT_S = 20
ASKED: list[str] = []
entered, may_end, waits = threading.Event(), threading.Event(), threading.Event()


class SlowTranslator:
    """Ends its first batch when the test says so."""

    name = "slow"
    version = "1"
    capabilities = TranslatorCapabilities(
        sources=frozenset({"eng"}), targets=frozenset({"ara"}), licence=Licence(name="MIT")
    )
    parameters: Mapping[str, Parameter] = {}

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        is_first = not entered.is_set()
        ASKED.extend(request.text for request in requests)
        entered.set()
        if is_first:
            assert may_end.wait(WAIT_S)
        return [TranslationResult(text=request.text[::-1]) for request in requests]


@pytest.fixture(autouse=True)
def _slow(monkeypatch: pytest.MonkeyPatch) -> None:
    ASKED.clear()
    for event in (entered, may_end, waits):
        event.clear()
    entry = Entry(f"{__name__}.SlowTranslator", extra=None)
    monkeypatch.setitem(registry.ENGINES, ("translator", "slow"), entry)
    monkeypatch.setattr(translate, "BATCH_UNITS", 1)
    monkeypatch.setattr(turns, "LONGEST_POLL_S", 0.01)
    goes_on = turns._goes_on  # noqa: SLF001 - so that the test knows when it waits

    def watched(makers: Collection[turns.Claim], batch: Batch) -> bool:
        found = goes_on(makers, batch)
        if found:
            waits.set()
        return found

    monkeypatch.setattr(turns, "_goes_on", watched)


def make_questions(*questions: str) -> Dataset:
    dataset = make_dataset(languages=["eng", "ara"])
    for question in questions:
        make_item(dataset, external_id=question, question=question, answer="Yes")
    return dataset


def start_planned(dataset: Dataset, **parameters: object) -> Job:
    job = start_job(dataset, kind="translate", parameters=parameters, by=None)
    assert plan_next_job(Queue.CPU)
    return job


def claim() -> Batch:
    batch = claim_batch(Queue.CPU, worker="some")
    assert batch is not None
    return batch


def rows_of(batch: Batch) -> QuerySet[Batch]:
    return Batch.objects.filter(pk=batch.pk)


def run_together(first: Batch, second: Batch, meanwhile: Callable[[], object]) -> None:
    """The second batch begins when the engine has the first one."""
    with ThreadPoolExecutor(2) as pool:
        try:
            one = start(pool, lambda: run_batch(first))
            assert entered.wait(WAIT_S)
            other = start(pool, lambda: run_batch(second))
            meanwhile()
        finally:
            may_end.set()
        one.result(), other.result()


def let_second_wait() -> None:
    assert waits.wait(WAIT_S), "the second batch waits for nothing"


def test_text_that_two_batches_share_is_asked_for_once() -> None:
    start_planned(make_questions("a?", "b?"), engine="slow")
    run_together(claim(), claim(), let_second_wait)
    assert Counter(ASKED) == {"a?": 1, "b?": 1, "Yes": 1}
    answers = Translation.objects.filter(language="ara").values_list("answer", "parameters")
    assert sorted(map(str, answers)) == [
        "('seY', {'reused': {'answer': 'slow 1'}})",
        "('seY', {})",
    ]


def test_batch_does_its_own_texts_while_another_makes_those_they_share() -> None:
    start_planned(make_questions("a?", "b?"), engine="slow")

    def let_second_ask() -> None:
        wait_until(lambda: "b?" in ASKED, within_s=WAIT_S)
        let_second_wait()
        assert Translation.objects.filter(language="ara").count() == 0

    run_together(claim(), claim(), let_second_ask)
    assert Counter(ASKED) == {"a?": 1, "b?": 1, "Yes": 1}


def test_batch_waits_for_nobody_who_makes_only_what_is_known() -> None:
    dataset = make_questions("a?", "b?")
    make_memory(dataset, "Yes", "نعم")
    start_planned(dataset, engine="slow")
    older, younger = claim(), claim()
    may_end.set()
    run_batch(younger)  # alone: it would wait as long as the lease of the older one
    assert not waits.is_set()
    assert Counter(ASKED) == {Item.objects.get(pk=younger.subject_ids[0]).question: 1}
    assert rows_of(older).get().state == BatchState.CLAIMED


def test_batch_makes_the_shared_text_itself_when_the_other_gave_up() -> None:
    start_planned(make_questions("a?", "b?"), engine="slow")
    older, younger = claim(), claim()
    may_end.set()
    with ThreadPoolExecutor(1) as pool:
        running = start(pool, lambda: run_batch(younger))
        let_second_wait()
        give_back_batch(older, error="its engine was away")
        running.result()
    assert sorted(ASKED) == ["Yes", Item.objects.get(pk=younger.subject_ids[0]).question]


def test_item_that_two_jobs_translate_is_asked_for_once() -> None:
    dataset = make_questions("a?")
    jobs = [
        start_planned(dataset, engine="slow", languages=languages)
        for languages in (["ara"], ["ara", "eng"])
    ]
    run_together(claim(), claim(), let_second_wait)
    assert Counter(ASKED) == {"a?": 1, "Yes": 1}
    for job in jobs:
        job.refresh_from_db()
        assert (job.state, job.batches.get().attempts) == (JobState.SUCCEEDED, 1)


def test_question_that_two_jobs_voice_is_voiced_once() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    make_item(dataset, question="Who is it?")
    for languages in (["eng"], ["ara", "eng"]):
        start_job(dataset, kind="synthesize", parameters={"languages": languages}, by=None)
        assert plan_next_job(Queue.CPU)
    older, younger = claim(), claim()
    with ThreadPoolExecutor(1) as pool:
        running = start(pool, lambda: run_batch(younger))
        let_second_wait()
        run_batch(older)
        running.result()
    assert Recording.objects.count() == 1
    assert {batch.attempts for batch in Batch.objects.all()} == {1}


def test_batch_voices_its_own_questions_first_and_no_shared_one_twice() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    make_item(dataset, question="Who is it?")
    start_job(dataset, kind="synthesize", parameters={"languages": ["eng"]}, by=None)
    assert plan_next_job(Queue.CPU)
    make_item(dataset, question="What is it?")
    start_job(dataset, kind="synthesize", parameters={"languages": ["ara", "eng"]}, by=None)
    assert plan_next_job(Queue.CPU)
    count_anew(dataset)
    older, younger = claim(), claim()
    assert set(older.subject_ids) < set(younger.subject_ids)
    with ThreadPoolExecutor(1) as pool:
        running = start(pool, lambda: run_batch(younger))
        let_second_wait()
        run_batch(older)
        running.result()
    spoken = Recording.objects.values_list("translation", "job")
    shared = older.subject_ids[0]
    assert sorted(spoken) == sorted(
        (text, older.job_id if text == shared else younger.job_id) for text in younger.subject_ids
    )
    assert find_differences(dataset.pk) == []


def test_batches_of_distinct_texts_do_not_wait() -> None:
    dataset = make_questions("a?", "b?")
    dataset.items.filter(external_id="b?").update(answer="No")
    start_planned(dataset, engine="slow")
    run_together(claim(), claim(), lambda: wait_until(lambda: "b?" in ASKED, within_s=WAIT_S))
    assert Counter(ASKED) == {"a?": 1, "b?": 1, "Yes": 1, "No": 1}


@pytest.mark.parametrize("end", ["killed", "cancelled", "lost its own"])
def test_batch_does_not_wait_for_what_will_not_come(end: str, settings: Settings) -> None:
    settings.BATCH_LEASE_SECONDS = 1_000
    start_planned(make_questions("a?", "b?"), engine="slow")
    older, younger = claim(), claim()
    elsewhere = turns.find_elsewhere(younger, texts=["Yes"])
    assert {*elsewhere.texts} == {"Yes"}
    past = timezone.now() - timedelta(seconds=1)
    if end == "killed":  # and no sweep came by yet
        rows_of(older).update(lease_expires_at=past)
    elif end == "cancelled":
        rows_of(older).update(state=BatchState.CANCELLED)
    else:
        rows_of(younger).update(fence=younger.fence + 1_000)
    assert elsewhere.wait(texts=["Yes"])
    assert not waits.is_set()


def test_older_batch_leaves_nothing_to_a_younger_one() -> None:
    start_planned(make_questions("a?", "b?"), engine="slow")
    older, _ = claim(), claim()
    assert turns.find_elsewhere(older, texts=["Yes"]) == turns.Elsewhere(batch=older)
