"""Writes on datasets and memberships."""

from collections.abc import Iterable, Mapping

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


class SettingFixedError(ConflictError):
    code = "setting_fixed"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} can't be changed: {reason}.", details={name: [reason]})
        self.name = name


class MakerStaysError(ConflictError):
    code = "maker_stays"

    def __init__(self) -> None:
        super().__init__("Whoever made a dataset stays a member of it.")


SPLIT_SETTINGS = ("dev_size", "test_size", "bench_size", "split_seed")


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


def change_dataset(dataset: Dataset, **fields: object) -> Dataset:
    """Changes settings of a dataset.

    Raises:
        SettingFixedError: work done already rests on what would change.
    """
    with transaction.atomic():
        dataset = Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)
        if dataset.splits_drawn_at is not None:
            for name in SPLIT_SETTINGS:
                if name in fields and fields[name] != getattr(dataset, name):
                    raise SettingFixedError(name, "the splits were drawn with it")
        if not set(dataset.languages) <= set(_languages(fields, dataset)):
            raise SettingFixedError("languages", "a language may be added, but none left out")
        for name, value in fields.items():
            setattr(dataset, name, value)
        dataset.save(update_fields=list(fields))
    return dataset


def _languages(fields: Mapping[str, object], dataset: Dataset) -> list[str]:
    wanted = fields.get("languages", dataset.languages)
    return list(wanted) if isinstance(wanted, list) else dataset.languages


def remove_member(membership: Membership) -> None:
    """Shows a person out; what they did here stays.

    Raises:
        MakerStaysError: a dataset keeps its maker, so that it never is nobody's.
    """
    if membership.user_id == membership.dataset.created_by_id:
        raise MakerStaysError
    membership.delete()


def add_members(dataset: Dataset, people: Iterable[User]) -> None:
    """Lets people in; who is in already stays."""
    Membership.objects.bulk_create(
        [Membership(dataset=dataset, user=user) for user in people], ignore_conflicts=True
    )


def find_contents(dataset: Dataset) -> list[str]:
    """What was put into a dataset or made in it, beside who may work on it; empty for a new one."""
    held = [
        relation.related_model
        for relation in dataset._meta.related_objects  # noqa: SLF001 - Django's own
        if relation.related_model is not Membership
        # Events of a history have none.
        and getattr(relation.field, "db_constraint", False)
        and relation.related_model._default_manager.filter(  # noqa: SLF001
            **{relation.field.name: dataset}
        ).exists()
    ]
    return sorted(str(model._meta.verbose_name_plural) for model in held)  # noqa: SLF001
