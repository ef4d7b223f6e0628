"""Protocols: versioned settings of how raters are asked."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from annotation.errors import CampaignInvalidError, ProtocolFrozenError
from annotation.models import Campaign, Protocol
from catalog.models import Dataset

SETTINGS = (
    "consent_version", "qualification", "qualification_pass_mark", "qualification_days",
    "qualification_tries", "environment_check", "environment_pass_mark", "environment_hours",
    "environment_tries", "training", "session_size", "traps_per_session", "gold_per_session",
    "session_minutes", "sessions_in_a_row", "break_minutes", "sessions_per_day",
)  # fmt: skip


def create_protocol(dataset: Dataset, *, by: User, name: str, **settings: object) -> Protocol:
    """A new protocol, or the next version of the one with this name."""
    with transaction.atomic():
        Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)
        known = dataset.protocols.filter(name=name)
        last = known.aggregate(last=Max("version"))["last"] or 0
        return Protocol.objects.create(
            dataset=dataset, created_by=by, name=name, version=last + 1, **settings
        )


def change_protocol(protocol: Protocol, **settings: object) -> Protocol:
    """Raises ProtocolFrozenError once a campaign uses it."""
    free = Protocol.objects.filter(pk=protocol.pk, frozen_at=None)
    if not free.update(**settings):
        raise ProtocolFrozenError(str(protocol))
    protocol.refresh_from_db()
    return protocol


def check_protocol(protocol: Protocol, dataset: Dataset) -> None:
    """Raises CampaignInvalidError for a protocol of another dataset."""
    if protocol.dataset_id != dataset.pk:
        raise CampaignInvalidError(
            "This protocol belongs to another dataset.", details={"protocol": ["is not found"]}
        )


def freeze_protocol(protocol: Protocol, dataset: Dataset) -> Protocol:
    """Raises as `check_protocol`."""
    check_protocol(protocol, dataset)
    Protocol.objects.filter(pk=protocol.pk, frozen_at=None).update(frozen_at=timezone.now())
    protocol.refresh_from_db()
    return protocol


def protocol_of(campaign: Campaign) -> Protocol:
    """The campaign's, or the light one: nothing asked first, clip after clip."""
    return campaign.protocol or Protocol(
        name="light",
        consent_version=None,
        qualification=False,
        environment_check=False,
        training=False,
        session_size=None,
        traps_per_session=0,
        gold_per_session=0,
    )
