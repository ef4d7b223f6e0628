"""Identical segments are translated once, by whatever engine."""

from collections.abc import Mapping, Sequence

import pytest

from corpus.enums import Origin
from corpus.models import Translation
from engines import registry
from engines.protocols import (
    FailureCode,
    ItemFailure,
    Licence,
    Parameter,
    TranslationRequest,
    TranslationResult,
    TranslatorCapabilities,
)
from engines.registry import Entry
from generation.reuse import Answer, ReusedResult, tally_hits
from jobs.counts import Key, Metric, read_counts
from tests.factories import make_dataset, make_item, make_memory, make_translation
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db
ASKED: list[str] = []


class CountingTranslator:
    """Turns a text around and keeps what it was asked for."""

    name = "counting"
    version = "3"
    capabilities = TranslatorCapabilities(
        sources=frozenset({"eng"}), targets=frozenset({"ara"}), licence=Licence(name="MIT")
    )
    parameters: Mapping[str, Parameter] = {}

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        ASKED.extend(request.text for request in requests)
        return [TranslationResult(text=request.text[::-1]) for request in requests]


@pytest.fixture(autouse=True)
def _counting(monkeypatch: pytest.MonkeyPatch) -> None:
    ASKED.clear()
    entry = Entry(f"{__name__}.CountingTranslator", extra=None)
    monkeypatch.setitem(registry.ENGINES, ("translator", "counting"), entry)


def made() -> list[tuple[str, str, str, str, object]]:
    rows = Translation.objects.filter(origin=Origin.MACHINE, engine="counting").order_by("item_id")
    return [
        (t.item.external_id, t.question, t.answer, t.licence, t.parameters.get("reused"))
        for t in rows.select_related("item")
    ]


def test_engine_is_asked_once_for_what_a_batch_repeats() -> None:
    dataset = make_dataset()
    for name in ("a", "b"):
        make_item(dataset, external_id=name, question=f"{name}?", answer="Yes")
    do_job(dataset, "translate", languages=["ara"], engine="counting")
    assert sorted(ASKED) == ["Yes", "a?", "b?"]
    assert made() == [
        ("a", "?a", "seY", "MIT", None),
        ("b", "?b", "seY", "MIT", {"answer": "counting 3"}),
    ]


def test_engine_is_not_asked_for_what_people_or_engines_translated_before() -> None:
    dataset = make_dataset(licence="CC0-1.0")
    before = make_item(dataset, external_id="before", question="Who?", answer="Me")
    make_translation(before, question="من؟", answer="أنا", engine="nllb", engine_version="2",
                     licence="CC-BY-NC-4.0")  # fmt: skip
    make_memory(dataset, "Yes", "نعم")
    make_item(dataset, external_id="a", question="Who?", answer="Yes")
    make_item(dataset, external_id="b", question="Me", answer="No")
    do_job(dataset, "translate", languages=["ara"], engine="counting")
    assert ASKED == ["No"]
    assert made() == [
        ("a", "من؟", "نعم", "CC-BY-NC-4.0",
         {"question": "nllb 2", "answer": "translation-memory"}),
        ("b", "أنا", "oN", "CC-BY-NC-4.0 AND MIT", {"question": "nllb 2"}),
    ]  # fmt: skip
    assert read_counts(dataset.pk, Metric.MEMORY_EXACT, Metric.MEMORY_MISSES) == {
        Key(Metric.MEMORY_EXACT, "ara"): 3,
        Key(Metric.MEMORY_MISSES, "ara"): 1,
    }


def test_texts_of_other_datasets_languages_and_near_matches_are_not_reused() -> None:
    dataset = make_dataset()
    make_memory(make_dataset(), "Yes", "of another dataset")
    make_memory(dataset, "Yes", "in another language", language="hin")
    near = make_item(dataset, question="Yes", answer="x")
    make_translation(near, question="near", engine="translation-memory", score=0.8)
    old = make_item(dataset, question="Yes", answer="y")
    make_translation(old, question="replaced", engine="nllb", is_current=False)
    make_translation(old, question="near", engine="translation-memory")
    make_item(dataset, question="new", answer="Yes")
    do_job(dataset, "translate", languages=["ara"], engine="counting")
    assert sorted(ASKED) == ["Yes", "new"]


def test_hits_are_counted_by_what_the_memory_had() -> None:
    failed = ItemFailure(FailureCode.LANGUAGE_UNSUPPORTED, "no")
    answers: list[Answer] = [
        TranslationResult(text="x", score=1.0, origin="human"),
        TranslationResult(text="x", score=0.8, origin="human"),
        ReusedResult(text="x", made_by="nllb 2"),
        TranslationResult(text="x"),
        ItemFailure(FailureCode.NO_TRANSLATION, "none"),
        failed,
    ]
    assert tally_hits("ara", answers) == {
        Key(Metric.MEMORY_EXACT, "ara"): 2,
        Key(Metric.MEMORY_NEAR, "ara"): 1,
        Key(Metric.MEMORY_MISSES, "ara"): 2,
    }
    assert tally_hits("ara", []) == {}
