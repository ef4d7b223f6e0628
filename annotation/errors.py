"""What can go wrong with campaigns and assignments.

StudioError -> CampaignInvalidError, CampaignClosedError, AssignmentMissingError,
AssignmentTakenError, AssignmentAnsweredError, NotHeardYetError, ListenedTooShortError,
CorrectionInvalidError, NothingToUndoError.
"""

from common.errors import ConflictError, InvalidInputError, MissingError


class CampaignInvalidError(InvalidInputError):
    code = "campaign_invalid"


class CampaignClosedError(ConflictError):
    code = "campaign_closed"

    def __init__(self) -> None:
        super().__init__("This campaign is closed. Thank you; nothing more is needed.")


class AssignmentMissingError(MissingError):
    code = "assignment_missing"

    def __init__(self) -> None:
        super().__init__("This is not among what you were given. Take the next one.")


class AssignmentTakenError(ConflictError):
    code = "assignment_taken"

    def __init__(self) -> None:
        super().__init__("Others finished this one while you were away. Take the next one.")


class AssignmentAnsweredError(ConflictError):
    code = "already_answered"

    def __init__(self) -> None:
        super().__init__("You answered this one already. Undo the answer to change it.")


class NotHeardYetError(ConflictError):
    code = "not_heard_yet"

    def __init__(self) -> None:
        super().__init__("Please listen to the clip to its end first; then the scale opens.")


class ListenedTooShortError(ConflictError):
    code = "listened_too_short"

    def __init__(self, heard_s: float, duration_s: float) -> None:
        super().__init__(
            f"The clip lasts {duration_s:.1f} s; only {heard_s:.1f} s of it can have been heard. "
            "Please listen to its end."
        )


class CorrectionInvalidError(InvalidInputError):
    code = "correction_invalid"


class NothingToUndoError(ConflictError):
    code = "nothing_to_undo"

    def __init__(self) -> None:
        super().__init__("There is no answer of yours here that can be taken back.")
