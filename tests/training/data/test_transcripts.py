"""What is said in a clip, wherever a source knows it."""

from pathlib import Path

import pytest

from engines.protocols import Task
from tests.training.data.collections import (
    lay_common_voice,
    lay_covost2,
    lay_folder,
    lay_release,
    released,
)
from tests.training.data.opening import COMMON_VOICE, FOLDER, RELEASE, heard, opened
from training.recipes.fields import Layout, Source


def transcripts(folder: Path, source: Source) -> list[str]:
    found = heard(opened(folder, {"ours": source}, languages=("deu",)))
    return [found[key].transcript for key in sorted(found)]


@pytest.mark.parametrize("form", ["parquet", "webdataset"])
@pytest.mark.parametrize("task", [Task.ANSWER, Task.TRANSCRIBE, Task.TRANSLATE])
def test_a_release_knows_its_questions_whatever_it_teaches(
    task: Task, form: str, tmp_path: Path
) -> None:
    lay_release(tmp_path / "ours", [released(1, seconds=0.2), released(2, seconds=0.2)], form=form)
    targets = ("eng",) if task is Task.TRANSLATE else ()
    source = RELEASE.model_copy(update={"task": task, "languages": ("deu",), "targets": targets})

    assert transcripts(tmp_path, source) == ["Question 1?", "Question 2?"]


def test_common_voice_knows_its_sentences(tmp_path: Path) -> None:
    lay_common_voice(tmp_path / "ours", "deu", [0.2, 0.2])

    assert transcripts(tmp_path, COMMON_VOICE) == ["Sentence 0", "Sentence 1"]


@pytest.mark.parametrize(("column", "said"), [("\tsentence", "Heard"), ("\tother", "")])
def test_translations_know_it_where_their_table_has_the_sentence(
    column: str, said: str, tmp_path: Path
) -> None:
    lay_covost2(tmp_path / "ours", ("deu", "eng"), [0.2])
    table = tmp_path / "ours" / "de" / "covost_v2.de_en.tsv"
    first, *lines = table.read_text().splitlines()
    table.write_text("\n".join([first + column, *(f"{line}\tHeard" for line in lines)]) + "\n")
    source = Source(
        layout=Layout.COVOST2, task=Task.TRANSLATE, languages=("deu",), targets=("eng",)
    )

    assert transcripts(tmp_path, source) == [said]


@pytest.mark.parametrize(
    ("task", "header", "said"),
    [
        (Task.TRANSCRIBE, "path\ttext\tnote", "A reply"),
        (Task.ANSWER, "path\ttext\tnote", ""),
        (Task.ANSWER, "path\ttext\ttranscript", "Heard"),
    ],
)
def test_a_folders_text_is_what_is_said_only_where_it_is_transcribed(
    task: Task, header: str, said: str, tmp_path: Path
) -> None:
    lay_folder(tmp_path / "ours", "deu", [0.2])
    table = f"{header}\nclip_0000.wav\tA reply\tHeard\n"
    (tmp_path / "ours" / "deu" / "metadata.tsv").write_text(table)

    assert transcripts(tmp_path, FOLDER.model_copy(update={"task": task})) == [said]
