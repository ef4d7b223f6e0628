"""What a release says of the one before it."""

import json

import pytest

from annotation.enums import Verdict
from annotation.models import Rating
from catalog.models import Dataset
from corpus.enums import Split
from corpus.models import Item, Recording
from releases.manifest import digest
from releases.models import Release
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_recording, make_translation
from tests.releases.frozen import first_recording, make_judged_dataset, make_release
from tests.releases.judged import judge_text, make_version, vote
from tests.releases.proving import change, refuses, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_judged_dataset()
    dataset.memberships.get_or_create(user=dataset.created_by)
    make_release(dataset)
    return dataset


def changes(release: Release) -> dict[str, list[str]]:
    """``id/language`` by kind; counts must agree."""
    told: dict[str, list[str]] = {}
    for each in release.changed_rows.order_by("item_id", "language").select_related("item"):
        told.setdefault(each.kind, []).append(f"{each.item}/{each.language}")
    assert release.changes
    counts = {kind: sum(rows.values()) for kind, rows in release.changes["counts"].items()}
    assert {kind: len(ids) for kind, ids in told.items()} == {
        kind: rows for kind, rows in counts.items() if rows
    }
    return told


def replace_recording(recording: Recording) -> None:
    Recording.objects.filter(pk=recording.pk).update(is_current=False)
    make_recording(recording.translation, duration_s=0.5)


def test_first_release_has_nothing_before_it(dataset: Dataset) -> None:
    first = dataset.releases.get()
    assert first.changes == {"since": None, "manifest": None, "counts": {}}
    assert not first.changed_rows.exists()


def test_nothing_changed(dataset: Dataset) -> None:
    second = make_release(dataset, "v2")
    assert changes(second) == {}
    assert second.changes
    before = dataset.releases.get(name="v1")
    assert (second.changes["since"], second.changes["manifest"]) == ("v1", before.manifest)


def test_added_and_removed_rows_are_told(dataset: Dataset) -> None:
    new = make_version(dataset).translation.item
    gone = first_recording(dataset).translation.item
    Item.objects.filter(pk=gone.pk).update(split=Split.EXCLUDED, in_bench=False)
    assert changes(make_release(dataset, "v2")) == {
        "added": [f"{new}/ara", f"{new}/eng"],
        "removed": [f"{gone}/ara", f"{gone}/eng"],
    }


def test_text_of_a_person_is_a_correction_and_its_new_clip_a_revoicing(dataset: Dataset) -> None:
    recording = first_recording(dataset)
    judge_text(recording.translation, Verdict.CORRECTED, question="سؤال آخر؟")
    item = recording.translation.item
    corrected = changes(make_release(dataset, "v2"))
    assert corrected == {"corrected": [f"{item}/ara"], "revoiced": [f"{item}/ara"]}
    text = item.translations.get(language="ara", is_current=True)
    make_recording(text, duration_s=0.4)
    assert changes(make_release(dataset, "v3")) == {"revoiced": [f"{item}/ara"]}


def test_text_of_a_machine_is_no_correction(dataset: Dataset) -> None:
    text = first_recording(dataset).translation
    text.is_current = False
    text.save()
    make_translation(text.item, language="ara", question="آلة؟")
    told = changes(make_release(dataset, "v2"))
    assert told == {"retranslated": [f"{text.item}/ara"], "revoiced": [f"{text.item}/ara"]}


def test_other_recording_of_the_same_text_is_a_revoicing(dataset: Dataset) -> None:
    recording = first_recording(dataset)
    replace_recording(recording)
    assert changes(make_release(dataset, "v2")) == {
        "revoiced": [f"{recording.translation.item}/ara"]
    }


def test_further_votes_are_told_apart_from_changes_of_content(dataset: Dataset) -> None:
    vote(make_campaign(dataset, votes_per_item=1), (1, 1))
    Rating.objects.update(seconds=6.0)  # as long as a person thinks
    told = changes(make_release(dataset, "v2"))
    assert [*told] == ["rejudged"]
    assert {place.rpartition("/")[2] for place in told["rejudged"]} == {"ara"}


def test_languages_that_are_left_out_are_removed(dataset: Dataset) -> None:
    told = changes(make_release(dataset, "v2", languages=("eng",)))
    assert [len(told["removed"]), *told] == [3, "removed"]


def test_release_with_changes_is_proven(dataset: Dataset) -> None:
    make_version(dataset)
    second = make_release(dataset, "v2")
    assert "changes: as released" in verify(second)


def test_change_that_was_not_so_is_named(dataset: Dataset) -> None:
    new = make_version(dataset).translation.item
    second = make_release(dataset, "v2")
    kept = second.changed_rows.get(language="ara")
    change("UPDATE releases_releasechange SET kind = 'corrected' WHERE id = %s", kept.pk)
    refuses(second, f"changes: {new} in ara: added since v1 isn't told")


def test_change_that_was_dropped_is_named(dataset: Dataset) -> None:
    new = make_version(dataset).translation.item
    second = make_release(dataset, "v2")
    kept = second.changed_rows.get(language="ara")
    change("DELETE FROM releases_releasechange WHERE id = %s", kept.pk)
    refuses(second, f"changes: {new} in ara: added since v1 isn't told")


def test_counts_are_compared(dataset: Dataset) -> None:
    second = make_release(dataset, "v2")
    assert second.changes
    told = json.dumps({**second.changes, "counts": {"added": {"ara": 1}}})
    change("UPDATE releases_release SET changes = %s WHERE id = %s", told, second.pk)
    refuses(second, "changes: .* were counted")


def test_rewritten_release_before_is_named(dataset: Dataset) -> None:
    second = make_release(dataset, "v2")
    change("UPDATE releases_release SET manifest = %s WHERE name = 'v1'", "0" * 64)
    refuses(second, "changes: it told changes since v1 of manifest")


def test_release_before_cannot_be_taken_away(dataset: Dataset) -> None:
    second = make_release(dataset, "v2")
    change("UPDATE releases_release SET previous_id = NULL WHERE id = %s", second.pk)
    refuses(second, "but follows None")


def test_release_from_before_changes_were_told_still_passes(dataset: Dataset) -> None:
    """Its hash was made without them."""
    first = dataset.releases.get()
    change("UPDATE releases_release SET changes = NULL WHERE id = %s", first.pk)
    refuses(first, "manifest")
    first.refresh_from_db()
    change("UPDATE releases_release SET manifest = %s WHERE id = %s", digest(first), first.pk)
    assert "changes: as released" in verify(first)


def test_rest_tells_counts_and_pages_of_ids(dataset: Dataset, client_for: ClientFor) -> None:
    client = client_for(dataset.created_by)
    new = [make_version(dataset).translation.item.external_id for _ in range(3)]
    make_release(dataset, "v2")
    at = f"/api/v1/datasets/{dataset}/releases/v2/"
    told = client.get(at).json()["changes"]
    assert (told["since"], told["counts"]["added"]) == ("v1", {"ara": 3, "eng": 3})
    found, url = [], f"{at}changes/?kind=added&language=ara&page_size=2"
    while url:
        page = client.get(url).json()
        found += page["results"]
        url = page["next"]
    assert found == [{"id": name, "language": "ara"} for name in new]
    assert client.get(f"{at}changes/?kind=corrected").json()["results"] == []
    assert client.get(f"{at}changes/", {"kind": "other"}).status_code == 400
