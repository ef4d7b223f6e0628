"""What tests of models and of the loop share."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Folders of tiny checkpoints by the name of the engine that each stands for."""
    torch = pytest.importorskip("torch")
    from tests.checkpoints.bert import build_bert
    from tests.checkpoints.bloom import build_bloom
    from tests.checkpoints.chat import build_chat
    from tests.checkpoints.mms import build_mms
    from tests.checkpoints.omni import build_thinker
    from tests.checkpoints.t5 import build_t5
    from tests.checkpoints.waves import build_conformer, build_wavlm_large
    from tests.checkpoints.whisper import build_whisper

    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("parts")
    builders: dict[str, Callable[[Path], None]] = {
        "whisper": build_whisper,
        "aya-expanse": build_chat,
        "qwen2.5-omni": build_thinker,
        "multilingual-bert": build_bert,
        "mms-asr": build_mms,
        "bloomz": build_bloom,
        "wavlm-large": build_wavlm_large,
        "wav2vec2-conformer": build_conformer,
        "flan-t5-xl": build_t5,
    }
    for name, build in builders.items():
        build(folder / name)
    return {name: str(folder / name) for name in builders}
