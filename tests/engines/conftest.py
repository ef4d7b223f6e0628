from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from engines.espeak import EspeakSynthesizer


@pytest.fixture(scope="session")
def espeak() -> Iterator[EspeakSynthesizer]:
    engine = EspeakSynthesizer()
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def checkpoint_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a tiny checkpoint by its engine's name, each built once."""

    @cache
    def build(name: str) -> Path:
        from tests.checkpoints.systems import BUILDERS

        folder = tmp_path_factory.mktemp(name)
        BUILDERS[name](folder)
        return folder

    return build
