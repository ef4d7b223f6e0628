"""What raters do in these tests, in one line each."""

from accounts.models import User
from annotation.enums import CampaignKind, PlaybackKind
from annotation.models import Assignment, Campaign
from annotation.services.answering import rate_recording
from annotation.services.assigning import take_next
from annotation.services.playback import Playback
from catalog.models import Dataset
from corpus.models import Translation
from tests.factories import make_campaign, make_dataset, make_item, make_translation, make_user


def make_rater(dataset: Dataset | None = None, *languages: str) -> User:
    rater = make_user(languages=languages or ("ara",))
    if dataset is not None:
        dataset.memberships.create(user=rater)
    return rater


def take(campaign: Campaign, rater: User) -> Assignment:
    campaign.dataset.memberships.get_or_create(user=rater)
    assignment = take_next(campaign, language="ara", by=rater)
    assert assignment is not None
    return assignment


def rate(assignment: Assignment, naturalness: int = 4, understood: int = 5) -> Assignment:
    """Heard to its end first."""
    return rate_recording(
        assignment.pk,
        by=assignment.rater,
        naturalness=naturalness,
        understood=understood,
        playback=ended(assignment_seconds(assignment)),
    )


def ended(seconds: float = 1.0) -> list[Playback]:
    """What the player says of a clip that was heard to its end."""
    return [{"kind": PlaybackKind.ENDED, "seconds": seconds}]


def assignment_seconds(assignment: Assignment) -> float:
    recording = assignment.task.recording
    assert recording is not None
    return recording.duration_s


def make_text_to_correct(question: str = "سؤال؟", answer: str = "جواب") -> Translation:
    item = make_item(make_dataset())
    return make_translation(item, question=question, answer=answer)


def correction_of(text: Translation) -> Assignment:
    """A correction campaign over the text's dataset, and a rater who holds this text."""
    campaign = make_campaign(text.dataset, kind=CampaignKind.CORRECTION, votes_per_item=1)
    return take(campaign, make_rater())
