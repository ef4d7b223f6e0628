"""What a simulation prints."""

from collections.abc import Sequence
from statistics import fmean

from rich.table import Table

from annotation.statistics.facts import SCALES, Scale
from annotation.statistics.screening import Reason
from annotation.statistics.simulation.trial import Trial

TOO_FEW = "too few raters for an interval"


def coverages(trials: Sequence[Trial]) -> Table:
    """How often the interval held the truth, by number of honest raters and scale."""
    table = Table(title="95% intervals against the truth")
    for name in ("raters", "scale", "campaigns", "hold the truth", "bias", "alpha", "peer's alpha"):
        table.add_column(name, justify="left" if name == "scale" else "right")
    for trial in trials:
        for scale in SCALES:
            table.add_row(*_coverage(trial, scale))
    return table


def _coverage(trial: Trial, scale: Scale) -> tuple[str, ...]:
    covered, alphas = trial.coverage(scale), trial.alphas[scale]
    gap = f"differs by {trial.alpha_gap:.0e}" if trial.alphas_compared else "not compared"
    return (
        f"{trial.world.honest} + {len(trial.world.cheaters)}",
        scale,
        f"{trial.intervals[scale]:,} of {trial.campaigns:,}",
        TOO_FEW if covered is None else f"{covered:.1%}",
        f"{fmean(trial.errors[scale]):+.3f}" if trial.errors[scale] else "-",
        f"{fmean(alphas):.3f}" if alphas else "-",
        gap,
    )


def catches(trials: Sequence[Trial]) -> Table:
    """Whose votes were left out, and by which rule."""
    table = Table(title="Votes left out, by what the rater did")
    table.add_column("raters", justify="right")
    table.add_column("kind")
    for name in ("left out", *(reason.value for reason in Reason)):
        table.add_column(name, justify="right")
    for trial in trials:
        for kind in dict.fromkeys(trial.world.people):
            shares = [trial.caught(kind), *(trial.caught(kind, reason) for reason in Reason)]
            table.add_row(
                str(trial.world.honest), kind.value, *(f"{share or 0:.1%}" for share in shares)
            )
    return table
