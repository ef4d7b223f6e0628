"""What can go wrong with datasets.

StudioError
├── HistoryUnknownError  400
└── NotAskedByNameError  400
"""

from collections.abc import Iterable

from common.errors import InvalidInputError


class HistoryUnknownError(InvalidInputError):
    code = "history_unknown"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"Nothing called {name!r} has a history. Ask for: {', '.join(sorted(known))}."
        )
        self.name = name


class NotAskedByNameError(InvalidInputError):
    code = "not_asked_by_name"

    def __init__(self, name: str) -> None:
        super().__init__(f"The history of a {name} is not asked by a name. Ask by its id.")
