from django.db.models import TextChoices


class CampaignKind(TextChoices):
    LISTENING = "listening", "Listening"
    CORRECTION = "correction", "Correction"


class CampaignState(TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


ALLOWED_CAMPAIGN: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.OPEN: frozenset({CampaignState.CLOSED}),
    CampaignState.CLOSED: frozenset(),
}


class AssignmentState(TextChoices):
    HELD = "held", "Held"
    ANSWERED = "answered", "Answered"
    SKIPPED = "skipped", "Skipped"
    EXPIRED = "expired", "Expired"


ENDED = frozenset({AssignmentState.ANSWERED, AssignmentState.SKIPPED})
# What lapsed, was skipped, or whose answer was taken back is taken up again. Skipping again only
# changes the reason.
ALLOWED_ASSIGNMENT: dict[AssignmentState, frozenset[AssignmentState]] = {
    AssignmentState.HELD: frozenset(AssignmentState) - {AssignmentState.HELD},
    AssignmentState.ANSWERED: frozenset({AssignmentState.HELD}),
    AssignmentState.SKIPPED: frozenset({AssignmentState.HELD, AssignmentState.SKIPPED}),
    AssignmentState.EXPIRED: frozenset({AssignmentState.HELD, AssignmentState.SKIPPED}),
}


class Verdict(TextChoices):
    CONFIRMED = "confirmed", "It's correct"
    CORRECTED = "corrected", "Corrected"
    UNTRANSLATABLE = "untranslatable", "Can't be translated"


class SkipReason(TextChoices):
    AUDIO_BROKEN = "audio_broken", "The audio doesn't play"
    NOT_MY_LANGUAGE = "not_my_language", "It isn't my language"
    OFFENSIVE = "offensive", "I don't want to work on this text"
    UNCLEAR = "unclear", "I can't judge it"
    OTHER = "other", "Something else"


class SampleSplit(TextChoices):
    """What a campaign samples from."""

    BENCH = "bench", "Bench"
    TEST = "test", "Test"
    DEV = "dev", "Dev"
    TRAIN = "train", "Train"
