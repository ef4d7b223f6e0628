import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("coqpit")

from tests.bench_gpu.synthesis import main  # noqa: E402
from tests.checkpoints.xtts import small_parts  # noqa: E402


@pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning")
def test_bench_measures_the_published_way_and_batches(capsys: pytest.CaptureFixture[str]) -> None:
    torch.set_num_threads(1)
    with small_parts():
        rows = main(["--tiny"])

    ways = ["published", "batches of 1", "batches of 2"]
    assert [row.way for row in rows] == [*ways, *ways]
    assert all(row.clips == 2 and row.audio_s > 0 for row in rows)
    assert len({row.audio_s for row in rows if row.engine == "xtts-v2"}) == 1
    assert capsys.readouterr().out.count("times real time") == 6
