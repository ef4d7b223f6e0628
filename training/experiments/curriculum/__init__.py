"""Whether training in one go diverges, and training by stages does not (SpeechVerse, 2.3).

A small T5 reads an artificial language and its tasks; it stays frozen. What joins it to the spoken
language, and adapters, are SpeechVerse's own code. Both ways take as many steps. One task, by how
a sentence is said, can't be learnt from text.
"""

from training.experiments.curriculum.trying import run

__all__ = ["run"]
