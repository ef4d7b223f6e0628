"""Where every item of a dataset ended, after jobs that were to bring all of it on its way."""

from catalog.models import Dataset
from corpus.models import Item, Recording, Translation
from generation.recount import find_differences
from jobs.models import UnitFailure


def assert_all_are_accounted_for(dataset: Dataset) -> None:
    """Nothing is lost without a word: neither a text, nor a recording, nor a verdict."""
    texts = Translation.objects.filter(dataset=dataset, is_current=True)
    items = set(Item.objects.filter(dataset=dataset).values_list("pk", flat=True))
    for language in dataset.languages:
        there = set(texts.filter(language=language).values_list("item", flat=True))
        assert items - there <= failed_in(dataset, "translate")
    spoken = Recording.objects.filter(dataset=dataset, is_current=True, translation__in=texts)
    mute = set(texts.values_list("pk", flat=True)) - set(
        spoken.values_list("translation", flat=True)
    )
    assert mute <= failed_in(dataset, "synthesize")
    for recording in spoken.prefetch_related("reports"):
        (found,) = recording.reports.all()
        assert recording.set_aside == (found.failed or None)
    assert find_differences(dataset.pk) == []


def failed_in(dataset: Dataset, kind: str) -> set[int]:
    """Subjects that failed in jobs of a kind, with a reason."""
    found = UnitFailure.objects.filter(job__dataset=dataset, job__kind=kind)
    return set(found.exclude(message="").values_list("subject_id", flat=True))


def destinies(dataset: Dataset) -> dict[str, tuple[int, int, int]]:
    """By language: recordings fit for use, recordings set aside, and pairs without any."""
    whole = Item.objects.filter(dataset=dataset).count()
    spoken = Recording.objects.filter(
        dataset=dataset, is_current=True, translation__is_current=True
    )
    found = {}
    for language in dataset.languages:
        aside = spoken.filter(language=language, set_aside__isnull=False).count()
        fit = spoken.filter(language=language, set_aside__isnull=True).count()
        found[language] = (fit, aside, whole - fit - aside)
    return found
