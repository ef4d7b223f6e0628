from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from catalog.models import Dataset
from corpus.storage_check import check_storage
from engines.protocols import Sampling
from evaluation.runs.asking import ask_missing
from evaluation.runs.errors import SystemChangedError
from evaluation.runs.freezing import digest_items
from evaluation.runs.models import Response
from evaluation.runs.scoring.evaluating import read_answers
from evaluation.runs.systems import add_system
from jobs.enums import BatchState
from jobs.estimates import estimate_job
from tests.evaluation.runs.scene import CountingResponder, ask, do


def test_benchmark_holds_what_the_release_has(benched: Dataset) -> None:
    benchmark = benched.benchmarks.get()
    items = [*benchmark.items.order_by("pk")]

    assert benchmark.items_total == len(items) == 6
    assert benchmark.languages == ["ara", "eng"]
    assert benchmark.manifest == digest_items(items)
    assert {item.language for item in items if item.key == items[0].key} == {"ara", "eng"}
    assert items[0].reference.startswith(("It is", "جواب"))


def test_benchmark_is_never_changed(benched: Dataset) -> None:
    item = benched.benchmarks.get().items.earliest("pk")

    with pytest.raises(DatabaseError, match=r"[Cc]annot (update|delete)"), transaction.atomic():
        item.delete()
    item.question = "Another?"
    with pytest.raises(DatabaseError, match=r"[Cc]annot (update|delete)"), transaction.atomic():
        item.save()


def test_evaluate_keeps_every_answer_with_its_lineage(benched: Dataset) -> None:
    evaluation = ask(benched, "echo")

    answers = evaluation.responses.select_related("item")
    assert {answer.text for answer in answers} == {
        f"[{answer.item.target}] {answer.item.seconds:.2f} s" for answer in answers
    }
    assert {answer.engine_version for answer in answers} == {"1"}
    assert answers.count() == 6


def test_evaluate_asks_audio_alone(benched: Dataset, responder: CountingResponder) -> None:
    ask(benched, "echo")

    assert {request.prompt for request in responder.asked} == {""}


def test_evaluate_gives_a_prompt_its_languages(
    benched: Dataset, responder: CountingResponder
) -> None:
    ask(benched, "prompted", prompts={"answer": "Answer in {target}, asked in {language}."})

    assert {request.prompt for request in responder.asked} == {
        "Answer in English, asked in English.",
        "Answer in Arabic, asked in Arabic.",
    }


def test_evaluate_never_asks_twice(benched: Dataset, responder: CountingResponder) -> None:
    ask(benched, "echo")
    ask(benched, "echo")

    assert len(responder.asked) == 6


def test_evaluate_reuses_answers_of_the_same_engine_and_settings(
    benched: Dataset, responder: CountingResponder
) -> None:
    first = ask(benched, "echo")
    second = ask(benched, "echo-again")

    assert len(responder.asked) == 6
    texts = [[*one.responses.order_by("item").values_list("text")] for one in (first, second)]
    assert texts[0] == texts[1]


def test_evaluate_goes_on_where_answers_are_missing(
    benched: Dataset, responder: CountingResponder
) -> None:
    responder.refuses = lambda request: request.language == "ara"
    evaluation = ask(benched, "echo")
    assert evaluation.responses.count() == 3

    responder.refuses = lambda _: False
    responder.asked.clear()
    ask(benched, "echo")

    assert {request.language for request in responder.asked} == {"ara"}
    assert evaluation.responses.count() == 6


def test_evaluate_asks_what_was_foreseen(benched: Dataset, responder: CountingResponder) -> None:
    order = {"benchmark": "qa", "system": "echo"}
    responder.refuses = lambda request: request.language == "ara"
    add_system(
        benched,
        name="echo",
        engine="echo",
        sampling=Sampling(),
        prompts={},
        languages=[],
        by=benched.memberships.get().user,
    )
    for missing, languages in ((6, 2), (3, 1)):
        told = estimate_job(benched, kind="evaluate", parameters=order)
        job = do(benched, "evaluate", **order)

        asked = job.batches.values_list("language").distinct().count()
        assert (told.units, told.languages) == (missing, languages)
        assert (job.units_total, asked) == (missing, languages)


def test_evaluate_counts_what_failed(benched: Dataset, responder: CountingResponder) -> None:
    responder.refuses = lambda request: request.language == "ara"
    ask(benched, "echo")

    job = benched.jobs.filter(kind="evaluate").latest("pk")
    assert {(failure.code, failure.message) for failure in job.failures.all()} == {
        ("timed_out", "It took too long.")
    }
    assert job.failures.count() == 3


def test_response_is_never_changed(benched: Dataset) -> None:
    response = ask(benched, "echo").responses.earliest("pk")
    response.text = "Better."

    with pytest.raises(DatabaseError, match=r"[Cc]annot update"), transaction.atomic():
        response.save()
    assert Response.objects.filter(text="Better.").count() == 0


def test_benchmark_takes_the_languages_asked_for(benched: Dataset) -> None:
    job = do(benched, "benchmark", name="few", suite="spoken_qa", release="v1", languages=["ara"])

    assert job.state == "succeeded"
    benchmark = benched.benchmarks.get(name="few")
    assert (benchmark.languages, benchmark.items_total) == (["ara"], 3)


def test_storage_check_knows_the_clips_of_benchmarks(benched: Dataset) -> None:
    clip = benched.benchmarks.get().items.earliest("pk")
    assert check_storage(benched).missing == 0

    [stored] = Path(settings.AUDIO_STORE).glob(f"**/{clip.sha256}*")
    stored.unlink()

    # The recording speaks of it, too.
    assert check_storage(benched).missing_names == [clip.sha256]


def test_batch_that_was_set_aside_counts_as_failed(benched: Dataset) -> None:
    evaluation = ask(benched, "echo")
    job = evaluation.jobs.get()
    evaluation.responses.all().delete()
    job.batches.update(state=BatchState.FAILED)

    assert {answer.text for answer in read_answers(evaluation)} == {None}


def test_system_must_stay_who_it_was(benched: Dataset, responder: CountingResponder) -> None:
    evaluation = ask(benched, "echo")
    responder.version = "2"

    with pytest.raises(SystemChangedError, match="ask the new one under a name of its own"):
        ask_missing(evaluation, [], job=evaluation.jobs.get())
