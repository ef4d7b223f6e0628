"""Both places where audio can lie, as fixtures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from corpus.storage import AudioStore, audio_store
from tests.corpus.s3_server import BUCKET, KEYS, REGION, running_s3


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    with running_s3() as server:
        yield server.address


@pytest.fixture
def local_store(settings: Settings, tmp_path: Path) -> AudioStore:
    settings.AUDIO_STORE = str(tmp_path / "audio")
    return audio_store()


@pytest.fixture
def s3_store(settings: Settings, s3_address: str, monkeypatch: pytest.MonkeyPatch) -> AudioStore:
    for name, value in {**KEYS, "AWS_DEFAULT_REGION": REGION}.items():
        monkeypatch.setenv(name, value)
    settings.AUDIO_STORE = f"s3://{BUCKET}/masters"
    settings.S3_ENDPOINT_URL = s3_address
    return audio_store()


@pytest.fixture(params=["local_store", "s3_store"])
def store(request: pytest.FixtureRequest) -> AudioStore:
    chosen: AudioStore = request.getfixturevalue(request.param)
    return chosen
