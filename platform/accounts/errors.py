"""StudioError -> LoginRefusedError, TokenMintingError, LanguageNotSpokenError."""

from common.errors import InvalidInputError, NotAllowedError


class LoginRefusedError(InvalidInputError):
    code = "login_refused"

    def __init__(self) -> None:
        super().__init__("That name and password don't match an active account.")


class TokenMintingError(NotAllowedError):
    """Else a leaked key would live on in its children after it was revoked."""

    code = "token_minting"

    def __init__(self) -> None:
        super().__init__("A token can't make tokens. Sign in to make one.")


class LanguageNotSpokenError(NotAllowedError):
    code = "language_not_spoken"

    def __init__(self, language: str) -> None:
        super().__init__(f"Your profile doesn't list the language {language}.")
        self.language = language
