"""What natives are asked, and who comes to answer."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from annotation.enums import CampaignKind, TrialKind
from annotation.models import (
    Campaign,
    Invite,
    ProlificStudy,
    ProlificSubmission,
    Protocol,
    RatingSession,
    Trial,
)
from catalog.models import Dataset
from tests.factories.numbers import numbers


def make_campaign(dataset: Dataset, **fields: Any) -> Campaign:
    """Drawn from the bench as it is now, through the real service."""
    from annotation.services.campaigns import open_campaign

    return open_campaign(
        dataset,
        **{
            "by": dataset.created_by,
            "kind": CampaignKind.LISTENING,
            "name": f"Campaign {next(numbers)}",
            "languages": ["ara"],
            **fields,
        },
    )


def make_protocol(dataset: Dataset, **fields: Any) -> Protocol:
    """Asks for nothing but what ``fields`` turn on."""
    return Protocol.objects.create(
        **{
            "dataset": dataset,
            "name": f"protocol{next(numbers)}",
            "consent_version": None,
            "qualification": False,
            "environment_check": False,
            "training": False,
            "session_size": None,
            "traps_per_session": 0,
            "gold_per_session": 0,
            **fields,
        }
    )


def make_trial(campaign: Campaign, rater: User, **fields: Any) -> Trial:
    """Two questions without sound; the first choice is right."""
    question = {"sha256": "", "duration_s": 0.0, "text": "?", "choices": ["a", "b"], "expected": 0}
    return Trial.objects.create(
        **{
            "campaign": campaign,
            "rater": rater,
            "language": "ara",
            "kind": TrialKind.QUALIFICATION,
            "questions": [question, question],
            **fields,
        }
    )


def make_session(campaign: Campaign, rater: User, **fields: Any) -> RatingSession:
    """An empty one."""
    now = timezone.now()
    return RatingSession.objects.create(
        **{
            "campaign": campaign,
            "rater": rater,
            "language": "ara",
            "device": "1",
            "seed": 1,
            "started_at": now,
            "expires_at": now + timedelta(hours=1),
            **fields,
        }
    )


def make_invite(dataset: Dataset, **fields: Any) -> tuple[Invite, str]:
    """For one person, and a day; with the link's key."""
    from annotation.recruitment.invites import create_invite

    fields = {"name": "a friend", "language": "ara", "days": 1, "max_uses": 1, **fields}
    return create_invite(dataset, by=dataset.created_by, **fields)


def make_study(campaign: Campaign, **fields: Any) -> ProlificStudy:
    """Pays for one session; every outcome has a code of its own."""
    return ProlificStudy.objects.create(
        **{
            "campaign": campaign,
            "language": "ara",
            "study_id": f"study{next(numbers)}",
            "code_complete": "DONE1",
            "code_failed_checks": "FAILED1",
            "code_screened_out": "SCREENED1",
            "code_no_consent": "NOCONSENT1",
            "failed_checks_to_reject": 1,
            "created_by": campaign.created_by,
            **fields,
        }
    )


def make_submission(study: ProlificStudy, prolific_id: str = "") -> ProlificSubmission:
    """Somebody arrives."""
    from annotation.recruitment.studies import arrive

    number = next(numbers)
    return arrive(
        study.campaign_id,
        study_id=study.study_id,
        prolific_id=prolific_id or f"person{number}",
        session_id=f"session{number}",
        interface_language="ar",
    )
