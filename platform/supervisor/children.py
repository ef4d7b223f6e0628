"""Keeps programs alive: restarts those that die, ever later, and gives up on hopeless ones."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten
from threading import Event

from supervisor.errors import StartFailedError
from supervisor.process import POLL_S, ManagedProcess, Say, describe_exit
from supervisor.state import ROOT, StateFolder

LAST_WORDS_LENGTH = 120


@dataclass(frozen=True, kw_only=True)
class ChildSpec:
    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    """On top of the studio's environment."""
    cwd: Path = ROOT
    essential: bool = False
    """The studio makes no sense without it: when it is given up, everything stops."""

    def process(self, state: StateFolder, environment: Mapping[str, str]) -> ManagedProcess:
        return ManagedProcess(
            name=self.name,
            argv=self.argv,
            log=state.logs / f"{self.name}.log",
            record=state.records / self.name,
            cwd=self.cwd,
            env={**environment, **self.env},
        )


@dataclass(frozen=True, kw_only=True)
class RestartPolicy:
    first_delay_s: float = 0.5
    """Doubled with each quick death in a row."""
    longest_delay_s: float = 30.0
    quick_death_s: float = 15.0
    """A program that lived longer starts with a clean slate."""
    give_up_after: int = 6
    """Quick deaths in a row."""


@dataclass(kw_only=True)
class _Watched:
    process: ManagedProcess
    essential: bool
    quick_deaths: int = 0
    restart_at: float | None = None
    given_up: bool = False


class Keeper:
    """Call `check` a few times a second, always from the same thread."""

    def __init__(self, say: Say, policy: RestartPolicy) -> None:
        self._say = say
        self._policy = policy
        self._watched: list[_Watched] = []

    def watch(self, process: ManagedProcess, *, essential: bool = False) -> None:
        self._watched.append(_Watched(process=process, essential=essential))

    def check(self) -> None:
        """Looks once at every program.

        Raises:
            StartFailedError: An essential one has been given up.
        """
        for one in self._watched:
            if one.given_up or one.process.exit_code() is None:
                one.restart_at = None  # runs, or was stopped or started again on purpose
            elif one.restart_at is None:
                self._mourn(one)
            elif time.monotonic() >= one.restart_at:
                one.restart_at = None
                one.process.spawn()

    def _mourn(self, one: _Watched) -> None:
        one.process.sweep()
        lived = time.monotonic() - one.process.spawned_at
        one.quick_deaths = one.quick_deaths + 1 if lived < self._policy.quick_death_s else 0
        if one.quick_deaths >= self._policy.give_up_after:
            self._give_up(one)
            return
        delay = self._policy.first_delay_s * 2 ** max(one.quick_deaths - 1, 0)
        delay = min(delay, self._policy.longest_delay_s)
        one.restart_at = time.monotonic() + delay
        self._say(f"{self._obituary(one)}; restart in {delay:g} s")

    def _give_up(self, one: _Watched) -> None:
        one.given_up = True
        process = one.process
        problem = f"died {one.quick_deaths} times in a row right after its start; given up."
        if one.essential:
            raise StartFailedError(process.name, problem, log=process.log, tail=process.log_tail())
        self._say(
            f"{self._obituary(one)}; {problem} The rest goes on. "
            f"See {process.log}, then stop and start again."
        )

    @staticmethod
    def _obituary(one: _Watched) -> str:
        how = describe_exit(one.process.exit_code() or 0)
        last = shorten(one.process.log_tail(lines=1), LAST_WORDS_LENGTH, placeholder=" …")
        return f"{one.process.name} died ({how}{f', last words: {last}' if last else ''})"


def stop_together(processes: Sequence[ManagedProcess], *, grace_s: float, hurry: Event) -> None:
    """Asks all at once, waits for all; `hurry` ends the patience."""
    for process in processes:
        process.ask_to_stop()
    deadline = time.monotonic() + grace_s
    while any(process.is_running() for process in processes):
        if hurry.is_set() or time.monotonic() > deadline:
            break
        time.sleep(POLL_S)
    for process in processes:
        process.finish(grace_s=0)
