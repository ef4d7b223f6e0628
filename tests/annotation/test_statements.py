"""How many statements a rater's requests take: they are asked all day long."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.annotation.steps import ended, make_rater
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_voiced_item

pytestmark = pytest.mark.django_db


def test_clip_is_taken_and_rated_in_few_statements(client_for: ClientFor) -> None:
    dataset = make_dataset()
    for _ in range(3):
        make_voiced_item(dataset)
    campaign = make_campaign(dataset)
    client = client_for(make_rater(dataset))
    wish = {"campaign": campaign.pk, "language": "ara"}

    def ask(path: str, body: dict[str, object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(f"/api/v1/{path}", body)
        assert answer.status_code == 200, answer.json()
        held.update(answer.json())
        # Where a request has a transaction a test has a savepoint.
        return len([query for query in queries if "SAVEPOINT" not in query["sql"]])

    held: dict[str, object] = {}
    taken = ask("work/next/", {**wish})
    key = "7c0f4b1e-6d3c-4b60-9a3f-2f1f6f0e3c11"
    vote = {"naturalness": 3, "understood": 4, "key": key, "playback": ended()}
    rated = ask(f"assignments/{held['id']}/rating/", {**vote, "next": {}})
    assert held["next"] is not None
    assert (taken, rated) == (9, 13)
