"""Errors of the metrics.

ValueError
└── SignatureMismatchError
"""


class SignatureMismatchError(ValueError):
    """Scores made under different rules were to be added."""

    def __init__(self, one: str, other: str) -> None:
        self.one = one
        self.other = other
        super().__init__(
            f"Scores of different signatures can't be added: {one!r} and {other!r}. "
            "Score both again with the same options and versions."
        )
