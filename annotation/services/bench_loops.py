"""The bench from the button to passing gates: corrected, voiced again, and heard.

Two campaigns do it, in the studio's own workspace or in Label Studio. The sweep voices what was
corrected (`revoicing`) and opens the listening test, language by language, once all is voiced.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from annotation.bench_progress import measure_loop
from annotation.enums import Backend, BenchStage, CampaignKind, CampaignState, SampleSplit
from annotation.errors import BenchLoopRunningError
from annotation.models import BenchLoop, Campaign
from annotation.services.campaigns import extend_campaign, open_campaign
from annotation.services.foreseeing import foresee_campaign
from annotation.services.ordering import CampaignOrder
from catalog.models import Dataset


@dataclass(frozen=True, kw_only=True)
class ForeseenLoop:
    """One language of a loop that is not there yet."""

    language: str
    items: int
    """Of the bench."""
    to_correct: int
    """Texts that machines wrote; a person's needs no second person."""
    votes_at_most: int
    """In the listening check, once all of the bench is translated and voiced."""


def start_bench_loop(
    dataset: Dataset,
    *,
    by: User,
    languages: Sequence[str],
    votes_per_item: int = 2,
    backend: Backend = Backend.LABEL_STUDIO,
) -> BenchLoop:
    """Has natives correct the bench in these languages; the rest follows by itself.

    Args:
        dataset: with its splits drawn.
        by: a manager, who also opens the listening test.
        languages: without English, which is the source.
        votes_per_item: that each recording gets in the listening test.
        backend: where people work, in both campaigns.

    Raises:
        BenchLoopRunningError: one of the languages is being corrected so already.
        CampaignInvalidError, ConnectionInvalidError: as `open_campaign`.
    """
    with transaction.atomic():
        Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)
        _refuse_twin(dataset, languages)
        correction = open_campaign(dataset, by=by, **_corrections(languages, backend))
        return BenchLoop.objects.create(correction=correction, votes_per_item=votes_per_item)


def foresee_bench_loop(
    dataset: Dataset,
    *,
    by: User,
    languages: Sequence[str],
    votes_per_item: int = 2,
    backend: Backend = Backend.LABEL_STUDIO,
) -> list[ForeseenLoop]:
    """By language: what is corrected, and heard at most. Raises as `start_bench_loop`."""
    _refuse_twin(dataset, languages)
    corrected = foresee_campaign(dataset, by=by, **_corrections(languages, backend))
    return [
        ForeseenLoop(
            language=one.language,
            items=one.items,
            to_correct=one.tasks,
            votes_at_most=one.items * votes_per_item,
        )
        for one in corrected
    ]


def _corrections(languages: Sequence[str], backend: Backend) -> CampaignOrder:
    return {
        "kind": CampaignKind.CORRECTION,
        "name": "Bench: corrections",
        "languages": languages,
        "split": SampleSplit.BENCH,
        "votes_per_item": 1,
        "backend": backend,
    }


def _refuse_twin(dataset: Dataset, languages: Sequence[str]) -> None:
    running = dataset.campaigns.filter(bench_loop__isnull=False, languages__overlap=list(languages))
    twin = running.exclude(state=CampaignState.CLOSED).first()
    if twin is not None:
        raise BenchLoopRunningError(sorted(set(twin.languages) & set(languages)), twin.name)


def advance_bench_loops() -> None:
    """Opens listening tests for languages that are corrected and voiced; safe at any time.

    Closing the campaign of corrections ends a loop where it stands.
    """
    waiting = BenchLoop.objects.filter(
        Q(listening=None) | ~Q(listening__languages=F("correction__languages")),
        correction__state=CampaignState.OPEN,
    )
    for loop in waiting.select_related("correction__dataset", "listening"):
        _advance(loop)


def _advance(loop: BenchLoop) -> None:
    asked = set(loop.listening.languages) if loop.listening else set()
    voiced = [
        part.language for part in measure_loop(loop).languages if part.stage == BenchStage.LISTENING
    ]
    ready = sorted(set(voiced) - asked)
    if not ready:
        return
    with transaction.atomic():
        loop = BenchLoop.objects.select_for_update(of=["self"]).get(pk=loop.pk)
        if loop.listening is None:
            loop.listening = _open_listening(loop, ready)
            loop.save(update_fields=["listening"])
        elif loop.listening.state != CampaignState.CLOSED:
            extend_campaign(loop.listening, languages=ready)


def _open_listening(loop: BenchLoop, languages: Sequence[str]) -> Campaign:
    correction = loop.correction
    return open_campaign(
        correction.dataset,
        by=correction.created_by,
        kind=CampaignKind.LISTENING,
        name="Bench: listening check",
        languages=languages,
        split=SampleSplit.BENCH,
        votes_per_item=loop.votes_per_item,
        backend=Backend(correction.backend),
    )
