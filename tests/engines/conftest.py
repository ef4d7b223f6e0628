from collections.abc import Iterator

import pytest

from engines.espeak import EspeakSynthesizer


@pytest.fixture(scope="session")
def espeak() -> Iterator[EspeakSynthesizer]:
    engine = EspeakSynthesizer()
    yield engine
    engine.close()
