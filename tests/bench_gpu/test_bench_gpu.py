import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("coqpit")

from tests.bench_gpu.__main__ import main  # noqa: E402
from tests.checkpoints.xtts import small_parts  # noqa: E402


@pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning")
def test_bench_measures_the_published_way_and_ours(capsys: pytest.CaptureFixture[str]) -> None:
    torch.set_num_threads(1)
    with small_parts():
        rows = main(["--tiny"])

    assert [(row.engine, row.way) for row in rows] == [
        ("seamless-m4t-v2", "plain call"),
        ("seamless-m4t-v2", "batches of 256 tokens"),
        *[("xtts-v2", way) for way in ("published", "batches of 1", "batches of 2")],
        *[("mms-tts", way) for way in ("published", "batches of 1", "batches of 2")],
        *[("whisper", way) for way in ("plain call", "batches of 1", "batches of 2")],
        *[
            (model, way)
            for model in ("qwen2.5-omni, LoRA", "multispeech")
            for way in ("Trainer, 2 rows", "ours, 400 frames")
        ],
    ]
    assert [row.work.done for row in rows] == [4, 4, *[2] * 9, *[4] * 4]
    assert all(row.work.flops > row.work.tokens > 0 for row in rows[-4:])
    assert {row.work.audio_s for row in rows if row.engine == "whisper"} == {2.0}
    assert len({row.work.audio_s for row in rows if row.engine == "xtts-v2"}) == 1
    assert capsys.readouterr().out.count("\n| ") == 1 + len(rows)
