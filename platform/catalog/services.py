"""Writes on datasets and memberships."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from accounts.models import User
from catalog.models import Dataset, Membership
from common.errors import ConflictError


class DatasetExistsError(ConflictError):
    code = "dataset_exists"

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"A dataset with the address {slug} exists already. Choose another address.",
            details={"slug": ["is taken"]},
        )


def create_dataset(*, by: User, slug: str, **fields: object) -> Dataset:
    """Creates a dataset with its maker as the first member."""
    try:
        with transaction.atomic():
            dataset = Dataset.objects.create(slug=slug, created_by=by, **fields)
            add_members(dataset, [by])
    except IntegrityError as problem:
        if Dataset.objects.filter(slug=slug).exists():
            raise DatasetExistsError(slug) from problem
        raise
    return dataset


def add_members(dataset: Dataset, people: Iterable[User]) -> None:
    """Lets people in; who is in already stays."""
    Membership.objects.bulk_create(
        [Membership(dataset=dataset, user=user) for user in people], ignore_conflicts=True
    )
