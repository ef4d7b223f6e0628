"""Proving a release, and finding what was changed behind its back."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotation.models import Rating
from corpus.storage import audio_store
from releases.models import Release
from tests.releases.frozen import first_recording, make_judged_dataset, make_release
from tests.releases.proving import change, refuses, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    return make_release(make_judged_dataset())


def test_release_as_it_was_made_passes(release: Release) -> None:
    assert release.manifest in verify(release)


def test_later_work_does_not_break_it(release: Release) -> None:
    dataset = release.dataset
    make_release(dataset, "v2")
    Rating.objects.all().update(withdrawn_at="2026-01-01T00:00:00Z")
    assert "6 rows" in verify(release)


def test_changed_text_is_named(release: Release) -> None:
    text = first_recording(release.dataset).translation
    change("UPDATE corpus_translation SET question = 'x' WHERE id = %s", text.pk)
    refuses(release, f"texts and lineage: {text.item} in ara: question isn't")


def test_changed_lineage_is_named(release: Release) -> None:
    recording = first_recording(release.dataset)
    change("UPDATE corpus_recording SET engine = 'other' WHERE id = %s", recording.pk)
    refuses(release, f"{recording.translation.item} in ara: recording.engine isn't")


def test_changed_line_is_named(release: Release) -> None:
    row = release.frozen_rows.earliest("item_id", "language")
    change("UPDATE releases_releaseline SET line = line || ' ' WHERE id = %s", row.line_id)
    refuses(release, f"lines: {row.item} in ara: the released line isn't")


def test_one_changed_byte_of_audio_is_named(release: Release) -> None:
    recording = first_recording(release.dataset)
    path = audio_store().local_path(recording.sha256)
    assert path is not None
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    refuses(release, f"audio: {recording.translation.item} in ara")


def test_missing_audio_is_named(release: Release) -> None:
    recording = first_recording(release.dataset)
    audio_store().delete(recording.sha256)
    refuses(release, f"audio: {recording.translation.item} in ara")


def test_changed_raw_vote_is_named(release: Release) -> None:
    vote = Rating.objects.earliest("pk")
    change("UPDATE annotation_rating SET naturalness = 1 WHERE id = %s", vote.pk)
    refuses(release, f"vote {vote.pk} isn't the one given")


def test_changed_correction_is_named(release: Release) -> None:
    given = release.corrections.get()
    change(
        "UPDATE annotation_correction SET verdict = 'corrected' WHERE id = %s", given.correction_id
    )
    refuses(release, f"correction {given.correction_id} isn't")


def test_correction_that_counts_no_more_is_named(release: Release) -> None:
    given = release.corrections.get()
    change("UPDATE annotation_correction SET is_final = FALSE WHERE id = %s", given.correction_id)
    refuses(release, f"corrections: .*correction {given.correction_id} isn't")


def test_changed_vote_of_the_release_changes_its_numbers(release: Release) -> None:
    vote = release.votes.earliest("rating_id")
    change("UPDATE annotation_rating SET naturalness = 1 WHERE id = %s", vote.rating_id)
    change("UPDATE releases_releasevote SET naturalness = 1 WHERE id = %s", vote.pk)
    refuses(release, "numbers: languages/ara/naturalness")


def test_removed_row_is_found(release: Release) -> None:
    row = release.frozen_rows.filter(language="eng").earliest("item_id")
    change("DELETE FROM releases_releaserow WHERE id = %s", row.pk)
    refuses(release, "numbers: ")


def test_changed_description_is_found(release: Release) -> None:
    change("UPDATE releases_release SET notes = 'better' WHERE id = %s", release.pk)
    refuses(release, "manifest: ")


def test_unknown_and_ambiguous_names_are_told(release: Release) -> None:
    with pytest.raises(CommandError, match="no release 'v9'"):
        call_command("verify_release", "v9")
    make_release(make_judged_dataset())
    with pytest.raises(CommandError, match="Several datasets have a release 'v1'"):
        call_command("verify_release", "v1")


def test_command_may_be_written_with_a_hyphen() -> None:
    manage = Path(__file__).parents[2] / "manage.py"
    asked = [sys.executable, str(manage), "verify-release", "--help"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert "every published number" in told.stdout
