"""Processes that train together: they begin with the same, and an error of any is told."""

import shutil
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from tests.training.loop.processes import start, start_together
from tests.training.loop.real import Real
from training.events import Failed, read_events
from training.orders import FAILED, Place, RunOrder, write_order
from training.recipes import with_changes

_RECIPE = "qwen2_5_omni_lora"
pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("trainings")]


def _order(real: Real, name: str) -> RunOrder:
    order = real.order(_RECIPE, most_steps=2, validate_every=1, answered=0)
    return order.model_copy(update={"name": name})


def _with_other_recipe(order: RunOrder, _: Path) -> RunOrder:
    recipe = with_changes(order.recipe, {"schedule.seed": 7})
    return order.model_copy(update={"recipe": recipe})


def _with_other_data(order: RunOrder, folder: Path) -> RunOrder:
    [(name, place)] = order.places.items()
    shards = shutil.copytree(place.path, folder / "release")
    min(shards.iterdir()).unlink()
    return order.model_copy(update={"places": {name: Place(path=str(shards))}})


def _with_other_model(order: RunOrder, folder: Path) -> RunOrder:
    model = shutil.copytree(order.checkpoints["qwen2.5-omni"], folder / "model")
    weights = load_file(model / "model.safetensors")
    name = min(name for name in weights if "audio_tower" in name)
    save_file({**weights, name: weights[name] + 1}, model / "model.safetensors", {"format": "pt"})
    return order.model_copy(update={"checkpoints": {"qwen2.5-omni": str(model)}})


def _failed(folder: Path) -> Failed:
    [failed] = [each for each in read_events(folder)[0] if isinstance(each, Failed)]
    return failed


def _statuses(processes: Sequence[BaseProcess]) -> list[int | None]:
    for process in processes:
        process.join(60)
    statuses = [process.exitcode for process in processes]
    for process in processes:
        process.kill()
    return statuses


@pytest.mark.parametrize(
    ("what", "alter"),
    [
        ("recipe", _with_other_recipe),
        ("data", _with_other_data),
        ("model", _with_other_model),
    ],
)
def test_machines_that_share_no_disk_never_train_apart(
    what: str, alter: Callable[[RunOrder, Path], RunOrder], real: Real, tmp_path: Path
) -> None:
    order = _order(real, f"other-{what}")
    folders = [tmp_path / "one", tmp_path / "two"]
    write_order(folders[0], order)
    write_order(folders[1], alter(order, folders[1]))

    statuses = _statuses(start_together(folders))

    failed = _failed(folders[0])
    assert statuses == [FAILED, FAILED]
    assert failed.code == "RanksDifferError"
    assert f"the same {what}: 1 differ from the first one" in failed.message


def test_a_machine_without_the_state_does_not_begin_anew(real: Real, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        write_order(folder, _order(real, "no-state"))
    assert _statuses([start(folders[0])]) == [0]
    shutil.rmtree(real.finetuned / "no-state")

    assert _statuses(start_together(folders)) == [FAILED, FAILED]

    assert "the same state to go on from" in _failed(folders[0]).message


def test_an_error_of_another_process_is_told_with_its_number(real: Real, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    write_order(folder, _order(real, "broken"))

    assert all(_statuses(start_together([folder, folder], last_breaks=True)))
    failed = _failed(folder)
    assert (failed.code, failed.rank) == ("RuntimeError", 1)
    assert failed.message == "Process 1: The device went away."
