import hashlib
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from catalog.models import Dataset
from corpus import services
from corpus.errors import TextReplacedError
from corpus.importing.errors import ImportFileError
from corpus.models import ImportRun, Item, MemoryEntry, RejectedRow
from tests.factories import (
    make_dataset,
    make_item,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db
HTML = "<script>alert('1')</script><img src=x onerror=alert(2)>"
BIDI = "abc \u202e dcba \u2066 x \u2069 \u200f"
C1 = "caf\x85e \x81"


def import_lines(dataset: Dataset, *lines: bytes) -> ImportRun:
    content = b"\n".join(lines)
    return services.import_file(dataset, ContentFile(content), name="rows.jsonl", by=None)


def line(**fields: object) -> bytes:
    row = {"id": "a", "source": "identity", "question": "Who?", "answer": "Me.", **fields}
    return json.dumps(row).encode()


def test_import_keeps_the_files_name_digest_and_person(tmp_path: Path) -> None:
    person, dataset = make_user(), make_dataset()
    path = tmp_path / "pairs.eng.jsonl"
    path.write_bytes(line())
    with path.open("rb") as file:
        run = services.import_file(dataset, file, name=str(path), by=person)
    run.refresh_from_db()
    assert (run.filename, run.sha256, run.created_by, run.rows_read, run.items_added) == (
        "pairs.eng.jsonl", hashlib.sha256(line()).hexdigest(), person, 1, 1,
    )  # fmt: skip


@pytest.mark.parametrize("hostile", [HTML, BIDI, C1, "'; DROP TABLE corpus_item; --", "\\N\t\\."])
def test_hostile_but_legal_text_is_kept_to_the_letter(hostile: str) -> None:
    dataset = make_dataset()
    rows = (line(question=hostile, answer=hostile), line(question=hostile, language="ara"))
    run = import_lines(dataset, *rows)
    assert (run.items_added, run.memory_added, run.rejected) == (1, 2, 0)
    item = Item.objects.get()
    assert (item.question, item.answer) == (hostile, hostile)
    assert MemoryEntry.objects.get(field="question").target_text == hostile
    assert import_lines(dataset, *rows).items_added == 0


@pytest.mark.parametrize(
    ("bad", "field", "shown"),
    [
        (line(question="a\x00b"), "question", "a\\x00b"),
        (line(answer="a\ud800b"), "answer", "a\\ud800b"),
        (line(question="\u200b\u202e"), "question", "\\u200b\\u202e"),
        (line(id="x\x00"), "id", "x\\x00"),
        (b'{"id": "a", "question": "\xff"}', "", '{"id": "a", "question": "\\xff"}'),
        (b'{"\\u0000\\ud800": 1, "\\u0000\\ud800": 2}', "\\x00\\ud800", None),
    ],
)
def test_text_the_database_cannot_hold_is_reported_escaped(
    bad: bytes, field: str, shown: str | None
) -> None:
    run = import_lines(make_dataset(), line(id="good"), bad)
    assert (run.rows_read, run.items_added, run.rejected) == (2, 1, 1)
    row = RejectedRow.objects.get()
    assert (row.place, row.field) == ("line 2", field)
    assert row.excerpt == (bad.decode() if shown is None else shown)


def test_file_that_is_no_import_leaves_nothing() -> None:
    dataset, photo = make_dataset(), ContentFile(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ImportFileError):
        services.import_file(dataset, photo, name="photo.png", by=None)
    assert ImportRun.objects.count() == 0


def test_correcting_a_text_that_is_no_longer_current_is_refused() -> None:
    person = make_user()
    old = make_translation(make_item(make_dataset()))
    new = services.correct_translation(old, question="Q?", answer="A", by=person)
    with pytest.raises(TextReplacedError):
        services.correct_translation(old, question="R?", answer="A", by=person)
    services.restore_translation(old, instead_of=new)
    with pytest.raises(TextReplacedError):
        services.restore_translation(old, instead_of=new)
    old.refresh_from_db()
    assert (old.is_current, MemoryEntry.objects.count()) == (True, 0)


def test_restoring_keeps_the_imported_memory() -> None:
    dataset = make_dataset()
    import_lines(dataset, line(), line(language="ara", question="من؟", answer="أنا"))
    old = make_translation(Item.objects.get())
    new = services.correct_translation(old, question="Q?", answer="A", by=make_user())
    assert MemoryEntry.objects.count() == 4
    services.restore_translation(old, instead_of=new)
    kept = MemoryEntry.objects.order_by("-field").values_list("target_text", "origin")
    assert list(kept) == [("من؟", "import"), ("أنا", "import")]
