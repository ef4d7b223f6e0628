"""Spoken questions that Voice Assistant 400K brings along, and the import command."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from django.core.management import call_command

from catalog.models import Dataset
from corpus import services
from corpus.importing.voice_assistant import TABLE_1
from corpus.models import ImportRun, Recording
from corpus.storage import AudioStore
from engines.audio import decode
from jobs.counts import Key, Metric, read_counts
from tests.corpus.drawing import draw_now
from tests.corpus.test_import_voice_assistant import ROW, save_to_disk
from tests.factories import make_dataset

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def wav(seconds: float = 0.5) -> bytes:
    samples = np.sin(np.arange(int(16_000 * seconds)) / 20) / 4
    file = io.BytesIO()
    soundfile.write(file, samples, 16_000, format="WAV")
    return file.getvalue()


def bring(folder: Path, dataset: Dataset, *clips: bytes, with_audio: bool = True) -> ImportRun:
    rows = [
        {**ROW, "index": str(at), "question_audio": {"bytes": clip, "path": None}}
        for at, clip in enumerate(clips)
    ]
    save_to_disk(folder, rows)
    return services.import_file(dataset, folder, name="va", with_audio=with_audio, by=None)


def test_spoken_question_is_kept_as_a_recording_of_its_own_engine(
    tmp_path: Path, store: AudioStore
) -> None:
    dataset = make_dataset(licence="Apache-2.0")
    run = bring(tmp_path / "va", dataset, wav())
    recording = Recording.objects.get()
    assert (run.items_added, run.recordings_added, run.rejected) == (1, 1, 0)
    assert run.by_source == {"identity": {"read": 1, "added": 1}}
    assert (recording.language, recording.engine, recording.sample_rate, recording.licence) == (
        "eng", "voice-assistant-400k", 16_000, "Apache-2.0",
    )  # fmt: skip
    assert recording.translation.item.external_id == "identity-0"
    samples, _ = decode(store.get(recording.sha256))
    assert (len(samples), recording.duration_s) == (8_000, 0.5)
    by = ("eng", "identity", "voice-assistant-400k")
    assert read_counts(dataset.pk, Metric.RECORDINGS, Metric.AUDIO_MS) == {
        Key(Metric.RECORDINGS, *by): 1,
        Key(Metric.AUDIO_MS, *by): 500,
    }


def test_same_folder_twice_adds_no_recording(tmp_path: Path) -> None:
    dataset = make_dataset()
    bring(tmp_path / "va", dataset, wav(), wav(0.25))
    again = bring(tmp_path / "va", dataset, wav(), wav(0.25))
    assert (again.items_added, again.items_unchanged, again.recordings_added) == (0, 2, 0)
    assert again.by_source == {"identity": {"read": 2, "added": 0}}
    assert Recording.objects.count() == 2


def test_audio_is_left_alone_unless_asked_for(tmp_path: Path) -> None:
    run = bring(tmp_path / "va", make_dataset(), b"no audio", with_audio=False)
    assert (run.items_added, run.recordings_added) == (1, 0)


def test_row_whose_audio_cannot_be_read_is_kept_out(tmp_path: Path) -> None:
    run = bring(tmp_path / "va", make_dataset(), b"no audio", wav())
    assert (run.items_added, run.recordings_added, run.rejected) == (1, 1, 1)
    assert run.rejects.get().field == "question_audio"


def test_contradicting_row_brings_no_recording(tmp_path: Path) -> None:
    dataset = make_dataset()
    bring(tmp_path / "va", dataset, wav(), with_audio=False)
    dataset.items.update(fingerprint="1" * 64)
    run = bring(tmp_path / "va", dataset, wav())
    assert (run.rejected, run.recordings_added) == (1, 0)


def test_splits_can_be_drawn_where_only_imported_recordings_are(tmp_path: Path) -> None:
    dataset = make_dataset(dev_size=1, test_size=1, bench_size=1)
    bring(tmp_path / "va", dataset, wav(), wav(), wav(), wav())
    draw_now(dataset)
    assert services.count_splits(dataset)["unassigned"] == 0


def test_command_imports_a_folder_and_compares_it_with_table_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = make_dataset()
    rows = [
        {**ROW, "index": "1", "split_name": "mine", "question_audio": None},
        {**ROW, "index": "2", "split_name": "unheard of", "question_audio": None},
    ]
    save_to_disk(tmp_path / "va", rows)
    table = tmp_path / "names.csv"
    table.write_text("split_name,source\nmine,dialogue\n")
    call_command("import_items", dataset.slug, str(tmp_path / "va"), "--split-names", str(table))
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == (
        "va: 2 rows, 1 items added, 0 unchanged, 0 texts into the memory, 0 recordings, 1 rejected"
    )
    assert printed[-1].split() == ["dialogue", "1", "379,621", "-379,620"]
    assert [line.split()[0] for line in printed[-len(TABLE_1) :]] == list(TABLE_1)
