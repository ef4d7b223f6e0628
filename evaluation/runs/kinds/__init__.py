from evaluation.runs.kinds.benchmark import BENCHMARK
from evaluation.runs.kinds.evaluate import EVALUATE
from evaluation.runs.kinds.judge import JUDGE

__all__ = ["BENCHMARK", "EVALUATE", "JUDGE"]
