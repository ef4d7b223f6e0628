"""Releases streamed from a real S3 server."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import boto3
import pytest

from tests.corpus.s3_server import BUCKET, KEYS, REGION, S3Server, running_s3
from tests.training.data.collections import released, shard_bytes
from tests.training.data.opening import RELEASE, keys, steps_of
from training.data.holding_out import hold_out
from training.data.leaving_out import Reason
from training.data.mixture import Mixture, empty_unpacked, open_mixture
from training.errors import DataMissingError, ShardUnreadableError, StorageAwayError
from training.orders import Place, Shard
from training.recipes.fields import Data

ROWS = [released(number, seconds=0.3) for number in range(24)]


@pytest.fixture(scope="module")
def server() -> Iterator[S3Server]:
    with running_s3() as running:
        yield running


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


def put(server: S3Server, key: str, content: bytes) -> Shard:
    """As the studio keeps a shard: under a name that doesn't tell its format."""
    client = boto3.client("s3", endpoint_url=server.address, region_name=REGION)
    client.put_object(Bucket=BUCKET, Key=key, Body=content)
    return Shard(path=key, sha256=hashlib.sha256(content).hexdigest())


def opened(server: S3Server, folder: Path, *shards: Shard) -> Mixture:
    place = Place(path=f"s3://{BUCKET}", shards=shards, endpoint=server.address)
    return open_mixture(Data(sources={"ours": RELEASE}), {"ours": place}, cache=folder, seed=0)


@pytest.mark.parametrize(("form", "ending"), [("parquet", "parquet"), ("webdataset", "tar")])
def test_shards_are_streamed_and_nothing_stays(
    server: S3Server, tmp_path: Path, form: str, ending: str
) -> None:
    shards = [
        put(
            server, f"{form}/{number}.flac", shard_bytes(ROWS[12 * number :][:12], form)
        ).model_copy(update={"name": f"v1-{number}.{ending}"})
        for number in range(2)
    ]
    mixture = opened(server, tmp_path, *shards)

    steps = steps_of(mixture)

    assert sorted(key for step in steps for key in keys(step)) == [
        f"item-{number:04}/deu" for number in range(24)
    ]
    assert mixture.manifest()["sources"]["ours"]["shards"] == [
        {"name": shard.name, "sha256": shard.sha256} for shard in shards
    ]
    assert not list(tmp_path.rglob("*.arrow"))


def test_a_whole_folder_of_a_bucket_is_found(server: S3Server, tmp_path: Path) -> None:
    for number in range(2):
        put(server, f"all/v1-{number}.parquet", shard_bytes(ROWS[12 * number :][:12], "parquet"))
    place = Place(path=f"s3://{BUCKET}/all", endpoint=server.address)

    mixture = open_mixture(Data(sources={"ours": RELEASE}), {"ours": place}, cache=tmp_path, seed=0)

    assert mixture.samples == 24


def test_a_shard_with_another_sum_is_named(server: S3Server, tmp_path: Path) -> None:
    """Its footer is whole, so that only all of its bytes tell."""
    good = put(server, "sum/a", shard_bytes(ROWS, "parquet"))
    bad = good.model_copy(update={"name": "v1.parquet", "sha256": "0" * 64})

    steps = steps_of(opened(server, tmp_path, bad))

    skipped = [each for step in steps for each in step.skipped]
    assert {each.reason for each in skipped} == {Reason.SHARD_UNREADABLE}
    assert len(skipped) == 24
    assert "v1.parquet" in skipped[0].detail
    assert "SHA-256" in skipped[0].detail


def test_a_damaged_shard_stops_before_anything_is_trained(server: S3Server, tmp_path: Path) -> None:
    whole = shard_bytes(ROWS, "parquet")
    shard = put(server, "cut.parquet", whole[: len(whole) // 2])

    with pytest.raises(ShardUnreadableError, match=r"ours: the shard cut\.parquet can't be read"):
        opened(server, tmp_path, shard)


def test_a_shard_that_is_not_there_is_named(server: S3Server, tmp_path: Path) -> None:
    with pytest.raises(ShardUnreadableError, match=r"ours: the shard gone\.parquet"):
        opened(server, tmp_path, Shard(path="gone.parquet", sha256="0" * 64))


def test_a_bucket_that_is_not_there_is_an_error(server: S3Server, tmp_path: Path) -> None:
    place = Place(path="s3://nowhere/release", endpoint=server.address)

    with pytest.raises(DataMissingError, match=r"ours: s3://nowhere/release"):
        open_mixture(Data(sources={"ours": RELEASE}), {"ours": place}, cache=tmp_path, seed=0)


@pytest.mark.slow  # it is asked again for some seconds
def test_a_storage_that_is_away_ends_the_training(tmp_path: Path) -> None:
    """All that is to come would be skipped."""
    with running_s3() as short_lived:
        mixture = opened(short_lived, tmp_path, put(short_lived, "a.parquet", _shard()))
        short_lived.kill()

        with pytest.raises(StorageAwayError, match=r"ours: the shard a\.parquet could not"):
            steps_of(mixture)


def test_a_storage_that_refuses_ends_the_training(
    server: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = opened(server, tmp_path, put(server, "b.parquet", _shard()))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "expired")
    [source] = opened(server, tmp_path, Shard(path="b.parquet", sha256=_sum())).opened

    with pytest.raises(StorageAwayError, match="Check the storage's keys"):
        steps_of(replace(kept, opened=(source,)))


def test_a_shard_that_has_gone_since_is_skipped(server: S3Server, tmp_path: Path) -> None:
    shards = [put(server, f"gone/{name}.parquet", _shard()) for name in "ab"]
    mixture = opened(server, tmp_path, shards[0])
    (server.folder / BUCKET / "gone" / "a.parquet").unlink()

    skipped = [each for step in steps_of(mixture) for each in step.skipped]

    assert {each.reason for each in skipped} == {Reason.SHARD_UNREADABLE}


def test_what_is_held_out_is_fetched_once(server: S3Server, tmp_path: Path) -> None:
    mixture = opened(server, tmp_path, put(server, "held/a.parquet", _shard()))
    _, held_out = hold_out(mixture, samples=2, seed=0)
    before = [sorted(keys(step)) for step in steps_of(held_out)]
    (server.folder / BUCKET / "held" / "a.parquet").unlink()

    again = steps_of(held_out)

    assert len(before[0]) == 2
    assert [sorted(keys(step)) for step in again] == before
    assert [step.skipped for step in again] == [()]
    empty_unpacked(tmp_path)
    assert not list(tmp_path.rglob("*.arrow"))


def _shard() -> bytes:
    return shard_bytes(ROWS, "parquet")


def _sum() -> str:
    return hashlib.sha256(_shard()).hexdigest()
