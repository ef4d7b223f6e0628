"""StudioError -> SplitsFrozenError, AudioMissingError. Importing has a tree of its own."""

from common.errors import ConflictError, MissingError


class SplitsFrozenError(ConflictError):
    code = "splits_frozen"

    def __init__(self) -> None:
        super().__init__(
            "Splits are drawn on the English items before translation, and items of this dataset "
            "have been translated or rated already. Splits stay as they are."
        )


class AudioMissingError(MissingError):
    code = "audio_missing"

    def __init__(self, sha256: str) -> None:
        super().__init__(f"No recording {sha256} is stored here.")
