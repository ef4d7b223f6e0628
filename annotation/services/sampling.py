"""Which items a campaign asks about: by lot, so that rates hold, and suspects beside them."""

from collections.abc import Mapping

from django.db import connection

from annotation.enums import CampaignKind, SampleSlice
from annotation.models import Campaign
from generation.checks.heard import ERRORS as RECOGNITION

SqlValues = dict[str, int | str | list[str] | None]

_IN_SPLIT = """i.dataset_id = %(dataset)s AND (i.in_bench OR %(split)s <> 'bench')
  AND (i.split = %(split)s OR %(split)s = 'bench')"""
# Ordered by a hash, so a larger sample holds every smaller one: a campaign can be extended.
_UNIFORM = f"""
SELECT i.id AS item_id, '' AS language, 'uniform' AS slice FROM corpus_item i
WHERE {_IN_SPLIT}
ORDER BY md5(%(seed)s || ':' || i.external_id) LIMIT %(uniform_limit)s
"""  # noqa: S608 - made of constants
_SUSPECTS: Mapping[SampleSlice, str] = {
    # The least error rate of all recognizers: one family's weakness in a language is no suspicion.
    SampleSlice.ASR_DISAGREEMENT: """
        SELECT t.item_id, t.language, max(m.value) AS badness
        FROM generation_checkreport c
        JOIN generation_checkrules k ON k.id = c.rules_id
        JOIN LATERAL unnest(k.names, c.measured) AS m (name, value)
          ON m.name = %(recognition)s AND m.value > 0
        JOIN corpus_recording r ON r.id = c.recording_id AND r.is_current
        JOIN corpus_translation t ON t.id = r.translation_id AND t.is_current
        WHERE c.dataset_id = %(dataset)s AND c.language = ANY(%(languages)s)
        GROUP BY t.item_id, t.language""",
    SampleSlice.FAILED_CHECKS: """
        SELECT t.item_id, t.language, sum(cardinality(c.failed)) AS badness
        FROM generation_checkreport c
        LEFT JOIN corpus_recording r ON r.id = c.recording_id AND r.is_current
        JOIN corpus_translation t
          ON t.id = coalesce(c.translation_id, r.translation_id) AND t.is_current
        WHERE c.dataset_id = %(dataset)s AND c.language = ANY(%(languages)s) AND c.failed <> '{}'
        GROUP BY t.item_id, t.language""",
}
_TARGETED = """
SELECT item_id, language, '{slice}' AS slice FROM (
    SELECT suspect.*, row_number() OVER (
        PARTITION BY suspect.language
        ORDER BY badness DESC, md5(%(seed)s || ':' || i.external_id)) AS place
    FROM ({suspects}) suspect JOIN corpus_item i ON i.id = suspect.item_id
    WHERE {in_split} AND NOT EXISTS (
        SELECT FROM {known} known
        WHERE known.item_id = suspect.item_id AND known.slice <> '{slice}'
          AND known.language IN ('', suspect.language))
) ranked WHERE place <= %({slice}_limit)s
"""
_ADD = """
INSERT INTO annotation_sampleditem (campaign_id, item_id, language, slice)
SELECT %(campaign)s, item_id, language, slice FROM ({rows}) row ON CONFLICT DO NOTHING
"""
DRAWN = """(SELECT item_id, language, slice FROM annotation_sampleditem
            WHERE campaign_id = %(campaign)s)"""
"""What a campaign has, as a table of a statement."""
FOUND: dict[str, str] = {
    CampaignKind.LISTENING: """
        FROM {sample} s
        JOIN corpus_translation t ON t.item_id = s.item_id AND t.is_current
        JOIN corpus_recording r ON r.translation_id = t.id AND r.is_current
        WHERE t.language = ANY(%(languages)s) AND s.language IN ('', t.language)""",
    CampaignKind.CORRECTION: """
        FROM {sample} s
        JOIN corpus_translation t ON t.item_id = s.item_id AND t.is_current
        WHERE t.language = ANY(%(languages)s) AND s.language IN ('', t.language)""",
}
"""The recordings or texts that there are of a sample."""
# English is the source, so there is nothing to correct; a person's text needs no second person.
FIT: dict[str, str] = {
    CampaignKind.LISTENING: "r.set_aside IS NULL",
    CampaignKind.CORRECTION: "t.origin = 'machine'",
}
"""Which of these people are asked about."""
_COLUMNS: dict[str, str] = {
    CampaignKind.LISTENING: "r.id AS recording_id, NULL::bigint AS translation_id",
    CampaignKind.CORRECTION: "NULL::bigint AS recording_id, t.id AS translation_id",
}
SUBJECTS: dict[str, str] = {
    kind: f"SELECT t.item_id, t.language, {_COLUMNS[kind]}, s.slice {found} AND {FIT[kind]}"
    for kind, found in FOUND.items()
}


def draw_sample(campaign: Campaign) -> int:
    """Adds what the campaign's numbers ask for and it doesn't have; returns how many items.

    Targeted slices are drawn once, by what checks say now: the worst first, ties by lot. An item
    of the uniform slice is in no other, since rates rest on it.
    """
    values = sample_values(campaign) | {"campaign": campaign.pk}
    added = 0
    with connection.cursor() as cursor:
        for slice_ in slices_of(campaign):
            cursor.execute(_ADD.format(rows=drawing(slice_, known=DRAWN)), values)
            added += cursor.rowcount
    return added


def slices_of(campaign: Campaign) -> list[SampleSlice]:
    """In the order in which they are drawn: what one has, those after it leave out."""
    return [SampleSlice.UNIFORM, *map(SampleSlice, campaign.targeted_per_language)]


def drawing(slice_: SampleSlice, *, known: str) -> str:
    """The statement that draws a slice beside what is known: its item, language and slice."""
    if slice_ == SampleSlice.UNIFORM:
        return _UNIFORM
    return _TARGETED.format(
        slice=slice_.value, suspects=_SUSPECTS[slice_], in_split=_IN_SPLIT, known=known
    )


def sample_values(campaign: Campaign) -> SqlValues:
    """Of all that is drawn."""
    targets = campaign.targeted_per_language.items()
    return {
        "dataset": campaign.dataset_id,
        "split": campaign.split,
        "seed": campaign.seed,
        "languages": campaign.languages,
        "recognition": RECOGNITION.name,
        "uniform_limit": campaign.items_per_language,
        **{f"{slice_}_limit": count for slice_, count in targets},
    }
