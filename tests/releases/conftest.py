"""A dataset, and its manager's way to it over REST."""

import pytest
from rest_framework.test import APIClient

from catalog.models import Dataset
from tests.conftest import ClientFor
from tests.factories import make_dataset


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset()
    dataset.memberships.create(user=dataset.created_by)
    return dataset


@pytest.fixture
def client(client_for: ClientFor, dataset: Dataset) -> APIClient:
    return client_for(dataset.created_by)
