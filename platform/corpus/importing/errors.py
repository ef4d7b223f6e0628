"""What stops the reading of a whole file; a bad row is a `Reject`, never an error.

ImportFileError
├── ImportTooLargeError         more bytes than the limit, unpacked
├── ImportBombError             packed data that unpacks to many times its size
├── ImportDamagedError          data that can't be unpacked or parsed at all
├── ImportForbiddenError        XML that defines entities, or the like
├── ImportColumnsError          a table without the columns that a pair needs
├── ImportFormatUnknownError    none of the supported formats
└── ImportLanguageUnknownError  nothing says which language a SQuAD file is in

BadFieldError never leaves the readers: they turn it into a `Reject`.
"""

from collections.abc import Sequence

from common.errors import InvalidInputError

_MEGABYTE = 1_000_000
_SHOWN = 20


class ImportFileError(InvalidInputError):
    code = "import_failed"

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}", details={"file": [problem]})
        self.name = name


class ImportTooLargeError(ImportFileError):
    status = 413
    code = "import_too_large"

    def __init__(self, name: str, limit: int) -> None:
        problem = f"larger than {limit / _MEGABYTE:g} MB (unpacked). Split it into smaller files."
        super().__init__(name, problem)
        self.limit = limit


class ImportBombError(ImportFileError):
    code = "import_bomb"

    def __init__(self, name: str, ratio: int) -> None:
        problem = f"it unpacks to more than {ratio} times its size. Give the unpacked file."
        super().__init__(name, problem)
        self.ratio = ratio


class ImportDamagedError(ImportFileError):
    code = "import_damaged"


class ImportForbiddenError(ImportFileError):
    code = "import_forbidden"


class ImportColumnsError(ImportFileError):
    code = "import_columns"

    def __init__(
        self, name: str, *, wanted: Sequence[str], optional: Sequence[str], found: Sequence[str]
    ) -> None:
        missing = [column for column in wanted if column not in found]
        twice = [column for column in (*wanted, *optional) if found.count(column) > 1]
        problem = f"has no column {_list(missing)}" if missing else f"has {_list(twice)} twice"
        more = f" ({_list(optional)} may follow)" if optional else ""
        shown = _list(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
        super().__init__(
            name, f"{problem}. Wanted: {_list(wanted)}{more}. Found: {shown or 'none'}."
        )
        self.found = tuple(found)


class ImportFormatUnknownError(ImportFileError):
    code = "import_format_unknown"

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            name,
            f"{found}. Supported: JSON Lines, CSV, TSV and Parquet (with id, question, answer),"
            " SQuAD-layout JSON, OpenTriviaQA text, TMX, each plain or gzip, and a folder with"
            " Voice Assistant 400K's columns.",
        )


class ImportLanguageUnknownError(ImportFileError):
    code = "import_language_unknown"

    def __init__(self, name: str, given: str | None) -> None:
        said = "no language was given" if given is None else f"{given!r} is not a known language"
        super().__init__(
            name, f"{said}. Name its language (like 'ara'), or name the file like xquad.ar.json."
        )
        self.given = given


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)


class BadFieldError(Exception):
    """One field of one row breaks a rule."""

    def __init__(self, field: str, reason: str, value: object = None) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.value = value
