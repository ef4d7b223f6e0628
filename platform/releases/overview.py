"""The state of a dataset in numbers: the road as counts, by language."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Sum

from annotation.enums import Verdict
from annotation.models import Correction, Task
from catalog.models import Dataset
from corpus.services import count_splits
from jobs.counts import Key, Metric, Tally, read_counts
from releases.versions import is_verified, voted_tasks


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
    """What machines made comes from the maintained counts; what people did is little, and counted.

    Counts what is current; what was replaced is history.
    """
    states = {language: LanguageState(language) for language in dataset.languages}
    made = read_counts(dataset.pk, *MADE, by=["language"])
    _made(made, states)
    _votes(dataset, states)
    _reviews(dataset, states)
    items = read_counts(dataset.pk, Metric.ITEMS, by=["source"])
    sources = dataset.sources.order_by("id")
    return DatasetState(
        items=items.total(),
        checks=CheckCounts(
            passed=_total(made, Metric.CHECKS_PASSED),
            failed=_total(made, Metric.CHECKS_FAILED),
        ),
        splits=count_splits(dataset),
        languages=list(states.values()),
        sources=[
            SourceState(source.slug, source.name, items[Key(Metric.ITEMS, source=source.slug)])
            for source in sources
        ],
    )


States = dict[str, LanguageState]
MADE = (
    Metric.TRANSLATIONS,
    Metric.RECORDINGS,
    Metric.AUDIO_MS,
    Metric.CHECKS_PASSED,
    Metric.CHECKS_FAILED,
    Metric.ITEMS_FAILING,
)


def _total(counts: Tally, metric: Metric) -> int:
    return sum(amount for key, amount in counts.items() if key.metric == metric)


def _made(made: Tally, states: States) -> None:
    for language, state in states.items():
        state.translated = made[Key(Metric.TRANSLATIONS, language)]
        state.voiced = made[Key(Metric.RECORDINGS, language)]
        state.hours = made[Key(Metric.AUDIO_MS, language)] / 3_600_000
        state.checks_failed = made[Key(Metric.ITEMS_FAILING, language)]


def _votes(dataset: Dataset, states: States) -> None:
    """From the tasks, which are few and know how many answers they have."""
    tasks = Task.objects.filter(campaign__dataset=dataset, recording__isnull=False)
    full = Count("id", filter=Q(answered__gte=F("votes_needed")))
    asked = tasks.filter(is_open=True).values("language")
    for row in asked.annotate(needed=Sum("votes_needed"), rated=full):
        if state := states.get(row["language"]):
            state.votes_needed, state.rated = row["needed"], row["rated"]
    # Several campaigns may ask about one recording.
    verified = Count("recording", distinct=True, filter=is_verified())
    voted = voted_tasks(dataset).values("language")
    for given in voted.annotate(votes=Sum("answered"), verified=verified):
        if state := states.get(given["language"]):
            state.votes, state.verified = given["votes"], given["verified"]


def _reviews(dataset: Dataset, states: States) -> None:
    standing = Correction.objects.filter(
        translation__dataset=dataset, withdrawn_at=None, is_final=True
    )
    corrected = Count("id", filter=Q(verdict=Verdict.CORRECTED))
    rows = standing.values(language=F("translation__language"))
    for row in rows.annotate(reviewed=Count("id"), corrected=corrected):
        if state := states.get(row["language"]):
            state.reviewed, state.corrected = row["reviewed"], row["corrected"]
