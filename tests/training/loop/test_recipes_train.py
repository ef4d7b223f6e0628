"""Every recipe trains, with tiny checkpoints on a CPU."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch

import engines.settings
from engines.protocols import Task
from tests.training.loop.real import Real
from training.errors import DataMissingError, ModelMismatchError, OrderInvalidError
from training.events import Done, Failed, Step, Validated, read_events
from training.loop.devices import Precision, put_on_device
from training.loop.folders import locked
from training.loop.running import set_up, train
from training.loop.stopping import Stopping
from training.loop.telling import Teller
from training.loop.training import Training
from training.models import build_model
from training.models.base import SpeechLanguageModel
from training.orders import FAILED, RunOrder, write_order
from training.recipes import recipes

_FIRST, _FIRST_TEN = "multispeech_stage1_asr", "multispeech_stage1_asr_ten"
_BEGUN = {
    _FIRST: (_FIRST_TEN,),
    "bloomzmms_ctc": (),
    "speechverse_stage1_asr": ("speechverse_stage2_warmup", "speechverse_task_asr"),
    "speechverse_stage1_asr_conformer": ("speechverse_stage2_warmup_conformer",),
}
"""First stages, and what else is taken for a stage that others go on from."""
pytestmark = pytest.mark.xdist_group("trainings")


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of other tests come back."""
    monkeypatch.setattr(engines.settings, "_current", engines.settings.current())


def _run(folder: Path, order: RunOrder) -> SpeechLanguageModel:
    write_order(folder, order)
    with Teller(folder, first=True) as teller:
        setup = set_up(folder, teller, Stopping(folder))
        Training(setup).run()
    return setup.model


@pytest.fixture(scope="module")
def first_stages(real: Real, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of checkpoints, where second stages find what they go on from."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines.settings, "_current", engines.settings.current())
        for first, others in _BEGUN.items():
            _run(tmp_path_factory.mktemp("first"), real.order(first, most_steps=1))
            for name in others:
                shutil.copytree(real.finetuned / first, real.finetuned / name)
    return real.finetuned


@pytest.mark.parametrize("recipe", sorted(recipes()))
def test_a_recipe_trains_and_its_checkpoint_is_whole(
    recipe: str, real: Real, first_stages: Path, tmp_path: Path
) -> None:
    name = f"whole-{recipe}"
    order = real.order(recipe, most_steps=2).model_copy(update={"name": name})

    trained = _run(tmp_path, order)

    told = read_events(tmp_path)[0]
    assert [each.step for each in told if isinstance(each, Step)] == [1, 2]
    assert [each.folder for each in told if isinstance(each, Done)] == [name]
    [validated] = [each for each in told if isinstance(each, Validated)]
    measured = {name.split(".")[0] for name in validated.metrics}
    asked = order.recipe.data.sources.values()
    kinds = {
        one.suite if one.task is Task.ANSWER and one.suite else one.task.value for one in asked
    }
    assert measured <= kinds
    assert bool(measured) == bool(order.recipe.schedule.answered)
    folder = first_stages / name
    data = json.loads((folder / "data.json").read_text())
    assert set(data["sources"]) == set(order.places)
    again = build_model(order.recipe.model, seed=1)
    again.load(folder)
    assert {name: weight.tolist() for name, weight in again.trained()} == {
        name: weight.tolist() for name, weight in trained.trained()
    }


@pytest.mark.parametrize("recipe", ["qwen2_5_omni_lora", "multispeech_stage1_asr"])
def test_bfloat16_learns_nearly_the_same(recipe: str, real: Real, tmp_path: Path) -> None:
    """As on a GPU: frozen weights and the forward pass in bfloat16, what trains in float32."""
    losses = {}
    ways: tuple[Precision, ...] = ("fp32", "bf16")
    for precision in ways:
        order = real.order(recipe, most_steps=4).model_copy(
            update={"name": f"{recipe}-{precision}"}
        )
        write_order(tmp_path / precision, order)
        with Teller(tmp_path / precision, first=True) as teller:
            setup = set_up(tmp_path / precision, teller, Stopping(tmp_path / precision))
            setup = replace(setup, precision=precision)
            put_on_device(setup.model, setup.accelerator, precision)
            Training(setup).run()
        told = read_events(tmp_path / precision)[0]
        losses[precision] = [each.loss for each in told if isinstance(each, Step)]
        assert {weight.dtype for _, weight in setup.model.trained()} == {torch.float32}

    assert losses["bf16"] == pytest.approx(losses["fp32"], rel=0.05)
    assert losses["bf16"] != losses["fp32"]


def test_a_second_stage_begins_where_the_first_ended(
    real: Real, first_stages: Path, tmp_path: Path
) -> None:
    order = real.order("multispeech_stage2_qa", most_steps=1)
    without = order.recipe.model.model_copy(update={"start": ""})
    new = order.model_copy(update={"recipe": order.recipe.model_copy(update={"model": without})})
    begun = []
    for name, one in (("goes-on", order), ("new", new)):
        write_order(tmp_path / name, one.model_copy(update={"name": name}))
        with Teller(tmp_path / name, first=True) as teller:
            setup = set_up(tmp_path / name, teller, Stopping(tmp_path / name))
        begun.append({key: weight.tolist() for key, weight in setup.model.trained()})

    first = build_model(order.recipe.model, seed=3)
    first.load(first_stages / _FIRST)
    assert begun[0] == {key: weight.tolist() for key, weight in first.trained()}
    assert begun[1] != begun[0]


@pytest.mark.usefixtures("first_stages")
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"places": {}}, DataMissingError),
        ({"languages": ("deu", "jpn")}, DataMissingError),
        ({"start": "somebody-elses"}, ModelMismatchError),
        ({"name": _FIRST}, OrderInvalidError),
    ],
    ids=["no place", "no language", "no start", "name taken"],
)
def test_what_can_not_be_trained_is_said_before_the_first_step(
    changes: dict[str, object], error: type[Exception], real: Real, tmp_path: Path
) -> None:
    order = real.order("multispeech_stage2_qa", most_steps=1)
    said = order.model_dump(mode="json")
    said["name"] = changes.get("name", "another")
    said["places"] = changes.get("places", said["places"])
    said["recipe"]["data"]["languages"] = changes.get("languages", ("deu", "eng"))
    said["recipe"]["model"]["start"] = changes.get("start", "")
    write_order(tmp_path, RunOrder.model_validate_json(json.dumps(said)))

    status = train(tmp_path)

    [failed] = read_events(tmp_path)[0]
    assert status == FAILED
    assert isinstance(failed, Failed)
    assert failed.code == error.__name__


def test_what_an_earlier_start_unpacked_is_removed(real: Real, tmp_path: Path) -> None:
    order = real.order("qwen2_5_omni_lora", most_steps=1).model_copy(update={"name": "tidy"})
    write_order(tmp_path, order)
    left = tmp_path / "data" / "mixture-old" / "unpacked" / "ours-00000.arrow"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"of a training that was killed")
    with Teller(tmp_path, first=True) as teller:
        set_up(tmp_path, teller, Stopping(tmp_path))

    assert not left.exists()
    assert train(tmp_path) == 0
    assert not [*tmp_path.glob("data/mixture-*/unpacked/*")]


def test_two_trainings_of_one_folder_do_not_meet(real: Real, tmp_path: Path) -> None:
    write_order(tmp_path, real.order("qwen2_5_omni_lora"))
    with locked(tmp_path):
        status = train(tmp_path)

    assert status == FAILED
    assert read_events(tmp_path)[0] == []
