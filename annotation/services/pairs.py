"""Preference campaigns: pairs of answers come in as plain data, and votes on them go out so.

Raters hear the question and choose between two written answers, blind: nothing they are shown
names the pair's key, its reference or the campaign. Consent, qualification and sessions are those
of the protocol. Headphone check, training, traps and gold are left out: they measure how a person
hears sound, and here the sound is only the question. Every standing vote counts, whatever became
of its session.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from annotation.enums import CampaignKind, CampaignState, PairOrder, Preferred
from annotation.errors import CampaignInvalidError
from annotation.models import AnswerPair, Campaign, Preference, Protocol, SampledItem, Task
from annotation.services.ordering import check_languages
from annotation.services.protocols import freeze_protocol
from annotation.statistics.correction_files import rater_pseudonym
from catalog.models import Dataset
from corpus.models import Recording

_AT_ONCE = 2_000
_SENSITIVE = "translation__item__source__sensitive"


@dataclass(frozen=True, kw_only=True, slots=True)
class PairFacts:
    """A pair as its owner hands it over.

    ``key`` and ``reference`` are the owner's way back to its own rows; raters see neither.
    """

    key: str
    """Unique in the campaign."""
    cluster: str
    """What votes depend on together, such as the source item: its translations are no independent
    questions."""
    language: str
    question: str
    """What is said in the recording."""
    sha256: str
    """Of the question's recording, one of the dataset."""
    first: str
    second: str
    reference: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class PreferenceFacts:
    """A standing vote. ``choice`` is the pair's own first or second, whatever stood first."""

    key: str
    cluster: str
    language: str
    rater: str
    """A pseudonym, the same in all files of the dataset."""
    choice: Preferred
    order_shown: PairOrder
    seconds: float
    """From opening, or the answer before it, to sending."""


def open_preference_campaign(  # noqa: PLR0913 - one keyword for each field of the form
    dataset: Dataset,
    *,
    by: User,
    name: str,
    pairs: Iterable[PairFacts],
    languages: Sequence[str],
    votes_per_pair: int = 2,
    protocol: Protocol | None = None,
    draft: bool = False,
) -> Campaign:
    """Takes the pairs over and asks about each in its own language, in the studio's own workspace.

    ``name`` is for managers: raters are shown the campaign's number instead.

    Raises:
        CampaignInvalidError: there are no pairs, or one of them can't be asked about; nothing is
            opened then.
    """
    given = list(pairs)
    check_languages(dataset, languages)
    _check_pairs(given, languages, votes_per_pair)
    heard = _find_recordings(dataset, given)
    with transaction.atomic():
        campaign = Campaign.objects.create(
            dataset=dataset,
            created_by=by,
            kind=CampaignKind.PREFERENCE,
            name=name,
            state=CampaignState.DRAFT if draft else CampaignState.OPEN,
            protocol=freeze_protocol(protocol, dataset) if protocol else None,
            languages=sorted(set(languages)),
            votes_per_item=votes_per_pair,
        )
        _store(campaign, given, heard)
    return campaign


def read_preferences(campaign: Campaign) -> Iterator[PreferenceFacts]:
    """Every standing vote, in the order in which they were given."""
    standing = Preference.objects.filter(pair__campaign=campaign, withdrawn_at=None)
    for vote in standing.select_related("pair").order_by("pk").iterator(chunk_size=_AT_ONCE):
        yield PreferenceFacts(
            key=vote.pair.key,
            cluster=vote.pair.cluster,
            language=vote.pair.language,
            rater=rater_pseudonym(campaign.dataset, vote.rater_id),
            choice=Preferred(vote.choice),
            order_shown=PairOrder(vote.order_shown),
            seconds=vote.seconds,
        )


def count_preferences(campaigns: Sequence[int]) -> dict[int, tuple[int, int]]:
    """By campaign that has votes: how many were given, and how many of them withdrawn.

    While both stay, `read_preferences` reads the same.
    """
    votes = Preference.objects.filter(pair__campaign__in=campaigns)
    rows = votes.values_list("pair__campaign").annotate(Count("pk"), Count("withdrawn_at"))
    return {campaign: (given, withdrawn) for campaign, given, withdrawn in rows.order_by()}


def asked_keys(campaigns: Sequence[int]) -> list[str]:
    """Keys of all pairs that one of the campaigns asks about."""
    pairs = AnswerPair.objects.filter(campaign__in=campaigns).order_by().distinct()
    return [*pairs.values_list("key", flat=True)]


def tally_preferences(
    campaigns: Sequence[int], keys: Sequence[str]
) -> dict[str, Counter[Preferred]]:
    """Standing votes on some pairs, by key, whichever of the campaigns asked for them."""
    standing = Preference.objects.filter(
        pair__campaign__in=campaigns, pair__key__in=keys, withdrawn_at=None
    )
    rows = standing.values_list("pair__key", "choice").annotate(Count("pk")).order_by()
    found: dict[str, Counter[Preferred]] = defaultdict(Counter)
    for key, choice, count in rows:
        found[key][Preferred(choice)] += count
    return found


def _check_pairs(pairs: Sequence[PairFacts], languages: Sequence[str], votes: int) -> None:
    if votes < 1:
        _refuse("votes_per_pair", "must be 1 or more")
    if not pairs:
        _refuse("pairs", "there are none to ask about")
    seen: set[str] = set()
    for pair in pairs:
        if pair.key in seen:
            _refuse("pairs", f"{pair.key} is there twice")
        if pair.language not in languages:
            _refuse("pairs", f"{pair.key} is in {pair.language}, which is not asked about")
        seen.add(pair.key)


def _refuse(field: str, problem: str) -> None:
    said = f"{field.replace('_', ' ').capitalize()}: {problem}."
    raise CampaignInvalidError(said, details={field: [problem]})


class _Heard(NamedTuple):
    """What is known of a question's recording."""

    item_id: int
    duration_s: float
    sensitive: bool


def _find_recordings(dataset: Dataset, pairs: Sequence[PairFacts]) -> dict[str, _Heard]:
    """By SHA-256. Where several items have the same sound, one that needs a warning stands."""
    found: dict[str, _Heard] = {}
    wanted = sorted({pair.sha256 for pair in pairs})
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Recording.objects.filter(
            dataset=dataset, sha256__in=wanted[start : start + _AT_ONCE]
        ).order_by(_SENSITIVE, "-pk")
        facts = rows.values_list("sha256", "translation__item_id", "duration_s", _SENSITIVE)
        found |= {sha256: _Heard(item, seconds, warn) for sha256, item, seconds, warn in facts}
    for pair in pairs:
        if pair.sha256 not in found:
            _refuse("pairs", f"{pair.key} has a question that is no recording of this dataset")
    return found


def _store(campaign: Campaign, pairs: Sequence[PairFacts], heard: Mapping[str, _Heard]) -> None:
    """Items are noted as sampled, so that no qualification is drawn from what is asked here."""
    rows = [_row(campaign, pair, heard[pair.sha256]) for pair in pairs]
    AnswerPair.objects.bulk_create(rows, batch_size=_AT_ONCE)
    places = {(heard[pair.sha256].item_id, pair.language) for pair in pairs}
    SampledItem.objects.bulk_create(
        (SampledItem(campaign=campaign, item_id=item, language=code) for item, code in places),
        batch_size=_AT_ONCE,
    )
    Task.objects.bulk_create(
        (
            Task(
                campaign=campaign,
                language=row.language,
                pair=row,
                votes_needed=campaign.votes_per_item,
            )
            for row in rows
        ),
        batch_size=_AT_ONCE,
    )


def _row(campaign: Campaign, pair: PairFacts, heard: _Heard) -> AnswerPair:
    return AnswerPair(
        campaign=campaign,
        key=pair.key,
        cluster=pair.cluster,
        language=pair.language,
        question=pair.question,
        sha256=pair.sha256,
        duration_s=heard.duration_s,
        sensitive=heard.sensitive,
        first_text=pair.first,
        second_text=pair.second,
        reference=dict(pair.reference),
    )
