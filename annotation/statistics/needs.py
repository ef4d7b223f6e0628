"""What a language still lacks: votes that open campaigns wait for, and what they will give."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import connection

from annotation.statistics.facts import SCALES, RawVote
from annotation.statistics.tables import opinions
from catalog.models import Dataset
from evaluation.metrics import expected_width, mean_opinion
from evaluation.metrics.opinion import FEWEST_ITEMS, FEWEST_RATERS
from evaluation.metrics.planning import TYPICAL

_ASKED = """
SELECT t.language, sum(greatest(t.votes_needed - t.answered, 0))::bigint,
       count(DISTINCT t.item_id)
FROM annotation_campaign c
JOIN annotation_task t ON t.campaign_id = c.id AND t.recording_id IS NOT NULL AND t.is_open
WHERE c.dataset_id = %s AND c.state <> 'closed' AND t.language = ANY(%s)
GROUP BY t.language
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """By listening campaigns that are not closed, about current recordings."""

    needed: int = 0
    """Votes that are missing."""
    items: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Needs:
    """Of one language."""

    given: int
    """Votes on current recordings."""
    counting: int
    """Of these, those that the rules let count."""
    needed: int
    """More, until every clip has what its campaign asks for."""
    widths: dict[str, float | None]
    """By scale: of the interval to expect then, from as many raters; None below two of them."""
    measured: bool
    """From how raters and items differ here; else from what is typical of five-point scales."""


def read_asked(dataset: Dataset, languages: Sequence[str]) -> dict[str, Asked]:
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [dataset.pk, list(languages)])
        return {row[0]: Asked(needed=row[1], items=row[2]) for row in cursor.fetchall()}


def describe_needs(kept: Sequence[RawVote], given: int, asked: Asked) -> dict[str, object]:
    raters = len({vote.rater for vote in kept})
    items = max(asked.items, len({vote.item for vote in kept}))
    each = max(1, round((len(kept) + asked.needed) / items)) if items else 0
    widths: dict[str, float | None] = {}
    measured = raters >= FEWEST_RATERS and items >= FEWEST_ITEMS
    for scale in SCALES:
        components = mean_opinion(opinions(kept, scale)).components if measured else None
        measured = measured and components is not None
        widths[scale] = expected_width(
            each, raters=max(raters, each), items=items, components=components or TYPICAL
        )
    needs = Needs(
        given=given, counting=len(kept), needed=asked.needed, widths=widths, measured=measured
    )
    return asdict(needs)
