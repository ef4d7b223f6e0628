"""Text sets spoken by one of our engines, laid out as their suites are read."""

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engines import registry
from engines.audio import encode_flac
from engines.protocols import ItemFailure, SynthesisRequest, Synthesizer
from evaluation.runs.errors import VoicesNeededError
from evaluation.suites.samples import BadRow, Fault, draw_samples
from evaluation.suites.squad import find_squad
from evaluation.suites.suite import Source, Suite
from evaluation.suites.tables import find_clip
from evaluation.suites.texts import TextRow, read_texts
from generation.voices import DrawKey, draw_place, draw_seed

_BATCH = 32


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is to be spoken."""

    engine: str
    """A synthesizer with voices of its own."""
    most: int | None = None
    """Texts of a language, drawn by their ids; None: all."""
    seed: int = 0
    """Of that draw, and of who speaks."""


@dataclass(kw_only=True)
class Outcome:
    spoken: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """Rows that were none, and texts that the engine could not speak, by reason."""


def voice_texts(suite: Suite, language: str, root: Path, out: Path, wish: Wish) -> Outcome:
    """Speaks a language of a published text set, and writes what the suite reads.

    Clips that lie there are kept, so that who was stopped goes on. Who speaks a text is drawn by
    its id, as in a dataset.

    Args:
        suite: Whose texts are known (`evaluation.suites.texts`).
        language: ISO 639-3, of the texts.
        root: The folder with the published files.
        out: The folder that benchmarks are frozen from; made if need be.
        wish: By whom, and how many.

    Raises:
        LayoutError: a file is missing, or has other columns.
        VoicesNeededError: the engine clones voices, or has none of this language.
        ValueError: nobody knows how the suite's texts are published.
        EngineError: the engine can do no work at all.
    """
    outcome = Outcome()
    rows = _drawn(suite, language, root, wish, outcome)
    folder = out / language
    (folder / "clips").mkdir(parents=True, exist_ok=True)
    engine = registry.synthesizer(wish.engine)
    spoken: list[TextRow] = []
    for start in range(0, len(rows), _BATCH):
        part = rows[start : start + _BATCH]
        spoken += _speak(engine, part, language, folder / "clips", wish.seed, outcome)
    outcome.spoken = len(spoken)
    _write(suite, language, root, folder, spoken)
    return outcome


def _drawn(suite: Suite, language: str, root: Path, wish: Wish, outcome: Outcome) -> list[TextRow]:
    rows = []
    for row in read_texts(suite, language, root):
        if isinstance(row, BadRow):
            outcome.left_out[row.fault.value] += 1
        else:
            rows.append(row)
    return draw_samples(rows, len(rows) if wish.most is None else wish.most, seed=wish.seed)


def _speak(  # noqa: PLR0913, PLR0917 - what speaks, what is said, and where it goes
    engine: Synthesizer,
    rows: Sequence[TextRow],
    language: str,
    clips: Path,
    seed: int,
    outcome: Outcome,
) -> list[TextRow]:
    """Those that have a clip afterwards."""
    there = {row.id: find_clip(clips, f"{row.id}.flac") for row in rows}
    missing = [row for row in rows if there[row.id] is Fault.CLIP_MISSING]
    results = engine.synthesize([_request(engine, row, language, seed) for row in missing])
    for row, result in zip(missing, results, strict=True):
        if isinstance(result, ItemFailure):
            outcome.left_out[result.code.value] += 1
            continue
        there[row.id] = clips / f"{row.id}.flac"
        content = encode_flac(result.samples, result.sample_rate)
        (clips / f"{row.id}.flac").write_bytes(content)
    strange = [fault for fault in there.values() if fault is Fault.CLIP_OUTSIDE]
    outcome.left_out.update(fault.value for fault in strange)
    return [row for row in rows if isinstance(there[row.id], Path)]


def _request(engine: Synthesizer, row: TextRow, language: str, seed: int) -> SynthesisRequest:
    voices = engine.capabilities.voices.get(language, ())
    if engine.capabilities.clones or not voices:
        raise VoicesNeededError(engine.name, language)
    key = DrawKey(seed, language, row.id)
    return SynthesisRequest(
        text=row.said,
        language=language,
        voice=voices[draw_place(key, len(voices))].name,
        seed=draw_seed(key, 1) if engine.capabilities.has_chance else None,
    )


def _write(suite: Suite, language: str, root: Path, folder: Path, rows: Sequence[TextRow]) -> None:
    """A set of SQuAD's layout is copied; of questions without a clip no item is made."""
    if suite.source is Source.SQUAD:
        path = find_squad(root, language, split=suite.split)
        packed = ".gz" if path.suffix == ".gz" else ""
        shutil.copyfile(path, folder / f"{suite.split}.json{packed}")
        return
    lines = [["id", "path", suite.reference, *suite.given, "transcript"]]
    for row in rows:
        given = [row.given[name] for name in suite.given]
        lines.append([row.id, f"{row.id}.flac", row.reference, *given, row.said])
    text = "".join("\t".join(line) + "\n" for line in lines)
    (folder / f"{suite.split}.tsv").write_text(text, encoding="utf-8")
