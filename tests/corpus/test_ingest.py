"""Rows landing in the database: nothing lost, nothing twice."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from catalog.models import Dataset
from corpus.errors import ImportBusyError
from corpus.importing.rows import ParsedPair, Reject
from corpus.ingest import land_rows
from corpus.models import ImportRun, Item, MemoryEntry, RejectedRow, Source, Translation
from tests.factories import make_dataset
from tests.jobs.threads import at_the_same_time

pytestmark = pytest.mark.django_db
Counts = tuple[int, int, int, int, int]


def pair(external_id: str = "a", language: str = "eng", **fields: Any) -> ParsedPair:
    return ParsedPair(
        **{
            "place": f"line {external_id}",
            "external_id": external_id,
            "language": language,
            "source": "identity" if language == "eng" else "",
            "question": f"Question {external_id} {language}?",
            "answer": f"Answer {external_id} {language}.",
            **fields,
        }
    )


def land(dataset: Dataset, rows: Iterable[ParsedPair | Reject]) -> ImportRun:
    run = ImportRun(dataset=dataset, filename="a.jsonl", format="jsonl", sha256="0" * 64)
    return land_rows(run, rows)


def counts(run: ImportRun) -> Counts:
    """Read, added, unchanged, remembered, rejected."""
    run.refresh_from_db()
    return run.rows_read, run.items_added, run.items_unchanged, run.memory_added, run.rejected


def rejects(run: ImportRun) -> list[tuple[str, str, str]]:
    return list(run.rejects.order_by("id").values_list("place", "field", "reason"))


def texts(language: str = "eng") -> list[tuple[str, str]]:
    rows = Translation.objects.filter(language=language).order_by("item__external_id")
    return list(rows.values_list("item__external_id", "question"))


def remembered() -> list[tuple[str, str, str, str]]:
    rows = MemoryEntry.objects.order_by("item_key", "language", "-field")
    return list(rows.values_list("item_key", "language", "field", "target_text"))


def test_english_row_becomes_item_and_source_text() -> None:
    dataset = make_dataset(licence="CC0-1.0")
    run = land(dataset, [pair(source="dialogue", context="Before that.")])
    item, text = Item.objects.get(), Translation.objects.get()
    assert counts(run) == (1, 1, 0, 0, 0)
    assert (item.external_id, item.question, item.context, item.split, item.in_bench) == (
        "a", "Question a eng?", "Before that.", "unassigned", False,
    )  # fmt: skip
    assert (text.item, text.origin, text.question, text.licence, text.is_current) == (
        item, "source", item.question, "CC0-1.0", True,
    )  # fmt: skip
    assert list(Source.objects.values_list("slug", "name", "sensitive")) == [
        ("dialogue", "Dialogue", True)
    ]


def test_translated_row_feeds_the_memory() -> None:
    run = land(make_dataset(), [pair(), pair(language="ara")])
    assert counts(run) == (2, 1, 0, 2, 0)
    assert remembered() == [
        ("a", "ara", "question", "Question a ara?"),
        ("a", "ara", "answer", "Answer a ara."),
    ]


def test_same_rows_again_add_nothing() -> None:
    dataset = make_dataset()
    rows = [pair("a"), pair("b"), pair("a", "ara"), pair("b", "hin")]
    land(dataset, rows)
    assert counts(land(dataset, rows)) == (4, 0, 2, 0, 0)
    assert (Item.objects.count(), Translation.objects.count(), len(remembered())) == (2, 2, 4)


def test_same_row_twice_in_one_file_counts_as_unchanged() -> None:
    run = land(make_dataset(), [pair(), pair(), pair(language="ara"), pair(language="ara")])
    assert counts(run) == (4, 1, 1, 2, 0)


@pytest.mark.parametrize("field", ["question", "answer", "context"])
def test_contradiction_is_kept_out_and_reported(field: str) -> None:
    dataset = make_dataset()
    land(dataset, [pair()])
    run = land(dataset, [pair("b"), pair(**{field: "Another text"})])
    assert counts(run) == (2, 1, 0, 0, 1)
    reason = "a exists already with another text; the first one stays"
    assert rejects(run) == [("line a", "id", reason)]
    assert texts() == [("a", "Question a eng?"), ("b", "Question b eng?")]


def test_contradiction_within_one_file_keeps_the_first() -> None:
    run = land(make_dataset(), [pair(), pair(question="Another?", place="line 2"), pair()])
    assert counts(run) == (3, 1, 1, 0, 1)
    assert [place for place, _, _ in rejects(run)] == ["line 2"]
    assert texts() == [("a", "Question a eng?")]


@pytest.mark.parametrize("field", ["question", "answer"])
def test_contradicting_translation_is_kept_out_and_reported(field: str) -> None:
    dataset = make_dataset()
    land(dataset, [pair(), pair(language="ara")])
    before = remembered()
    other = pair(language="ara", **{field: "نص آخر"})
    run = land(dataset, [other, pair(language="ara"), pair(language="hin")])
    assert counts(run) == (3, 0, 0, 2, 1)
    assert [(place, field) for place, field, _ in rejects(run)] == [("line a", "id")]
    assert [entry for entry in remembered() if entry[1] == "ara"] == before


def test_translations_that_contradict_each_other_in_one_file_keep_the_first() -> None:
    rows = [pair(), pair(language="ara"), pair(language="ara", question="نص آخر", place="line 3")]
    run = land(make_dataset(), rows)
    assert (counts(run), [place for place, _, _ in rejects(run)]) == ((3, 1, 0, 2, 1), ["line 3"])


def test_translation_before_its_english_pair_is_reported() -> None:
    dataset = make_dataset()
    run = land(dataset, [pair("b"), pair("a", "ara")])
    reason = "there is no English pair a; import the English file first"
    assert (counts(run), rejects(run)) == ((2, 1, 0, 0, 1), [("line a", "id", reason)])


def test_language_the_dataset_lacks_is_reported() -> None:
    run = land(make_dataset(languages=["eng", "hin"]), [pair(), pair(language="ara")])
    reason = "ara is not a language of this dataset; add it in its settings first"
    assert (counts(run), rejects(run)) == ((2, 1, 0, 0, 1), [("line a", "language", reason)])


def test_ids_of_datasets_are_their_own() -> None:
    land(make_dataset(), [pair()])
    run = land(make_dataset(), [pair(question="Another?")])
    assert counts(run) == (1, 1, 0, 0, 0)


def test_rows_over_several_chunks_are_one_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.ingest.CHUNK_ROWS", 2)
    rows = [pair("a"), pair("b"), pair("a", "ara"), pair("a"), pair("b", question="Another?")]
    run = land(make_dataset(), rows)
    assert counts(run) == (5, 2, 1, 2, 1)


def test_failure_in_the_middle_lands_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.ingest.CHUNK_ROWS", 1)

    def broken() -> Iterable[ParsedPair]:
        yield pair()
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        land(make_dataset(), broken())
    assert (Item.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_rejects_of_the_reader_are_kept_whatever_they_hold() -> None:
    hostile = Reject("line 7", "\ud800\x00\u202e" + "k" * 100, "is given twice", "{…}", b"")
    run = land(make_dataset(), [hostile])
    assert counts(run) == (1, 0, 0, 0, 1)
    row = RejectedRow.objects.get()
    assert (row.field[:18], len(row.field)) == ("\\ud800\\x00\\u202ekkkkk"[:18], 60)


def test_excerpt_of_a_contradiction_is_escaped() -> None:
    dataset = make_dataset()
    land(dataset, [pair("\u202ea")])
    run = land(dataset, [pair("\u202ea", question="<b>\u202eevil\x85")])
    row = run.rejects.get()
    assert row.excerpt == "<b>\\u202eevil\\x85"
    assert row.reason.startswith("\\u202ea exists already")


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_add_it_once() -> None:
    dataset = make_dataset()
    rows = [pair(f"i{number}", language) for language in ("eng", "ara") for number in range(200)]
    runs = at_the_same_time(*[partial(land, dataset, rows)] * 2)
    assert sorted(map(counts, runs)) == [(400, 0, 200, 0, 0), (400, 200, 0, 400, 0)]
    assert (Item.objects.count(), Translation.objects.count()) == (200, 200)


@pytest.mark.django_db(transaction=True)
def test_two_contradicting_imports_at_once_report_the_later() -> None:
    dataset = make_dataset()
    files = [[pair(question=f"Version {number}?")] for number in (1, 2)]
    runs = at_the_same_time(*(partial(land, dataset, rows) for rows in files))
    assert sorted(map(counts, runs)) == [(1, 0, 0, 0, 1), (1, 1, 0, 0, 0)]


@pytest.mark.django_db(transaction=True)
def test_import_that_waited_too_long_says_so() -> None:
    dataset = make_dataset()

    def hasty() -> None:
        with transaction.atomic(), transaction.get_connection().cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
            land(dataset, [pair()])

    with transaction.atomic():
        land(dataset, [pair()])
        with pytest.raises(ImportBusyError):
            at_the_same_time(hasty)
