"""What a recipe takes of the places where its sources lie."""

import hashlib
import json
from pathlib import Path

import pytest

from engines.protocols import Task
from tests.training.data.collections import lay_common_voice, lay_folder, lay_release, released
from tests.training.data.opening import COMMON_VOICE, FOLDER, RELEASE, heard, opened


def test_an_example_says_what_is_to_be_answered(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(7, seconds=0.57, rate=24_000)])

    [one] = heard(opened(tmp_path, {"ours": RELEASE})).values()

    assert (one.key, one.answer, one.instruction) == ("item-0007/deu", "Answer 7.", "")
    assert (one.language, one.target, one.source) == ("deu", "deu", "ours")
    assert one.samples.shape == (round(0.57 * 16_000),)


@pytest.mark.parametrize("form", ["parquet", "webdataset"])
def test_both_forms_of_an_export_hold_the_same(tmp_path: Path, form: str) -> None:
    rows = [released(number, seconds=0.5) for number in range(60)]
    lay_release(tmp_path / "ours", rows, a_shard=25, form=form)

    found = heard(opened(tmp_path, {"ours": RELEASE}))

    assert sorted(found) == [f"item-{number:04}/deu" for number in range(60)]


@pytest.mark.parametrize(
    ("task", "target", "answer"),
    [
        (Task.ANSWER, "deu", "Answer 1."),
        (Task.TRANSCRIBE, "deu", "Question 1?"),
        (Task.TRANSLATE, "eng", "English question 1?"),
    ],
)
def test_a_release_teaches_each_task(tmp_path: Path, task: Task, target: str, answer: str) -> None:
    lay_release(tmp_path / "ours", [released(1)])
    targets = ("eng",) if task is Task.TRANSLATE else ()
    source = RELEASE.model_copy(
        update={"task": task, "targets": targets, "instruction": "Say it in {target}"}
    )

    [one] = heard(opened(tmp_path, {"ours": source})).values()

    assert (one.answer, one.target, one.task) == (answer, target, task)
    assert one.instruction == f"Say it in {'English' if target == 'eng' else 'German'}"


def test_the_benchmark_and_other_splits_are_never_trained_on(tmp_path: Path) -> None:
    rows = [released(1), released(2, split="test"), released(3, split="test", in_bench=True)]
    rows.append(released(4, in_bench=True))
    lay_release(tmp_path / "ours", rows)

    mixture = opened(tmp_path, {"ours": RELEASE})

    assert list(heard(mixture)) == ["item-0001/deu"]
    left_out = mixture.manifest()["sources"]["ours"]["left_out"]
    assert left_out == {
        "bench": {"count": 2, "examples": ["item-0003/deu", "item-0004/deu"]},
        "other_split": {"count": 1, "examples": ["item-0002/deu"]},
    }


def test_without_named_languages_all_that_are_there_are_taken(tmp_path: Path) -> None:
    lay_common_voice(tmp_path / "cv", "deu", [1.0])

    told = opened(tmp_path, {"cv": COMMON_VOICE}).manifest()["sources"]["cv"]

    assert list(told["languages"]) == ["deu"]
    assert len(told["absent"]) == 22


def test_texts_that_are_missing_are_left_out(tmp_path: Path) -> None:
    rows = [released(1), released(2, answer=" "), released(3, audio=None), released(1)]
    lay_release(tmp_path / "ours", rows)

    mixture = opened(tmp_path, {"ours": RELEASE})

    left_out = mixture.manifest()["sources"]["ours"]["left_out"]
    assert mixture.samples == 1
    assert {reason: each["count"] for reason, each in left_out.items()} == {
        "no_answer": 1,
        "no_recording": 1,
        "repeated": 1,
    }


def test_a_folder_may_name_splits_speakers_and_languages_of_texts(tmp_path: Path) -> None:
    lay_folder(tmp_path / "clips", "deu", [0.5] * 4)
    lines = [
        "path\ttext\tsplit\tlanguage\tspeaker",
        "clip_0000.wav\tEins\ttrain\tdeu\tone",
        "clip_0001.wav\tTwo\ttrain\teng\tone",
        "clip_0002.wav\tDrei\ttest\tdeu\tone",
        "clip_0003.wav\tVier\ttrain\tdeu\tone",
    ]
    (tmp_path / "clips" / "deu" / "metadata.tsv").write_text("\n".join(lines) + "\n")

    mixture = opened(tmp_path, {"clips": FOLDER})

    assert sorted(one.answer for one in heard(mixture).values()) == ["Eins", "Vier"]
    assert len(set(mixture.index.rows["cluster"].tolist())) == 1


def test_the_manifest_tells_licences_sums_and_hours(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(number, seconds=0.9) for number in range(4)])

    told = opened(tmp_path, {"ours": RELEASE}).manifest()

    assert json.loads(json.dumps(told)) == told
    assert told["licences"] == {"CC-BY-NC-4.0": 4}
    assert (told["samples"], told["hours"], told["seed"]) == (4, 0.001, 0)
    [shard] = told["sources"]["ours"]["shards"]
    content = (tmp_path / "ours" / "v1-00000-of-00001.parquet").read_bytes()
    assert shard == {
        "name": "v1-00000-of-00001.parquet",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def test_what_was_found_out_is_kept_until_files_change(tmp_path: Path) -> None:
    lay_folder(tmp_path / "clips", "deu", [0.5] * 3)
    first = opened(tmp_path, {"clips": FOLDER})
    for clip in (tmp_path / "clips" / "deu").glob("*.wav"):
        clip.write_bytes(b"")

    again = opened(tmp_path, {"clips": FOLDER})
    lay_folder(tmp_path / "clips", "deu", [0.5] * 4)
    changed = opened(tmp_path, {"clips": FOLDER})

    assert (first.samples, again.samples, changed.samples) == (3, 3, 4)
