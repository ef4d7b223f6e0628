"""What stops the reading of a whole file; a bad row is a `Reject`, never an error.

ImportFileError
├── ImportTooLargeError         more bytes than the limit, unpacked
├── ImportDamagedError          compressed data that can't be unpacked
├── ImportFormatUnknownError    neither JSONL nor SQuAD layout
└── ImportLanguageUnknownError  nothing says which language a SQuAD file is in

BadFieldError never leaves the readers: they turn it into a `Reject`.
"""

from common.errors import InvalidInputError

_MEGABYTE = 1_000_000


class ImportFileError(InvalidInputError):
    code = "import_failed"

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}", details={"file": [problem]})
        self.name = name


class ImportTooLargeError(ImportFileError):
    code = "import_too_large"

    def __init__(self, name: str, limit: int) -> None:
        problem = f"larger than {limit / _MEGABYTE:g} MB (unpacked). Split it into smaller files."
        super().__init__(name, problem)
        self.limit = limit


class ImportDamagedError(ImportFileError):
    code = "import_damaged"


class ImportFormatUnknownError(ImportFileError):
    code = "import_format_unknown"

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            name,
            f"{found}. Supported: JSON Lines (one object a line with id, question, answer) and"
            " SQuAD-layout JSON (data, paragraphs, qas), in UTF-8, plain or gzip.",
        )


class ImportLanguageUnknownError(ImportFileError):
    code = "import_language_unknown"

    def __init__(self, name: str, given: str | None) -> None:
        said = "no language was given" if given is None else f"{given!r} is not a known language"
        super().__init__(
            name, f"{said}. Name its language (like 'ara'), or name the file like xquad.ar.json."
        )
        self.given = given


class BadFieldError(Exception):
    """One field of one row breaks a rule."""

    def __init__(self, field: str, reason: str, value: object = None) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.value = value
