"""How far listening is in each language: figures that are kept until an answer changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Count, Sum

from annotation.models import Task
from annotation.statistics.keeping import Content, Figures
from catalog.models import Dataset
from releases.stages import is_rated
from releases.versions import is_verified, voted_tasks


def _make(dataset: Dataset, languages: Sequence[str]) -> Mapping[str, Content]:
    """From the tasks, which know how many answers they have."""
    found: defaultdict[str, Content] = defaultdict(
        lambda: {"votes_needed": 0, "rated": 0, "votes": 0, "verified": 0}
    )
    tasks = Task.objects.filter(
        campaign__dataset=dataset, recording__isnull=False, language__in=languages
    )
    asked = tasks.filter(is_open=True).values("language")
    for row in asked.annotate(needed=Sum("votes_needed")):
        found[row["language"]] |= {"votes_needed": row["needed"]}
    # Several campaigns may ask about one recording.
    rated = Count("recording", distinct=True, filter=is_rated())
    verified = Count("recording", distinct=True, filter=is_verified())
    voted = voted_tasks(dataset).filter(language__in=languages).values("language")
    for given in voted.annotate(votes=Sum("answered"), rated=rated, verified=verified):
        found[given["language"]] |= {name: given[name] for name in ("votes", "rated", "verified")}
    return found


VOTED = Figures("voted.1", _make)
