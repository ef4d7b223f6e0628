"""The bench's own people and datasets, under names that a second run can use again."""

from collections.abc import Sequence
from uuid import uuid4

from accounts.enums import Role
from accounts.models import SpokenLanguage, User
from catalog.models import Dataset, Membership
from languages import TARGETS

LANGUAGES = ("eng", *sorted(TARGETS))
MANAGER = "bench-manager"
RATERS = ("bench-rater1", "bench-rater2")


def person(name: str, role: Role) -> User:
    """Raters speak every language."""
    user, made = User.objects.get_or_create(username=name, defaults={"role": role})
    if made and role == Role.RATER:
        SpokenLanguage.objects.bulk_create(
            SpokenLanguage(user=user, language=language) for language in LANGUAGES
        )
    return user


def new_dataset(*members: User, languages: Sequence[str] = LANGUAGES) -> Dataset:
    dataset = Dataset.objects.create(
        slug=f"bench-{uuid4().hex[:12]}",
        name="Bench",
        languages=list(languages),
        created_by=person(MANAGER, Role.MANAGER),
    )
    Membership.objects.bulk_create(Membership(dataset=dataset, user=user) for user in members)
    return dataset
