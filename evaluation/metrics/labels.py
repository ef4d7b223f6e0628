"""One label out of a closed set for each reply: accuracy, unweighted average recall, macro F1.

All three come from the same counts, which add up over replies. A reply that is none of the labels
is wrong for whoever was asked for, and is no prediction of another. Sources: accuracy and UAR as in
SpeechVerse's Table 1; Schuller et al. 2009 (UAR, which scikit-learn calls balanced accuracy).
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from evaluation.metrics.cleaning import close_text, open_text
from evaluation.metrics.votes import Floats

Pair = tuple[str, str]
"""The right label, and the reply."""


def plain_label(text: str) -> str:
    """What of a label counts: not case, not punctuation; ``play_radio`` is ``Play radio.``."""
    return close_text(open_text(text).casefold())


def label_statistics(pairs: Iterable[Pair], labels: Sequence[str]) -> Floats:
    """Counts of each reply: (items, 1 + 3 * labels). They add up.

    1, then for each label whether it is right; then whether it was said; then whether both.

    Raises:
        ValueError: two of the labels count as the same.
    """
    place = {plain_label(label): at for at, label in enumerate(labels)}
    if len(place) < len(labels):
        raise ValueError(f"some of these labels count as the same: {', '.join(labels)}")
    pairs = list(pairs)
    counted = np.zeros((len(pairs), 3, len(labels)))
    for row, pair in zip(counted, pairs, strict=True):
        right, said = (place.get(plain_label(text)) for text in pair)
        if right is not None:
            row[0, right] = 1
        if said is not None:
            row[1, said] = 1
        if right is not None and right == said:
            row[2, right] = 1
    # (items, 3, labels) -> (items, 1 + 3 * labels)
    return np.hstack([np.ones((len(pairs), 1)), counted.reshape(len(pairs), 3 * len(labels))])


def accuracy_scores(sums: Floats) -> Floats:
    """Share of right replies, 0 to 1: (many, 1 + 3 * labels) -> (many,). NaN without replies."""
    _, _, both = _parts(sums)
    return _share(both.sum(axis=1), sums[:, 0])


def recall_scores(sums: Floats) -> Floats:
    """UAR, 0 to 1: the mean over labels of how often each was found where it was right.

    As (many, 1 + 3 * labels) -> (many,). Labels that were never right are out, as a draw of few
    replies may lack some; NaN where none was. Chance is 1 by the number of labels.
    """
    right, _, both = _parts(sums)
    return _mean_of(both / np.maximum(right, 1), right > 0)


def macro_f1_scores(sums: Floats) -> Floats:
    """Mean F1 of the labels, 0 to 1: (many, 1 + 3 * labels) -> (many,).

    Labels that were neither right nor said are out, as in scikit-learn; NaN where all are.
    """
    right, said, both = _parts(sums)
    met = right + said
    return _mean_of(2 * both / np.maximum(met, 1), met > 0)


def accuracy(pairs: Iterable[Pair], labels: Sequence[str]) -> float | None:
    """As `accuracy_scores`, of all replies together; None if there are none."""
    return _known(accuracy_scores(_summed(pairs, labels)))


def unweighted_average_recall(pairs: Iterable[Pair], labels: Sequence[str]) -> float | None:
    """As `recall_scores`, of all replies together; None where no label was ever right."""
    return _known(recall_scores(_summed(pairs, labels)))


def macro_f1(pairs: Iterable[Pair], labels: Sequence[str]) -> float | None:
    """As `macro_f1_scores`, of all replies together; None where no label was met."""
    return _known(macro_f1_scores(_summed(pairs, labels)))


def _parts(sums: Floats) -> tuple[Floats, Floats, Floats]:
    """How often each label was right, said, both: (many, labels) each."""
    width = (sums.shape[1] - 1) // 3
    right, said, both = (sums[:, 1 + at * width : 1 + (at + 1) * width] for at in range(3))
    return right, said, both


def _mean_of(each: Floats, counted: npt.NDArray[np.bool_]) -> Floats:
    total: Floats = np.where(counted, each, 0.0).sum(axis=1)
    return _share(total, counted.sum(axis=1).astype(np.float64))


def _share(part: Floats, whole: Floats) -> Floats:
    return np.asarray(np.where(whole > 0, part / np.maximum(whole, 1), np.nan))


def _summed(pairs: Iterable[Pair], labels: Sequence[str]) -> Floats:
    return np.asarray(label_statistics(pairs, labels).sum(axis=0, keepdims=True))


def _known(scores: Floats) -> float | None:
    return float(scores[0]) if np.isfinite(scores[0]) else None
