"""Who works with the studio, and what on."""

from typing import Any

from accounts.enums import Role
from accounts.models import SpokenLanguage, User
from catalog.models import Dataset, Membership
from tests.factories.numbers import numbers


def make_user(role: Role = Role.RATER, *, languages: tuple[str, ...] = (), **fields: Any) -> User:
    user = User.objects.create(**{"username": f"person{next(numbers)}", "role": role, **fields})
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(user=user, language=language) for language in languages
    )
    return user


def make_dataset(*members: User, **fields: Any) -> Dataset:
    """Its maker is a manager of its own unless ``created_by`` says otherwise."""
    number = next(numbers)
    dataset = Dataset.objects.create(
        **{
            "slug": f"dataset{number}",
            "name": f"Dataset {number}",
            "languages": ["eng", "ara", "hin"],
            "created_by": fields.pop("created_by", None) or make_user(Role.MANAGER),
            **fields,
        }
    )
    Membership.objects.bulk_create(Membership(dataset=dataset, user=user) for user in members)
    return dataset
