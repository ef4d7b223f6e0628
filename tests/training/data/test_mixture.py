"""What a recipe takes of the places where its sources lie."""

import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest

from engines.protocols import Task
from releases.exporting.parquet import write_parquet
from tests.training.data.collections import (
    lay_common_voice,
    lay_covost2,
    lay_folder,
    lay_release,
    released,
)
from tests.training.data.opening import COMMON_VOICE, FOLDER, RELEASE, heard, opened
from training.data.capping import shared
from training.data.mixture import open_mixture
from training.errors import DataMissingError, ShardUnreadableError
from training.orders import Place, Shard
from training.recipes.fields import Data, Layout, Source

MINUTE = 1 / 60


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


def test_common_voice_is_cut_to_its_hours(tmp_path: Path) -> None:
    lay_common_voice(tmp_path / "cv", "deu", [1.0] * 90)
    lay_common_voice(tmp_path / "cv", "fra", [1.0] * 20)
    source = COMMON_VOICE.model_copy(update={"hours": MINUTE})

    mixture = opened(tmp_path, {"cv": source}, languages=("deu", "fra"))

    assert mixture.manifest()["sources"]["cv"]["languages"] == {
        "deu": {"samples": 60, "hours": round(MINUTE, 3)},
        "fra": {"samples": 20, "hours": round(MINUTE / 3, 3)},
    }


def test_a_draw_is_decided_by_the_seed(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(number, seconds=0.2) for number in range(40)])
    source = RELEASE.model_copy(update={"samples": 20})

    first, again, other = (
        sorted(heard(opened(tmp_path, {"ours": source}, seed=seed))) for seed in (0, 0, 1)
    )

    assert first == again
    assert first != other
    assert len(first) == len(other) == 20


def test_another_form_of_the_release_gives_the_same_draw(tmp_path: Path) -> None:
    rows = [released(number, seconds=0.2) for number in range(40)]
    source = RELEASE.model_copy(update={"samples": 10})
    for form in ("parquet", "webdataset"):
        lay_release(tmp_path / form, rows, form=form)

    drawn = [heard(opened(tmp_path, {form: source})).keys() for form in ("parquet", "webdataset")]

    assert drawn[0] == drawn[1]


def test_caps_of_a_release_are_by_language_and_by_source(tmp_path: Path) -> None:
    rows = [
        released(number, language, seconds=0.2, source=source)
        for language in ("deu", "fra")
        for source, numbers in (("trivia", range(20)), ("rlhf", range(20, 40)))
        for number in numbers
    ]
    lay_release(tmp_path / "ours", rows)
    source = RELEASE.model_copy(update={"samples": 15, "samples_of": {"rlhf": 3}})

    told = opened(tmp_path, {"ours": source}).manifest()["sources"]["ours"]

    assert {code: each["samples"] for code, each in told["languages"].items()} == {
        "deu": 15,
        "fra": 15,
    }
    assert told["parts"]["rlhf"] <= 6


def test_a_cap_on_a_source_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(1, source="trivia")])
    known = RELEASE.model_copy(update={"samples_of": {"dialogue": 0, "trivia": 1}})
    unknown = RELEASE.model_copy(update={"samples_of": {"rhlf": 1}})

    assert opened(tmp_path, {"ours": known}).samples == 1
    with pytest.raises(DataMissingError, match=r"samples_of caps 'rhlf'.*it has trivia"):
        opened(tmp_path, {"ours": unknown})


def test_a_filler_only_fills_what_is_missing(tmp_path: Path) -> None:
    lay_common_voice(tmp_path / "cv", "vie", [1.0] * 10)
    lay_common_voice(tmp_path / "cv", "deu", [1.0] * 70)
    lay_folder(tmp_path / "bud500", "vie", [2.0] * 40)
    sources = {
        "cv": COMMON_VOICE.model_copy(update={"hours": MINUTE}),
        "bud500": FOLDER.model_copy(
            update={"tops_up": "cv", "languages": ("vie",), "hours": 2 * MINUTE}
        ),
    }

    told = opened(tmp_path, sources, languages=("vie", "deu")).manifest()["sources"]

    assert told["bud500"]["languages"]["vie"]["samples"] == 25


def test_a_filler_is_not_asked_for_languages_that_were_not_chosen(tmp_path: Path) -> None:
    lay_common_voice(tmp_path / "cv", "deu", [1.0] * 4)
    filler = FOLDER.model_copy(update={"tops_up": "cv", "languages": ("vie",)})
    full = COMMON_VOICE.model_copy(update={"hours": 1.0})
    data = Data(sources={"cv": full, "bud500": filler}, languages=("deu",))

    told = opened(tmp_path, data.sources, languages=data.languages).manifest()["sources"]

    assert list(told) == ["cv"]


def test_shares_are_of_the_whole_mixture(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(number, seconds=0.2) for number in range(80)])
    lay_covost2(tmp_path / "to", ("deu", "eng"), [0.2] * 40)
    lay_covost2(tmp_path / "from", ("eng", "deu"), [0.2] * 40)
    translation = Source(layout=Layout.COVOST2, task=Task.TRANSLATE, share=0.1)
    sources = {
        "ours": RELEASE,
        "to": translation.model_copy(update={"languages": ("deu",), "targets": ("eng",)}),
        "from": translation.model_copy(update={"languages": ("eng",), "targets": ("deu",)}),
    }

    told = opened(tmp_path, sources).manifest()["sources"]

    assert {name: each["samples"] for name, each in told.items()} == {
        "ours": 80,
        "to": 10,
        "from": 10,
    }
    assert list(told["to"]["languages"]) == ["deu-eng"]


def test_a_source_smaller_than_its_share_leaves_the_others_whole(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(number, seconds=0.2) for number in range(20)])
    lay_folder(tmp_path / "few", "deu", [0.2])

    mixture = opened(tmp_path, {"ours": RELEASE, "few": FOLDER.model_copy(update={"share": 0.5})})

    assert mixture.samples == 21


@pytest.mark.parametrize(
    ("sizes", "shares", "taken"),
    [
        ((10, 90), (0.5, 0.5), (10, 10)),
        ((10, 90), (0.6, 0.6), (10, 15)),
        ((90, 90), (0.5, 0.5), (90, 90)),
        ((10, 90, 5), (0.5, 0.5, None), (10, 15, 5)),
        ((8, 90, 2), (0.0, 0.75, None), (0, 6, 2)),
    ],
)
def test_no_share_is_more_than_it_may_be_beside_others(
    sizes: tuple[int, ...], shares: tuple[float | None, ...], taken: tuple[int, ...]
) -> None:
    sources = {
        f"source{number}": FOLDER.model_copy(update={"share": share})
        for number, share in enumerate(shares)
    }

    found = shared(dict(zip(sources, sizes, strict=True)), sources)

    assert tuple(found.values()) == taken


def test_shares_that_never_come_to_a_whole_are_an_error() -> None:
    sources = {name: FOLDER.model_copy(update={"share": 0.3}) for name in ("one", "two")}

    with pytest.raises(DataMissingError, match="one: it may be only a share"):
        shared({"one": 9, "two": 9}, sources)


@pytest.mark.parametrize("line", [b"[]", b'"text"', b'{"id": 1', b'{"id": "a"}'])
def test_a_line_of_a_shard_that_is_no_row_is_told(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "ours").mkdir()
    with tarfile.open(tmp_path / "ours" / "v1.tar", "w") as archive:
        for name, content in (("x.json", line), ("x.flac", b"")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))

    with pytest.raises(ShardUnreadableError, match=r"ours: the shard v1\.tar can't be read"):
        opened(tmp_path, {"ours": RELEASE})


def test_a_share_beside_nothing_is_an_error(tmp_path: Path) -> None:
    lay_folder(tmp_path / "alone", "deu", [0.2])

    with pytest.raises(DataMissingError, match="alone: it may be only a share"):
        opened(tmp_path, {"alone": FOLDER.model_copy(update={"share": 0.5})})


def test_a_language_that_the_recipe_names_must_be_there(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(1), released(2, "fra", split="test")])

    with pytest.raises(DataMissingError, match=r"ours: it has nothing to train on in fra") as told:
        opened(tmp_path, {"ours": RELEASE}, languages=("deu", "fra"))

    assert told.value.source == "ours"


@pytest.mark.parametrize("languages", [(), ("deu",)])
def test_caps_that_leave_nothing_are_an_error(tmp_path: Path, languages: tuple[str, ...]) -> None:
    lay_release(tmp_path / "ours", [released(1)])
    source = RELEASE.model_copy(update={"hours": 0.0001})

    with pytest.raises(DataMissingError, match=r"ours: it.* nothing to train on"):
        opened(tmp_path, {"ours": source}, languages=languages)


def test_a_mixture_of_nothing_is_an_error(tmp_path: Path) -> None:
    lay_folder(tmp_path / "few", "deu", [0.2])
    nothing = FOLDER.model_copy(update={"share": 0.0})

    with pytest.raises(DataMissingError, match="few"):
        opened(tmp_path, {"few": nothing})


def test_a_filler_without_room_for_a_clip_is_no_error(tmp_path: Path) -> None:
    lay_common_voice(tmp_path / "cv", "deu", [1.5] * 2)
    lay_folder(tmp_path / "more", "deu", [2.0])
    sources = {
        "cv": COMMON_VOICE.model_copy(update={"hours": 4 / 3600}),
        "more": FOLDER.model_copy(update={"tops_up": "cv"}),
    }

    assert [
        opened(tmp_path, sources, languages=languages).samples for languages in ((), ("deu",))
    ] == [2, 2]


def test_without_named_languages_all_that_are_there_are_taken(tmp_path: Path) -> None:
    lay_common_voice(tmp_path / "cv", "deu", [1.0])

    told = opened(tmp_path, {"cv": COMMON_VOICE}).manifest()["sources"]["cv"]

    assert list(told["languages"]) == ["deu"]
    assert len(told["absent"]) == 22


def test_a_source_without_a_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="ours: nobody said where it lies"):
        open_mixture(Data(sources={"ours": RELEASE}), {}, cache=tmp_path, seed=0)


def test_a_folder_without_shards_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()

    with pytest.raises(DataMissingError, match=r"holds no file that ends with \.parquet or \.tar"):
        opened(tmp_path, {"ours": RELEASE})


@pytest.mark.parametrize("form", ["parquet", "webdataset"])
def test_a_damaged_shard_is_named_before_anything_is_trained(tmp_path: Path, form: str) -> None:
    lay_release(tmp_path / "ours", [released(number) for number in range(6)], form=form)
    [shard] = (tmp_path / "ours").iterdir()
    shard.write_bytes(shard.read_bytes()[:-30_000])

    with pytest.raises(ShardUnreadableError, match=f"ours: the shard {shard.name} can't be read"):
        opened(tmp_path, {"ours": RELEASE})


def test_a_shard_with_another_sum_is_named_before_anything_is_trained(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(1)])
    place = Place(
        path=str(tmp_path / "ours"),
        shards=(Shard(path="v1-00000-of-00001.parquet", sha256="0" * 64),),
    )

    with pytest.raises(ShardUnreadableError, match="its SHA-256 is not 000"):
        open_mixture(Data(sources={"ours": RELEASE}), {"ours": place}, cache=tmp_path, seed=0)


def test_an_export_without_audio_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    with (tmp_path / "ours" / "v1.parquet").open("wb") as file:
        write_parquet([released(1)], file, with_audio=False)

    with pytest.raises(ShardUnreadableError, match="it has no column audio"):
        opened(tmp_path, {"ours": RELEASE})


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


def test_a_share_too_small_for_one_sample_takes_none(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(number, seconds=0.2) for number in range(5)])
    lay_folder(tmp_path / "few", "deu", [0.2] * 9)
    sources = {"ours": RELEASE, "few": FOLDER.model_copy(update={"share": 0.1})}

    assert opened(tmp_path, sources, languages=("deu",)).samples == 5


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
