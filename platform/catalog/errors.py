"""What can go wrong with datasets.

StudioError
└── HistoryUnknownError  400
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
