"""Files of a release: every format, the same bytes each time, and the way over REST."""

import csv
import gzip
import hashlib
import io
import json
import tarfile
from typing import Any

import pyarrow.parquet as pq
import pytest

from annotation.enums import Verdict
from corpus.audio_rows import is_known, may_hear
from corpus.importing import MemoryText
from corpus.importing.tmx import read_tmx
from corpus.models import Item, Recording, Translation
from corpus.storage import audio_store
from jobs.leases import claim_batch, free_expired_batches
from jobs.models import Batch
from jobs.services import start_job
from jobs.work import plan_next_job, run_batch, work
from releases.enums import ExportFormat
from releases.exporting.parquet import write_parquet
from releases.exporting.rows import FrozenRow
from releases.models import Release
from tests.conftest import ClientFor
from tests.releases.exported import contents, export
from tests.releases.frozen import first_recording, make_judged_dataset, make_release
from tests.releases.judged import judge_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    dataset = make_judged_dataset()
    dataset.memberships.get_or_create(user=dataset.created_by)
    last = Recording.objects.filter(dataset=dataset).latest("pk")
    judge_text(last.translation, Verdict.CORRECTED, question="سؤال أفضل؟")
    return make_release(dataset)


def lines(release: Release) -> list[str]:
    rows = release.frozen_rows.order_by("item_id", "language").select_related("line")
    return [row.line.line for row in rows]


def test_ndjson_holds_the_lines_to_the_letter(release: Release) -> None:
    (content,) = contents(export(release, "ndjson"))
    assert gzip.decompress(content).decode().splitlines() == lines(release)


def test_parquet_holds_rows_and_audio(release: Release) -> None:
    (content,) = contents(export(release, "parquet", language="ara"))
    table = pq.read_table(io.BytesIO(content))
    assert json.loads(table.schema.metadata[b"huggingface"]) == {
        "info": {"features": {"audio": {"_type": "Audio"}}}
    }
    first, _, last = table.to_pylist()
    recording = first_recording(release.dataset)
    assert first["recording"]["sha256"] == recording.sha256
    assert first["audio"]["bytes"] == audio_store().get(recording.sha256)
    assert first["votes"] == {"count": 2, "naturalness": 4.5, "understood": 3.0}
    assert (last["question"], last["audio"]) == ("سؤال أفضل؟", None)


def test_parquet_without_audio_is_small(release: Release) -> None:
    (content,) = contents(export(release, "parquet-text"))
    table = pq.read_table(io.BytesIO(content))
    assert table.num_rows == release.rows
    assert "audio" not in table.column_names


@pytest.mark.parametrize("value", [1.5, "}", '{"', {"deep": {"er": []}}, 'a "parameters":{'])
def test_parquet_keeps_parameters_of_any_shape(value: Any, release: Release) -> None:
    first = release.frozen_rows.select_related("line").earliest("item_id", "language")
    line = json.loads(first.line.line)
    line["translation"]["parameters"] = {"b": value, "a": 1}
    line["question"] = "one\u2028two\x85three"  # Python ends lines at these
    texts = [FrozenRow(json.dumps(line, ensure_ascii=False, separators=(",", ":")), None)] * 2
    file = io.BytesIO()
    assert write_parquet(texts, file, with_audio=False) == 2
    row = pq.read_table(file).to_pylist()[1]
    assert row["question"] == line["question"]
    kept = row["translation"]["parameters"]
    assert kept == json.dumps({"a": 1, "b": value}, sort_keys=True)


def test_lines_end_only_where_rows_end(release: Release) -> None:
    Translation.objects.filter(dataset=release.dataset).update(question="one\u2028two\x85three")
    again = make_release(release.dataset, "v2")
    (content,) = contents(export(again, "ndjson"))
    assert gzip.decompress(content).decode().split("\n") == [*lines(again), ""]


def test_webdataset_pairs_audio_with_its_row(release: Release) -> None:
    (content,) = contents(export(release, "webdataset"))
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        names = archive.getnames()
        assert [name.rpartition(".")[2] for name in names] == ["flac", "json"] * 2
        sound, text = (archive.extractfile(name) for name in names[:2])
        assert sound
        assert text
        sha256 = json.load(text)["recording"]["sha256"]
        assert hashlib.sha256(sound.read()).hexdigest() == sha256
    assert names[0].removesuffix(".flac") == names[1].removesuffix(".json")


def test_ratings_hold_every_raw_vote_under_pseudonyms(release: Release) -> None:
    (content,) = contents(export(release, "ratings"))
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert len(rows) == release.votes.count() > 0
    assert {row["rater"] for row in rows} == set(release.votes.values_list("rater", flat=True))


def test_no_text_of_the_ratings_is_run_by_a_spreadsheet(release: Release) -> None:
    Item.objects.filter(pk=first_recording(release.dataset).translation.item_id).update(
        external_id="=1+1"
    )
    (content,) = contents(export(release, "ratings"))
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert sum(row["item"] == "'=1+1" for row in rows) == 2
    assert {row["item"][0] for row in rows} == {"'", "i"}


def test_ratings_are_those_of_the_rows_wanted(release: Release) -> None:
    arabic, hindi = (export(release, "ratings", language=code) for code in ("ara", "hin"))
    assert arabic.shards.get().rows == release.votes.count() > 0
    assert not hindi.shards.exists()


def test_licence_chooses_by_a_part_of_it(release: Release) -> None:
    assert not export(release, "ndjson", licence="CC").shards.exists()


def test_rows_of_ids_alike_but_for_their_marks_keep_their_own_names() -> None:
    lines = [{"id": name, "language": "ara"} for name in ("q.1", "q/1", "q_1", "q-1")]
    keys = [FrozenRow(json.dumps(line), None).key for line in lines]
    assert len(set(keys)) == 4
    assert keys[2:] == ["q_1_ara", "q-1_ara"]


def test_corrected_texts_come_back_as_a_memory(release: Release) -> None:
    (content,) = contents(export(release, "tmx"))
    read = read_tmx(io.BytesIO(content), "v1.tmx")
    texts = [row.target_text for row in read if isinstance(row, MemoryText)]
    assert texts[0] == "سؤال أفضل؟"
    assert len(texts) == 2


@pytest.mark.parametrize("kind", [*ExportFormat])
def test_exporting_twice_gives_the_same_bytes(release: Release, kind: str) -> None:
    first, second = (export(release, kind) for _ in range(2))
    assert first != second
    assert contents(first) == contents(second)


def test_shards_end_where_they_are_full(
    release: Release, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.EXPORT_SHARD_BYTES = 1
    exported = export(release, "webdataset")
    assert exported.shards_planned == exported.shards.count() == 2 + 1
    monkeypatch.setattr("releases.exporting.shards.ROWS_PER_SHARD", 2)
    exported = export(release, "ndjson")
    assert [shard.rows for shard in exported.shards.order_by("number")] == [2, 2, 2]
    parts = b"".join(map(gzip.decompress, contents(exported)))
    assert parts.decode().splitlines() == lines(release)


def test_killed_export_goes_on_at_the_shard(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = contents(export(release, "ndjson", split="bench"))
    monkeypatch.setattr("releases.exporting.shards.ROWS_PER_SHARD", 2)
    job = start_job(
        release.dataset,
        kind="export",
        parameters={"release": release.name, "format": "ndjson"},
        by=None,
    )
    plan_next_job(job.queue)
    first = claim_batch(job.queue, worker="one")
    assert first
    run_batch(first)
    made = job.export.shards.get()
    assert claim_batch(job.queue, worker="one that dies")
    Batch.objects.filter(job=job).update(lease_expires_at="2026-01-01T00:00:00Z")
    free_expired_batches()
    work(job.queue, seconds=60)
    assert job.export.shards.count() == 3
    assert job.export.shards.get(number=made.number).created_at == made.created_at
    parts = b"".join(map(gzip.decompress, contents(job.export)))
    assert parts == gzip.decompress(whole[0])


def test_rest_lists_files_and_serves_them(release: Release, client_for: ClientFor) -> None:
    exported = export(release, "ndjson")
    client = client_for(release.dataset.created_by)
    page = client.get(f"/api/v1/datasets/{release.dataset}/releases/v1/exports/").json()
    (told,) = page["results"]
    assert (told["format"], told["done"], told["shards_planned"]) == ("ndjson", True, 1)
    (file,) = told["shards"]
    assert file["filename"] == "v1-00000-of-00001.ndjson.gz"
    answer = client.get(f"/api/v1/exports/{exported.pk}/files/{file['filename']}")
    content = b"".join(answer)
    assert hashlib.sha256(content).hexdigest() == file["sha256"]
    part = client.get(
        f"/api/v1/exports/{exported.pk}/files/{file['filename']}", headers={"Range": "bytes=0-9"}
    )
    assert (part.status_code, b"".join(part)) == (206, content[:10])


@pytest.mark.parametrize("name", ["v1-00001-of-00001.ndjson.gz", "v1-00000-of-00001.tar", "x"])
def test_unknown_file_is_told(release: Release, client_for: ClientFor, name: str) -> None:
    exported = export(release, "ndjson")
    client = client_for(release.dataset.created_by)
    assert client.get(f"/api/v1/exports/{exported.pk}/files/{name}").status_code == 404


def test_exported_files_are_no_audio(release: Release) -> None:
    shard = export(release, "ndjson").shards.get()
    assert is_known(shard.sha256)
    assert not may_hear(release.dataset.created_by, shard.sha256)
