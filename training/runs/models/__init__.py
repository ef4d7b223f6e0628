from training.runs.models.checkpoints import Checkpoint
from training.runs.models.curves import SkippedSample, TrainingPoint, Validation
from training.runs.models.trainings import NAME, TrainingRun

__all__ = ["NAME", "Checkpoint", "SkippedSample", "TrainingPoint", "TrainingRun", "Validation"]
