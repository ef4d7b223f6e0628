"""What trains in tests. Models this small are slower on many threads than on one."""

from collections.abc import Iterator

import pytest
import torch

from tests.training.loop.real import Real, lay_data


@pytest.fixture(autouse=True, scope="package")
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, parts: dict[str, str]) -> Real:
    """Second stages find the first ones among its checkpoints, once those were trained."""
    folder = tmp_path_factory.mktemp("real")
    return Real(lay_data(folder), parts, folder / "finetuned")
