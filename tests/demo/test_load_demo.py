"""Loading the demo goes on where an interrupted start stopped."""

from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from annotation.models import Campaign
from catalog.models import Dataset
from corpus.models import Recording
from demo.management.commands import load_demo

pytestmark = pytest.mark.django_db(transaction=True)


def test_interrupted_load_is_completed_by_the_next(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STUDIO_STATE = tmp_path

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(load_demo.Command, "_run", interrupt)
        with pytest.raises(KeyboardInterrupt):
            call_command("load_demo")
    assert Recording.objects.count() == 0
    call_command("load_demo")
    assert Dataset.objects.get().items.count() == 24
    assert Recording.objects.count() == 24 * 23
    assert sorted(Campaign.objects.values_list("name", flat=True)) == [
        "Correct the bench",
        "Listen to the bench",
    ]
    call_command("load_demo")
    assert Campaign.objects.count() == 2
