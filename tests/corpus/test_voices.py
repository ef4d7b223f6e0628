"""Importing voices from a folder and over REST, holding them out and retiring them."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from accounts.enums import Role
from catalog.models import Dataset
from corpus import storage_check
from corpus.models import Voice
from corpus.storage import audio_store
from corpus.storage_check import check_storage, count_orphans, delete_orphans
from tests.clips import make_clip
from tests.conftest import ClientFor
from tests.factories import (
    count_anew,
    make_dataset,
    make_item,
    make_recording,
    make_translation,
    make_user,
    make_voice,
)

pytestmark = pytest.mark.django_db

HEAD = "clip,name,perceived,source,source_url,licence,reader,held_out\n"
ANN = "ann.flac,ann,female,LibriVox,https://librivox.org/ann,CC0-1.0,Ann Reader,\n"


def fill(folder: Path, lines: str, **clips: bytes) -> Path:
    (folder / "voices.csv").write_text(HEAD + lines, encoding="utf-8-sig")
    for name, clip in clips.items():
        (folder / f"{name}.flac").write_bytes(clip)
    return folder


def import_folder(dataset: Dataset, folder: Path) -> tuple[str, str]:
    """What the command writes, and what it ends with."""
    out, end = StringIO(), ""
    try:
        call_command("import_voices", dataset.slug, str(folder), stdout=out, stderr=out)
    except CommandError as problem:
        end = str(problem)
    return out.getvalue(), end


def test_import_voices_keeps_what_the_table_says(tmp_path: Path) -> None:
    dataset = make_dataset()
    lines = ANN + "ben.flac,ben,male,,,CC-BY-4.0,,yes\n"

    written, end = import_folder(
        dataset, fill(tmp_path, lines, ann=make_clip(), ben=make_clip(pitch=90))
    )

    assert (written.splitlines(), end) == (
        [
            "voices.csv line 2, ann.flac (ann): imported",
            "voices.csv line 3, ben.flac (ben): imported",
        ],
        "",
    )
    ann, ben = dataset.voices.order_by("name")
    assert (ann.perceived, ann.source, ann.source_url, ann.licence, ann.reader, ann.held_out) == (
        "female", "LibriVox", "https://librivox.org/ann", "CC0-1.0", "Ann Reader", False,
    )  # fmt: skip
    assert (ben.perceived, ben.licence, ben.held_out) == ("male", "CC-BY-4.0", True)
    assert len(audio_store().get(ann.sha256)) == ann.size_bytes


def test_import_voices_tells_of_each_bad_clip_and_keeps_the_good_ones(tmp_path: Path) -> None:
    dataset = make_dataset()
    lines = (
        "short.flac,short,,,,CC0-1.0,,\n"
        "gone.flac,gone,,,,CC0-1.0,,\n"
        "../ann.flac,outside,,,,CC0-1.0,,\n"
        "ann.flac,two words,somehow,,javascript:alert(1),,,perhaps\n" + ANN
    )

    missing = f"There is no file '../ann.flac' in {tmp_path.name}."
    everything = (
        "name must be 1 to 60 letters, digits, dots, dashes or underscores; source_url must be a "
        "link that begins with https:// or http://; licence is empty: say under which the clip was "
        "published; perceived must be one of female, male, unspecified; "
        "held_out must be yes or no."
    )

    written, end = import_folder(
        dataset, fill(tmp_path, lines, ann=make_clip(), short=make_clip(seconds=1))
    )

    assert end == "4 clips were not imported; the others were."
    assert [line.removeprefix("voices.csv line ") for line in written.splitlines()] == [
        "2, short.flac (short): not imported: Lasts 1.0 s; give 3 to 30 s of speech.",
        f"3, gone.flac (gone): not imported: There is no file 'gone.flac' in {tmp_path.name}.",
        f"4, ../ann.flac (outside): not imported: {missing}",
        f"5, ann.flac (two words): not imported: {everything}",
        "6, ann.flac (ann): imported",
    ]
    assert list(dataset.voices.values_list("name", flat=True)) == ["ann"]


def test_import_voices_again_changes_nothing(tmp_path: Path) -> None:
    dataset = make_dataset()
    folder = fill(tmp_path, ANN, ann=make_clip())
    import_folder(dataset, folder)
    before = list(Voice.objects.values())

    written, end = import_folder(dataset, folder)

    assert (written, end) == ("voices.csv line 2, ann.flac (ann): was there already\n", "")
    assert list(Voice.objects.values()) == before


def test_import_voices_refuses_another_clip_of_a_name_and_another_name_of_a_clip(
    tmp_path: Path,
) -> None:
    dataset = make_dataset()
    import_folder(dataset, fill(tmp_path, ANN, ann=make_clip()))
    lines = "other.flac,ann,,,,CC0-1.0,,\nann.flac,anna,,,,CC0-1.0,,\n"

    written, _ = import_folder(dataset, fill(tmp_path, lines, other=make_clip(pitch=200)))

    assert [line.partition("not imported: ")[2] for line in written.splitlines()] == [
        "ann is another clip in this dataset already. Choose another name.",
        "This clip is in this dataset already, as ann.",
    ]


@pytest.mark.parametrize(
    ("table", "end"),
    [
        (None, "voices.csv can't be read: "),
        ("name,perceived\nann,female\n", "voices.csv: its first line lacks clip, licence."),
    ],
)
def test_import_voices_says_what_is_wrong_with_the_table(
    table: str | None, end: str, tmp_path: Path
) -> None:
    if table is not None:
        (tmp_path / "voices.csv").write_text(table)

    assert import_folder(make_dataset(), tmp_path)[1].startswith(end)


def post_voice(client: Any, dataset: Dataset, clip: bytes, **fields: Any) -> Any:
    body = {"clip": SimpleUploadedFile("ann.flac", clip), "name": "ann", "licence": "CC0-1.0"}
    return client.post(
        f"/api/v1/datasets/{dataset.slug}/voices/", {**body, **fields}, format="multipart"
    )


def test_voice_is_uploaded_played_and_listed_with_its_share(client_for: ClientFor) -> None:
    manager, rater = make_user(Role.MANAGER), make_user()
    dataset = make_dataset(manager, rater)
    client = client_for(manager)
    other = make_voice(dataset)
    for voice in ("ann", "ann", "ann", other.name, "ar+f1"):
        make_recording(make_translation(make_item(dataset)), voice=voice)
    count_anew(dataset)

    made = post_voice(client, dataset, make_clip(), perceived="female", source="LibriVox")

    ann = made.json()
    assert (made.status_code, ann["recordings"], ann["share"]) == (201, 3, 0.75)
    assert (ann["perceived"], ann["source"], ann["held_out"], ann["retired"]) == (
        "female", "LibriVox", False, False,
    )  # fmt: skip
    played = client.get(ann["audio"])
    assert (played.status_code, played.getvalue()) == (200, make_clip())
    assert client_for(rater).get(ann["audio"]).status_code == 404
    rows = client.get(f"/api/v1/datasets/{dataset.slug}/voices/").json()["results"]
    assert [(row["name"], row["share"]) for row in rows] == [(other.name, 0.25), ("ann", 0.75)]
    assert post_voice(client, dataset, make_clip()).status_code == 200


def test_bad_clip_is_refused_with_every_reason(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)

    answer = post_voice(client_for(manager), dataset, make_clip(seconds=1, snr_db=5))

    assert (answer.status_code, answer.json()["code"]) == (400, "voice_clip_unusable")
    assert len(answer.json()["details"]["clip"]) == 2
    assert not dataset.voices.exists()


def test_voice_is_retired_brought_back_and_its_history_kept(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    voice = make_voice(make_dataset(manager))
    address = f"/api/v1/voices/{voice.pk}/"
    client = client_for(manager)

    retired = client.patch(address, {"retired": True, "perceived": "male"}).json()
    drawable = list(Voice.objects.drawable())
    back = client.patch(address, {"retired": False}).json()

    assert (retired["retired"], retired["perceived"], drawable, back["retired"]) == (
        True, "male", [], False,
    )  # fmt: skip
    history: Any = apps.get_model("corpus.VoiceEvent")
    labels = history.objects.filter(pgh_obj=voice).order_by("pgh_id")
    assert list(labels.values_list("pgh_label", flat=True)) == ["insert", "update", "update"]


def test_voice_that_spoke_stays_on_its_side_of_the_bench(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    silent, used = make_voice(dataset), make_voice(dataset)
    make_recording(make_translation(make_item(dataset)), voice=used.name)
    count_anew(dataset)
    client = client_for(manager)

    answers = [
        client.patch(f"/api/v1/voices/{voice.pk}/", {"held_out": True}) for voice in (silent, used)
    ]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["code"] == "voice_in_use"
    assert list(dataset.voices.filter(held_out=True)) == [silent]


def test_list_of_voices_asks_the_database_as_often_for_one_as_for_three(
    client_for: ClientFor, django_assert_num_queries: Any
) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    address = f"/api/v1/datasets/{dataset.slug}/voices/"
    client = client_for(manager)
    make_voice(dataset)
    client.get(address)
    for _ in range(2):
        with django_assert_num_queries(QUERIES):
            client.get(address)
        make_voice(dataset)
        make_voice(dataset)


QUERIES = 6


def test_storage_knows_the_clips_of_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage_check, "GRACE", storage_check.GRACE * -1)
    dataset = make_dataset()
    kept, lost = make_voice(dataset), make_voice(dataset)
    audio_store().delete(lost.sha256)
    before = count_orphans(audio_store())

    report = check_storage(dataset)

    assert report.missing_names == [lost.sha256]
    assert kept.sha256 not in report.orphan_names
    assert kept.sha256 not in set(delete_orphans(audio_store()))
    assert before == report.orphans
