"""What can go wrong on the way in.

StudioError
├── InvalidInputError  InviteInvalidError, StudyInvalidError
├── NotAllowedError    RoleCannotRateError
├── MissingError       InviteUnknownError, StudyUnknownError, SubmissionMissingError
└── ConflictError      InviteRevokedError, InviteExpiredError, InviteUsedUpError,
                       StudyFixedError, StudyNotOpenError, AlreadyTookPartError,
                       SubmissionTakenError
"""

from common.errors import ConflictError, InvalidInputError, MissingError, NotAllowedError


class InviteInvalidError(InvalidInputError):
    code = "invite_invalid"


class InviteUnknownError(MissingError):
    code = "invite_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such invite. Was the link copied to its end?")


class InviteRevokedError(ConflictError):
    code = "invite_revoked"

    def __init__(self) -> None:
        super().__init__("This invite was taken back. Ask whoever sent it for a new one.")


class InviteExpiredError(ConflictError):
    code = "invite_expired"

    def __init__(self) -> None:
        super().__init__("This invite has expired. Ask whoever sent it for a new one.")


class InviteUsedUpError(ConflictError):
    code = "invite_used_up"

    def __init__(self) -> None:
        super().__init__("This invite was used up. Ask whoever sent it for a new one.")


class RoleCannotRateError(NotAllowedError):
    """Else a person would judge what they have read the scores of."""

    code = "role_cannot_rate"

    def __init__(self) -> None:
        super().__init__(
            "This account can't join by a rater's invite: raters judge blind, without other rights."
        )


class StudyInvalidError(InvalidInputError):
    code = "study_invalid"


class StudyFixedError(ConflictError):
    code = "study_fixed"

    def __init__(self, field: str) -> None:
        super().__init__(
            f"Participants came already, so {field} can't change.", details={field: ["is fixed"]}
        )


class StudyUnknownError(MissingError):
    code = "study_unknown"

    def __init__(self) -> None:
        super().__init__(
            "This link belongs to no study here. Open it anew from Prolific; if that doesn't "
            "help, return your submission and tell the researcher."
        )


class StudyNotOpenError(ConflictError):
    code = "study_not_open"

    def __init__(self) -> None:
        super().__init__(
            "This study takes nobody in right now. Please return your submission on Prolific."
        )


class AlreadyTookPartError(ConflictError):
    code = "already_took_part"

    def __init__(self) -> None:
        super().__init__("You took part in this study already. Thank you; it is asked only once.")


class SubmissionTakenError(ConflictError):
    code = "submission_taken"

    def __init__(self) -> None:
        super().__init__("This submission belongs to another participant. Open it from Prolific.")


class SubmissionMissingError(MissingError):
    code = "submission_missing"

    def __init__(self) -> None:
        super().__init__("You are in no study from Prolific here.")
