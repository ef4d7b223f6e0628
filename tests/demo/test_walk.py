"""`make demo` walks the whole road on somebody's own files, rough ones included."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.migrated import lay_migrated

ROOT = Path(__file__).resolve().parents[2]
# What `make demo` calls with an empty folder; migrating that takes a third of the walk.
WALK = (
    "import sys, pathlib; from demo.__main__ import walk_in; "
    "sys.exit(walk_in(pathlib.Path(sys.argv[1])))"
)
pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("studio one")]


def write_pairs(folder: Path) -> None:
    """Nine English pairs of three sources; one question can't be spoken, one has no Arabic."""
    rows = [
        {"id": str(n), "source": ("identity", "dialogue", "instruction")[n % 3],
         "question": "???" if n == 4 else f"What is number {n}?", "answer": f"It is {n}."}
        for n in range(9)
    ]  # fmt: skip
    arabic = [{**row, "language": "ara", "question": f"سؤال {row['id']}؟"} for row in rows[:8]]
    for name, lines in (("eng", rows), ("ara", arabic)):
        text = "\n".join(map(json.dumps, lines))
        (folder / f"pairs.{name}.jsonl").write_text(text, encoding="utf-8")


def test_demo_walks_the_road_on_own_files(tmp_path: Path) -> None:
    write_pairs(tmp_path)
    environment = {
        **os.environ,
        "DEMO_INPUT": str(tmp_path),
        "COLUMNS": "100",
        "PYTHONPATH": "platform:.",
    }
    with tempfile.TemporaryDirectory(prefix="studio-walk-") as folder:
        lay_migrated(Path(folder) / "postgres")
        done = subprocess.run(
            [sys.executable, "-c", WALK, folder],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    shown = {
        cells[1].strip(): cells[2].strip()
        for line in done.stdout.splitlines()
        if len(cells := line.split("│")) == 4
    }
    wanted = {
        "English items": "9",
        "translations": "8",
        "items that could not be translated": "1",
        "recordings": "16",
        "questions that could not be spoken": "1",
    }
    assert {name: shown[name] for name in wanted} == wanted
    assert int(shown["rows released (verified bench)"]) >= 5
    assert shown["of them not screened out"] == shown["votes"] != "0"
