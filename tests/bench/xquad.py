"""A spoken XQuAD, made by the studio and answered by the cascade of real small models.

    python -m tests.bench.xquad [--questions 30] [--languages eng deu ...] [--folder FOLDER]

Passages and answers are XQuAD's. Its questions go the studio's own road: imported, drawn, taken
from the memory, voiced by espeak-ng, released, frozen as a benchmark of the suite
``spoken_passages``, heard by whisper-base and answered by SmolLM2-135M-Instruct, which then answers
the written questions, too. It needs the extra small-models; what it prints stands in
docs/benchmarks.md.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.__main__ import ROOT, passing_folder, start_servers

if TYPE_CHECKING:
    from tests.bench.spoken_xquad import Row, Score

DATA = ROOT.parent / "shared" / "data"


def main() -> int:
    wanted = _arguments()
    folder = wanted.folder or passing_folder()
    os.environ["EVALUATION_FOLDER"] = str(DATA)
    start_servers(folder)
    import django

    django.setup()
    from django.core.management import call_command

    from tests.bench import spoken_xquad as xquad

    call_command("migrate", verbosity=0)
    xquad.take_small_models(folder / "models")
    languages = list(dict.fromkeys(["eng", *(wanted.languages or xquad.LETTERS)]))
    dataset = xquad.voice(DATA / "xquad", languages, questions=wanted.questions, seed=wanted.seed)
    _tell(xquad.rows_of(xquad.answer(dataset, "xquad")))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.xquad")
    parser.add_argument("--questions", type=int, default=30, help="in each language")
    parser.add_argument("--languages", nargs="*", help="ISO 639-3; English is always among them")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where the data lies; kept")
    return parser.parse_args()


def _tell(rows: "list[Row]") -> None:
    from languages import LANGUAGES

    lines = [
        "| Language | questions | EM, heard | F1 (95 %) | EM, read | F1 (95 %) | misheard |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        language = LANGUAGES[row.language]
        lines.append(
            f"| {language.name} | {row.questions} | {row.exact:.1%} | {_told(row.f1)} "
            f"| {row.read_exact:.1%} | {_told(row.read_f1)} "
            f"| {row.error_rate:.1%} {language.error_unit} |"
        )
    sys.stdout.write("\n".join(lines) + "\n")


def _told(score: "Score") -> str:
    return f"{score.value:.1%} ({score.low:.1%} to {score.high:.1%})"


if __name__ == "__main__":
    sys.exit(main())
