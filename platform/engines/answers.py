"""What no synthesizer may answer with, whoever wrote it."""

import numpy as np

from engines.protocols import FailureCode, ItemFailure, SynthesisResult, SynthesizerCapabilities


def check_result(
    result: SynthesisResult | ItemFailure, name: str, capabilities: SynthesizerCapabilities
) -> SynthesisResult | ItemFailure:
    """The result, or a failure where its samples are no audio at the rate that was promised."""
    if isinstance(result, ItemFailure):
        return result
    problem = _problem(result, capabilities.sample_rate)
    if problem is None:
        return result
    return ItemFailure(FailureCode.OUTPUT_INVALID, f"{name} answers with {problem}.")


def _problem(result: SynthesisResult, rate: int) -> str | None:
    samples = result.samples
    if samples.ndim != 1 or not np.issubdtype(samples.dtype, np.floating):
        return f"{samples.dtype} samples of shape {samples.shape} instead of mono audio"
    if not samples.size:
        return "no samples"
    if not np.isfinite(samples).all():
        return "samples that are no numbers"
    if result.sample_rate != rate:
        return f"audio of {result.sample_rate} Hz instead of the {rate} Hz that it promised"
    return None
