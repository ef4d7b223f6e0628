"""What goes wrong with generation.

StudioError
├── VoicesMissingError   400  an engine that clones has too few people to speak like
└── ScoreUnknownError    400  no such score of recordings
"""

from collections.abc import Iterable

from common.errors import InvalidInputError


class VoicesMissingError(InvalidInputError):
    code = "voices_missing"

    def __init__(self, engine: str, *, needed: int, found: int) -> None:
        problem = (
            f"{engine} speaks with the voices of the library. It needs {needed}, so that none"
            f" speaks more than its share; there are {found}. Import {needed - found} more, or let"
            " each speak more (voice_share_cap in the dataset's settings)."
        )
        super().__init__(problem, details={"engine": [problem]})
        self.engine, self.needed, self.found = engine, needed, found


class ScoreUnknownError(InvalidInputError):
    code = "score_unknown"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        problem = f"There is no score {name!r}. Known: {', '.join(known) or 'none'}."
        super().__init__(problem, details={"score": [problem]})
