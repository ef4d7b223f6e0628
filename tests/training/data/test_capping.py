"""How much of each source a recipe takes: caps, fillers and shares."""

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
from training.data.capping import shared
from training.errors import DataMissingError
from training.recipes.fields import Data, Layout, Source

MINUTE = 1 / 60


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


def test_a_share_beside_nothing_is_an_error(tmp_path: Path) -> None:
    lay_folder(tmp_path / "alone", "deu", [0.2])

    with pytest.raises(DataMissingError, match="alone: it may be only a share"):
        opened(tmp_path, {"alone": FOLDER.model_copy(update={"share": 0.5})})


@pytest.mark.parametrize("languages", [(), ("deu",)])
def test_caps_that_leave_nothing_are_an_error(tmp_path: Path, languages: tuple[str, ...]) -> None:
    lay_release(tmp_path / "ours", [released(1)])
    source = RELEASE.model_copy(update={"hours": 0.0001})

    with pytest.raises(DataMissingError, match=r"ours: it.* nothing to train on"):
        opened(tmp_path, {"ours": source}, languages=languages)


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


def test_a_share_too_small_for_one_sample_takes_none(tmp_path: Path) -> None:
    lay_release(tmp_path / "ours", [released(number, seconds=0.2) for number in range(5)])
    lay_folder(tmp_path / "few", "deu", [0.2] * 9)
    sources = {"ours": RELEASE, "few": FOLDER.model_copy(update={"share": 0.1})}

    assert opened(tmp_path, sources, languages=("deu",)).samples == 5
