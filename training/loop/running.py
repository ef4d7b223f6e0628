"""Trains what a run's folder asks for, and tells how it ended."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from engines.errors import EngineError
from engines.settings import EngineSettings, configure
from training import events
from training.data.holding_out import hold_out
from training.data.mixture import Mixture, open_mixture
from training.errors import ModelMismatchError, OrderInvalidError, TrainingError
from training.loop.devices import open_devices, place
from training.loop.folders import locked
from training.loop.setup import Setup
from training.loop.sharding import is_sharded, shard
from training.loop.states import FOLDER as STATES
from training.loop.stopping import Stopping
from training.loop.telling import Teller
from training.loop.training import Training
from training.models import build_model, check_model
from training.models.base import SpeechLanguageModel
from training.orders import FAILED, STOPPED, RunOrder, read_order
from training.orders import FILE as ORDER


def train(folder: Path) -> int:
    """Trains to the end, or until it shall stop; gives the exit status.

    It goes on from the newest state in the folder. All that happens stands in its file of events.
    """
    first = int(os.environ.get("RANK", "0")) == 0
    if not folder.is_dir():
        sys.stderr.write(f"There is no folder {folder} that says what to train.\n")
        return FAILED
    try:
        with locked(folder) if first else nullcontext(), Teller(folder, first=first) as teller:
            return _train(folder, teller)
    except (TrainingError, EngineError) as error:
        sys.stderr.write(f"{error}\n")
        return FAILED


def _train(folder: Path, teller: Teller) -> int:
    try:
        stopping = Stopping(folder)
        stopping.listen()
        ending = Training(set_up(folder, teller, stopping)).run()
    except Exception as error:
        teller.tell(events.Failed(code=type(error).__name__, message=str(error)))
        raise
    return STOPPED if ending == "stopped" else 0


def set_up(folder: Path, teller: Teller, stopping: Stopping) -> Setup:
    """Reads order, data and model, in this order: what is wrong with data is known early.

    Raises:
        TrainingError: one of them is not as it should be.
        EngineError: a published part of the model is missing or broken.
    """
    order = read_order(folder)
    recipe = order.recipe
    check_model(recipe.model)
    _check_name(folder, order)
    accelerator, precision = open_devices(order.device, recipe.schedule.precision)
    configure(
        EngineSettings(
            checkpoints=order.checkpoints,
            device=str(accelerator.device),
            finetuned=str(order.finetuned),
        )
    )
    if is_sharded(accelerator):
        _check_merged(folder, order)
    with accelerator.main_process_first():  # what it finds out is kept for the others
        mixture, held_out = _open_data(folder, order)
    model = _build(order)
    place(model, accelerator, precision)
    if recipe.schedule.gradient_checkpointing:
        model.compute_again()
    if is_sharded(accelerator):
        shard(model)
    return Setup(
        folder=folder,
        order=order,
        model=model.train(),
        mixture=mixture,
        held_out=held_out,
        accelerator=accelerator,
        precision=precision,
        teller=teller,
        stopping=stopping,
    )


def _check_name(folder: Path, order: RunOrder) -> None:
    taken = (order.finetuned / order.name).exists() and not (folder / STATES).exists()
    if taken:
        problem = f"another training made {order.name} in {order.finetuned}; choose another name"
        raise OrderInvalidError(folder / ORDER, [("name", problem)])


def _check_merged(folder: Path, order: RunOrder) -> None:
    if order.merged:
        problem = "weights can't be merged where FSDP shares them out; merge the checkpoint later"
        raise OrderInvalidError(folder / ORDER, [("merged", problem)])


def _open_data(folder: Path, order: RunOrder) -> tuple[Mixture, Mixture | None]:
    data, seed = order.recipe.data, order.recipe.schedule.seed
    whole = open_mixture(data, order.places, cache=folder / "data", seed=seed)
    if not data.held_out:
        return whole, None
    learnt, held_out = hold_out(whole, samples=data.held_out, seed=seed)
    return learnt, held_out if held_out.samples else None


def _build(order: RunOrder) -> SpeechLanguageModel:
    wanted = order.recipe.model
    model = build_model(wanted, seed=order.recipe.schedule.seed)
    if wanted.start:
        start = order.finetuned / wanted.start
        if not start.is_dir():
            raise ModelMismatchError(wanted.start, f"there is no folder {start}")
        model.load(start)
    return model
