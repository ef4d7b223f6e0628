import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.enums import SourceKind
from corpus.importing import ParsedPair, Reject, read
from corpus.importing.errors import (
    ImportColumnsError,
    ImportDamagedError,
    ImportFormatUnknownError,
)
from corpus.importing.voice_assistant import (
    SPLIT_NAMES,
    TABLE_1,
    SourceCount,
    SplitNames,
    compare_with_table_1,
    read_split_names,
)

WAV = b"RIFF....WAVE"
ROW: dict[str, Any] = {
    "split_name": "identity",
    "index": "01616",
    "round": "None",
    "question": "Who?",
    "question_audio": {"bytes": WAV, "path": "q.wav"},
    "answer": "Me.",
    "answer_snac": "# 1 2 3",
}


def pair(place: str, external_id: str = "identity-01616", source: str = "identity") -> ParsedPair:
    return ParsedPair(place, external_id, "eng", source, "Who?", "Me.")


def save_to_disk(folder: Path, *shards: list[dict[str, Any]]) -> None:
    """Writes what `datasets` would: Arrow streams, and two files that describe them."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"data-{at:05}-of-{len(shards):05}.arrow" for at in range(len(shards))]
    for name, rows in zip(names, shards, strict=True):
        table = pa.Table.from_pylist(rows)
        with (
            pa.OSFile(str(folder / name), "wb") as file,
            pa.ipc.new_stream(file, table.schema) as out,
        ):
            out.write_table(table, max_chunksize=1)
    state = {"_data_files": [{"filename": name} for name in names], "_split": "train"}
    (folder / "state.json").write_text(json.dumps(state))
    (folder / "dataset_info.json").write_text(json.dumps({"features": {}}))


def write_parquet(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(list(rows)), path)


def only_reject(tmp_path: Path, *, with_audio: bool = False, **changes: Any) -> tuple[str, str]:
    save_to_disk(tmp_path, [{**ROW, **changes}])
    (found,) = read(tmp_path, "va", with_audio=with_audio)
    assert isinstance(found, Reject)
    assert found.place == "data-00000-of-00001.arrow row 1"
    return found.field, found.reason


def test_read_takes_a_folder_that_datasets_saved(tmp_path: Path) -> None:
    save_to_disk(tmp_path, [ROW, {**ROW, "index": "2"}], [{**ROW, "index": "3", "round": "2"}])
    (tmp_path / "cache-1.arrow").write_bytes(b"no shard")
    assert list(read(tmp_path, "va")) == [
        pair("data-00000-of-00002.arrow row 1"),
        pair("data-00000-of-00002.arrow row 2", "identity-2"),
        pair("data-00001-of-00002.arrow row 1", "identity-3-2"),
    ]


def test_read_takes_a_folder_with_a_folder_for_each_split(tmp_path: Path) -> None:
    save_to_disk(tmp_path / "train", [ROW])
    (tmp_path / "dataset_dict.json").write_text('{"splits": ["train"]}')
    assert list(read(tmp_path, "va", format="voice-assistant")) == [
        pair("data-00000-of-00001.arrow row 1")
    ]


def test_read_takes_parquet_shards_as_the_hub_stores_them(tmp_path: Path) -> None:
    write_parquet(tmp_path / "data" / "train-00001-of-00002.parquet", {**ROW, "index": "2"})
    write_parquet(tmp_path / "data" / "train-00000-of-00002.parquet", ROW)
    assert list(read(tmp_path, "va")) == [
        pair("train-00000-of-00002.parquet row 1"),
        pair("train-00001-of-00002.parquet row 1", "identity-2"),
    ]


def test_read_takes_one_uploaded_shard(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", ROW)
    assert list(read(tmp_path / "a.parquet", "a.parquet")) == [pair("row 1")]


def test_read_takes_numbers_as_index_and_round(tmp_path: Path) -> None:
    """As the copy of the set that SLAM-Omni was trained on has them, with samples for audio."""
    audio = {"array": [0.0, 0.1], "path": "q.wav", "sampling_rate": 22_050}
    save_to_disk(tmp_path, [{**ROW, "index": 7, "round": 1, "question_audio": audio}])
    (found,) = read(tmp_path, "va")
    assert found == pair("data-00000-of-00001.arrow row 1", "identity-7-1")


@pytest.mark.parametrize("parquet", [True, False])
def test_read_brings_audio_only_when_asked(tmp_path: Path, parquet: bool) -> None:
    rows = [ROW, {**ROW, "question_audio": None}]
    if parquet:
        write_parquet(tmp_path / "a.parquet", *rows)
    else:
        save_to_disk(tmp_path, rows)
    without = [one.audio for one in read(tmp_path, "va") if isinstance(one, ParsedPair)]
    asked = [
        one.audio for one in read(tmp_path, "va", with_audio=True) if isinstance(one, ParsedPair)
    ]
    assert (without, asked) == ([None, None], [WAV, None])


def test_read_takes_audio_from_files_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    save_to_disk(folder, [{**ROW, "question_audio": {"bytes": None, "path": "wavs/q.wav"}}])
    (folder / "wavs").mkdir()
    (folder / "wavs" / "q.wav").write_bytes(WAV)
    (found,) = read(folder, "va", with_audio=True)
    assert isinstance(found, ParsedPair)
    assert found.audio == WAV


@pytest.mark.parametrize("path", ["../secret.wav", "/etc/passwd", "none.wav", "."])
def test_read_takes_audio_from_nowhere_else(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.wav").write_bytes(WAV)
    assert only_reject(
        tmp_path / "set", with_audio=True, question_audio={"bytes": None, "path": path}
    ) == ("question_audio", "names a file that is not in the folder")


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        (
            {"split_name": "poems_3k"},
            "split_name",
            "is not in the table of split names; add it there with its source",
        ),
        ({"split_name": None}, "split_name", "is missing"),
        ({"index": None}, "index", "is missing"),
        ({"index": "a\tb"}, "index", "has spaces around it, a line break or a tab"),
        ({"question": ""}, "question", "is empty"),
        ({"answer": None}, "answer", "is missing"),
        ({"answer": 5.5}, "answer", "is a number where text belongs"),
    ],
)
def test_read_rejects_a_bad_row(
    tmp_path: Path, changes: dict[str, Any], field: str, reason: str
) -> None:
    assert only_reject(tmp_path, **changes) == (field, reason)


def test_read_names_what_is_wrong_with_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ImportDamagedError, match="is a folder without Arrow or Parquet shards"):
        list(read(tmp_path, "va"))
    with pytest.raises(ImportFormatUnknownError, match="it is a folder"):
        list(read(tmp_path, "va", format="csv"))
    write_parquet(tmp_path / "a.parquet", {"split_name": "identity", "index": "1"})
    with pytest.raises(ImportColumnsError, match=r"^a.parquet: has no column question, answer"):
        list(read(tmp_path, "va"))
    (tmp_path / "a.parquet").write_bytes(b"PAR1 broken PAR1")
    with pytest.raises(ImportDamagedError, match=r"^a.parquet: its Parquet data is damaged"):
        list(read(tmp_path, "va"))


@pytest.mark.parametrize("filename", ["../x.arrow", "/x.arrow", "..\\x.arrow"])
def test_read_follows_no_path_out_of_the_folder(tmp_path: Path, filename: str) -> None:
    state = {"_data_files": [{"filename": filename}]}
    (tmp_path / "state.json").write_text(json.dumps(state))
    with pytest.raises(ImportDamagedError, match=r"its state\.json points out of the folder"):
        list(read(tmp_path, "va"))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"_data_files": [1]}'])
def test_read_names_a_broken_state_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "state.json").write_text(content)
    with pytest.raises(ImportDamagedError, match=r"its state\.json lists no data files"):
        list(read(tmp_path, "va"))


def test_read_lands_the_rows_before_a_broken_batch(tmp_path: Path) -> None:
    save_to_disk(tmp_path, [ROW, ROW])
    shard = tmp_path / "data-00000-of-00001.arrow"
    shard.write_bytes(shard.read_bytes()[:-40])
    rows = read(tmp_path, "va")
    assert next(rows) == pair("data-00000-of-00001.arrow row 1")
    with pytest.raises(ImportDamagedError, match="its Arrow data is damaged"):
        next(rows)


@pytest.mark.parametrize(
    ("split_name", "source"),
    [
        ("identity", "identity"),
        ("qa_assistant_v1_7k", "assistant-v1"),
        ("qa_assistant_v2_20k", "assistant-v2"),
        ("trivia_multi_choice-17k_final", "trivia-multiple-choice"),
        ("Trivia-Multichoice", "trivia-multiple-choice"),
        ("trivia_single_choice_20k", "trivia-single-choice"),
        ("trivia-singlechoice", "trivia-single-choice"),
        ("alpaca_gpt4_en_55k", "instruction"),
        ("Alpaca-GPT4", "instruction"),
        ("rlhf", "dialogue"),
    ],
)
def test_split_names_finds_the_seven_sources(split_name: str, source: str) -> None:
    assert SplitNames(read_split_names()).source(split_name) == source


def test_split_names_maps_to_every_source_of_table_1() -> None:
    assert {source for _, source in read_split_names(SPLIT_NAMES)} == set(SourceKind.values)
    assert set(TABLE_1) == set(SourceKind.values)
    assert sum(TABLE_1.values()) == 470_054


def test_read_obeys_another_table(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("source,split_name\npoetry,poems*\n")
    save_to_disk(tmp_path / "set", [{**ROW, "split_name": "poems_3k"}])
    (found,) = read(tmp_path / "set", "va", split_names=table)
    assert isinstance(found, ParsedPair)
    assert (found.source, found.external_id) == ("poetry", "poems_3k-01616")


def test_read_split_names_names_a_bad_table(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,source\n")
    with pytest.raises(ImportColumnsError, match=r"^mine.csv: has no column split_name"):
        read_split_names(table)
    table.write_text("split_name,source\nidentity,Two words\n")
    with pytest.raises(ImportDamagedError, match=r"^mine.csv: line 2: 'Two words' is not a source"):
        read_split_names(table)
    table.write_text("split_name,source\n,identity\n")
    with pytest.raises(ImportDamagedError, match=r"line 2: 'identity' has no split_name"):
        read_split_names(table)


def test_compare_with_table_1_sets_counts_beside_the_papers(tmp_path: Path) -> None:
    save_to_disk(tmp_path, [ROW, {**ROW, "split_name": "rlhf"}, {**ROW, "split_name": "rlhf"}])
    found = Counter(one.source for one in read(tmp_path, "va") if isinstance(one, ParsedPair))
    compared = compare_with_table_1({**found, "poetry": 1})
    assert len(compared) == 8
    assert SourceCount("dialogue", found=2, printed=379_621) in compared
    assert SourceCount("instruction", found=0, printed=31_293) in compared
    assert compared[-1] == SourceCount("poetry", found=1, printed=0)


def test_read_reads_an_upload_that_can_not_be_sought(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", ROW)

    class Upload:
        def __init__(self, content: bytes) -> None:
            self.read = io.BytesIO(content).read

    upload = Upload((tmp_path / "a.parquet").read_bytes())
    assert list(read(upload, "a.parquet")) == [pair("row 1")]
