from evaluation.runs.scoring.comparing import PairRow, read_pairs, score_comparison
from evaluation.runs.scoring.differing import find_difference, find_differences
from evaluation.runs.scoring.evaluating import rescore_evaluation
from evaluation.runs.scoring.keeping import score_what_changed

__all__ = [
    "PairRow",
    "find_difference",
    "find_differences",
    "read_pairs",
    "rescore_evaluation",
    "score_comparison",
    "score_what_changed",
]
