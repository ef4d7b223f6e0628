"""A translation memory in TMX: in through the import service, out over REST."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from rest_framework.test import APIClient

from catalog.models import Dataset
from corpus import services
from corpus.importing import read
from corpus.importing.rows import MemoryText
from corpus.models import ImportRun, MemoryEntry
from jobs.counts import Key, Metric, read_counts
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_item, make_memory, make_translation, make_user

pytestmark = pytest.mark.django_db
Segment = tuple[str, str, str]


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset()
    dataset.memberships.create(user=dataset.created_by)
    return dataset


@pytest.fixture
def client(client_for: ClientFor, dataset: Dataset) -> APIClient:
    return client_for(dataset.created_by)


def send(dataset: Dataset, *segments: Segment) -> ImportRun:
    """Each is a language, an English text and its translation."""
    units = "\n".join(
        f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{language}"><seg>{target}</seg></tuv></tu>'
        for language, source, target in segments
    )
    content = f"<tmx version='1.4'><header/><body>\n{units}\n</body></tmx>".encode()
    return services.import_file(dataset, ContentFile(content), name="a.tmx", by=None)


def remembered() -> list[tuple[str, str, str, str, str]]:
    rows = MemoryEntry.objects.order_by("source_text", "language", "origin")
    return list(rows.values_list("language", "item_key", "field", "source_text", "target_text"))


def export(client: APIClient, dataset: Dataset, **query: str) -> list[Segment]:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/memory/export/", query)
    found = list(read(BytesIO(answer.getvalue()), "a.tmx"))
    return [
        (row.language, row.source_text, row.target_text)
        for row in found
        if isinstance(row, MemoryText)
    ]


def test_segment_is_tied_to_the_item_that_says_the_same(dataset: Dataset) -> None:
    make_item(dataset, external_id="a", question="Who?", answer="Me.")
    make_item(dataset, external_id="b", question="Me.", answer="Who?")
    make_item(make_dataset(), external_id="other", question="Where?")
    run = send(dataset, ("ar", "Who?", "من؟"), ("ar", "Me.", "أنا"), ("ar", "Where?", "أين؟"))
    assert (run.rows_read, run.memory_added, run.rejected) == (3, 3, 0)
    assert remembered() == [
        ("ara", "b", "question", "Me.", "أنا"),
        ("ara", "", "", "Where?", "أين؟"),
        ("ara", "a", "question", "Who?", "من؟"),
    ]


def test_same_memory_twice_adds_nothing(dataset: Dataset) -> None:
    make_item(dataset, external_id="a", question="Who?")
    segments = [("ar", "Who?", "من؟"), ("hi", "Who?", "कौन?"), ("ar", "Where?", "أين؟")]
    first = send(dataset, *segments, segments[2])
    again = send(dataset, *segments)
    assert (first.memory_added, first.rejected) == (3, 0)
    assert (again.rows_read, again.memory_added, again.rejected) == (3, 0, 0)


def test_segment_that_translates_a_known_text_otherwise_is_kept_out(dataset: Dataset) -> None:
    make_item(dataset, external_id="a", question="Who?")
    send(dataset, ("ar", "Who?", "من؟"), ("ar", "Where?", "أين؟"))
    before = remembered()
    run = send(dataset, ("ar", "Who?", "x"), ("ar", "Where?", "y"), ("ar", "New", "1"),
               ("ar", "New", "2"))  # fmt: skip
    assert (run.memory_added, run.rejected) == (1, 3)
    reason = "“{}” is translated already, otherwise; the first one stays"
    assert sorted(run.rejects.values_list("place", "field", "reason", "excerpt")) == [
        ("line 2", "seg", reason.format("Who?"), "x"),
        ("line 3", "seg", reason.format("Where?"), "y"),
        ("line 5", "seg", reason.format("New"), "2"),
    ]
    assert [row for row in remembered() if row[3] != "New"] == before


def test_segment_in_a_language_the_dataset_lacks_is_reported(dataset: Dataset) -> None:
    run = send(dataset, ("fr", "Who?", "Qui ?"))
    reason = "fra is not a language of this dataset; add it in its settings first"
    assert list(run.rejects.values_list("field", "reason")) == [("language", reason)]


def test_export_brings_the_memory_back_with_corrections_first(
    client: APIClient, dataset: Dataset
) -> None:
    item = make_item(dataset, external_id="a", question="Who?", answer="Me & <you>")
    send(dataset, ("ar", "Who?", "من؟"), ("ar", "Where?", "أين؟"), ("hi", "Where?", "कहाँ?"))
    text = make_translation(item, question="من؟", answer="x")
    services.correct_translation(text, question="مَن؟", answer="أنا & <أنت>", by=make_user())
    make_memory(make_dataset(), "Of another", "dataset")
    expected = {
        ("ara", "Who?", "مَن؟"),
        ("ara", "Me & <you>", "أنا & <أنت>"),
        ("ara", "Where?", "أين؟"),
        ("hin", "Where?", "कहाँ?"),
    }
    assert set(export(client, dataset)) == expected
    assert export(client, dataset, language="hin") == [("hin", "Where?", "कहाँ?")]
    assert len(export(client, dataset)) == len(expected)


def test_own_export_imported_again_adds_nothing(client: APIClient, dataset: Dataset) -> None:
    for number in range(3):
        make_item(dataset, external_id=f"i{number}", question=f"Q{number}?", answer="Yes")
        make_memory(dataset, "Yes", f"نعم {number}", item_key=f"i{number}", field="answer")
    exported = client.get(f"/api/v1/datasets/{dataset.slug}/memory/export/").getvalue()
    run = services.import_file(dataset, ContentFile(exported), name="own.tmx", by=None)
    assert (run.rows_read, run.memory_added, run.rejected) == (3, 0, 0)


def test_export_of_an_unknown_language_is_refused(client: APIClient, dataset: Dataset) -> None:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/memory/export/?language=xx")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_memory_is_counted_by_language_and_origin(client: APIClient, dataset: Dataset) -> None:
    item = make_item(dataset, external_id="a", question="Who?")
    send(dataset, ("ar", "Who?", "من؟"), ("hi", "Where?", "कहाँ?"))
    old = make_translation(item)
    new = services.correct_translation(old, question="Q", answer="A", by=make_user())
    seen = client.get(f"/api/v1/datasets/{dataset.slug}/memory/").json()
    nothing = {"hits_exact": 0, "hits_near": 0, "misses": 0}
    assert seen == {
        "languages": [
            {"language": "ara", "imported": 1, "corrections": 2, **nothing},
            {"language": "hin", "imported": 1, "corrections": 0, **nothing},
        ]
    }
    services.restore_translation(old, instead_of=new)
    assert read_counts(dataset.pk, Metric.MEMORY_TEXTS) == {
        Key(Metric.MEMORY_TEXTS, "ara", name="import"): 1,
        Key(Metric.MEMORY_TEXTS, "hin", name="import"): 1,
    }
