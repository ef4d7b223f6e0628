"""The whole life of one item, in order: what happened to it, when, by which engine or person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.db.models.functions import Coalesce

from accounts.models import User
from annotation.models import Correction, ProblemReport, Rating
from catalog.models import Dataset
from corpus.enums import Origin, Split
from corpus.models import Item, NearDuplicate, Recording, Translation
from generation.models import CheckReport
from releases.item import report_checks
from releases.models import ReleaseRow


class EventKind(TextChoices):
    IMPORTED = "imported", "Came in by a file"
    SPLIT_DRAWN = "split_drawn", "Drawn into a split"
    KEPT_OUT = "kept_out", "Found to be like a held-out item"
    TRANSLATED = "translated", "Given a text"
    REWRITTEN = "rewritten", "Given another text"
    CHECKED = "checked", "Checked automatically"
    VOICED = "voiced", "Spoken"
    REVOICED = "revoiced", "Spoken again"
    SET_ASIDE = "set_aside", "Failed its checks in every attempt"
    RATED = "rated", "Rated by a native"
    JUDGED = "judged", "Corrected or confirmed by a native"
    REPORTED = "reported", "A rater found a problem"
    WITHDRAWN = "withdrawn", "An answer was taken back"
    RELEASED = "released", "In a release"


@dataclass(frozen=True)
class Person:
    """``number`` counts the people of one item alone, so that nobody can be followed by it."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; ``language`` is empty where it was to the item itself.

    ``made`` is the text or recording that came of it, ``detail`` a word on it: the split, the
    source, the other item's id, the verdict, the cause, the name of the release.
    """

    kind: EventKind
    at: datetime | None
    language: str = ""
    by: int | None = None
    detail: str = ""
    made: Translation | Recording | None = None
    checks: list[dict[str, Any]] = field(default_factory=list)
    scores: tuple[int, int] | None = None


def tell_life(
    dataset: Dataset, item: Item, *, language: str = "", names: bool = False
) -> tuple[list[Event], dict[int, Person]]:
    """Events from the first to the last, and the people in them by their ids.

    Of one language and the item itself, where a language is given. `names` are for managers.
    A check and what came of it stand right after what they judge: no time of theirs is kept.
    """
    wanted = {"language": language} if language else {}
    texts = [*item.translations.filter(**wanted).order_by("id")]
    clips = [*Recording.objects.filter(translation__item=item, **wanted).order_by("id")]
    ids = {"texts": [text.pk for text in texts], "clips": [clip.pk for clip in clips]}
    checks = _find_checks(**ids)
    told = chain(
        _of_item(dataset, item),
        _of_texts(texts, checks),
        _of_clips(clips, checks),
        _of_answers(_ratings(ids["clips"]), _corrections(ids["texts"])),
        _of_problems(**ids),
        _of_releases(item, wanted),
    )
    events = sorted(told, key=_moment)
    return events, _count_people(events, names=names)


def _moment(event: Event) -> tuple[bool, float]:
    return event.at is None, event.at.timestamp() if event.at else 0.0


def _of_item(dataset: Dataset, item: Item) -> Iterator[Event]:
    yield Event(kind=EventKind.IMPORTED, at=item.created_at, detail=item.source.slug)
    if item.split != Split.UNASSIGNED:
        split = "bench" if item.in_bench else item.split
        yield Event(kind=EventKind.SPLIT_DRAWN, at=dataset.splits_drawn_at, detail=split)
    twins = NearDuplicate.objects.filter(other=item).select_related("held_out").order_by("id")
    for twin in twins:
        other = twin.held_out.external_id
        yield Event(kind=EventKind.KEPT_OUT, at=twin.found_at, language=twin.language, detail=other)


Checks = dict[tuple[type[Translation | Recording], int], list[dict[str, Any]]]


def _find_checks(*, texts: list[int], clips: list[int]) -> Checks:
    reports = CheckReport.objects.filter(Q(translation__in=texts) | Q(recording__in=clips))
    return {
        (Translation, report.translation_id)
        if report.translation_id
        else (Recording, report.recording_id or 0): [*report_checks(report)]
        for report in reports.select_related("rules")
    }


def _of_texts(texts: Iterable[Translation], checks: Checks) -> Iterator[Event]:
    seen: set[str] = set()
    for text in texts:
        if text.origin == Origin.SOURCE and text.language not in seen:
            seen.add(text.language)
            continue  # the import itself
        kind = EventKind.REWRITTEN if text.language in seen else EventKind.TRANSLATED
        seen.add(text.language)
        yield _made(kind, text, by=text.author_id)
        yield from _checked(text, checks)


def _of_clips(clips: Iterable[Recording], checks: Checks) -> Iterator[Event]:
    seen: set[str] = set()
    for clip in clips:
        kind = EventKind.REVOICED if clip.language in seen else EventKind.VOICED
        seen.add(clip.language)
        yield _made(kind, clip)
        yield from _checked(clip, checks)
        if clip.set_aside is not None:
            reasons = ", ".join(clip.set_aside)
            yield Event(
                kind=EventKind.SET_ASIDE,
                at=clip.created_at,
                language=clip.language,
                detail=reasons,
            )


def _made(kind: EventKind, made: Translation | Recording, by: int | None = None) -> Event:
    return Event(kind=kind, at=made.created_at, language=made.language, by=by, made=made)


def _checked(made: Translation | Recording, checks: Checks) -> Iterator[Event]:
    if found := checks.get((type(made), made.pk)):
        yield Event(
            kind=EventKind.CHECKED, at=made.created_at, language=made.language, checks=found
        )


def _ratings(clips: list[int]) -> QuerySet[Rating]:
    return Rating.objects.filter(recording__in=clips).select_related("recording").order_by("id")


def _corrections(texts: list[int]) -> QuerySet[Correction]:
    given = Correction.objects.filter(translation__in=texts)
    return given.select_related("translation").order_by("id")


def _of_answers(ratings: Iterable[Rating], corrections: Iterable[Correction]) -> Iterator[Event]:
    for vote in ratings:
        language = vote.recording.language if vote.recording else ""
        scores = (vote.naturalness, vote.understood)
        yield _answered(EventKind.RATED, vote, language, scores=scores)
        yield from _withdrawn(vote, language)
    for one in corrections:
        language = one.translation.language
        yield _answered(EventKind.JUDGED, one, language, detail=one.verdict)
        yield from _withdrawn(one, language)


def _answered(kind: EventKind, answer: Rating | Correction, language: str, **said: Any) -> Event:
    return Event(kind=kind, at=answer.created_at, language=language, by=answer.rater_id, **said)


def _withdrawn(answer: Rating | Correction, language: str) -> Iterator[Event]:
    if answer.withdrawn_at is not None:
        at, by = answer.withdrawn_at, answer.rater_id
        yield Event(kind=EventKind.WITHDRAWN, at=at, language=language, by=by)


def _of_problems(*, texts: list[int], clips: list[int]) -> Iterator[Event]:
    found = ProblemReport.objects.filter(Q(translation__in=texts) | Q(recording__in=clips))
    languages = Coalesce("recording__language", "translation__language")
    for problem in found.annotate(language=languages).order_by("id"):
        yield Event(
            kind=EventKind.REPORTED,
            at=problem.created_at,
            language=problem.language,
            by=problem.rater_id,
            detail=problem.cause,
        )


def _of_releases(item: Item, wanted: dict[str, str]) -> Iterator[Event]:
    rows = ReleaseRow.objects.filter(item=item, release__dataset=item.dataset_id, **wanted)
    releases = rows.values_list("release__created_at", "release__name")
    for at, name in releases.order_by("release_id").distinct():
        yield Event(kind=EventKind.RELEASED, at=at, detail=name)


def _count_people(events: list[Event], *, names: bool) -> dict[int, Person]:
    met = [*dict.fromkeys(event.by for event in events if event.by is not None)]
    known = dict(User.objects.filter(pk__in=met).values_list("pk", "username")) if names else {}
    return {pk: Person(number, known.get(pk, "")) for number, pk in enumerate(met, start=1)}
