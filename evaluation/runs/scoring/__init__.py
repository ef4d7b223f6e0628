from evaluation.runs.scoring.comparing import PairRow, read_pairs, score_comparison
from evaluation.runs.scoring.evaluating import score_evaluation
from evaluation.runs.scoring.keeping import score_what_changed

__all__ = ["PairRow", "read_pairs", "score_comparison", "score_evaluation", "score_what_changed"]
