import json

import pytest

from corpus.enums import Origin
from corpus.models import MemoryEntry, Translation
from corpus.services import correct_translation
from engines import registry
from engines.registry import Entry
from generation.checks import TEXT_RULES
from generation.models import CheckReport
from jobs.enums import BatchState, JobState
from tests.factories import make_dataset, make_item, make_memory, make_user
from tests.generation.demo_pairs import DEMO, PAIRS, import_demo
from tests.generation.working import do_job, failures

pytestmark = pytest.mark.django_db


def machine_made() -> "list[Translation]":
    made = Translation.objects.filter(origin=Origin.MACHINE)
    return list(made.order_by("language", "item__external_id").select_related("item"))


def test_translate_writes_a_text_per_item_and_language_with_its_lineage() -> None:
    dataset = import_demo("deu", "jpn")

    job = do_job(dataset, "translate")

    texts = machine_made()
    rows = [
        json.loads(line)
        for language in ("deu", "jpn")
        for line in (DEMO / f"pairs.{language}.jsonl").read_text().splitlines()
    ]
    assert (job.state, job.units_total, failures(job)) == (JobState.SUCCEEDED, 2 * PAIRS, [])
    assert [(t.language, t.item.external_id, t.question, t.answer) for t in texts] == [
        (row["language"], row["id"], row["question"], row["answer"]) for row in rows
    ]
    assert {
        (t.engine, t.engine_version, t.parameters["floor"], t.score, t.licence, t.job_id, t.author)
        for t in texts
    } == {("translation-memory", "1", 0.75, 1.0, "Apache-2.0", job.pk, None)}
    assert len({t.fingerprint for t in texts}) == 2 * PAIRS
    assert {t.is_current for t in texts} == {True}


def test_translate_checks_question_and_answer_of_each_text() -> None:
    dataset = import_demo("deu")

    do_job(dataset, "translate")

    reports = CheckReport.objects.order_by("translation")
    names = [f"{field}.{rule.name}" for field in ("question", "answer") for rule in TEXT_RULES]
    assert [(r.translation_id, r.dataset_id, r.language, r.rules.names) for r in reports] == [
        (text.pk, dataset.pk, "deu", names) for text in machine_made()
    ]


def test_translate_says_for_each_item_why_it_has_no_text() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    good = make_item(dataset, question="Why is the sky blue?", answer="Rayleigh")
    half = make_item(dataset, question="Why is the sea salty?", answer="Rivers")
    for text in ("Why is the sky blue?", "Rayleigh", "Why is the sea salty?"):
        make_memory(dataset, text, f"<{text}>")

    job = do_job(dataset, "translate")

    assert job.state == JobState.SUCCEEDED
    assert [(t.item, t.question) for t in machine_made()] == [(good, "<Why is the sky blue?>")]
    assert failures(job) == [
        (
            half.pk,
            "no_translation",
            f"{half.external_id}: The memory has no text like this answer (floor 0.75).",
        )
    ]


def test_translate_shows_the_lower_score_of_question_and_answer() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    make_item(dataset, question="Which planet is the largest of all?", answer="Jupiter")
    make_memory(dataset, "Which planet is the largest of them all?", "near")
    make_memory(dataset, "Jupiter", "exact")

    do_job(dataset, "translate")

    [text] = machine_made()
    assert (text.question, text.answer) == ("near", "exact")
    assert 0.75 < (text.score or 0) < 1


def test_translate_plans_nothing_where_all_is_done() -> None:
    dataset = import_demo("deu")
    do_job(dataset, "translate")
    before = machine_made()

    again = do_job(dataset, "translate")

    assert (again.state, again.units_total, again.batches.count()) == (JobState.SUCCEEDED, 0, 0)
    assert machine_made() == before


def test_translate_does_only_what_is_missing() -> None:
    dataset = import_demo("deu", "ara")
    do_job(dataset, "translate", languages=["deu"])
    gone = machine_made()[:2]
    Translation.objects.filter(pk__in=[text.pk for text in gone]).delete()

    job = do_job(dataset, "translate", languages=["deu"])

    assert job.units_total == 2
    assert {(t.item.external_id, t.language) for t in machine_made() if t.job_id == job.pk} == {
        (text.item.external_id, "deu") for text in gone
    }


def test_translate_leaves_a_persons_text_alone() -> None:
    dataset = import_demo("deu")
    do_job(dataset, "translate")
    corrected = correct_translation(
        machine_made()[0], question="Besser?", answer="Ja.", by=make_user()
    )

    job = do_job(dataset, "translate")

    corrected.refresh_from_db()
    assert (job.units_total, corrected.is_current) == (0, True)


def test_translate_fails_clearly_where_the_engine_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing = Entry("no_such_package.Engine", extra="mt")
    monkeypatch.setitem(registry.ENGINES, ("translator", "translation-memory"), missing)
    dataset = import_demo("deu")

    job = do_job(dataset, "translate")

    assert job.state == JobState.FAILED
    assert list(job.batches.values_list("state", "attempts", "units_failed", "error")) == [
        (
            BatchState.FAILED,
            3,
            PAIRS,
            (
                "EngineUnavailableError: Engine 'translation-memory' can't start here: No module"
                " named 'no_such_package'. Repair the installation."
            ),
        )
    ]
    assert machine_made() == []
    assert MemoryEntry.objects.count() == 2 * PAIRS
