"""What natives would have heard: 115,000 votes by two dozen people, over two months."""

from accounts.enums import Role
from annotation.enums import CampaignKind, SampleSplit
from annotation.models import Assignment, Rating
from annotation.services.campaigns import open_campaign
from catalog.models import Dataset
from tests.bench.insert import Values, insert_select
from tests.bench.people import MANAGER, person

_EACH = 5
_RATERS = 24
_WHEN = "now() - a.id %% 60 * interval '1 day'"


def hear_clips(dataset: Dataset) -> None:
    """Of all items of test, spread evenly over languages; one vote in nine came too fast."""
    raters = [person(f"bench-listener{number}", Role.RATER) for number in range(_RATERS)]
    dataset.memberships.bulk_create(
        dataset.memberships.model(dataset=dataset, user=rater) for rater in raters
    )
    campaign = open_campaign(
        dataset,
        by=person(MANAGER, Role.MANAGER),
        kind=CampaignKind.LISTENING,
        name="Bench votes",
        languages=dataset.languages,
        split=SampleSplit.TEST,
        votes_per_item=_EACH + 1,
    )
    _answer({"campaign": campaign.pk, "raters": [rater.pk for rater in raters], "each": _EACH})
    campaign.tasks.update(answered=_EACH, taken=_EACH)


def _answer(values: Values) -> None:
    insert_select(
        Assignment,
        {
            "task_id": "t.id",
            "rater_id": "(%(raters)s::bigint[])"
            "[1 + (t.id * 7 + turn * 5) %% cardinality(%(raters)s::bigint[])]",
            "state": "'answered'", "lease_expires_at": "now()", "opened_at": "now()",
            "heard_at": "now()", "answered_at": "now()", "plays": "1",
        },
        "FROM annotation_task t CROSS JOIN generate_series(1, %(each)s) AS turn"
        " WHERE t.campaign_id = %(campaign)s",
        values,
    )  # fmt: skip
    insert_select(
        Rating,
        {
            "assignment_id": "a.id", "recording_id": "t.recording_id", "rater_id": "a.rater_id",
            "seconds": "CASE WHEN a.rater_id %% 9 = 0 THEN 0.1 ELSE 9.5 + a.id %% 30 END",
            "naturalness": "1 + (a.id * 31 + a.rater_id) %% 5", "understood": "1 + a.id %% 4",
            "created_at": _WHEN,
        },
        "FROM annotation_assignment a JOIN annotation_task t ON t.id = a.task_id"
        " WHERE t.campaign_id = %(campaign)s",
        values,
    )  # fmt: skip
