"""What is wrong with a suite, or with the folder that its samples lie in.

SuiteError
├── SuiteFileError     a definition that can't be read, or says something impossible
├── SuiteUnknownError  no definition has this name
└── LayoutError        a folder that isn't laid out as its collection is published
"""

from collections.abc import Iterable
from pathlib import Path


class SuiteError(Exception):
    """Something about benchmark suites."""


class SuiteFileError(SuiteError):
    """A definition is wrong in one field."""

    def __init__(self, file: str, field: str, problem: str) -> None:
        self.file, self.field, self.problem = file, field, problem
        super().__init__(f"{file}, {field}: {problem}" if field else f"{file}: {problem}")


class SuiteUnknownError(SuiteError, LookupError):
    """No suite has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(sorted(known))
        super().__init__(f"There is no suite {name!r}. Take one of: {', '.join(self.known)}.")


class LayoutError(SuiteError):
    """A file or folder of a collection is missing or has other columns."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path}: {problem}")
