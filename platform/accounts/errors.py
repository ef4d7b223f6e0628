"""What can go wrong with people, their sign-in and their tokens.

StudioError
├── InvalidInputError  LoginRefusedError, ReturnLinkUnknownError, PasswordWeakError,
│                      ScopeNotYoursError, KeyInvalidError
├── NotAllowedError    LanguageNotSpokenError
├── ConflictError      NameTakenError, StillStartingError
└── KeyReusedError     422
"""

from collections.abc import Sequence

from common.errors import ConflictError, InvalidInputError, NotAllowedError, StudioError


class LoginRefusedError(InvalidInputError):
    code = "login_refused"

    def __init__(self) -> None:
        super().__init__("That name and password don't match an active account.")


class ReturnLinkUnknownError(InvalidInputError):
    """The same for a mistyped link and for one whose account was closed."""

    code = "return_link_unknown"

    def __init__(self) -> None:
        super().__init__("This link opens no active account. Was it copied to its end?")


class NameTakenError(ConflictError):
    code = "name_taken"

    def __init__(self) -> None:
        problem = "This name is taken. Choose another one."
        super().__init__(problem, details={"username": [problem]})


class PasswordWeakError(InvalidInputError):
    code = "password_weak"

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems), details={"password": list(problems)})


class ScopeNotYoursError(InvalidInputError):
    """Else a token would promise what it can't do."""

    code = "scope_not_yours"

    def __init__(self, scopes: Sequence[str], *, yours: Sequence[str]) -> None:
        problem = (
            f"Your own role has no use for {', '.join(scopes)}. "
            f"Your tokens can have: {', '.join(yours)}."
        )
        super().__init__(problem, details={"scopes": [problem]})


class LanguageNotSpokenError(NotAllowedError):
    code = "language_not_spoken"

    def __init__(self, language: str) -> None:
        super().__init__(f"Your profile doesn't list the language {language}.")
        self.language = language


class KeyInvalidError(InvalidInputError):
    code = "key_invalid"

    def __init__(self, header: str) -> None:
        super().__init__(
            f"{header} can't be read. Send 1 to 200 visible ASCII characters without quotes within,"
            " such as a UUID."
        )


class KeyReusedError(StudioError):
    """What the first request started is not what this one asks for."""

    status = 422
    code = "key_reused"

    def __init__(self) -> None:
        super().__init__(
            "This key was sent with another request in the last 24 hours. Nothing was started: "
            "send a new key with what is new."
        )


class StillStartingError(ConflictError):
    code = "still_starting"

    def __init__(self) -> None:
        super().__init__(
            "This is being started already, by the same request sent before. Send it again in a "
            "moment to see what came of it; there will be one start."
        )
