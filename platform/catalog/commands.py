"""What management commands share."""

from django.core.management.base import CommandError

from catalog.models import Dataset


def find_dataset(slug: str) -> Dataset:
    """Finds a dataset by its address.

    Raises:
        CommandError: There is none; the message lists those that are.
    """
    dataset = Dataset.objects.filter(slug=slug).first()
    if dataset is None:
        known = ", ".join(Dataset.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(f"There is no dataset {slug!r}. Datasets: {known or 'none yet'}.")
    return dataset
