"""Keeps a training's promises without a model: told by ``run.json``, tells ``events.jsonl``.

It "learns" a step in 20 ms, keeps a state every second step, and goes on from it. How it shall
fail stands in the environment: STAND_IN=nan, crash, die or lost, at step 3 of its first run.
"""

import fcntl
import os
import signal
import sys
import time
from pathlib import Path

from training import events
from training.errors import DeviceFullError, LossNotFiniteError
from training.failing import leave
from training.orders import FAILED, STOP, STOPPED, read_order

FAILS_AT = 3


def train(folder: Path) -> int:
    order = read_order(folder)
    steps = order.recipe.schedule.most_steps or 6
    state = folder / "state"
    first = not state.exists()
    step = 0 if first else int(state.read_text())
    how = os.environ.get("STAND_IN", "") if first else ""
    with events.EventLog(folder) as log:
        log.tell(started(step, steps))
        while step < steps:
            if (folder / STOP).exists():
                return stop(folder, log, state, step)
            step += 1
            if how and step == FAILS_AT:
                return fail(folder, log, how)
            learn(log, step)
            if step % 2 == 0:
                state.write_text(str(step))
                log.tell(events.Kept(step=step))
        save(order.finetuned / order.name)
        log.tell(events.Validated(step=step, loss=0.5, metrics={"wer": 0.25}, best=True))
        log.tell(events.Saved(step=step, folder=order.name, best=True, final=True))
        log.tell(events.Done(step=step, folder=order.name, why="steps"))
    return 0


def started(step: int, steps: int) -> events.Started:
    return events.Started(
        step=step, steps=steps, samples=6, hours=0.1, held_out=0, trained=10, parameters=100,
        processes=1, device="cpu", precision="fp32", useful_share=1.0,
    )  # fmt: skip


def learn(log: events.EventLog, step: int) -> None:
    time.sleep(0.02)
    log.tell(
        events.Step(
            step=step,
            epoch=step / 2,
            loss=1 / step,
            learning_rate=1e-4,
            norm=1.0,
            samples=4,
            answer_tokens=8,
            tokens_per_s=100.0,
            samples_per_s=10.0,
            memory_bytes=step * 1_000,
        )
    )
    if step == 1:
        log.tell(events.Skipped(step=1, key="item1_ara", reason="unreadable"))


def stop(folder: Path, log: events.EventLog, state: Path, step: int) -> int:
    state.write_text(str(step))
    log.tell(events.Kept(step=step))
    log.tell(events.Stopped(step=step))
    (folder / STOP).unlink()
    return STOPPED


def fail(folder: Path, log: events.EventLog, how: str) -> int:
    (folder / "state").write_text(str(FAILS_AT - 1))
    if how == "lost":  # what another process found; the launcher then ends this one
        leave(folder, DeviceFullError(seconds=31), rank=1)
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "crash":
        log.tell(events.Failed(code="RuntimeError", message="The device went away."))
        return FAILED
    error = LossNotFiniteError(step=FAILS_AT, batch=0, keys=["item1_ara"])
    log.tell(events.Failed(code=type(error).__name__, message=str(error)))
    return FAILED


def save(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "adapter.safetensors").write_bytes(b"weights")
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  adapter.safetensors\n")
    (folder / "metrics.json").write_text('{"loss": 0.5, "wer": 0.25}')
    (folder / "data.json").write_text(
        '{"sources": {"multispeechqa": {"licences": {"CC0-1.0": 4, "CC-BY-4.0": 2}}}}'
    )


if __name__ == "__main__":
    _folder = Path(sys.argv[1])
    with (_folder / "training.lock").open("w") as _lock:
        fcntl.flock(_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        sys.exit(train(_folder))
