"""Which items a campaign asks about: by lot, so that rates hold, and suspects beside them."""

from collections.abc import Mapping

from django.db import connection

from annotation.enums import SampleSlice
from annotation.models import Campaign
from generation.checks.heard import ERRORS as RECOGNITION

SqlValues = dict[str, int | str | list[str] | None]

_IN_SPLIT = """i.dataset_id = %(dataset)s AND (i.in_bench OR %(split)s <> 'bench')
  AND (i.split = %(split)s OR %(split)s = 'bench')"""
# Ordered by a hash, so a larger sample holds every smaller one: a campaign can be extended.
_UNIFORM = f"""
INSERT INTO annotation_sampleditem (campaign_id, item_id, language, slice)
SELECT %(campaign)s, i.id, '', 'uniform' FROM corpus_item i
WHERE {_IN_SPLIT}
ORDER BY md5(%(seed)s || ':' || i.external_id) LIMIT %(limit)s
ON CONFLICT DO NOTHING
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
INSERT INTO annotation_sampleditem (campaign_id, item_id, language, slice)
SELECT %(campaign)s, item_id, language, %(slice)s FROM (
    SELECT suspect.*, row_number() OVER (
        PARTITION BY suspect.language
        ORDER BY badness DESC, md5(%(seed)s || ':' || i.external_id)) AS place
    FROM ({suspects}) suspect JOIN corpus_item i ON i.id = suspect.item_id
    WHERE {in_split} AND NOT EXISTS (
        SELECT FROM annotation_sampleditem known WHERE known.campaign_id = %(campaign)s
          AND known.item_id = suspect.item_id AND known.slice <> %(slice)s
          AND known.language IN ('', suspect.language))
) ranked WHERE place <= %(limit)s
ON CONFLICT DO NOTHING
"""


def draw_sample(campaign: Campaign) -> int:
    """Adds what the campaign's numbers ask for and it doesn't have; returns how many items.

    Targeted slices are drawn once, by what checks say now: the worst first, ties by lot. An item
    of the uniform slice is in no other, since rates rest on it.
    """
    values: SqlValues = {
        "campaign": campaign.pk,
        "dataset": campaign.dataset_id,
        "split": campaign.split,
        "seed": campaign.seed,
        "languages": campaign.languages,
        "recognition": RECOGNITION.name,
    }
    with connection.cursor() as cursor:
        cursor.execute(_UNIFORM, values | {"limit": campaign.items_per_language})
        added: int = cursor.rowcount
        for slice_, count in campaign.targeted_per_language.items():
            suspects = _SUSPECTS[SampleSlice(slice_)]
            cursor.execute(
                _TARGETED.format(suspects=suspects, in_split=_IN_SPLIT),
                values | {"slice": slice_, "limit": count},
            )
            added += cursor.rowcount
    return added
