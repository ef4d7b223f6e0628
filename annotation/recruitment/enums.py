from django.db.models import TextChoices


class InviteState(TextChoices):
    USABLE = "usable", "Usable"
    REVOKED = "revoked", "Taken back"
    EXPIRED = "expired", "Expired"
    USED_UP = "used_up", "Used up"


class Outcome(TextChoices):
    """How a participant's submission ended, as the server saw it."""

    COMPLETE = "complete", "Complete"
    FAILED_CHECKS = "failed_checks", "Failed attention checks"
    SCREENED_OUT = "screened_out", "Didn't qualify"
    NOT_NEEDED = "not_needed", "Nothing was left to do"
    NO_CONSENT = "no_consent", "Didn't agree, or withdrew"


class Decision(TextChoices):
    """What a manager is advised to do with a submission on Prolific."""

    APPROVE = "approve", "Approve"
    REJECT = "reject", "Reject"
    BY_CODE = "by_code", "Its code decides"
    ASK_RETURN = "ask_return", "Ask to return it"
    WAIT = "wait", "Not finished"
