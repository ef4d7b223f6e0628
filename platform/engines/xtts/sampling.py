"""How audio codes are drawn. No torch in here."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Sampling:
    """Defaults are those that XTTS v2 is published with."""

    temperature: float = 0.75
    top_k: int = 50
    """Codes to draw from."""
    top_p: float = 0.85
    """Least share of probability that the codes drawn from hold together, 0 to 1."""
    repetition_penalty: float = 5.0
    """Divides the logit of what was said already; 1 is none."""
    greedy: bool = False
    """Always the likeliest code."""
