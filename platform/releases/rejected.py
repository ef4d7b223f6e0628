"""Items by what an automatic check rejects of them: where the marks on the page of checks lead."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from catalog.models import Dataset
from generation.models import CheckReport
from generation.rejection_rates import stage_of
from generation.results import FIELDS, field_name
from jobs.counts import Dimension, Metric, read_counts
from releases.stages import only_few


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """Texts and recordings that fail a check; what is empty leaves it open.

    Attributes:
        check: by its own name, without a field; any, of recordings by a voice.
        voice: that spoke, so that only recordings are meant.
        made_by: the engine that made the text or the recording.
        made_since, made_until: the days of UTC on which it was made, both included.
    """

    check: str = ""
    voice: str = ""
    made_by: str = ""
    made_since: date | None = None
    made_until: date | None = None

    @property
    def is_of_texts(self) -> bool:
        return not self.voice and stage_of(self.check) in {"text", ""}

    @property
    def is_of_recordings(self) -> bool:
        return bool(self.voice) or stage_of(self.check) != "text"

    @property
    def names(self) -> list[str]:
        """As reports call it."""
        return [self.check, *(field_name(field, self.check) for field in FIELDS)]

    def made(self, path: str) -> dict[str, Any]:
        """Conditions on the text or recording at the end of a path."""
        conditions = {
            "voice": self.voice or None,
            "engine": self.made_by or None,
            "created_at__gte": self.made_since and _midnight(self.made_since),
            "created_at__lt": self.made_until and _midnight_after(self.made_until),
        }
        return {f"{path}{name}": value for name, value in conditions.items() if value is not None}

    def has(self, day: str) -> bool:
        since = self.made_since.isoformat() if self.made_since else ""
        return since <= day and (self.made_until is None or day <= self.made_until.isoformat())


def fails(asked: Rejected) -> Case:
    """Of `current_versions`: whether its text or its recording does.

    In a form that the planner can't turn around: asked for a page of many items, it would collect
    all that fail, since it takes failing for much rarer than it is. `only_rejected` does so where
    it is worth it.
    """
    failed = _failed(asked)
    of_text = failed.filter(translation=OuterRef("pk"))
    of_recording = failed.filter(recording=OuterRef("recording_id"))
    found = Q(pk__in=[])
    if asked.is_of_texts:
        found |= Q(Exists(of_text), **asked.made(""))
    if asked.is_of_recordings:
        found |= Q(Exists(of_recording), **asked.made("current_recording__"))
    return Case(When(found, then=Value(value=True)), default=Value(value=False))


def only_rejected(items: QuerySet[Any], dataset: Dataset, asked: Rejected, language: str) -> Any:
    """Narrowed to a list of those that fail, where it is short enough (see `only_few`)."""
    amount = _about(dataset, asked, language)
    # What was made in a few days or by one voice may lie close together: a walk might pass all else
    # before it.
    lies_close = asked.made_since is not None or asked.made_until is not None or asked.voice != ""
    return only_few(items, 1 if amount and lies_close else amount, _items(dataset, asked, language))


def _about(dataset: Dataset, asked: Rejected, language: str) -> int:
    """How much fails, at the most: by voice it is not counted what fails, nor when it was made."""
    of: dict[Dimension, str] = {"language": language, "engine": asked.made_by}
    if asked.voice:
        of["voice"] = asked.voice
        return read_counts(dataset.pk, Metric.RECORDINGS_FAILING, by=[], of=of).total()
    of["name"] = asked.check
    counts = read_counts(dataset.pk, Metric.DAILY_FAILED, by=["day"], of=of)
    return sum(count for key, count in counts.items() if asked.has(key.day))


def _failed(asked: Rejected) -> QuerySet[CheckReport]:
    failed = CheckReport.objects.exclude(failed=[])
    return failed.filter(failed__overlap=asked.names) if asked.check else failed


def _items(dataset: Dataset, asked: Rejected, language: str) -> QuerySet[Any, Any]:
    failed = _failed(asked).filter(dataset=dataset, **({"language": language} if language else {}))
    found: list[QuerySet[Any, Any]] = []
    if asked.is_of_texts:
        texts = failed.filter(translation__is_current=True, **asked.made("translation__"))
        found.append(texts.values("translation__item"))
    if asked.is_of_recordings:
        recordings = failed.filter(
            recording__is_current=True,
            recording__translation__is_current=True,
            **asked.made("recording__"),
        )
        found.append(recordings.values("recording__translation__item"))
    first, *others = found
    return first.union(*others) if others else first.distinct()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _midnight_after(day: date) -> datetime | None:
    """None after the last day that there is."""
    return _midnight(day + timedelta(days=1)) if day < date.max else None
