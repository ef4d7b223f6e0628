"""What goes wrong with items, texts and audio.

StudioError
├── SplitsFrozenError    409  something was made of an item already
├── TextReplacedError    409  somebody else was quicker
├── ImportBusyError      409  another import or a check is under way
├── VoiceTakenError      409  another clip has this name, or another name this clip
├── VoiceInUseError      409  recordings speak with it already
├── VoiceClipError       400  a clip that no voice should be cloned from
├── VoiceTableError      400  a voices.csv that can't be read
├── UploadTooLargeError  413  more bytes than an upload may have
├── AudioMissingError    404  nothing is stored under this name
├── AudioDamagedError    500  other bytes are stored under this name
└── AudioStoreError      503  the store is away, full, or refuses us

Importing has a tree of its own.
"""

from collections.abc import Sequence

from common.errors import ConflictError, InvalidInputError, MissingError, StudioError

_MEGABYTE = 1_000_000


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
            f"Another file is being imported into {slug}, or checked for it. Wait for that,"
            " then send this one again."
        )


class VoiceTakenError(ConflictError):
    code = "voice_taken"

    def __init__(self, *, field: str, problem: str) -> None:
        super().__init__(problem, details={field: [problem]})


class VoiceInUseError(ConflictError):
    code = "voice_in_use"

    def __init__(self, name: str, recordings: int) -> None:
        problem = (
            f"{recordings:,} recordings speak with {name} already, so it stays on its side of the"
            " bench. Retire it, and import another voice for the other side."
        )
        super().__init__(problem, details={"held_out": [problem]})


class VoiceClipError(InvalidInputError):
    code = "voice_clip_unusable"

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems), details={"clip": [*problems]})
        self.problems = tuple(problems)


class VoiceTableError(InvalidInputError):
    code = "voice_table_unreadable"


class UploadTooLargeError(InvalidInputError):
    status = 413
    code = "upload_too_large"

    def __init__(self, *, size: int, limit: int) -> None:
        problem = (
            f"The upload has {size / _MEGABYTE:,.1f} MB; at most {limit / _MEGABYTE:,g} MB are"
            " taken. Pack it with gzip, split it, or use `manage.py import_items` on the server."
        )
        super().__init__(problem, details={"file": [problem]})
        self.size, self.limit = size, limit


class AudioMissingError(MissingError):
    code = "audio_missing"

    def __init__(self, sha256: str) -> None:
        super().__init__(f"No recording {sha256} is stored here.")


class AudioDamagedError(StudioError):
    code = "audio_damaged"

    def __init__(self, sha256: str, *, found: str, size_bytes: int) -> None:
        super().__init__(
            f"The recording {sha256} is damaged: {size_bytes} bytes with SHA-256 {found} are stored"
            " under its name. Bring it back from a backup, or have the question voiced again."
        )
        self.sha256, self.found, self.size_bytes = sha256, found, size_bytes


class AudioStoreError(StudioError):
    status = 503
    code = "audio_store_unavailable"

    def __init__(self, problem: str, cause: Exception) -> None:
        super().__init__(f"The audio store {problem}: {cause}. Nothing was changed; try again.")
