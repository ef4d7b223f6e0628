"""How high the learning rate is at a step."""

from math import cos, pi

from training.recipes.fields import Schedule


def rate_at(step: int, schedule: Schedule, *, steps: int) -> float:
    """The learning rate of a step.

    Args:
        step: steps done before it.
        schedule: of the recipe.
        steps: of the whole training.

    Returns:
        It rises in equal parts in the steps of warm-up, the last of which has the highest rate,
        and falls from there, so that a step after the last one would have 0.
    """
    warmup = schedule.warmup_steps
    if step < warmup:
        return schedule.learning_rate * (step + 1) / warmup
    fallen = min(1.0, (step - warmup) / max(1, steps - warmup))
    return schedule.learning_rate * _share_left(fallen, schedule.decay)


def _share_left(fallen: float, decay: str) -> float:
    if decay == "cosine":
        return (1 + cos(pi * fallen)) / 2
    return 1 - fallen if decay == "linear" else 1.0
