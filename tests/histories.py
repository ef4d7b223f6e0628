"""What a dataset's history tells, as a manager asks for it, and whom it tells nothing."""

from typing import Any

from rest_framework.test import APIClient

from accounts.enums import Role
from catalog.models import Dataset
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_user


def ask_history(
    client: APIClient, dataset: Dataset, of: str, **filters: Any
) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/history/", {"of": of, **filters})
    assert answer.status_code == 200, answer.json()
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


def tell(row: dict[str, Any]) -> tuple[str, str | None, str, dict[str, tuple[str, str]]]:
    """What happened, by whom, to what, and each field's value before and after."""
    changes = {one["name"]: (one["before"], one["after"]) for one in row["changes"]}
    return row["what"], row["who"], row["title"], changes


def check_readers(client_for: ClientFor, dataset: Dataset, of: str) -> None:
    """Nobody but managers of the dataset reads it."""
    elsewhere, researcher, rater = map(make_user, (Role.MANAGER, Role.RESEARCHER, Role.RATER))
    make_dataset(elsewhere)
    for member in (researcher, rater):
        dataset.memberships.create(user=member)
    callers = (elsewhere, researcher, rater, None)
    path = f"/api/v1/datasets/{dataset.slug}/history/?of={of}"
    answers = [client_for(who).get(path).status_code for who in callers]
    assert answers == [404, 403, 403, 401]
