"""How much a training would hear, as the release's kept numbers and the recipe's caps tell."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Avg, Count
from django.db.models.functions import Length

from releases.models import Release
from training.recipes import Recipe
from training.recipes.fields import Layout, Source
from training.runs.checking import wanted_languages

_MEAN_CLIP_S = 5.0
"""Of transcribed speech, where only its hours are known."""
_LOOKED_AT = 500


@dataclass(frozen=True, kw_only=True)
class Amount:
    """Of one source in one language."""

    source: str
    language: str
    samples: float
    hours: float
    at_most: bool
    """Only the recipe's cap is known here; the files may hold less."""


@dataclass(frozen=True, kw_only=True)
class Amounts:
    known: tuple[Amount, ...]
    unknown: tuple[str, ...]
    """Sources in files without a cap: only the worker sees what they hold."""
    answer_characters: float | None
    """Mean, of some rows of the release."""

    @property
    def samples(self) -> int:
        return round(sum(amount.samples for amount in self.known))

    @property
    def hours(self) -> float:
        return sum(amount.hours for amount in self.known)


def measure(recipe: Recipe, release: Release | None) -> Amounts:
    """Numbers of samples are those of the first epoch, before anything is held out."""
    own = [
        amount
        for name, source in recipe.data.sources.items()
        if source.share is None
        for amount in _of_source(recipe, name, source, release)
    ]
    taken = [*own, *_shares(recipe, own)]
    told = {amount.source for amount in taken}
    return Amounts(
        known=tuple(_weighed(amount, recipe) for amount in taken),
        unknown=tuple(
            name
            for name, source in recipe.data.sources.items()
            if name not in told and wanted_languages(recipe, source)
        ),
        answer_characters=_answer_characters(release) if release else None,
    )


def _of_source(
    recipe: Recipe, name: str, source: Source, release: Release | None
) -> Iterator[Amount]:
    for language in wanted_languages(recipe, source):
        if source.layout is Layout.RELEASE and release is not None:
            yield _released(name, source, release, language)
        elif source.hours is not None:
            samples = source.hours * 3600 / _MEAN_CLIP_S
            yield Amount(
                source=name,
                language=language,
                samples=min(samples, source.samples or samples),
                hours=source.hours,
                at_most=True,
            )


def _released(name: str, source: Source, release: Release, language: str) -> Amount:
    there = release.numbers["splits"].get(source.split, {}).get(language, {})
    bench = release.numbers["splits"].get("bench", {}) if source.split == "test" else {}
    held = bench.get(language, {})
    voiced = there.get("recordings", 0) - held.get("recordings", 0)
    hours = there.get("hours", 0.0) - held.get("hours", 0.0)
    taken = float(voiced - _capped_away(source, release, language))
    if source.samples is not None:
        taken = min(taken, source.samples)
    if source.hours is not None and hours:
        taken = min(taken, voiced * source.hours / hours)
    share = taken / voiced if voiced else 0.0
    return Amount(source=name, language=language, samples=taken, hours=hours * share, at_most=False)


def _capped_away(source: Source, release: Release, language: str) -> int:
    """Rows of sources within the release beyond what the recipe takes of each."""
    if not source.samples_of:
        return 0
    rows = release.frozen_rows.filter(
        split=source.split, language=language, in_bench=False, recording__isnull=False,
        source__in=source.samples_of,
    )  # fmt: skip
    counted = rows.order_by().values_list("source").annotate(Count("pk"))
    return sum(max(0, count - source.samples_of[name]) for name, count in counted)


def _shares(recipe: Recipe, own: list[Amount]) -> Iterator[Amount]:
    """Sources that are a share of the whole mixture: at most as much as the others leave them."""
    shared = {
        name: source
        for name, source in recipe.data.sources.items()
        if source.share is not None and wanted_languages(recipe, source)
    }
    taken = sum(source.share or 0.0 for source in shared.values())
    if taken >= 1 or not own:
        return
    whole = sum(amount.samples for amount in own) / (1 - taken)
    for name, source in shared.items():
        samples = whole * (source.share or 0.0)
        languages = wanted_languages(recipe, source)
        for language in languages:
            each = samples / len(languages)
            yield Amount(
                source=name, language=language, samples=each,
                hours=each * _MEAN_CLIP_S / 3600, at_most=True,
            )  # fmt: skip


def _weighed(amount: Amount, recipe: Recipe) -> Amount:
    """As often as an epoch takes it."""
    weight = recipe.data.sources[amount.source].weight
    return replace(amount, samples=weight * amount.samples, hours=weight * amount.hours)


def _answer_characters(release: Release) -> float | None:
    rows = release.frozen_rows.filter(split="train").order_by("pk")[:_LOOKED_AT]
    looked = release.frozen_rows.filter(pk__in=rows.values("pk"))
    mean: float | None = looked.aggregate(mean=Avg(Length("text__answer")))["mean"]
    return mean
