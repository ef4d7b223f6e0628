"""What managers see the history of."""

from django.apps import apps

from catalog.history import Audited

_MADE = frozenset({"created_by", "created_at"})
CAMPAIGN = Audited(
    name="campaign", events=apps.get_model("annotation", "CampaignEvent"), hidden=_MADE
)
PROTOCOL = Audited(
    name="protocol", events=apps.get_model("annotation", "ProtocolEvent"), hidden=_MADE
)
# Servers are the studio's, not a dataset's.
CONNECTION = Audited(
    name="connection",
    events=apps.get_model("annotation", "LabelStudioConnectionEvent"),
    dataset="",
    hidden=_MADE,
    told=("url", "is_default"),
)
PROJECT = Audited(
    name="project",
    events=apps.get_model("annotation", "LabelStudioProjectEvent"),
    dataset="campaign__dataset",
    title=lambda event: f"{event.campaign.name}, {event.language}",
    thing="campaign_id",
    hidden=frozenset({"campaign", "language", "key", "config_hash", "created_at"}),
    told=("connection",),
    related=("campaign",),
)
INVITE = Audited(
    name="invite",
    events=apps.get_model("annotation", "InviteEvent"),
    hidden=_MADE | {"name"},
    told=("campaign", "language", "max_uses", "expires_at"),
)
STUDY = Audited(
    name="study",
    events=apps.get_model("annotation", "ProlificStudyEvent"),
    dataset="campaign__dataset",
    title=lambda event: str(event.study_id),
    thing="campaign_id",
    hidden=_MADE | {"campaign", "study_id"},
    told=("language", "sessions", "failed_checks_to_reject"),
)
BENCH_LOOP = Audited(
    name="bench_loop",
    events=apps.get_model("annotation", "BenchLoopEvent"),
    dataset="correction__dataset",
    title=lambda event: str(event.correction.name),
    hidden=frozenset({"correction", "created_at"}),
    told=("votes_per_item",),
    related=("correction",),
)
AUDITED = (CAMPAIGN, PROTOCOL, CONNECTION, PROJECT, INVITE, STUDY, BENCH_LOOP)
