from django.db.models import TextChoices


class ProjectState(TextChoices):
    """Where the copy of a campaign's language in Label Studio stands."""

    WAITING = "waiting", "Waits to be made"
    IMPORTING = "importing", "Tasks are on their way"
    READY = "ready", "Ready"
    CLOSED = "closed", "Closed"
    GONE = "gone", "Deleted in Label Studio"


# Importing again adds what came since, or mends what a crash left half done.
ALLOWED_PROJECT: dict[ProjectState, frozenset[ProjectState]] = {
    ProjectState.WAITING: frozenset(
        {ProjectState.IMPORTING, ProjectState.CLOSED, ProjectState.GONE}
    ),
    ProjectState.IMPORTING: frozenset(
        {ProjectState.IMPORTING, ProjectState.READY, ProjectState.CLOSED, ProjectState.GONE}
    ),
    ProjectState.READY: frozenset({ProjectState.IMPORTING, ProjectState.CLOSED, ProjectState.GONE}),
    ProjectState.CLOSED: frozenset({ProjectState.GONE}),
    # A manager has it made anew.
    ProjectState.GONE: frozenset({ProjectState.WAITING}),
}


class Standing(TextChoices):
    """What became of one version of an annotation."""

    ACCEPTED = "accepted", "Counted"
    REJECTED = "rejected", "Not counted"
    SUPERSEDED = "superseded", "Changed since in Label Studio"
    DELETED = "deleted", "Deleted in Label Studio"
    KEPT = "kept", "Counted, though its project was deleted in Label Studio"


CURRENT = frozenset({Standing.ACCEPTED, Standing.REJECTED})
"""What Label Studio's own export holds, one row for each annotation."""


class Reason(TextChoices):
    """Why an annotation is not counted."""

    UNKNOWN_TASK = "unknown_task", "The task is none of this campaign"
    UNKNOWN_PERSON = "unknown_person", "Nobody here has this e-mail address"
    NOT_THEIRS = "not_theirs", "Someone else wrote or changed it in this person's name"
    NOT_A_RATER = "not_a_rater", "This person may not rate in this dataset"
    LANGUAGE = "language", "This person's profile does not list the language"
    SKIPPED = "skipped", "Skipped"
    INVALID = "invalid", "Incomplete, out of range, or no answer to what was asked"
    DUPLICATE = "duplicate", "This person has answered this one already"
    OVERLAP = "overlap", "Enough others have answered this one"
    REPLACED = "replaced", "The text or recording was replaced meanwhile"
    CLOSED = "closed", "It was given after the campaign was closed"


RETRIABLE = frozenset(
    {Reason.UNKNOWN_PERSON, Reason.NOT_A_RATER, Reason.LANGUAGE, Reason.UNKNOWN_TASK,
     Reason.DUPLICATE, Reason.OVERLAP, Reason.REPLACED}
)  # fmt: skip
"""What may be judged otherwise later, although the annotation itself stays as it is."""
