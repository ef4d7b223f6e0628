"""What can go wrong with a Label Studio server, and with what comes from it.

StudioError
├── InvalidInputError  ConnectionInvalidError
├── MissingError       ProjectMissingError
└── ConflictError      LabelStudioAbsentError
    └── RemoteError    UnreachableError, TokenRefusedError, LegacyTokensOffError,
                       ProjectGoneError, RequestRefusedError

ResultInvalidError (a ValueError, for rows that are kept as rejected)
"""

from common.errors import ConflictError, InvalidInputError, MissingError


class ConnectionInvalidError(InvalidInputError):
    code = "connection_invalid"


class ProjectMissingError(MissingError):
    code = "label_studio_project_missing"

    def __init__(self) -> None:
        super().__init__("This campaign has no such project in Label Studio.")


class LabelStudioAbsentError(ConflictError):
    code = "label_studio_absent"

    def __init__(self) -> None:
        super().__init__(
            "The package that talks to Label Studio is not installed where this runs. Install the "
            "extra: pip install 'multispeech-studio[label-studio]'."
        )


class RemoteError(ConflictError):
    """Label Studio did not do what it was asked."""

    code = "label_studio_problem"


class UnreachableError(RemoteError):
    code = "label_studio_unreachable"

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(
            f"Label Studio does not answer at {url} ({detail}). Is it running, and is the address "
            "right as seen from the studio's server?"
        )


class TokenRefusedError(RemoteError):
    code = "label_studio_token"

    def __init__(self, url: str) -> None:
        super().__init__(
            f"Label Studio at {url} refuses the token: it is wrong, or was revoked. Make a new one "
            "under Account & Settings there and enter it here."
        )


class LegacyTokensOffError(RemoteError):
    code = "label_studio_legacy_tokens"

    def __init__(self, url: str) -> None:
        super().__init__(
            f"Label Studio at {url} takes no legacy tokens. Use a personal access token, or turn "
            "legacy tokens on under Organization, API Tokens Settings."
        )


class ProjectGoneError(RemoteError):
    code = "label_studio_project_gone"

    def __init__(self, remote_id: int) -> None:
        super().__init__(
            f"Project {remote_id} is no longer there in Label Studio. Votes that were counted "
            "stay; have it made anew to go on."
        )


class RequestRefusedError(RemoteError):
    def __init__(self, action: str, status: int | None, detail: str) -> None:
        super().__init__(f"Label Studio would not {action} ({status}): {detail}")


class ResultInvalidError(ValueError):
    """One sentence for the manager: what is wrong with an annotation's result."""
