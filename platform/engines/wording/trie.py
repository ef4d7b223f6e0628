"""A closed set of labels as rows of tokens, and which token may follow which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engines.errors import ChoicesUnusableError


@dataclass(slots=True)
class _Node:
    children: dict[int, "_Node"] = field(default_factory=dict)
    label: str | None = None
    """The one that ends here, which may be the beginning of another."""


class Trie:
    """Which tokens lead to one of the labels, whatever is written."""

    def __init__(self, labels: Mapping[str, Sequence[int]]) -> None:
        """Takes each label with its tokens.

        Raises:
            ChoicesUnusableError: there is no label, one has no tokens, or two have the same.
        """
        if not labels:
            raise ChoicesUnusableError("there is none")
        self._root = _Node()
        self.depth = max(len(tokens) for tokens in labels.values())
        """Tokens of the longest label."""
        for label, tokens in labels.items():
            self._add(label, tokens)

    def label_of(self, tokens: Sequence[int]) -> str | None:
        """The label that these tokens are; None of a beginning, and of anything else."""
        node = self._find(tokens)
        return None if node is None else node.label

    def following(self, tokens: Sequence[int], ends: Sequence[int]) -> list[int]:
        """What may stand behind these tokens, ends among them; ends alone behind what has ended."""
        node = self._find(tokens)
        if node is None:
            return list(ends)
        return [*node.children, *(ends if node.label is not None else ())]

    def _find(self, tokens: Sequence[int]) -> _Node | None:
        node: _Node | None = self._root
        for token in tokens:
            node = node.children.get(token) if node else None
        return node

    def _add(self, label: str, tokens: Sequence[int]) -> None:
        if not tokens:
            raise ChoicesUnusableError(f"it has no tokens for {label!r}")
        node = self._root
        for token in tokens:
            node = node.children.setdefault(token, _Node())
        if node.label is not None:
            raise ChoicesUnusableError(f"{node.label!r} and {label!r} are the same to it")
        node.label = label
