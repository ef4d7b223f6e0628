"""Adding systems under test."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from accounts.models import User
from catalog.models import Dataset
from engines.protocols import Sampling
from evaluation.runs.errors import SystemExistsError
from evaluation.runs.models import System


def add_system(  # noqa: PLR0913 - what a system is
    dataset: Dataset,
    *,
    name: str,
    engine: str,
    sampling: Sampling,
    prompts: Mapping[str, str],
    languages: Sequence[str],
    by: User | None,
) -> System:
    """Keeps it for good: what it said must stay what this system said.

    Raises:
        SystemExistsError: the name is taken.
    """
    system = System(
        dataset=dataset,
        name=name,
        engine=engine,
        sampling=sampling.lineage(),
        prompts=dict(prompts),
        languages=sorted(set(languages)),
        created_by=by,
    )
    try:
        with transaction.atomic():
            system.save()
    except IntegrityError:
        raise SystemExistsError(name) from None
    return system
