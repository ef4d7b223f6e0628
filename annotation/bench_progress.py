"""How far a bench loop is in each of its languages; five queries, whatever their number."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from annotation.enums import BenchStage
from annotation.models import BenchLoop
from annotation.progress import LanguageProgress, measure_progress
from annotation.services.revoicing import waiting_for_manager
from annotation.statistics.correction_reading import measure_rates
from annotation.statistics.corrections import RateRow
from annotation.statistics.settled import Chosen
from corpus.enums import Origin
from corpus.models import Item, Recording, Translation


@dataclass(frozen=True, kw_only=True)
class LanguageLoop:
    """One language. ``rate`` is the share of settled texts that needed correction, 0-1."""

    language: str
    stage: BenchStage
    items: int
    """Of the bench."""
    untranslated: int
    to_correct: int
    """Texts that natives have not settled yet."""
    settled: int
    rate: float | None
    low: float | None
    high: float | None
    """Of the rate, 95%."""
    corrected: int
    """Current texts that a person wrote."""
    silent: int
    """Of these, without a recording that may be heard."""
    stuck: int
    """Of these, what no sweep tries again: a manager has it voiced, or looks why it fails."""
    votes: int
    votes_needed: int


@dataclass(frozen=True, kw_only=True)
class LoopProgress:
    loop: BenchLoop
    languages: list[LanguageLoop]


@dataclass(frozen=True)
class _Texts:
    there: int = 0
    corrected: int = 0
    silent: int = 0
    stuck: int = 0
    voiced: int = 0


_NOTHING = LanguageProgress("", 0, 0, 0, 0)


def measure_loop(loop: BenchLoop) -> LoopProgress:
    """By language, in the order of the campaign."""
    items = Item.objects.filter(dataset=loop.correction.dataset_id, in_bench=True).count()
    texts = _texts(loop)
    rates = measure_rates(Chosen(dataset=loop.correction.dataset_id, campaign=loop.correction_id))
    rate_of = {row.group: row for row in rates}
    asked = [loop.correction, *([loop.listening] if loop.listening else [])]
    progress = measure_progress(asked)
    correcting = {row.language: row for row in progress[loop.correction_id]}
    hearing = {row.language: row for row in progress.get(loop.listening_id or 0, [])}
    return LoopProgress(
        loop=loop,
        languages=[
            _describe(language, items, texts.get(language, _Texts()), rate_of.get(language),
                      correcting.get(language, _NOTHING), hearing.get(language, _NOTHING))
            for language in loop.correction.languages
        ],
    )  # fmt: skip


def _texts(loop: BenchLoop) -> Mapping[str, _Texts]:
    clips = Recording.objects.filter(translation=OuterRef("pk"), is_current=True, set_aside=None)
    stuck = waiting_for_manager(loop.correction.dataset).filter(pk=OuterRef("pk"))
    persons, silent = Q(origin=Origin.HUMAN), Q(heard=False)
    rows = (
        Translation.objects.filter(
            dataset=loop.correction.dataset_id,
            is_current=True,
            item__in_bench=True,
            language__in=loop.correction.languages,
        )
        .annotate(heard=Exists(clips), waits=Exists(stuck))
        .values("language")
        .annotate(
            there=Count("pk"),
            corrected=Count("pk", filter=persons),
            silent=Count("pk", filter=persons & silent),
            stuck=Count("pk", filter=persons & silent & Q(waits=True)),
            voiced=Count("pk", filter=~silent),
        )
    )
    return {
        row["language"]: _Texts(
            there=row["there"],
            corrected=row["corrected"],
            silent=row["silent"],
            stuck=row["stuck"],
            voiced=row["voiced"],
        )
        for row in rows
    }


def _describe(  # noqa: PLR0913, PLR0917 - what is known of one language
    language: str,
    items: int,
    texts: _Texts,
    rate: RateRow | None,
    correcting: LanguageProgress,
    hearing: LanguageProgress,
) -> LanguageLoop:
    interval = rate.interval if rate else None
    return LanguageLoop(
        language=language,
        stage=_stage(items, texts, correcting, hearing),
        items=items,
        untranslated=items - texts.there,
        to_correct=correcting.tasks - correcting.done,
        settled=correcting.done,
        rate=rate.rate if rate else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        corrected=texts.corrected,
        silent=texts.silent,
        stuck=texts.stuck,
        votes=hearing.votes,
        votes_needed=hearing.votes_needed,
    )


def _stage(
    items: int, texts: _Texts, correcting: LanguageProgress, hearing: LanguageProgress
) -> BenchStage:
    if correcting.done < correcting.tasks:
        return BenchStage.CORRECTING
    if texts.there < items:
        return BenchStage.UNTRANSLATED
    if texts.silent:
        return BenchStage.VOICING
    # What was voiced a moment ago is no task yet.
    heard = hearing.tasks >= max(texts.voiced, 1) and hearing.done == hearing.tasks
    return BenchStage.HEARD if heard else BenchStage.LISTENING
