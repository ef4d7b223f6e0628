"""What engines that hear speech share: clips made ready, and one model behind many listeners."""

from engines.hearing.clips import RATE, Heard, Limits, answer_heard, prepare
from engines.hearing.listener import ModelListener

__all__ = ["RATE", "Heard", "Limits", "ModelListener", "answer_heard", "prepare"]
