"""Writes what a training tells into the database, each part once."""

import math
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from django.db import transaction

from training import events
from training.runs.checkpoints import describe_folder
from training.runs.models import Checkpoint, SkippedSample, TrainingPoint, TrainingRun, Validation

MOST_POINTS = 1_000
"""Of a curve: as many as a screen is wide."""
_LONGEST_KEY = 300
_MEANS = ("loss", "learning_rate", "norm", "samples_per_s", "tokens_per_s")


class Keeper:
    """Of one run, in one process: it holds the steps that are no whole point yet."""

    def __init__(self, run: TrainingRun, folder: Path) -> None:
        self.run, self._folder = run, folder
        self._gathered: tuple[events.Step, ...] = ()
        self.last: events.Event | None = None
        """That was told since this keeper began."""
        self.kept_states = 0
        """To go on from, since this keeper began."""

    def keep_new(self) -> None:
        """Reads on where the last call ended, and writes all of it in one transaction."""
        size = self._size()
        start = self.run.told_bytes if self.run.told_bytes <= size else 0  # another machine's file
        told, place = events.read_events(self._folder, start)
        if not told:
            return
        gathered = self._gathered
        try:
            with transaction.atomic():
                self._write(told)
                self.run.told_bytes = place
                self.run.save(update_fields=_CHANGED)
        except BaseException:
            self._gathered, self.run.told_bytes = gathered, start
            raise
        self.last = told[-1]
        self.kept_states += sum(isinstance(event, events.Kept) for event in told)

    def _size(self) -> int:
        path = self._folder / events.FILE
        return path.stat().st_size if path.exists() else 0

    def _write(self, told: Iterable[events.Event]) -> None:
        points: dict[int, TrainingPoint] = {}
        skipped: list[SkippedSample] = []
        for event in told:
            match event:
                case events.Started():
                    points = {at: point for at, point in points.items() if at <= event.step}
                    self._begin(event)
                case events.Step():
                    self.run.step = event.step
                    self._gathered += (event,)
                    if event.step % self._every == 0 or event.step == self.run.steps:
                        points[event.step] = self._point()
                case events.Skipped():
                    skipped.append(self._skip(event))
                case _:
                    self._write_rare(event)
        TrainingPoint.objects.bulk_create(points.values())
        SkippedSample.objects.bulk_create(skipped, ignore_conflicts=True)

    def _write_rare(self, event: events.Event) -> None:
        match event:
            case events.Validated():
                self._validate(event)
            case events.Saved():
                self._save(event)
            case events.Removed():
                kept = Checkpoint.objects.filter(run=self.run, folder=event.folder)
                kept.update(removed_at=_time(event), is_best=False)
            case events.Failed():
                self.run.error_code, self.run.error = event.code[:60], event.message
            case events.Done():
                self.run.ended_because = event.why
            case _:
                pass

    @property
    def _every(self) -> int:
        """So many steps are a point."""
        return max(1, math.ceil(self.run.steps / MOST_POINTS))

    def _begin(self, event: events.Started) -> None:
        """What was told of later steps is done again."""
        self.run.step, self.run.steps = event.step, event.steps
        self.run.facts = asdict(event)
        self.run.error_code = self.run.error = ""
        self._gathered = ()
        self.run.points.filter(step__gt=event.step).delete()
        self.run.validations.filter(step__gt=event.step).delete()

    def _point(self) -> TrainingPoint:
        steps, self._gathered = self._gathered, ()
        last = steps[-1]
        means = {name: fmean(getattr(step, name) for step in steps) for name in _MEANS}
        return TrainingPoint(
            run=self.run,
            step=last.step,
            epoch=last.epoch,
            memory_bytes=max(step.memory_bytes for step in steps),
            at=_time(last),
            **means,
        )

    def _skip(self, event: events.Skipped) -> SkippedSample:
        return SkippedSample(
            run=self.run,
            key=event.key[:_LONGEST_KEY],
            reason=event.reason[:60],
            detail=getattr(event, "detail", ""),
            step=event.step,
        )

    def _validate(self, event: events.Validated) -> None:
        Validation.objects.update_or_create(
            run=self.run,
            step=event.step,
            defaults={
                "loss": event.loss,
                "metrics": dict(event.metrics),
                "is_best": event.best,
                "at": _time(event),
            },
        )

    def _save(self, event: events.Saved) -> None:
        described = describe_folder(event.folder)
        if event.best:
            self.run.checkpoints.update(is_best=False)
        Checkpoint.objects.update_or_create(
            folder=event.folder,
            defaults={
                "run": self.run,
                "step": event.step,
                "is_best": event.best,
                "is_final": event.final,
                "sums": described.sums,
                "size_bytes": described.size_bytes,
                "metrics": described.metrics,
                "licences": described.licences,
                "removed_at": None,
            },
        )
        self.run.manifest = described.manifest or self.run.manifest


_CHANGED = (
    *("step", "steps", "facts", "manifest", "error_code", "error", "ended_because"),
    "told_bytes",
)


def _time(event: events.Event) -> datetime:
    return datetime.fromtimestamp(event.at, UTC)
