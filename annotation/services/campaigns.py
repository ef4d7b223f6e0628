"""Opening, changing, refreshing and closing campaigns."""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from annotation.enums import ALLOWED_CAMPAIGN, Backend, CampaignKind, CampaignState
from annotation.errors import CampaignClosedError, CampaignInvalidError
from annotation.label_studio.projects import add_projects
from annotation.models import Campaign, Protocol
from annotation.services.protocols import freeze_protocol
from annotation.services.sampling import SqlValues, draw_sample
from catalog.models import Dataset
from common.states import move_row
from languages import SOURCE

# English is the source, so there is nothing to correct; a person's text needs no second person.
_SUBJECTS: dict[str, str] = {
    CampaignKind.LISTENING: """
        SELECT t.item_id, t.language, r.id AS recording_id, NULL::bigint AS translation_id, s.slice
        FROM annotation_sampleditem s
        JOIN corpus_translation t ON t.item_id = s.item_id AND t.is_current
        JOIN corpus_recording r
            ON r.translation_id = t.id AND r.is_current AND r.set_aside IS NULL
        WHERE s.campaign_id = %(campaign)s AND t.language = ANY(%(languages)s)
          AND s.language IN ('', t.language)""",
    CampaignKind.CORRECTION: """
        SELECT t.item_id, t.language, NULL::bigint AS recording_id, t.id AS translation_id, s.slice
        FROM annotation_sampleditem s
        JOIN corpus_translation t ON t.item_id = s.item_id AND t.is_current
        WHERE s.campaign_id = %(campaign)s AND t.language = ANY(%(languages)s)
          AND s.language IN ('', t.language)
          AND t.origin = 'machine'""",
}
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


def open_campaign(  # noqa: PLR0913 - one keyword for each field of the form
    dataset: Dataset,
    *,
    by: User,
    kind: CampaignKind,
    name: str,
    languages: Sequence[str],
    split: str = "bench",
    items_per_language: int | None = None,
    targeted_per_language: Mapping[str, int] | None = None,
    votes_per_item: int = 2,
    seed: int = 1,
    protocol: Protocol | None = None,
    second_reviewer: bool = False,
    backend: Backend = Backend.BUILT_IN,
    draft: bool = False,
) -> Campaign:
    """Draws the sample and its first tasks, and freezes the protocol.

    A draft can be previewed; it asks nobody until it is started.

    Raises:
        CampaignInvalidError: nothing can be asked this way.
        ConnectionInvalidError: no Label Studio is connected.
    """
    if kind == CampaignKind.PREFERENCE:
        _refuse_pairs()
    _check(dataset, kind, languages, votes_per_item)
    if backend == Backend.LABEL_STUDIO:
        _refuse_what_it_lacks(protocol, second_reviewer=second_reviewer)
    if second_reviewer:
        _require_corrections(kind)
    with transaction.atomic():
        campaign = Campaign.objects.create(
            dataset=dataset,
            created_by=by,
            kind=kind,
            name=name,
            state=CampaignState.DRAFT if draft else CampaignState.OPEN,
            protocol=freeze_protocol(protocol, dataset) if protocol else None,
            languages=sorted(set(languages)),
            split=split,
            items_per_language=items_per_language,
            targeted_per_language=dict(targeted_per_language or {}),
            votes_per_item=votes_per_item,
            seed=seed,
            second_reviewer=second_reviewer,
            backend=backend,
        )
        if draw_sample(campaign) == 0:
            raise CampaignInvalidError(
                f"There are no items in {split}. Draw the splits of this dataset first.",
                details={"split": ["is empty"]},
            )
        refresh_tasks(campaign)
        add_projects(campaign)
    return campaign


def _refuse_pairs() -> None:
    raise CampaignInvalidError(
        "Answers to choose between come from a benchmark: open this campaign from its page. It "
        "runs in the studio's own workspace.",
        details={"kind": ["is opened from a benchmark"]},
    )


def _refuse_what_it_lacks(protocol: Protocol | None, *, second_reviewer: bool) -> None:
    lacking = {
        "protocol": protocol is not None and "Label Studio has no consent, trials or sessions",
        "second_reviewer": second_reviewer
        and "Label Studio can't show one native's text to another",
    }
    if problems := {field: [problem] for field, problem in lacking.items() if problem}:
        raise CampaignInvalidError(
            f"{next(iter(problems.values()))[0]}. Choose the studio's own workspace for that.",
            details=problems,
        )


def _require_corrections(kind: CampaignKind) -> None:
    if kind != CampaignKind.CORRECTION:
        raise CampaignInvalidError(
            "Only corrections have a second reviewer. Ask for more votes per item instead.",
            details={"second_reviewer": ["is for corrections"]},
        )


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
        _check(
            campaign.dataset,
            CampaignKind(campaign.kind),
            campaign.languages,
            campaign.votes_per_item,
        )
        campaign.save(update_fields=["languages", "items_per_language", "votes_per_item"])
        if campaign.kind in _SUBJECTS:
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


def _check(
    dataset: Dataset, kind: CampaignKind, languages: Sequence[str], votes_per_item: int
) -> None:
    check_languages(dataset, languages)
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


def check_languages(dataset: Dataset, languages: Sequence[str]) -> None:
    """Raises CampaignInvalidError unless there are some, and all are the dataset's."""
    foreign = sorted(set(languages) - set(dataset.languages))
    if foreign or not languages:
        problem = f"not in this dataset: {', '.join(foreign)}" if foreign else "name at least one"
        raise CampaignInvalidError(f"Languages: {problem}.", details={"languages": [problem]})


def refresh_tasks(campaign: Campaign) -> None:
    """Adds tasks for subjects that came since, and turns to the current ones; idempotent.

    Pairs of answers stay what they were when they were handed over.
    """
    if campaign.kind not in _SUBJECTS:
        return
    values: SqlValues = {
        "campaign": campaign.pk,
        "languages": campaign.languages,
        "votes": campaign.votes_per_item,
    }
    subjects = _SUBJECTS[CampaignKind(campaign.kind)]
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
