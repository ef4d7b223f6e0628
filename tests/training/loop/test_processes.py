"""Trainings as processes: killed, ended, and two at once."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.training.loop.processes import start, steps_of, wait_for
from tests.training.loop.real import Real
from training.events import Done, Started, Step, Stopped, read_events, standing
from training.orders import STOPPED, write_order

_RECIPE = "qwen2_5_omni_lora"
_STEPS = 12
pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("trainings")]


@pytest.fixture(scope="module")
def whole(real: Real, tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """Steps of a training that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    _lay(folder, real, "whole")
    process = start(folder)
    process.join()
    assert process.exitcode == 0
    return steps_of(folder)


def _lay(folder: Path, real: Real, name: str) -> None:
    order = real.order(_RECIPE, most_steps=_STEPS, validate_every=3, answered=2)
    write_order(folder, order.model_copy(update={"name": name}))


def test_killed_at_any_step_it_goes_on_with_the_same_losses(
    whole: list[Step], real: Real, tmp_path: Path
) -> None:
    _lay(tmp_path, real, "killed")
    for step in sorted(random.Random(23).sample(range(1, _STEPS), 3)):  # noqa: S311 - no secret
        process = start(tmp_path)
        wait_for(lambda step=step: _reached(tmp_path, step), process)  # type: ignore[misc]
        process.kill()
        process.join()
        assert process.exitcode == -9

    process = start(tmp_path)
    process.join()

    assert process.exitcode == 0
    told = standing(read_events(tmp_path)[0])
    again = [each for each in told if isinstance(each, Step)]
    assert len([each for each in told if isinstance(each, Started)]) == 4
    assert [(each.step, each.loss, each.norm) for each in again] == [
        (each.step, each.loss, each.norm) for each in whole
    ]


def _reached(folder: Path, step: int) -> bool:
    return any(each.step >= step for each in steps_of(folder))


def test_told_to_end_it_keeps_a_state_and_goes_on_from_there(
    whole: list[Step], real: Real, tmp_path: Path
) -> None:
    _lay(tmp_path, real, "ended")
    process = start(tmp_path)
    wait_for(lambda: _reached(tmp_path, 4), process)
    process.terminate()
    process.join()
    [stopped] = [each for each in read_events(tmp_path)[0] if isinstance(each, Stopped)]
    tried = real.finetuned / f"ended-step-{stopped.step}" / "adapter_config.json"
    assert tried.is_file()
    again = start(tmp_path)
    again.join()

    assert (process.exitcode, again.exitcode) == (STOPPED, 0)
    assert stopped.step == steps_of(tmp_path)[stopped.step - 1].step
    assert not tried.exists()
    assert [(each.step, each.loss) for each in steps_of(tmp_path)] == [
        (each.step, each.loss) for each in whole
    ]


@pytest.mark.parametrize(
    "way",
    [
        ("--multi_gpu",),
        pytest.param(("--use_fsdp", "--fsdp_version", "2"), marks=pytest.mark.slow),
    ],
    ids=["whole", "sharded"],
)
def test_two_processes_have_the_losses_of_one(
    whole: list[Step], real: Real, tmp_path: Path, way: tuple[str, ...]
) -> None:
    """Within 1e-4 of them: sums are taken in another order, and differences grow with steps."""
    _lay(tmp_path, real, f"two{way[0]}")
    plain = ["--num_machines", "1", "--mixed_precision", "no", "--dynamo_backend", "no"]

    subprocess.run(
        [
            *(sys.executable, "-m", "accelerate.commands.launch", *way, "--num_processes", "2"),
            *(*plain, "--main_process_port", "0", "-m", "training", str(tmp_path)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )

    told = read_events(tmp_path)[0]
    assert [each.processes for each in told if isinstance(each, Started)] == [2]
    assert [each.step for each in told if isinstance(each, Done)] == [_STEPS]
    assert [each.loss for each in steps_of(tmp_path)] == pytest.approx(
        [each.loss for each in whole], rel=1e-4
    )
    assert [each.samples for each in steps_of(tmp_path)] == [each.samples for each in whole]
