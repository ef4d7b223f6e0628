from evaluation.runs.models.benchmarks import NAME, Benchmark, BenchmarkItem
from evaluation.runs.models.comparisons import Comparison, Judgement
from evaluation.runs.models.drawn import Opinions, SystemDifference
from evaluation.runs.models.evaluations import Evaluation, Response
from evaluation.runs.models.people import PeopleCheck
from evaluation.runs.models.scores import PairCounts, Score
from evaluation.runs.models.systems import System

__all__ = [
    "NAME",
    "Benchmark",
    "BenchmarkItem",
    "Comparison",
    "Evaluation",
    "Judgement",
    "Opinions",
    "PairCounts",
    "PeopleCheck",
    "Response",
    "Score",
    "System",
    "SystemDifference",
]
