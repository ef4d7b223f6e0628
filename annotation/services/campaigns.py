"""Opening, changing, refreshing and closing campaigns."""

from collections.abc import Sequence
from typing import Unpack

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from annotation.enums import ALLOWED_CAMPAIGN, CampaignKind, CampaignState
from annotation.errors import CampaignClosedError, CampaignInvalidError
from annotation.label_studio.projects import add_projects
from annotation.models import Campaign
from annotation.services.ordering import CampaignOrder, check_amounts, lay_out, split_is_empty
from annotation.services.protocols import freeze_protocol
from annotation.services.sampling import DRAWN, SUBJECTS, SqlValues, draw_sample
from catalog.models import Dataset
from common.states import move_row

_ADD_TASKS = """
INSERT INTO annotation_task (campaign_id, item_id, language, recording_id, translation_id, slice,
                             votes_needed, answered, taken, is_open)
SELECT %(campaign)s, item_id, language, recording_id, translation_id, slice, %(votes)s, 0, 0, true
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
    WHERE task.campaign_id = %(campaign)s AND task.control_id IS NULL AND task.is_open <> (
        EXISTS (SELECT FROM corpus_translation t
                WHERE t.is_current AND t.id = coalesce(task.translation_id, (
                    SELECT r.translation_id FROM corpus_recording r
                    WHERE r.id = task.recording_id AND r.is_current AND r.set_aside IS NULL))))
    FOR UPDATE SKIP LOCKED)
"""


def open_campaign(
    dataset: Dataset, *, by: User, draft: bool = False, **order: Unpack[CampaignOrder]
) -> Campaign:
    """Draws the sample and its first tasks, and freezes the protocol.

    A draft can be previewed; it asks nobody until it is started.

    Raises:
        CampaignInvalidError: nothing can be asked this way.
        ConnectionInvalidError: no Label Studio is connected.
    """
    campaign = lay_out(dataset, by=by, draft=draft, **order)
    with transaction.atomic():
        if campaign.protocol is not None:
            campaign.protocol = freeze_protocol(campaign.protocol, dataset)
        campaign.save()
        if draw_sample(campaign) == 0:
            raise split_is_empty(campaign)
        refresh_tasks(campaign)
        add_projects(campaign)
    return campaign


def extend_campaign(
    campaign: Campaign,
    *,
    languages: Sequence[str] = (),
    items_per_language: int | None = None,
    votes_per_item: int | None = None,
) -> Campaign:
    """Asks for more, also while it runs; what was asked for stays.

    Args:
        campaign: one that is not closed.
        languages: to add.
        items_per_language: the new number; the items drawn before are among them.
        votes_per_item: the new number.

    Raises:
        CampaignClosedError: it ended.
        CampaignInvalidError: this would ask for less, or can't be asked.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if campaign.state == CampaignState.CLOSED:
            raise CampaignClosedError
        if campaign.kind == CampaignKind.PREFERENCE:
            _refuse_more_pairs(languages, items_per_language)
        _refuse_less(campaign, "items_per_language", items_per_language)
        _refuse_less(campaign, "votes_per_item", votes_per_item)
        campaign.languages = sorted({*campaign.languages, *languages})
        campaign.items_per_language = items_per_language or campaign.items_per_language
        campaign.votes_per_item = votes_per_item or campaign.votes_per_item
        check_amounts(campaign)
        campaign.save(update_fields=["languages", "items_per_language", "votes_per_item"])
        if campaign.kind in SUBJECTS:
            draw_sample(campaign)
        refresh_tasks(campaign)
        asking = campaign.tasks.asking().filter(votes_needed__lt=campaign.votes_per_item)
        asking.update(votes_needed=campaign.votes_per_item)
        add_projects(campaign)
    return campaign


def _refuse_more_pairs(languages: Sequence[str], items_per_language: int | None) -> None:
    wanted = {"languages": languages, "items_per_language": items_per_language}
    if problems := {field: ["stays as it is"] for field, value in wanted.items() if value}:
        raise CampaignInvalidError(
            "This campaign asks about the pairs of answers it was opened with; only the votes per "
            "item can be raised. Open another one from the benchmark for other pairs.",
            details=problems,
        )


def _refuse_less(campaign: Campaign, field: str, wanted: int | None) -> None:
    now = getattr(campaign, field)
    if wanted is not None and (now is None or wanted < now):
        has = "the whole split" if now is None else str(now)
        raise CampaignInvalidError(
            f"A campaign can only be extended; it asks for {has} already.",
            details={field: [f"is {has} already"]},
        )


def refresh_tasks(campaign: Campaign) -> None:
    """Adds tasks for subjects that came since, and turns to the current ones; idempotent.

    Pairs of answers stay what they were when they were handed over.
    """
    if campaign.kind not in SUBJECTS:
        return
    values: SqlValues = {
        "campaign": campaign.pk,
        "languages": campaign.languages,
        "votes": campaign.votes_per_item,
    }
    subjects = SUBJECTS[CampaignKind(campaign.kind)].format(sample=DRAWN)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TURN_TASKS, values)
        cursor.execute(_ADD_TASKS.format(subjects=subjects), values)


def start_campaign(campaign: Campaign) -> Campaign:
    """Begins to ask, or goes on after a pause. Raises InvalidTransitionError."""
    return move_campaign(campaign, CampaignState.OPEN)


def pause_campaign(campaign: Campaign) -> Campaign:
    """Hands out nothing new; what raters hold may still be answered. Raises as above."""
    return move_campaign(campaign, CampaignState.PAUSED)


def close_campaign(campaign: Campaign) -> Campaign:
    """Asks nothing more; answers that are there stay. The sweep closes projects elsewhere.

    Raises:
        InvalidTransitionError: it is closed already.
    """
    return move_campaign(campaign, CampaignState.CLOSED, closed_at=timezone.now())


def move_campaign(campaign: Campaign, state: CampaignState, **values: object) -> Campaign:
    """The only place that changes a campaign's state. Raises InvalidTransitionError."""
    move_row(campaign, state, allowed=ALLOWED_CAMPAIGN, **values)
    return campaign
