"""The state of a dataset in numbers: the road as counts, by language."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet, Sum

from annotation.enums import CampaignKind, Verdict
from annotation.models import Correction, Rating, Task
from catalog.models import Dataset
from corpus.models import Recording, Translation
from corpus.services import count_splits
from generation.models import CheckResult
from releases.versions import current_versions


@dataclass
class LanguageState:
    """Counts of one language. ``reviewed`` texts were confirmed, corrected or given up."""

    language: str
    translated: int = 0
    voiced: int = 0
    hours: float = 0.0
    checks_failed: int = 0
    votes: int = 0
    votes_needed: int = 0
    rated: int = 0
    reviewed: int = 0
    corrected: int = 0
    verified: int = 0


@dataclass(frozen=True)
class SourceState:
    slug: str
    name: str
    items: int


@dataclass(frozen=True)
class CheckCounts:
    """Results of single checks, not items: a text goes through several."""

    passed: int
    failed: int


@dataclass(frozen=True)
class DatasetState:
    items: int
    checks: CheckCounts
    splits: dict[str, int]
    languages: list[LanguageState]
    sources: list[SourceState] = field(default_factory=list)


def describe_dataset(dataset: Dataset) -> DatasetState:
    """Counts what is current; what was replaced is history."""
    states = {language: LanguageState(language) for language in dataset.languages}
    for fill in (_texts, _recordings, _checks, _votes, _reviews, _verified):
        fill(dataset, states)
    sources = dataset.sources.annotate(count=Count("items")).order_by("id")
    return DatasetState(
        items=dataset.items.count(),
        checks=_count_checks(dataset),
        splits=count_splits(dataset),
        languages=list(states.values()),
        sources=[SourceState(source.slug, source.name, source.count) for source in sources],
    )


States = dict[str, LanguageState]


def _texts(dataset: Dataset, states: States) -> None:
    texts = Translation.objects.filter(dataset=dataset, is_current=True)
    for row in texts.values("language").annotate(texts=Count("id")):
        if state := states.get(row["language"]):
            state.translated = row["texts"]


def _recordings(dataset: Dataset, states: States) -> None:
    recordings = Recording.objects.filter(
        dataset=dataset, is_current=True, translation__is_current=True
    )
    rows = recordings.values("language").annotate(clips=Count("id"), seconds=Sum("duration_s"))
    for row in rows:
        if state := states.get(row["language"]):
            state.voiced, state.hours = row["clips"], row["seconds"] / 3600


def _current_checks(dataset: Dataset) -> QuerySet[CheckResult]:
    """Checks of current texts and recordings."""
    text = Q(translation__is_current=True)
    audio = Q(recording__is_current=True, recording__translation__is_current=True)
    return CheckResult.objects.filter(text | audio, dataset=dataset)


def _count_checks(dataset: Dataset) -> CheckCounts:
    counts = _current_checks(dataset).aggregate(
        all=Count("id"), failures=Count("id", filter=Q(passed=False))
    )
    return CheckCounts(passed=counts["all"] - counts["failures"], failed=counts["failures"])


def _checks(dataset: Dataset, states: States) -> None:
    """Items with at least one failed check on their current text or recording."""
    rows = (
        _current_checks(dataset)
        .filter(passed=False)
        .annotate(item=F("translation__item"), voiced_item=F("recording__translation__item"))
        .values_list("language", "item", "voiced_item")
    )
    for language, _ in {(language, text or audio) for language, text, audio in rows.distinct()}:
        if state := states.get(language):
            state.checks_failed += 1


def _votes(dataset: Dataset, states: States) -> None:
    votes = Rating.objects.filter(
        recording__dataset=dataset,
        recording__is_current=True,
        recording__translation__is_current=True,
        withdrawn_at=None,
    )
    for row in votes.values(language=F("recording__language")).annotate(votes=Count("id")):
        if state := states.get(row["language"]):
            state.votes = row["votes"]
    tasks = Task.objects.filter(
        campaign__dataset=dataset, campaign__kind=CampaignKind.LISTENING, is_open=True
    )
    full = Count("id", filter=Q(answered__gte=F("votes_needed")))
    for asked in tasks.values("language").annotate(needed=Sum("votes_needed"), rated=full):
        if state := states.get(asked["language"]):
            state.votes_needed, state.rated = asked["needed"], asked["rated"]


def _reviews(dataset: Dataset, states: States) -> None:
    standing = Correction.objects.filter(translation__dataset=dataset, withdrawn_at=None)
    corrected = Count("id", filter=Q(verdict=Verdict.CORRECTED))
    rows = standing.values(language=F("translation__language"))
    for row in rows.annotate(reviewed=Count("id"), corrected=corrected):
        if state := states.get(row["language"]):
            state.reviewed, state.corrected = row["reviewed"], row["corrected"]


def _verified(dataset: Dataset, states: States) -> None:
    verified = current_versions(dataset).filter(verified=True).order_by()
    for row in verified.values("language").annotate(items=Count("id")):
        if state := states.get(row["language"]):
            state.verified = row["items"]
