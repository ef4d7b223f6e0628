"""Which files `make demo` walks with."""

from pathlib import Path

import pytest

from demo.source import DemoInputError, find_input


def test_find_input_takes_english_first(tmp_path: Path) -> None:
    for name in ("pairs.ara.jsonl", "pairs.eng.jsonl", "notes.txt", "xquad.hi.json.gz"):
        (tmp_path / name).touch()
    found = find_input(str(tmp_path))
    assert [file.language for file in found] == ["eng", "ara", "hin"]


def test_find_input_without_english_says_how_to_name_files(tmp_path: Path) -> None:
    (tmp_path / "pairs.ara.jsonl").touch()
    with pytest.raises(DemoInputError, match=r"pairs\.eng\.jsonl"):
        find_input(str(tmp_path))


def test_find_input_names_a_folder_that_is_not_there() -> None:
    with pytest.raises(DemoInputError, match="no folder nowhere"):
        find_input("nowhere")


def test_own_input_has_every_language() -> None:
    assert len(find_input(None)) == 23
