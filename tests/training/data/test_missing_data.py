"""What is said of sources that are missing or damaged."""

import io
import tarfile
from pathlib import Path

import pytest

from releases.exporting.parquet import write_parquet
from tests.training.data.collections import lay_folder, lay_release, released
from tests.training.data.opening import FOLDER, RELEASE, opened
from training.data.mixture import open_mixture
from training.errors import DataMissingError, ShardUnreadableError
from training.orders import Place, Shard
from training.recipes.fields import Data


@pytest.mark.parametrize("line", [b"[]", b'"text"', b'{"id": 1', b'{"id": "a"}'])
def test_a_line_of_a_shard_that_is_no_row_is_told(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "ours").mkdir()
    with tarfile.open(tmp_path / "ours" / "v1.tar", "w") as archive:
        for name, content in (("x.json", line), ("x.flac", b"")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))

    with pytest.raises(ShardUnreadableError, match=r"ours: the shard v1\.tar can't be read"):
        opened(tmp_path, {"ours": RELEASE})


def test_a_language_that_the_recipe_names_must_be_there(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(1), released(2, "fra", split="test")])

    with pytest.raises(DataMissingError, match=r"ours: it has nothing to train on in fra") as told:
        opened(tmp_path, {"ours": RELEASE}, languages=("deu", "fra"))

    assert told.value.source == "ours"


def test_a_mixture_of_nothing_is_an_error(tmp_path: Path) -> None:
    lay_folder(tmp_path / "few", "deu", [0.2])
    nothing = FOLDER.model_copy(update={"share": 0.0})

    with pytest.raises(DataMissingError, match="few"):
        opened(tmp_path, {"few": nothing})


def test_a_source_without_a_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="ours: nobody said where it lies"):
        open_mixture(Data(sources={"ours": RELEASE}), {}, cache=tmp_path, seed=0)


def test_a_folder_without_shards_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()

    with pytest.raises(DataMissingError, match=r"holds no file that ends with \.parquet or \.tar"):
        opened(tmp_path, {"ours": RELEASE})


@pytest.mark.parametrize("form", ["parquet", "webdataset"])
def test_a_damaged_shard_is_named_before_anything_is_trained(tmp_path: Path, form: str) -> None:
    lay_release(tmp_path / "ours", [released(number) for number in range(6)], form=form)
    [shard] = (tmp_path / "ours").iterdir()
    shard.write_bytes(shard.read_bytes()[:-30_000])

    with pytest.raises(ShardUnreadableError, match=f"ours: the shard {shard.name} can't be read"):
        opened(tmp_path, {"ours": RELEASE})


def test_a_shard_with_another_sum_is_named_before_anything_is_trained(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(1)])
    place = Place(
        path=str(tmp_path / "ours"),
        shards=(Shard(path="v1-00000-of-00001.parquet", sha256="0" * 64),),
    )

    with pytest.raises(ShardUnreadableError, match="its SHA-256 is not 000"):
        open_mixture(Data(sources={"ours": RELEASE}), {"ours": place}, cache=tmp_path, seed=0)


def test_an_export_without_audio_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    with (tmp_path / "ours" / "v1.parquet").open("wb") as file:
        write_parquet([released(1)], file, with_audio=False)

    with pytest.raises(ShardUnreadableError, match="it has no column audio"):
        opened(tmp_path, {"ours": RELEASE})
