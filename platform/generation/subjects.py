"""Which items the subjects of a batch belong to, for those who look at what failed."""

from collections.abc import Collection, Mapping

from corpus.models import Translation


def items_themselves(subject_ids: Collection[int]) -> Mapping[int, int]:
    return {item_id: item_id for item_id in subject_ids}


def items_of_texts(subject_ids: Collection[int]) -> Mapping[int, int]:
    """Without texts that are gone."""
    return dict(Translation.objects.filter(pk__in=subject_ids).values_list("pk", "item_id"))
