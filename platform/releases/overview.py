"""The state of a dataset in numbers: the road as counts, by language."""

from dataclasses import dataclass, field

from annotation.enums import Verdict
from annotation.statistics.keeping import read_figures
from catalog.models import Dataset
from corpus.services import count_splits
from jobs.counts import Key, Metric, Tally, read_counts
from releases.models import Release
from releases.stages import HEARD
from releases.voted import VOTED


@dataclass
class LanguageState:
    """Counts of one language.

    ``reviewed`` texts were confirmed, corrected or given up; ``heard`` recordings were listened to
    by recognizers; ``rated`` ones have all the votes that an open campaign asks for; ``released``
    rows stand in the newest release.
    """

    language: str
    translated: int = 0
    voiced: int = 0
    hours: float = 0.0
    heard: int = 0
    checks_failed: int = 0
    set_aside: int = 0
    votes: int = 0
    votes_needed: int = 0
    rated: int = 0
    reviewed: int = 0
    corrected: int = 0
    verified: int = 0
    released: int = 0


@dataclass(frozen=True)
class ReleaseState:
    """The newest release. ``verified`` of its ``rows`` were so when it was made."""

    name: str
    rows: int
    verified: int
    gates_failed: int


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
    release: ReleaseState | None = None
    sources: list[SourceState] = field(default_factory=list)


def describe_dataset(dataset: Dataset) -> DatasetState:
    """What machines made comes from the maintained counts; what people heard, from kept figures.

    Counts what is current; what was replaced is history. What is released was counted when it was
    frozen.
    """
    states = {language: LanguageState(language) for language in dataset.languages}
    made = read_counts(dataset.pk, *MADE, Metric.REVIEWS, by=["language", "name"])
    _made(made, states)
    _votes(dataset, states)
    _reviews(made, states)
    release = _released(dataset, states)
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
        release=release,
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
    Metric.SET_ASIDE,
)


def _total(counts: Tally, metric: Metric) -> int:
    return sum(amount for key, amount in counts.items() if key.metric == metric)


def _made(made: Tally, states: States) -> None:
    for language, state in states.items():
        state.translated = made[Key(Metric.TRANSLATIONS, language)]
        state.voiced = made[Key(Metric.RECORDINGS, language)]
        state.hours = made[Key(Metric.AUDIO_MS, language)] / 3_600_000
        state.heard = sum(
            made[Key(metric, language, name=HEARD)]
            for metric in (Metric.CHECKS_PASSED, Metric.CHECKS_FAILED)
        )
        state.set_aside = made[Key(Metric.SET_ASIDE, language)]
        state.checks_failed = made[Key(Metric.ITEMS_FAILING, language)]


def _votes(dataset: Dataset, states: States) -> None:
    for language, kept in read_figures(dataset, VOTED, list(states)).items():
        for name, amount in kept.items():
            setattr(states[language], name, amount)


def _reviews(counts: Tally, states: States) -> None:
    for key, amount in counts.items():
        if key.metric == Metric.REVIEWS and (state := states.get(key.language)):
            state.reviewed += amount
            state.corrected += amount if key.name == Verdict.CORRECTED else 0


def _released(dataset: Dataset, states: States) -> ReleaseState | None:
    """From the newest release's own numbers, which never change."""
    kept = Release.objects.filter(dataset=dataset).order_by("-pk")
    newest = kept.values_list(
        "name", "rows", "gates", "numbers__verified", "numbers__languages"
    ).first()
    if newest is None:
        return None
    name, rows, gates, verified, languages = newest
    for language, part in languages.items():
        if state := states.get(language):
            state.released = part["rows"]
    return ReleaseState(
        name=name,
        rows=rows,
        verified=verified,
        gates_failed=sum(not gate["passed"] for gate in gates),
    )
