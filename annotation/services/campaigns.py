"""Opening, refreshing and closing campaigns."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from annotation.enums import ALLOWED_CAMPAIGN, CampaignKind, CampaignState
from annotation.errors import CampaignInvalidError
from annotation.models import Campaign
from catalog.models import Dataset
from common.states import move_row
from languages import SOURCE

SqlValues = dict[str, int | str | list[str] | None]

_SAMPLE = """
INSERT INTO annotation_sampleditem (campaign_id, item_id)
SELECT %(campaign)s, id FROM corpus_item
WHERE dataset_id = %(dataset)s AND (in_bench OR %(split)s <> 'bench')
  AND (split = %(split)s OR %(split)s = 'bench')
ORDER BY md5(%(seed)s || ':' || external_id) LIMIT %(limit)s
"""
# English is the source, so there is nothing to correct; a person's text needs no second person.
_SUBJECTS = {
    CampaignKind.LISTENING: """
        SELECT t.language, r.id AS recording_id, NULL::bigint AS translation_id
        FROM annotation_sampleditem s
        JOIN corpus_translation t ON t.item_id = s.item_id AND t.is_current
        JOIN corpus_recording r
            ON r.translation_id = t.id AND r.is_current AND r.set_aside IS NULL
        WHERE s.campaign_id = %(campaign)s AND t.language = ANY(%(languages)s)""",
    CampaignKind.CORRECTION: """
        SELECT t.language, NULL::bigint AS recording_id, t.id AS translation_id
        FROM annotation_sampleditem s
        JOIN corpus_translation t ON t.item_id = s.item_id AND t.is_current
        WHERE s.campaign_id = %(campaign)s AND t.language = ANY(%(languages)s)
          AND t.origin = 'machine'""",
}
_ADD_TASKS = """
INSERT INTO annotation_task (campaign_id, language, recording_id, translation_id, votes_needed,
                             answered, taken, is_open)
SELECT %(campaign)s, language, recording_id, translation_id, %(votes)s, 0, 0, true
FROM ({subjects}) subject
WHERE NOT EXISTS (
    SELECT FROM annotation_task known WHERE known.campaign_id = %(campaign)s
      AND (known.recording_id = subject.recording_id
           OR known.translation_id = subject.translation_id))
ON CONFLICT DO NOTHING
"""
# A task is open while its subject is the current one. What a rater answers right now is left
# for the next time: a sweep neither waits for people nor makes them wait.
_TURN_TASKS = """
UPDATE annotation_task SET is_open = NOT is_open WHERE id IN (
    SELECT task.id FROM annotation_task task
    WHERE task.campaign_id = %(campaign)s AND task.is_open <> (
        EXISTS (SELECT FROM corpus_translation t
                WHERE t.is_current AND t.id = coalesce(task.translation_id, (
                    SELECT r.translation_id FROM corpus_recording r
                    WHERE r.id = task.recording_id AND r.is_current AND r.set_aside IS NULL))))
    FOR UPDATE SKIP LOCKED)
"""


def open_campaign(  # noqa: PLR0913 - one keyword for each field of the form
    dataset: Dataset,
    *,
    by: User,
    kind: CampaignKind,
    name: str,
    languages: Sequence[str],
    split: str = "bench",
    items_per_language: int | None = None,
    votes_per_item: int = 2,
) -> Campaign:
    """Draws the sample and its first tasks.

    Raises:
        CampaignInvalidError: nothing can be asked this way.
    """
    _check(dataset, kind, languages, votes_per_item)
    with transaction.atomic():
        campaign = Campaign.objects.create(
            dataset=dataset,
            created_by=by,
            kind=kind,
            name=name,
            languages=sorted(set(languages)),
            split=split,
            items_per_language=items_per_language,
            votes_per_item=votes_per_item,
        )
        values: SqlValues = {
            "campaign": campaign.pk,
            "dataset": dataset.pk,
            "split": split,
            "seed": campaign.seed,
            "limit": items_per_language,
        }
        with connection.cursor() as cursor:
            cursor.execute(_SAMPLE, values)
            if cursor.rowcount == 0:
                raise CampaignInvalidError(
                    f"There are no items in {split}. Draw the splits of this dataset first.",
                    details={"split": ["is empty"]},
                )
        refresh_tasks(campaign)
    return campaign


def _check(
    dataset: Dataset, kind: CampaignKind, languages: Sequence[str], votes_per_item: int
) -> None:
    foreign = sorted(set(languages) - set(dataset.languages))
    if foreign or not languages:
        problem = f"not in this dataset: {', '.join(foreign)}" if foreign else "name at least one"
        raise CampaignInvalidError(f"Languages: {problem}.", details={"languages": [problem]})
    if kind == CampaignKind.CORRECTION:
        if SOURCE in languages:
            raise CampaignInvalidError(
                "English is the source; there is no translation of it to correct.",
                details={"languages": ["can't hold eng"]},
            )
        if votes_per_item != 1:
            raise CampaignInvalidError(
                "A translation is corrected by one person at a time. Set votes per item to 1.",
                details={"votes_per_item": ["must be 1 for corrections"]},
            )


def refresh_tasks(campaign: Campaign) -> None:
    """Adds tasks for subjects that came since, and turns to the current ones; idempotent."""
    values: SqlValues = {
        "campaign": campaign.pk,
        "languages": campaign.languages,
        "votes": campaign.votes_per_item,
    }
    subjects = _SUBJECTS[CampaignKind(campaign.kind)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TURN_TASKS, values)
        cursor.execute(_ADD_TASKS.format(subjects=subjects), values)


def close_campaign(campaign: Campaign) -> Campaign:
    """Asks nothing more; answers that are there stay.

    Raises:
        InvalidTransitionError: it is closed already.
    """
    return move_campaign(campaign, CampaignState.CLOSED, closed_at=timezone.now())


def move_campaign(campaign: Campaign, state: CampaignState, **values: object) -> Campaign:
    """The only place that changes a campaign's state. Raises InvalidTransitionError."""
    move_row(campaign, state, allowed=ALLOWED_CAMPAIGN, **values)
    return campaign
