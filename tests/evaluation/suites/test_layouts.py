from pathlib import Path

import numpy as np
import pytest
import soundfile

from engines.errors import AudioUnreadableError
from evaluation.suites.errors import LayoutError
from evaluation.suites.layouts import read_common_voice, read_covost2, read_samples
from evaluation.suites.loading import get_suite
from evaluation.suites.samples import BadRow, Fault, LeftOut, Row, Sample
from evaluation.suites.suite import Pair
from evaluation.suites.tables import MOST_BYTES
from tests.clips import make_speech

ENDINGS = ("mp3", "wav", "flac")


def make_clips(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        soundfile.write(folder / name, make_speech(seconds=0.5, rate=16_000), 16_000)


def write_table(path: Path, *lines: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        b"".join((each if isinstance(each, bytes) else each.encode()) + b"\n" for each in lines)
    )
    return path


def faults(rows: list[Row]) -> list[tuple[int, Fault]]:
    return [(row.line, row.fault) for row in rows if isinstance(row, BadRow)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Common Voice with three clips in German and one in Chinese."""
    make_clips(tmp_path / "de/clips", *(f"c{at}.{ending}" for at, ending in enumerate(ENDINGS)))
    make_clips(tmp_path / "zh-CN/clips", "z.mp3")
    write_table(
        tmp_path / "de/test.tsv",
        "client_id\tpath\tsentence\tup_votes",
        'anna\tc0.mp3\tSie sagte "ja\t2',
        "anna\tc1.mp3\tZwei Sätze.\t2",
        "\tc2\tDrei.\t0",
    )
    write_table(tmp_path / "zh-CN/test.tsv", "\ufeffpath\tsentence", "z.mp3\t你好")
    return tmp_path


def test_common_voice_is_read_row_by_row(root: Path) -> None:
    found = list(read_common_voice(root, "deu"))

    assert found[0] == Sample(
        id="c0.mp3",
        language="deu",
        target="deu",
        audio=root / "de/clips/c0.mp3",
        reference='Sie sagte "ja',
        cluster="anna",
        transcript='Sie sagte "ja',
    )
    assert [row.cluster for row in found if isinstance(row, Sample)] == ["anna", "anna", "c2"]


def test_clips_are_found_and_read_in_every_format(root: Path) -> None:
    samples = [row for row in read_common_voice(root, "deu") if isinstance(row, Sample)]

    assert [sample.audio.name for sample in samples] == ["c0.mp3", "c1.wav", "c2.flac"]
    for sample in samples:
        clip = sample.clip()
        assert (clip.sample_rate, round(clip.seconds, 1)) == (16_000, 0.5)
        assert np.abs(clip.samples).max() > 0.1


def test_languages_have_their_folders_and_a_mark_at_the_beginning_does_no_harm(root: Path) -> None:
    suite = get_suite("speech_recognition")

    found = list(read_samples(suite, Pair("cmn", "cmn"), root))

    assert [row.reference for row in found if isinstance(row, Sample)] == ["你好"]


def test_bad_rows_are_left_out_with_their_reasons(root: Path) -> None:
    table = write_table(
        root / "de/test.tsv",
        "path\tsentence",
        "c0.mp3\tgut",
        "c0.mp3\tnochmal",
        "c9.mp3\tfehlt",
        "../clips/c1.wav\tvon außen",
        "/etc/passwd\tvon außen",
        "..\\c1.wav\tvon außen",
        "\tohne Namen",
        "c1.wav\t  ",
        "c1.wav",
        b"c1.wav\tf\xfcr",
        b"c1.wav\tf\0r",
        "c1.wav\t" + "x" * (3 * MOST_BYTES),
        "",
        "x" * 300 + ".mp3\tlang",
        "c1.wav\tgut",
    )

    found = list(read_common_voice(root, "deu"))

    assert faults(found) == [
        (3, Fault.REPEATED),
        (4, Fault.CLIP_MISSING),
        (5, Fault.CLIP_OUTSIDE),
        (6, Fault.CLIP_OUTSIDE),
        (7, Fault.CLIP_OUTSIDE),
        (8, Fault.NO_CLIP_NAME),
        (9, Fault.NO_TEXT),
        (10, Fault.FIELDS),
        (11, Fault.UNREADABLE),
        (12, Fault.UNREADABLE),
        (13, Fault.TOO_LONG),
        (15, Fault.CLIP_MISSING),
    ]
    assert [row.id for row in found if isinstance(row, Sample)] == ["c0.mp3", "c1.wav"]
    assert str(found[2]) == (
        f"{table}, line 4: there is no clip 'c9.mp3' in the folder clips, in any format."
    )


def test_rows_left_out_are_counted_while_samples_stream(root: Path) -> None:
    lines = [f"c{at}.mp3\ttext" for at in range(60)]
    write_table(root / "de/test.tsv", "path\tsentence", *lines)
    left_out = LeftOut(most_shown=5)

    samples = list(left_out.samples(read_common_voice(root, "deu")))

    assert len(samples) == 3
    assert (left_out.total, left_out.counts) == (57, {Fault.CLIP_MISSING: 57})
    assert [row.line for row in left_out.shown] == [5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("path\ttext", "it has no column sentence. It needs path, sentence"),
        ("", "it has no column path, sentence"),
        (b"\xff\xfe", "its first line is not UTF-8"),
    ],
)
def test_table_without_its_columns_is_refused(header: str | bytes, said: str, root: Path) -> None:
    write_table(root / "de/test.tsv", header)

    with pytest.raises(LayoutError, match=said):
        list(read_common_voice(root, "deu"))


def test_missing_table_and_missing_clips_are_told_apart(root: Path) -> None:
    with pytest.raises(LayoutError, match=r"dev\.tsv: it can't be read"):
        list(read_common_voice(root, "deu", split="dev"))
    with pytest.raises(LayoutError, match="fr: it has no folder clips"):
        read_common_voice(root, "fra")


def test_covost_takes_its_split_and_keeps_a_clips_translations_together(root: Path) -> None:
    write_table(
        root / "de/covost_v2.de_en.tsv",
        "path\ttranslation\tsplit",
        "c0.mp3\tYes, she said.\ttest",
        "c1.mp3\tTwo sentences.\ttrain",
        "c2.mp3\tThree.\ttest",
    )
    suite = get_suite("speech_translation_to_english")

    found = list(read_samples(suite, Pair("deu", "eng"), root))

    assert [
        (row.id, row.target, row.reference, row.cluster) for row in found if isinstance(row, Sample)
    ] == [("c0.mp3", "eng", "Yes, she said.", "c0.mp3"), ("c2.mp3", "eng", "Three.", "c2.mp3")]


def test_covost_reads_a_table_of_one_split_too(root: Path) -> None:
    write_table(
        root / "covost_v2.de_zh-CN.test.tsv",
        "path\tsentence\ttranslation\tclient_id",
        "c1.mp3\tZwei.\t二\tanna",
    )

    (found,) = read_covost2(root, Pair("deu", "cmn"))

    assert isinstance(found, Sample)
    assert (found.reference, found.cluster, found.target) == ("二", "anna", "cmn")


def test_covost_without_its_table_says_where_it_belongs(root: Path) -> None:
    with pytest.raises(LayoutError, match=r"covost_v2\.de_ar\.tsv belongs beside the clips"):
        read_covost2(root, Pair("deu", "ara"))


def test_bench_lies_in_a_release_not_in_a_folder(root: Path) -> None:
    suite = get_suite("spoken_qa")

    with pytest.raises(ValueError, match="come from a release"):
        read_samples(suite, suite.pairs[0], root)


def test_clip_that_is_no_sound_is_told(root: Path) -> None:
    (root / "de/clips/c1.wav").write_bytes(b"RIFF, but not really")
    samples = [row for row in read_common_voice(root, "deu") if isinstance(row, Sample)]

    with pytest.raises(AudioUnreadableError):
        samples[1].clip()
