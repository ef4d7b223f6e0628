"""Trains what a run's folder asks for, and tells how it ended."""

import os
import sys
from contextlib import nullcontext, suppress
from pathlib import Path

from engines.errors import EngineError
from engines.settings import EngineSettings, configure
from training import events
from training.data.holding_out import hold_out
from training.data.mixture import Mixture, empty_unpacked, open_mixture
from training.errors import ModelMismatchError, OrderInvalidError, TrainingError
from training.failing import forget, leave, left
from training.loop.agreeing import agree, digest, digest_model, digest_samples
from training.loop.devices import open_devices, put_on_device
from training.loop.folders import locked
from training.loop.ranks import Ranks
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

DATA = "data"
"""Of a run's folder: what was found out about its data."""


def train(folder: Path) -> int:
    """Trains to the end, or until it shall stop; gives the exit status.

    It goes on from the newest state in the folder. All that happens stands in its file of events.
    """
    rank, ranks = (int(os.environ.get(name, at)) for name, at in (("RANK", 0), ("WORLD_SIZE", 1)))
    first = rank == 0
    if not folder.is_dir():
        sys.stderr.write(f"There is no folder {folder} that says what to train.\n")
        return FAILED
    try:
        with locked(folder) if first else nullcontext(), Teller(folder, first=first) as teller:
            forget(folder, rank=rank, ranks=ranks)
            return _train(folder, teller, rank)
    except (TrainingError, EngineError) as error:
        sys.stderr.write(f"{error}\n")
        return FAILED


def _train(folder: Path, teller: Teller, rank: int) -> int:
    try:
        stopping = Stopping(folder)
        stopping.listen()
        ending = Training(set_up(folder, teller, stopping)).run()
    except Exception as error:
        _tell(folder, teller, error, rank)
        raise
    if not rank:
        empty_unpacked(folder / DATA)
    return STOPPED if ending == "stopped" else 0


def _tell(folder: Path, teller: Teller, error: Exception, rank: int) -> None:
    if rank:
        with suppress(OSError):  # the error itself says more than a full disk
            leave(folder, error, rank=rank)
        return
    own = events.Failed(code=type(error).__name__, message=str(error))
    if isinstance(error, (TrainingError, EngineError)):
        teller.tell(own)
    else:  # as where it lost touch with another process, which has said why
        teller.tell(left(folder) or own)


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
    ranks = Ranks(accelerator)
    agree(ranks, {"recipe": digest(recipe.model_dump(mode="json"))})
    configure(
        EngineSettings(
            checkpoints=order.checkpoints,
            # Where weights are sharded, none goes whole to a device.
            device="cpu" if is_sharded(accelerator) else str(accelerator.device),
            number_type=precision,
            finetuned=str(order.finetuned),
        )
    )
    if is_sharded(accelerator):
        _check_merged(folder, order)
    if accelerator.is_local_main_process:  # all meet again before they unpack
        empty_unpacked(folder / DATA)
    with accelerator.main_process_first():  # what it finds out is kept for the others
        mixture, held_out = _open_data(folder, order)
    data = {"data": digest(mixture.manifest()), "samples": digest_samples(mixture, held_out)}
    agree(ranks, data)
    model = _build(order)
    put_on_device(model, accelerator, precision, whole=not is_sharded(accelerator))
    agree(ranks, {"model": digest_model(model)})
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
    whole = open_mixture(data, order.places, cache=folder / DATA, seed=seed)
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
