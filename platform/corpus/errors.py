"""StudioError -> SplitsFrozenError, TextReplacedError, ImportBusyError, AudioMissingError.

Importing has a tree of its own.
"""

from common.errors import ConflictError, MissingError


class SplitsFrozenError(ConflictError):
    code = "splits_frozen"

    def __init__(self) -> None:
        super().__init__(
            "Items of this dataset have been translated or voiced already, so all of them keep "
            "their place. Items that you import from now on can be drawn: they go to train."
        )


class TextReplacedError(ConflictError):
    code = "text_replaced"

    def __init__(self) -> None:
        super().__init__("Someone else changed this text meanwhile. Take the next one.")


class ImportBusyError(ConflictError):
    code = "import_busy"

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"Another file is being imported into {slug}. Wait for it, then send this one again."
        )


class AudioMissingError(MissingError):
    code = "audio_missing"

    def __init__(self, sha256: str) -> None:
        super().__init__(f"No recording {sha256} is stored here.")
