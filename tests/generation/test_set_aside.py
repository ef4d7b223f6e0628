"""The list of what was set aside."""

from typing import Any

import pytest

from accounts.enums import Role
from catalog.models import Dataset
from corpus.models import Recording
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_item, make_user
from tests.generation.speakers import Chancy, install
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db


def make_bad(dataset: Dataset, amount: int) -> None:
    for _ in range(amount):
        make_item(dataset, question="Silent 90 70 80?")
    do_job(dataset, "synthesize", engine="chancy")


def test_list_shows_the_best_attempt_with_its_reasons(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = install(monkeypatch, Chancy)
    reader = make_user(Role.RESEARCHER)
    dataset = make_dataset(reader, languages=["eng"])
    make_bad(dataset, 1)
    make_item(dataset, question="Well?")
    do_job(dataset, "synthesize", engine="chancy")
    address = f"/api/v1/datasets/{dataset.slug}/set-aside/"

    rows = client_for(reader).get(address).json()["results"]

    best = Recording.objects.set_aside().get()
    assert len(speaker.asked) == 4
    assert [(row["id"], row["attempt"], row["audio"], row["reasons"]) for row in rows] == [
        (
            best.pk,
            2,
            f"/audio/{best.sha256}",
            [{"check": "silence", "detail": "70% of the clip is silent."}],
        )
    ]
    shown = {
        query: len(client_for(reader).get(f"{address}?{query}").json()["results"])
        for query in ("language=eng", "language=ara", "engine=chancy", "engine=x",
                      "check=silence", "check=clipping")
    }  # fmt: skip
    assert shown == {
        "language=eng": 1, "language=ara": 0, "engine=chancy": 1, "engine=x": 0,
        "check=silence": 1, "check=clipping": 0,
    }  # fmt: skip


def test_list_asks_the_database_as_often_for_one_as_for_three(
    client_for: ClientFor, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Chancy)
    reader = make_user(Role.RESEARCHER)
    dataset = make_dataset(reader, languages=["eng"])
    make_bad(dataset, 1)
    client = client_for(reader)
    address = f"/api/v1/datasets/{dataset.slug}/set-aside/"
    client.get(address)
    for _ in range(2):
        with django_assert_num_queries(5):
            client.get(address)
        install(monkeypatch, Chancy)
        make_bad(dataset, 2)
